"""Hand-made views for the tests of the picture."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

from strategymap.finding import Severity
from strategymap.scorecard import Status
from strategymap.view import Arrow, Badge, Band, Card, KpiRow, LegendItem, Progress, View

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE

CONTACT_CENTRE = """
financial | Financial
  goal profit: Profitable, durable growth > ; Operating margin = 11 % → 13 %
  goal revenue: Grow revenue from customers who stay > profit; Revenue per customer = €412 → €450
  goal cost: Lower cost to serve > profit; Cost per contact = €6.40 → €4.90
customer | Customer
  goal loyalty: Customers stay and recommend us > revenue; Retention rate = 84 % → 90 %; Net promoter score = 18 → 35
  outcome easy: It is easy to get help > loyalty; Customer effort score = 3.9 → 2.8
  outcome trust: Customers trust our answers > loyalty
  outcome heard: Customers feel heard when something went wrong > loyalty; Complaints answered in two days = 58 % → 90 %; Satisfaction after a complaint = 61 % → 75–85 %
process | Internal process
  outcome solved: Problems are solved the first time > easy trust; First-contact resolution = 64 % → 75 %
  outcome online: Simple matters are settled online > easy cost; Self-service share = 38 % → 55 %; Containment in the chat assistant = 22 % → 40 %
  outcome short: Calls are short > cost ! trust; *Average handle time = 420 s → 315 s; Calls per agent and hour = 7.1 → 9.0
  outcome causes: Causes of needless calls are removed > cost solved; Contacts per customer and year = 4.2 → 3.1
  output knowledge: One knowledge base, kept current > solved online; Articles reviewed in 90 days = → 95 %
  output routing: Calls reach the right team > solved; Transfers = 19 % → 8 %
  output callback: Call-back instead of waiting > heard easy; Service level (80 % within 20 s) = 71 % → 80 %
people | Learning and growth
  outcome able: Agents can and may resolve > solved heard; Agents certified = 48 % → 90 %; Cases with own authority up to €200 = 12 % → 60 %
  goal want: People want to work here > able; Employee net promoter score = 12 → 25; Attrition = 31 % → 22 %
  output wfm: Workforce management in every team > short; Teams live = 6 → 14 teams
  output coaching: Coaching on real calls every week > able want; Coached hours per agent and month = 0.8 → 3
  initiative academy: Resolution academy > able
  initiative bonus: Bonus for short calls > short
  initiative voice: Root-cause board with product teams > causes
  initiative portal: New customer portal > online
