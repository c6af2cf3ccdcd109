"""What stands in cards: lines of text, badges, and the rows of KPIs, each in its place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from strategymap.render import theme
from strategymap.render.widths import runs_right_to_left
from strategymap.render.wrap import Font
from strategymap.view import Badge, KpiRow

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Run:
    """A line of text. `x` is where it starts, ends or has its middle, `y` its baseline.
    Text that runs from right to left starts at its right end."""

    text: str
    x: float
    y: float
    font: Font
    colour: str = theme.INK
    anchor: Anchor = "start"
    leftwards: bool = False
    spaced: float = 0

    @property
    def width(self) -> float:
        """Width in px."""
        return self.font.width(self.text) + self.spaced * len(self.text)

    def moved(self, x: float, y: float) -> Run:
        """The same text elsewhere."""
        return replace(self, x=self.x + x, y=self.y + y)


@dataclass(frozen=True, slots=True)
class PlacedBadge:
    """A badge and its middle."""

    badge: Badge
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class PlacedKpi:
    """A KPI's row: its box, texts, the middle of the place for its status, that of the star
    which says that it is rewarded, and where the arrow between baseline and target begins
    (None where there is none). `badges` stand beside the card."""

    kpi: KpiRow
    y: float
    height: float
    runs: tuple[Run, ...]
    status: tuple[float, float]
    star: tuple[float, float] | None = None
    arrow: tuple[float, float] | None = None
    badges: tuple[PlacedBadge, ...] = ()


def line(text: str, left: float, right: float, y: float, font: Font, colour: str = theme.INK) -> Run:
    """A line that begins at the left, or at the right where it is read from there."""
    if runs_right_to_left(text):
        return Run(text, right, y, font, colour, leftwards=True)
    return Run(text, left, y, font, colour)
