"""How the picture looks, as tables: a theme's colours and font, sizes, and the dress of each kind.

Nothing is told by colour alone: kinds of cards differ in outline, weight and corners,
findings and statuses in shape, harm in dashes and a bar. So a theme is colours and a font,
handed down with the drawing; `contrast` tells whether one can be read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from strategymap.finding import Severity
from strategymap.model import Kind
from strategymap.render.wrap import Font
from strategymap.scorecard import Status
from strategymap.view import ChangeKind, LinkKind

#: What the layout measures with, and the fonts that are as wide, letter by letter.
FAMILY = "Arial, 'Liberation Sans', Arimo, Helvetica, sans-serif"
METRIC = frozenset({"arial", "liberation sans", "arimo", "helvetica"})


@dataclass(frozen=True, slots=True)
class Tone:
    """The colour of a band: `strong` for its bar, title and goals, `tint` for its ground.
    `dashes` break its bar, where bands must not differ by colour."""

    strong: str
    tint: str
    dashes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """The colours and the font of a picture. `paper` is the ground of the page and the text
    on anything strong, `card` the ground of cards; `tones` are those of perspectives by role,
    `others` in turn those of perspectives without one, `plain` that of a map without any.
    Marks of `hollow` statuses are outlines, those of `crossed` ones have a cross in them.
    `changes` are the colours of what came, went and changed between two versions.

    `room` is how much wider than Arial the font may be: so much more room all texts have.
    """

    name: str
    paper: str
    card: str
    ink: str
    muted: str
    line: str
    faint: str
    harm: str
    harm_tint: str
    reward: str
    loose: str
    hatch: str
    track: str
    tones: Mapping[str, Tone]
    others: tuple[Tone, ...]
    plain: Tone
    badges: Mapping[Severity, str]
    statuses: Mapping[Status, str]
    changes: Mapping[ChangeKind, str]
    hollow: frozenset[Status] = field(default_factory=frozenset)
    crossed: frozenset[Status] = field(default_factory=frozenset)
    font: str = "Arial"
    family: str = FAMILY
    room: float = 1.0

    @property
    def remark(self) -> str:
        """What whoever draws with it should know; '' where there is nothing."""
        if self.font.casefold() in METRIC:
            return ""
        more = f"{100 * (self.room - 1):.0f} %"
        return f"Widths are reckoned for Arial and fonts like it; for {self.font} there is {more} more room"

    def of_link(self, kind: LinkKind) -> str:
        """The colour of an arrow and its words."""
        return self.harm if kind == "harms" else self.line


@dataclass(frozen=True, slots=True)
class Dress:
    """The outline of a card: its weight and dashes, and how far its corners are rounded or cut."""

    weight: float
    dashes: str = ""
    round: float = 0
    cut: float = 0
    toned: bool = False


CARDS: dict[Kind, Dress] = {
    "goal": Dress(2.4, round=12, toned=True),
    "outcome": Dress(1.4, round=6),
    "output": Dress(1.5, dashes="7 4", round=0),
    "initiative": Dress(1.8, dashes="0.1 4", cut=10),
}


@dataclass(frozen=True, slots=True)
class Stroke:
    """The line of an arrow."""

    weight: float
    dashes: str = ""


ARROWS: dict[LinkKind, Stroke] = {
    "supports": Stroke(1.6),
    "harms": Stroke(1.9, "7 4"),
    "feedback": Stroke(1.3, "2 4"),
}

TITLE = Font(23, bold=True)
SUBTITLE = Font(12.5)
READING = Font(12.5, bold=True)
HEADING = Font(15, bold=True)
BAND = Font(13.5, bold=True)
KIND = Font(11, bold=True)
CARD = Font(13.5, bold=True)
KPI = Font(11.5)
NOW = Font(11.5, bold=True)
FIGURES = Font(11)
LEGEND = Font(12)
RULE = Font(11)
KEY = Font(11.5)
LABEL = Font(11)
BADGE = Font(11, bold=True)
CUT = Font(11, bold=True)
TAG = Font(11, bold=True)

#: The size of the smallest of them.
SMALLEST = min(font.size for font in (KIND, FIGURES, RULE, LABEL, BADGE, CUT, TAG))

#: Space around the letters of a kind, in px, for each of them.
SPACED = 0.4
CARD_WIDTH = 236
CARD_PADDING = 12
#: The column left of a KPI's title where its status stands.
STATUS_WIDTH = 15
#: How much larger the mark of a card is than that of a KPI.
CARD_MARK = 1.25
