"""What a picture of a map shows, as data, before anything is placed or drawn.

Every renderer is a function of a `View`. Texts are complete here: a renderer may break or
shorten them where it has no room, and then shows the whole elsewhere (a tooltip).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from strategymap.finding import Severity
from strategymap.model import Kind, Role
from strategymap.scorecard import Status

#: `feedback` is a `supports` link that closes a loop on purpose.
LinkKind = Literal["supports", "harms", "feedback"]
#: What became of something between two versions of a map.
ChangeKind = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class Badge:
    """The mark of a finding. `number` is its number in the legend, None where the legend
    has no room for it, and where the authors accepted it; `text` is what the finding says.
    With a `change` it is the mark of that instead, and has the severity of a note."""

    severity: Severity
    number: int | None
    text: str
    accepted: bool = False
    change: ChangeKind | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """The way of a KPI from `start` to `target`, both as they are shown. `done` is the share
    of it that lies behind the KPI: below 0 where it went the other way, above 1 beyond the
    target. `expected` is the share of the time that has passed, None where days are missing."""

    start: str
    target: str
    done: float
    expected: float | None = None


@dataclass(frozen=True, slots=True)
class KpiRow:
    """A KPI in the card of a node that it measures, or by itself.

    `figures` is baseline and target as they are shown ("64 % → 75 %"), '' without numbers;
    `now` is the latest value, '' where nobody has measured. `status` is None where the
    picture shows none, because nothing on it has one or it was left out. `details` are what
    else is known of the KPI, for a tooltip; the first of them says how it stands. `change` is
    what became of it, in this card, where two versions are compared.
    """

    id: str
    title: str
    figures: str = ""
    rewarded: bool = False
    details: tuple[str, ...] = ()
    badges: tuple[Badge, ...] = ()
    status: Status | None = None
    now: str = ""
    progress: Progress | None = None
    change: ChangeKind | None = None
    faded: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A node of the results chain, with the KPIs that measure it. `top` marks a goal that
    supports nothing else. `status` is that of the worst of its KPIs, None where it has no KPI
    or the picture shows no status. `above` and `below` tell, a neighbour each, what it leads to
    (or works against) and what leads to it (or works against it) and is left out. `change` is
    what became of it, where two versions are compared. One that is `faded` stands quietly in the
    background: the picture is about others."""

    id: str
    kind: Kind
    title: str
    top: bool = False
    kpis: tuple[KpiRow, ...] = ()
    details: tuple[str, ...] = ()
    badges: tuple[Badge, ...] = ()
    status: Status | None = None
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    change: ChangeKind | None = None
    faded: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """A perspective and the cards in it; the title is '' where a map has no perspectives."""

    id: str
    title: str
    role: Role | None = None
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrow:
    """A link between two cards; `tail` leads to (or works against) `head`. `details` say
    why, and what else is known of it; `badges` mark what was found about it. `change` is what
    became of it, where two versions are compared."""

    tail: str
    head: str
    kind: LinkKind = "supports"
    details: tuple[str, ...] = ()
    badges: tuple[Badge, ...] = ()
    change: ChangeKind | None = None
    faded: bool = False


@dataclass(frozen=True, slots=True)
class LegendItem:
    """A finding in the legend: its number, what it says, and the rule that says so. `details`
    are the remedy and the question for the room. With a `change` it tells that instead: there
    is no rule, the severity is that of a note, and `details` are what changed, key by key."""

    number: int
    severity: Severity
    text: str
    rule: str
    details: tuple[str, ...] = ()
    change: ChangeKind | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence below the findings: one that was accepted, and why; or what works against
    what, and why, where no finding says so; or, of two versions, a finding that is gone, has come
    or has changed."""

    kind: Literal["accepted", "harms", "gone", "come", "changed"]
    text: str


@dataclass(frozen=True, slots=True)
class View:
    """A picture: bands from top to bottom, the KPIs that measure nothing, and the legend.

    Both ends of every arrow are cards of this view. `legend` is in the order of the
    numbers; `more` counts the findings that it has no room for, '' where there are none; or says
    that of two versions nothing has changed.
    `badges` are those of findings about the whole map. `heading` stands above the legend.
    Where the rest of a map is faded, `picked` says how much is not, and `whole` is the same
    with nothing faded: the layout is that of it. One that `compares` shows two versions of a map.
    """

    title: str
    subtitle: str = ""
    bands: tuple[Band, ...] = ()
    loose: tuple[KpiRow, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    legend: tuple[LegendItem, ...] = ()
    more: str = ""
    notes: tuple[Note, ...] = ()
    badges: tuple[Badge, ...] = ()
    heading: str = "What stands out"
    whole: View | None = None
    picked: str = ""
    compares: bool = False

    def cards(self) -> Iterator[Card]:
        """All cards, band by band."""
        return (card for band in self.bands for card in band.cards)

    def without_texts(self) -> View:
        """The same beside a text that tells the findings and the notes, by their numbers."""
        whole = self.whole and self.whole.without_texts()
        return replace(self, legend=(), more="", notes=(), whole=whole)
