"""Maps at the edges of what a picture has to show, as they are written."""

from __future__ import annotations

import json
from collections.abc import Iterable

PERSPECTIVES = ("financial", "customer", "process", "people")
GERMAN = (
    "Kundenzufriedenheit und Weiterempfehlungsbereitschaft in allen Geschäftsbereichen dauerhaft erhöhen",
    "Beschwerdebearbeitungszeiten durch vorausschauende Personaleinsatzplanung spürbar verkürzen",
    "Mitarbeiterinnen und Mitarbeiter entscheiden Kulanzfälle bis zweihundert Euro eigenverantwortlich",
)
CHINESE = (
    "在所有业务领域持续提升客户满意度和推荐意愿，使收入长期稳定增长",
    "通过前瞻性的人员排班显著缩短投诉处理时间，并降低每次联系的服务成本",
    "一线员工有权自行决定不超过两百欧元的赔付，无须上级批准",
)
ARABIC = (
    "زيادة رضا العملاء واستعدادهم للتوصية بنا في جميع مجالات العمل بشكل دائم",
    "تقليل مدة معالجة الشكاوى بشكل ملموس من خلال التخطيط الاستباقي للموظفين",
    "يقرر الموظفون بأنفسهم في حالات التعويض التي لا تتجاوز مئتي يورو",
)
WORDS = (
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "https://intranet.example.com/strategy/2026/customer/loyalty?view=map&year=2026",
    "customer_satisfaction_index_weighted_by_revenue_per_region_and_quarter",
)
SIGNS = ("Z̷̡̛a̶l̵g̸o̴ stays in its line", "👩🏽‍💻 Team 👨‍👩‍👧‍👦 learns 🇩🇪🇫🇷", "e\u0301a\u0308n\u0303 ﷽ ½ ① ™ → ∞")


def chain(titles: Iterable[str], indicator: str = "Anteil in %") -> str:
    """Each title supports the one before it; each has a KPI of its own name."""
    lines = ["title: A map"]
    for number, title in enumerate(titles):
        kind = "goals" if not number else f"outcomes{number}"
        lines.append(f"{kind}:" if not number else "outcomes:" if number == 1 else "")
        up = f", supports: n{number - 1}" if number else ""
        kpi = f"{{k{number}: {{title: {json.dumps(indicator, ensure_ascii=False)}, baseline: 12 %, target: 34 %}}}}"
        lines.append(
            f"  n{number}: {{title: {json.dumps(title, ensure_ascii=False)}, perspective: {PERSPECTIVES[number % 4]}{up}, kpis: {kpi}}}"
        )
    return "\n".join(filter(None, lines))


def wide(count: int, *, banded: bool = True) -> str:
    """A tree in four perspectives, three drivers to a card."""
    lines = [
        "title: A map",
        "goals:",
        f"  n0: {{title: The top goal{', perspective: financial' if banded else ''}}}",
    ]
    lines.append("outcomes:")
    for number in range(1, count):
        band = PERSPECTIVES[min(3, 4 * number // count)]
        where = f", perspective: {band}" if banded else ""
        lines.append(
            f"  n{number}: {{title: Outcome number {number} is better, supports: n{(number - 1) // 3}{where}}}"
        )
    return "\n".join(lines)


def drivers(count: int) -> str:
    """A goal with many drivers."""
    lines = ["title: A map", "goals: {top: {title: One goal on which everything bears}}", "outcomes:"]
    return "\n".join([*lines, *(f"  d{n}: {{title: Driver {n}, supports: top}}" for n in range(count))])


def dense() -> str:
    """36 cards on six levels, each but the first six linked to five of the level above: 150 links."""
    lines = ["title: A map", "outcomes:"]
    for n in range(36):
        above = [6 * (n // 6 - 1) + (n + other) % 6 for other in range(5)] if n > 5 else []
        targets = ", ".join(f"n{other}" for other in above)
        band = PERSPECTIVES[min(3, n // 6)]
        lines.append(f"  n{n}: {{title: Outcome {n}, perspective: {band}, supports: [{targets}]}}")
    return "\n".join(lines)


def many_kpis(count: int) -> str:
    """One card with many KPIs, some with long names."""
    lines = ["title: A map", "goals:", "  top:", "    title: Customers stay and recommend us", "    kpis:"]
    for n in range(count):
        more = " of those who called us twice or more in the same quarter" if n % 4 == 3 else ""
        lines.append(
            f"      k{n}: {{title: Share number {n}{more}, baseline: {n} %, target: {n + 9} %, actual: {n + 4} %}}"
        )
    return "\n".join(lines)


EDGES = {
    "nothing": "title: Nothing yet",
    "one card": "title: One card\ngoals: {stay: Customers stay}",
    "only KPIs": "title: Only KPIs\nkpis:\n"
    + "\n".join(f"  k{n}: {{title: Number {n}, unit: '%'}}" for n in range(9)),
    "without perspectives": wide(14, banded=False),
    "five cards": wide(5),
    "eighty cards": wide(80),
    "German": chain(GERMAN, "Kundenzufriedenheitsverbesserungsquote im Jahresdurchschnitt"),
    "Chinese": chain(CHINESE, "客户满意度年平均改善率"),
    "Arabic": chain(ARABIC, "متوسط نسبة تحسن رضا العملاء خلال العام"),
    "long words": chain(WORDS, WORDS[2]),
    "signs": chain(SIGNS, SIGNS[1]),
    "twelve KPIs": many_kpis(12),
    "thirty drivers": drivers(30),
    "a hundred drivers": drivers(100),
    "150 links": dense(),
}
