"""What a picture can be made for: a screen, a slide, or a sheet of paper.

How large text must be to be read is counted in points, 72 to the inch: print is held in the
hand, a slide is read from the back of a room, and on a screen everybody can zoom.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from strategymap.errors import UnknownName
from strategymap.render.theme import CARD_WIDTH
from strategymap.wording import nearest

Unit = Literal["px", "mm", "in"]

#: Points in each unit of length.
POINTS: dict[Unit, float] = {"px": 0.75, "mm": 72 / 25.4, "in": 72.0}


@dataclass(frozen=True, slots=True)
class Medium:
    """A kind of page: how wide and high it is, in a unit. `margin`, in points, stays free at all
    sides, and `foot` at the lower one besides; text smaller than `least` points can't be read on
    it (0: all can). One that `turns` may stand or lie. No px of a drawing becomes longer than
    `most` points (0: no limit), and a `key` stands below it; a `card` is so
    many px wide. The page of a screen is as large as the picture: 0 by 0."""

    name: str
    width: float
    height: float
    unit: Unit
    margin: float = 0
    least: float = 0
    turns: bool = False
    foot: float = 0
    most: float = 0
    key: bool = True
    card: int = CARD_WIDTH

    def turned(self) -> tuple[Medium, ...]:
        """The page, lying first, and as it stands where it may."""
        return (self, replace(self, width=self.height, height=self.width)) if self.turns else (self,)

    @property
    def paper(self) -> bool:
        """Whether it is a sheet of paper."""
        return self.unit == "mm"

    @property
    def points(self) -> tuple[float, float]:
        """Width and height in points."""
        return self.width * POINTS[self.unit], self.height * POINTS[self.unit]

    @property
    def inner(self) -> tuple[float, float]:
        """Width and height between the margins, in points."""
        width, height = self.points
        return width - 2 * self.margin, height - 2 * self.margin - self.foot


SCREEN = Medium("screen", 0, 0, "px")
#: 8 pt is the least for print that is held in the hand; a slide must be read from a distance.
#: Hung on a wall, A0 is read from no nearer than that.
_MEDIA = (
    SCREEN,
    Medium("slide", 40 / 3, 7.5, "in", margin=20, least=12),
    Medium("a4", 297, 210, "mm", margin=26, least=8, turns=True),
    Medium("a3", 420, 297, "mm", margin=28, least=8, turns=True),
    Medium("a0", 1189, 841, "mm", margin=64, least=8, turns=True),
)
MEDIA = {medium.name: medium for medium in _MEDIA}


@dataclass(frozen=True, slots=True)
class Page:
    """Where a drawing stands on the page of a medium: the whole page, in px of the drawing, and
    how many points one of these px is long."""

    medium: Medium
    x: float
    y: float
    width: float
    height: float
    scale: float


def medium_named(name: str) -> Medium:
    """A medium by its name. Raises UnknownName."""
    if name in MEDIA:
        return MEDIA[name]
    close = nearest(name, MEDIA)
    hint = f'the nearest is "{close}"' if close else f"choose one of {', '.join(MEDIA)}"
    raise UnknownName(f'there is no medium "{name}"; {hint}')