"""


def view(text: str, **more: Any) -> View:
    """A view from lines such as `goal id: Title > ids ! harmed ids; KPI = figures`."""
    bands: list[Band] = []
    arrows: list[Arrow] = []
    for line in filter(str.strip, text.splitlines()):
        if not line.startswith(" "):
            name, _, title = (part.strip() for part in line.partition("|"))
            roles: Any = name if name in {"financial", "customer", "process", "people"} else None
            bands.append(Band(name, title, roles))
            continue
        card, links = _card(line.strip())
        arrows += links
        bands[-1] = Band(bands[-1].id, bands[-1].title, bands[-1].role, (*bands[-1].cards, card))
    return View(
        **({"title": "Contact centre strategy 2026", "bands": tuple(bands), "arrows": tuple(arrows)} | more)
    )


def _card(line: str) -> tuple[Card, list[Arrow]]:
    head, *kpis = line.split(";")
    kind, _, rest = head.partition(" ")
    name, _, rest = rest.partition(":")
    rest, _, harms = rest.partition("!")
    title, _, supports = rest.partition(">")
    arrows = [Arrow(name, other, "supports") for other in supports.split()]
    arrows += [
        Arrow(name, other, "harms", ("because callers are hurried off the phone",)) for other in harms.split()
    ]
    rows = tuple(
        KpiRow(
            f"{name}-{n}",
            kpi.partition("=")[0].strip().lstrip("*"),
            kpi.partition("=")[2].strip(),
            "*" in kpi,
        )
        for n, kpi in enumerate(kpis)
    )
    return Card(name, kind, title.strip(), kind == "goal" and not supports.split(), rows), arrows  # type: ignore[arg-type]


def with_findings(found: View, findings: list[tuple[str, Severity, str, str]], **more: Any) -> View:
    """The view with findings: the id of a card or KPI, how bad, what it says, and the rule."""
    numbered = list(enumerate(findings, 1))

    def badges(name: str) -> tuple[Badge, ...]:
        return tuple(Badge(s, n, text) for n, (about, s, text, _) in numbered if about == name)

    def kpi(row: KpiRow) -> KpiRow:
        return replace(row, badges=badges(row.id))

    bands = tuple(
        Band(
            b.id,
            b.title,
            b.role,
            tuple(replace(c, kpis=tuple(map(kpi, c.kpis)), badges=badges(c.id)) for c in b.cards),
        )
        for b in found.bands
    )
    legend = tuple(LegendItem(n, s, text, rule) for n, (_, s, text, rule) in numbered)
    loose = tuple(map(kpi, more.pop("loose", found.loose)))
    return View(
        found.title,
        more.pop("subtitle", found.subtitle),
        bands,
        loose,
        found.arrows,
        legend,
        more.pop("more", ""),
    )


def contact_centre() -> View:
    return with_findings(
        view(CONTACT_CENTRE),
        [
            (
                "short-0",
                E,
                'KPI "Average handle time" is rewarded, and nothing that is measured beside it would show the harm; pair it with a KPI of another focus, such as first-contact resolution',
                "unbalanced-reward",
            ),
            (
                "short",
                W,
                'outcome "Calls are short" leads to goal "Profitable, durable growth" and works against it at the same time; decide which of the two ways weighs more',
                "works-against-itself",
            ),
            (
                "short-0",
                W,
                'KPI "Average handle time" is rewarded and measures efficiency alone; reward what customers get out of it',
                "rewarded-efficiency",
            ),
            (
                "loyalty",
                W,
                'goal "Customers stay and recommend us" is what the map says, and handle time is what it pays for; reward a KPI under the goal',
                "stated-not-rewarded",
            ),
            (
                "trust",
                W,
                'outcome "Customers trust our answers" carries the chain, and no KPI would tell if it broke; measure it',
                "unmeasured-rung",
            ),
            (
                "clicks",
                W,
                'KPI "Newsletter clicks" measures nothing on this map; say what it tells about, or let it go',
                "orphan-kpi",
            ),
            (
                "short-0",
                N,
                'KPI "Average handle time" is rewarded without limits; write down what is never done for its sake',
                "no-limits",
            ),
        ],
        subtitle="Example Bank · as of 30 June 2026 · 22 goals, outcomes, outputs and initiatives · 24 KPIs · 1 error, 5 warnings, 1 note",
        loose=(
            KpiRow("clicks", "Newsletter clicks", "4.1 %"),
            KpiRow("pages", "Pages in the help centre", "→ 400"),
        ),
    )


def large(count: int, seed: int = 1, *, messy: bool = False) -> View:
    """A map of many cards with about two links each; messy ones link in any direction."""
    rng = random.Random(seed)
    names = ("financial", "customer", "process", "people")
    kinds = ("goal", "outcome", "output", "initiative")
    place = [rng.randrange(4) if messy else (n * 4) // count for n in range(count)]
    cards: list[list[Card]] = [[], [], [], []]
    for n in range(count):
        kpis = tuple(
            KpiRow(f"k{n}-{k}", f"Share of cases {k}", "12 % → 34 %") for k in range(rng.choice((0, 1, 1, 2)))
        )
        cards[place[n]].append(
            Card(
                f"c{n:04}",
                kinds[rng.choice((0, 1, 1, 1, 2, 3))],
                f"Card number {n} does better than before",
                False,
                kpis,
            )
        )  # type: ignore[arg-type]
    links = set()
    for n in range(1, count):
        for _ in range(2 if rng.random() < 0.9 else 1):
            links.add((n, rng.randrange(max(0, n - int(count * 0.3) - 3), n)))
        if messy and rng.random() < 0.4:
            links.add((n, rng.randrange(count)))
    arrows = tuple(
        Arrow(f"c{a:04}", f"c{b:04}", "harms" if (a * 7 + b) % 15 == 0 else "supports")
        for a, b in sorted(links)
        if a != b
    )
    bands = tuple(Band(n, n.capitalize(), n, tuple(c)) for n, c in zip(names, cards, strict=True))  # type: ignore[arg-type]
    return View(f"A map of {count} cards", "", bands, (), arrows)


def awkward() -> View:
    """Titles that break pictures: long, hostile, and in scripts from all over the world."""
    long_word = "Kundenzufriedenheitsverbesserungsmaßnahmenumsetzungsbeauftragtenbesprechung"
    twelve = tuple(
        KpiRow(f"twelve-{n}", f"Kennzahl Nummer {n} der zwölf", f"{n * 7} % → {n * 7 + 5} %")
        for n in range(12)
    )
    first = (
        Card(
            "zh",
            "goal",
            "持续提升客户满意度和忠诚度，使收入长期稳定增长，并降低服务成本",
            True,
            (KpiRow("zh-1", "净推荐值（关系调查）", "18 → 35"),),
        ),
        Card(
            "ar",
            "goal",
            "زيادة رضا العملاء في جميع نقاط الاتصال مع الشركة",
            False,
            (
                KpiRow("ar-1", "معدل الاحتفاظ بالعملاء", "84 % → 90 %", True),
                KpiRow("ar-2", "صافي نقاط الترويج", "18 → 35"),
            ),
        ),
        Card("he", "outcome", "לקוחות נשארים וממליצים עלינו (NPS) לחברים", False),
        Card(
            "ja",
            "outcome",
            "売上高の継続的な成長を実現する",
            False,
            (KpiRow("ja-1", "一人あたりの売上高", "¥412 → ¥450"),),
        ),
    )
    second = (
        Card(
            "script",
            "outcome",
            "<script>alert('1')</script> & \"quotes\" \\N ]]> &amp;",
            False,
            (KpiRow("s-1", "<b>KPI</b> & co \\", "1 → 2", True),),
        ),
        Card(
            "de",
            "output",
            f"{long_word} der Abteilung",
            False,
            (KpiRow("de-1", long_word, "1.5 Mio. € → 2.25 Mio. €"),),
        ),
        Card("x", "output", "x" * 300, False, (KpiRow("x-1", "y" * 300, "z" * 80),)),
        Card("twelve", "outcome", "Zwölf Kennzahlen messen eine einzige Wirkung", False, twelve),
        Card(
            "emoji",
            "initiative",
            "🚀 Launch 👨‍👩‍👧‍👦 family plan 🇩🇪🇫🇷 ❤️ 10 × better",
            False,
            (KpiRow("e-1", "👍 or 👎 after a call", "4 → 5 ★"),),
        ),
        Card("hi", "initiative", "ग्राहक संतुष्टि में लगातार सुधार करना", False),
        Card("ko", "initiative", "업무 프로세스 자동화 확대", False),
        Card("ru", "initiative", "Повысить качество обслуживания клиентов", False),
        Card("th", "initiative", "ปรับปรุงความพึงพอใจของลูกค้าอย่างต่อเนื่อง", False),
        Card("empty", "initiative", "", False),
    )
    tails = [card.id for card in second]
    arrows = [
        Arrow(tail, first[n % 4].id, "harms" if n % 5 == 4 else "supports") for n, tail in enumerate(tails)
    ]
    arrows += [
        Arrow("zh", "ar"),
        Arrow("ar", "zh", "feedback"),
        Arrow("twelve", "twelve"),
        Arrow("de", "x", "harms"),
    ]
    bands = (
        Band("a", "العملاء", "customer", first),
        Band("b", "Organisationsentwicklungsmaßnahmen und 学习与成长", None, second),
    )
    loose = (KpiRow("l-1", "x" * 200, "1 → 2"), KpiRow("l-2", "مؤشر بلا هدف", "4 %"), KpiRow("l-3", "点击量"))
    found: list[tuple[str, Severity, str, str]] = [
        (
            "zh",
            E,
            "Goal “持续提升客户满意度和忠诚度” is measured by efficiency alone <b>&</b>",
            "efficiency-only-leaves",
        ),
        *(
            (
                "twelve",
                (W, N)[n % 2],
                f"Finding number {n} about the same node, " + "and so on " * 12 * n,
                "too-many-kpis",
            )
            for n in range(7)
        ),
        ("ar-1", W, "زيادة رضا العملاء", "rewarded-efficiency"),
        ("twelve-3", W, "One about a KPI", "no-limits"),
        ("twelve-3", E, "Two about a KPI", "no-limits"),
        ("l-2", W, "Measures nothing", "orphan-kpi"),
    ]
    titled = View("战略 <地图> & خريطة " + "W" * 90, "", bands, loose, tuple(arrows))
    return with_findings(
        titled,
        found,
        more="and 5 more, marked +: strategymap check map.yaml",
        subtitle="Org · " + "many words " * 30,
    )


def judged(row: KpiRow, status: Status, now: str, *way: Any) -> KpiRow:
    """The KPI with a status, its value now, and its way: start, target, what is done, what is expected."""
    return replace(row, status=status, now=now, progress=Progress(*way) if way else None)


def standing() -> View:
    """Every status, in cards with one KPI and with twelve, with long names and long figures."""
    achieved, on_track, at_risk, off_track, no_data = Status
    long_name = "Kundenzufriedenheitsverbesserungsmaßnahmenumsetzungsquote in allen Regionen"
    twelve = (
        judged(KpiRow("k0", "Achieved", "420 s → 315 s"), achieved, "312 s", "420 s", "315 s", 1.03, 0.5),
        judged(KpiRow("k1", "On track", "64 % → 75 %"), on_track, "70 %", "64 %", "75 %", 0.55, 0.5),
        judged(KpiRow("k2", "At risk", "64 % → 75 %", True), at_risk, "67 %", "64 %", "75 %", 0.27, 0.5),
        judged(KpiRow("k3", "Off track", "64 % → 75 %"), off_track, "65 %", "64 %", "75 %", 0.09, 0.5),
        judged(KpiRow("k4", "Other way", "€6.40 → €4.90"), off_track, "€7.10", "€6.40", "€4.90", -0.5, 0.5),
        judged(KpiRow("k5", "Too late", "20 % → 40 %"), off_track, "36 %", "20 %", "40 %", 0.8, 1.0),
        judged(KpiRow("k6", "Range", "91 % → 75–85 %"), on_track, "88 %", "91 %", "75–85 %", 0.5, 0.5),
        judged(KpiRow("k7", "Without days", "1 → 9"), at_risk, "4", "1", "9", 0.375, None),
        judged(KpiRow("k8", "Target alone", "→ 75 %"), achieved, "80 %"),
        judged(KpiRow("k9", "Baseline alone", "91 %"), no_data, "80 %"),
        judged(KpiRow("k10", "No value", "64 % → 75 %"), no_data, ""),
        judged(KpiRow("k11", "Nothing at all"), no_data, ""),
    )
    units = (
        judged(KpiRow("u1", long_name, "12.25 % → 75.75 %", True), on_track, "45.5 %", "12.25 %", "75.75 %", 0.52, 0.5),
        judged(KpiRow("u2", "Calls", "12 → 18 calls per agent and working day"), at_risk, "14", "12",
               "18 calls per agent and working day", 0.33, 0.5),
        judged(KpiRow("u3", "Saldo", "−€1 217 000.50 → €2 500 000"), at_risk, "−€217 000.25",
               "−€1 217 000.50", "€2 500 000", 0.27, 0.5),
        judged(KpiRow("u4", "y" * 130, "a" * 90 + " → " + "b" * 90), off_track, "c" * 90, "a" * 90, "b" * 90, 0.1, 0.5),
    )  # fmt: skip
    arabic = (
        judged(
            KpiRow("a1", "معدل الاحتفاظ بالعملاء", "84 % → 90 %", True),
            at_risk,
            "86 %",
            "84 %",
            "90 %",
            0.3,
            0.5,
        ),
        judged(
            KpiRow("a2", "صافي نقاط الترويج", "18 → 35 points"), achieved, "36", "18", "35 points", 1.1, 0.5
        ),
    )
    bands = (
        Band("a", "Customer", "customer", (
            Card("twelve", "goal", "Twelve KPIs stand in one card", True, twelve, status=off_track),
            Card("ar", "goal", "زيادة رضا العملاء في جميع نقاط الاتصال", True, arabic, status=at_risk),
            Card("none", "outcome", "Nothing is known", kpis=twelve[10:], status=no_data),
        )),
        Band("b", "Process", "process", (
            Card("units", "initiative", "Long units and figures", kpis=units, status=off_track),
            Card("good", "output", "Done as planned", kpis=twelve[:1], status=achieved),
            Card("bare", "output", "Without a KPI"),
        )),
    )  # fmt: skip
    found: list[tuple[str, Severity, str, str]] = [
        *(("units", W, f"Finding {n}", "rule") for n in range(7)),
        ("ar", W, "Finding about Arabic", "rule"),
        ("k3", E, "Finding about a KPI", "rule"),
    ]
    loose = (judged(KpiRow("l1", "Newsletter clicks"), no_data, "4.1 %"),
             judged(KpiRow("l2", "Pages", "100 → 400"), on_track, "350", "100", "400", 0.83, None))  # fmt: skip
    arrows = (Arrow("units", "twelve"), Arrow("good", "ar"), Arrow("bare", "none"))
    return with_findings(View("Standing", "", bands, loose, arrows), found, subtitle="18 KPIs")


def with_statuses(found: View, seed: int) -> View:
    """The view with a status on most KPIs, drawn at random."""
    rng = random.Random(seed)

    def kpi(row: KpiRow) -> KpiRow:
        status = rng.choice(list(Status))
        if status is Status.NO_DATA:
            return replace(row, status=status)
        now, share = f"{rng.randrange(10 ** rng.choice((1, 2, 6)))} %", round(rng.uniform(-0.2, 1.2), 2)
        return judged(row, status, now, "12 %", "34 %", share, rng.choice((None, 0.0, 0.5, 1.0)))

    def card(one: Card) -> Card:
        kpis = tuple(map(kpi, one.kpis))
        return replace(one, kpis=kpis, status=kpis[0].status if kpis else None)

    bands = tuple(replace(band, cards=tuple(map(card, band.cards))) for band in found.bands)
    return replace(found, bands=bands)
