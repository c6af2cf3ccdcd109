"""What stands in cards: lines of text, badges, and the rows of KPIs, each in its place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from strategymap.render.widths import runs_right_to_left
from strategymap.render.wrap import Font
from strategymap.scorecard import Status
from strategymap.view import Badge, KpiRow, Progress

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Run:
    """A line of text. `x` is where it starts, ends or has its middle, `y` its baseline.
    Text that runs from right to left starts at its right end. `colour` is a colour, or while
    the layout is made the name of an ink: ink, muted, paper, line, harm."""

    text: str
    x: float
    y: float
    font: Font
    colour: str = "ink"
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
class PlacedMark:
    """The mark of a status, and its middle; `scale` is its size, 1 beside a KPI."""

    status: Status
    x: float
    y: float
    scale: float = 1


@dataclass(frozen=True, slots=True)
class PlacedBar:
    """The way from baseline (`x`) to target (`x` + `width`); `y` is its middle. The shares of
    `progress` can lie outside of it: `done` and `expected` are the px that are shown."""

    progress: Progress
    status: Status
    x: float
    y: float
    width: float

    @property
    def done(self) -> float:
        """How long the part that is done is, from 0 to the whole width."""
        return self.width * min(max(self.progress.done, 0.0), 1.0)

    @property
    def expected(self) -> float | None:
        """Where, from `x` on, it should be by now; None where nobody can say, or where the
        target is reached and nobody needs to ask."""
        share = self.progress.expected
        return None if share is None or self.status is Status.ACHIEVED else self.width * share

    @property
    def went_back(self) -> bool:
        """Whether it went the other way."""
        return self.progress.done < 0


@dataclass(frozen=True, slots=True)
class PlacedKpi:
    """A KPI's row: its box, texts, the middle of the place for its status, that of the star
    which says that it is rewarded, and where the arrow between baseline and target begins
    (None where there is none, as beside a bar). `badges` stand beside the card."""

    kpi: KpiRow
    y: float
    height: float
    runs: tuple[Run, ...]
    status: tuple[float, float]
    star: tuple[float, float] | None = None
    arrow: tuple[float, float] | None = None
    badges: tuple[PlacedBadge, ...] = ()
    bar: PlacedBar | None = None

    @property
    def mark(self) -> PlacedMark | None:
        """The mark of its status; None where the picture shows no status."""
        return PlacedMark(self.kpi.status, *self.status) if self.kpi.status else None


def line(text: str, left: float, right: float, y: float, font: Font, colour: str = "ink") -> Run:
    """A line that begins at the left, or at the right where it is read from there."""
    if runs_right_to_left(text):
        return Run(text, right, y, font, colour, leftwards=True)
    return Run(text, left, y, font, colour)
