"""How the picture looks, as tables: colours, sizes and the dress of each kind.

Every pair of text and ground has a contrast of at least 4.5, every outline and mark one
of at least 3 (WCAG 2.2, level AA). Nothing is told by colour alone: kinds of cards differ
in outline, weight and corners, findings and statuses in shape, harm in dashes and a bar.
"""

from __future__ import annotations

from dataclasses import dataclass

from strategymap.finding import Severity
from strategymap.model import Kind
from strategymap.render.wrap import Font
from strategymap.scorecard import Status
from strategymap.view import LinkKind

FAMILY = "Arial, 'Liberation Sans', Arimo, Helvetica, sans-serif"

PAPER = "#ffffff"
INK = "#16202c"
MUTED = "#4c5a69"
LINE = "#5d6c7c"
FAINT = "#d5dbe2"
HARM = "#a3172a"
HARM_TINT = "#fdf1f2"
REWARD = "#8a5200"
LOOSE_TINT = "#eceff2"
HATCH = "#c3cad2"


@dataclass(frozen=True, slots=True)
class Tone:
    """The colour of a band: `strong` for its bar, title and goals, `tint` for its ground."""

    strong: str
    tint: str


ROLE_TONES = {
    "financial": Tone("#1f4e8c", "#edf2f8"),
    "customer": Tone("#14704f", "#e9f4ef"),
    "process": Tone("#8a5200", "#fbf4e8"),
    "people": Tone("#6a3d8f", "#f4eff8"),
}
#: For perspectives without a role, in turn.
OTHER_TONES = (
    Tone("#0b6470", "#e7f3f4"),
    Tone("#8f2d5c", "#f9eef3"),
    Tone("#565e12", "#f4f5e6"),
    Tone("#43505f", "#eff2f4"),
)
NO_TONE = Tone("#33475b", "#f3f5f7")


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

    colour: str
    weight: float
    dashes: str = ""


ARROWS: dict[LinkKind, Stroke] = {
    "supports": Stroke(LINE, 1.6),
    "harms": Stroke(HARM, 1.9, "7 4"),
    "feedback": Stroke(LINE, 1.3, "2 4"),
}

BADGES: dict[Severity, str] = {
    Severity.ERROR: "#b01e1e",
    Severity.WARNING: "#8f5200",
    Severity.NOTE: "#3f5165",
}

#: Marks and bars of KPIs; the marks differ in shape too.
STATUSES: dict[Status, str] = {
    Status.ACHIEVED: "#17693a",
    Status.ON_TRACK: "#17693a",
    Status.AT_RISK: "#b36800",
    Status.OFF_TRACK: "#b01e1e",
    Status.NO_DATA: MUTED,
}
#: The part of a bar that is still to do.
TRACK = "#dfe4ea"

TITLE = Font(23, bold=True)
SUBTITLE = Font(12.5)
READING = Font(12.5, bold=True)
HEADING = Font(15, bold=True)
BAND = Font(13.5, bold=True)
KIND = Font(9.5, bold=True)
CARD = Font(13.5, bold=True)
KPI = Font(11.5)
NOW = Font(11.5, bold=True)
FIGURES = Font(10.5)
LEGEND = Font(12)
RULE = Font(10.5)
KEY = Font(11.5)
LABEL = Font(10.5)
BADGE = Font(10.5, bold=True)

#: Space around the letters of a kind, in px, for each of them.
SPACED = 0.6
CARD_WIDTH = 236
CARD_PADDING = 12
#: The column left of a KPI's title where its status stands.
STATUS_WIDTH = 15
#: How much larger the mark of a card is than that of a KPI.
CARD_MARK = 1.25
