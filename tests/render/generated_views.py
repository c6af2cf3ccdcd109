"""Views drawn at random, for measuring how well they are laid out: ten groups of twenty."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from render.sample_views import judged, with_findings

from strategymap.finding import Severity
from strategymap.model import Kind
from strategymap.scorecard import Status
from strategymap.view import Arrow, Band, Card, KpiRow, LinkKind, View

SIZE_OF_A_GROUP = 20
_BANDS = ("financial", "customer", "process", "people")
_KINDS: tuple[tuple[Kind, ...], ...] = (
    ("goal",),
    ("goal", "outcome", "outcome"),
    ("outcome", "outcome", "output"),
    ("outcome", "output", "output", "initiative", "initiative"),
)

_ENGLISH = (
    "Customers",
    "agents",
    "solve",
    "trust",
    "answers",
    "quickly",
    "in every",
    "region",
    "cost",
    "less",
)
_GERMAN = (
    "Kundenzufriedenheit", "Beschwerdebearbeitungszeit", "dauerhaft verbessern", "und", "Mitarbeiterbindung",
    "Dienstleistungsqualität", "erhöhen", "für alle Geschäftsbereiche", "Weiterempfehlungsbereitschaft",
)  # fmt: skip
_CHINESE = (
    "持续提升",
    "客户满意度",
    "和忠诚度",
    "降低",
    "服务成本",
    "，并",
    "缩短响应时间",
    "员工敬业度",
    "增长",
)
_ARABIC = ("زيادة", "رضا العملاء", "في جميع", "نقاط الاتصال", "تقليل", "تكلفة الخدمة", "وتحسين", "الجودة")
_TONGUES = (_ENGLISH, _GERMAN, _CHINESE, _ARABIC)


@dataclass(frozen=True, slots=True)
class Group:
    """What the views of a group have in common. `cards` are the fewest and the most, `links`
    how many a card has above it; the shares say how often something occurs."""

    name: str
    cards: tuple[int, int]
    links: float = 1.5
    bands: bool = True
    harms: int = 0
    feedback: float = 0.0
    loops: float = 0.0
    far: float = 0.25
    words: int = 0
    tongues: tuple[tuple[str, ...], ...] = (_ENGLISH,)
    kpis: int = 2
    loose: int = 0
    findings: float = 0.0
    judged: bool = False

    def views(self) -> Iterator[View]:
        """The views, always the same ones."""
        for seed in range(SIZE_OF_A_GROUP):
            yield _Maker(self, random.Random(f"{self.name} {seed}"), seed).view()


GROUPS = (
    Group("small", (5, 12), harms=1),
    Group("without perspectives", (5, 40), bands=False, harms=3),
    Group("medium", (15, 30), harms=2, judged=True),
    Group("large", (50, 80), links=1.7, harms=4),
    Group("dense", (35, 55), links=3.0, harms=5),
    Group("harms", (20, 40), harms=30),
    Group("feedback and loops", (10, 40), harms=2, feedback=0.2, loops=0.15),
    Group("long titles", (8, 30), words=9, tongues=_TONGUES),
    Group("many KPIs", (6, 25), kpis=12, loose=8, judged=True),
    Group("findings", (10, 45), harms=3, findings=0.8, loose=2),
)


class _Maker:
    """One view of a group."""

    def __init__(self, group: Group, rng: random.Random, seed: int) -> None:
        self.group, self.rng = group, rng
        low, high = group.cards
        self.count = low + (high - low) * seed // (SIZE_OF_A_GROUP - 1)
        self.level = [min(3, 4 * (number + 1) // (self.count + 1)) for number in range(self.count)]

    def view(self) -> View:
        group, rng = self.group, self.rng
        cards = [self._card(number) for number in range(self.count)]
        members = [
            [card for card, level in zip(cards, self.level, strict=True) if level == n] for n in range(4)
        ]
        bands = tuple(
            Band(name, name.capitalize(), name, tuple(inside))  # type: ignore[arg-type]
            for name, inside in zip(_BANDS, members, strict=True)
        )
        if not group.bands:
            bands = (Band("", "", None, tuple(cards)),)
        loose = tuple(self._kpi(f"l{number}") for number in range(rng.randint(0, group.loose)))
        found = View(f"{group.name.capitalize()} of {self.count}", "", bands, loose, tuple(self._arrows()))
        about = [card.id for card in cards] + [kpi.id for card in cards for kpi in card.kpis]
        findings = [
            (rng.choice(about), rng.choice(list(Severity)), f"Finding number {n} " + "and more " * n, "rule")
            for n in range(int(group.findings * self.count))
        ]
        return with_findings(found, findings) if findings else found

    def _card(self, number: int) -> Card:
        rng, most = self.rng, self.group.kpis
        kind = rng.choice(_KINDS[self.level[number]])
        several = rng.randint(0, most) if most > 2 else rng.choice((0, 1, 1, 2))
        kpis = tuple(self._kpi(f"k{number}-{k}") for k in range(several))
        status = kpis[0].status if kpis else None
        return Card(f"c{number:02}", kind, self._title(), number == 0, kpis, status=status)

    def _title(self) -> str:
        rng = self.rng
        words = rng.choice(self.group.tongues)
        some = rng.randint(2, max(4, self.group.words))
        return ("" if words is _CHINESE else " ").join(rng.choice(words) for _ in range(some))

    def _kpi(self, name: str) -> KpiRow:
        rng = self.rng
        row = KpiRow(name, self._title(), rng.choice(("12 % → 34 %", "€6.40 → €4.90", "→ 75 points", "")))
        if not self.group.judged:
            return row
        status = rng.choice(list(Status))
        if status is Status.NO_DATA:
            return replace(row, status=status)
        return judged(row, status, "21 %", "12 %", "34 %", round(rng.uniform(-0.2, 1.2), 2), 0.5)

    def _arrows(self) -> list[Arrow]:
        """The links, each pair once and kind by kind, and a loop of a card with itself now and then."""
        rng, group, count = self.rng, self.group, self.count
        found: dict[tuple[int, int], LinkKind] = {}
        for tail in range(1, count):
            for _ in range(int(group.links + rng.random())):
                found.setdefault((tail, self._above(tail)), "supports")
        for _ in range(int(group.loops * count)):
            found.setdefault((rng.randrange(count), rng.randrange(count)), "supports")
        for _ in range(int(group.feedback * count)):
            tail, head = sorted(rng.sample(range(count), 2))
            found.setdefault((tail, head), "feedback")
        for _ in range(rng.randint(0, group.harms)):
            tail, head = sorted(rng.sample(range(count), 2), reverse=rng.random() < 0.8)
            found.setdefault((tail, head), "harms")
        return [Arrow(f"c{tail:02}", f"c{head:02}", kind) for (tail, head), kind in sorted(found.items())]

    def _above(self, tail: int) -> int:
        """Mostly a card not far above; sometimes any."""
        near = 0 if self.rng.random() < self.group.far else tail - self.count // 4 - 2
        return self.rng.randrange(max(0, near), tail)


__all__ = ["GROUPS", "SIZE_OF_A_GROUP", "Group"]
