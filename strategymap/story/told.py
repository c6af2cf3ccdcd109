"""What a story is made of: plain data, complete and in reading order.

Texts of the map stand as they were written; texts of ours are whole phrases that every
form of the story shares. Where a text is missing it is ''.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from strategymap.finding import Severity
from strategymap.links import Relation
from strategymap.model import Kind
from strategymap.story.measured import Chip, Figures, History, Named, Standing

#: What a line of a chain opens with; '' for a node by itself.
Word = Literal["if", "then", "and then", ""]
#: Where a node of a chain is told: here; in a chain above; or, for a goal, under its own heading.
Place = Literal["here", "above", "own heading"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one thing should lead to another. `because` is None where nobody has written it
    down; `evidence` is '' for a mere assumption; `after` is the lag, such as `3 months`."""

    because: str | None = None
    after: str = ""
    evidence: str = ""
    strength: str = ""
    feedback: bool = False

    @property
    def details(self) -> tuple[str, ...]:
        """What is said of the link besides its reason, in words."""
        said = (
            f"after {self.after}" if self.after else "",
            self.evidence,
            f"a {self.strength} link" if self.strength else "",
            "a loop that is meant" if self.feedback else "",
        )
        return tuple(filter(None, said))


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the authors have agreed on for the time being, and that limits what can be asked."""

    about: Named
    because: str


@dataclass(frozen=True, slots=True)
class Remarked:
    """A finding as it is told. `number` is its number on the map and in the story, worst
    first, 0 where it is accepted. `headline` is what its rule finds; `why` it matters, and who
    says so (`source`). `agreed` are the reasons of what is accepted about the same node, or
    about a KPI that the finding names: they stand in the way of the remedy. `again` where it is told in full before on the
    same page. `as_said_of` is set where the same rule's reason was told before, at
    that node; it is complete here all the same. `accepted` is the authors' reason, if they
    live with it."""

    number: int
    rule: str
    severity: Severity
    headline: str
    message: str
    why: str
    remedy: str
    question: str
    source: str
    accepted: str | None = None
    as_said_of: Named | None = None
    agreed: tuple[Agreed, ...] = ()
    again: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """The findings about one node or KPI, or about the map (None), worst first. With `leads_to`
    they are about the link from the one to the other."""

    about: Named | None
    remarks: tuple[Remarked, ...]
    leads_to: Named | None = None

    @property
    def severity(self) -> Severity:
        """The worst of them."""
        return max(remark.severity for remark in self.remarks)


@dataclass(frozen=True, slots=True)
class Facts:
    """What else the map says of a node or KPI."""

    part: Named
    perspective: str = ""
    owner: str = ""
    group: str = ""
    say: str = ""
    description: str = ""
    url: str = ""
    others: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a chain: if this, then that. `reason` belongs to the link that leads here,
    None at the start; `flaw` says what is broken here. A step that is told elsewhere has
    no chips, and no notes but those on the link that leads to it. `unmeasured` says that no KPI tells about it."""

    word: Word
    node: Named
    reason: Reason | None = None
    place: Place = "here"
    flaw: str = ""
    chips: tuple[Chip, ...] = ()
    unmeasured: str = ""
    owner: str = ""
    group: str = ""
    works_against: tuple[Named, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def worst(self) -> Severity | None:
        """The severity of the worst finding here."""
        return max((note.severity for note in self.notes), default=None)


#: A line of argument, from the bottom up.
Chain = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Carried:
    """A node and the chains that carry it: together they tell each link below it once,
    down to the next goals; `more` counts the chains that are left out, and `ask` is the
    command that tells them. `onward` is the shortest way on to a top goal, where that is not
    told beside it."""

    facts: Facts
    is_top: bool
    chips: tuple[Chip, ...]
    unmeasured: str
    works_against: tuple[Named, ...]
    notes: tuple[Note, ...]
    chains: tuple[Chain, ...]
    more: int = 0
    ask: str = ""
    onward: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Serves:
    """What a goal is for: another goal, directly (with the reason) or by way of other nodes."""

    goal: Named
    reason: Reason | None
    way: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Want:
    """A goal among the others; `depth` counts the goals above it, 0 for a top goal. `leads_out`
    is what it leads to outside of the part of the map that is told."""

    facts: Facts
    depth: int
    serves: tuple[Serves, ...]
    leads_out: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Tracked:
    """A KPI: why it is tracked, and what is expected of it. `behind` are the nearest goals
    behind what it tells about, `others_behind` says that there are more, and `tops` are the
    top goals at the end of the ways, as far as they are not among these."""

    facts: Facts
    figures: Figures
    tells_about: tuple[Named, ...]
    behind: tuple[Named, ...]
    others_behind: bool
    tops: tuple[Named, ...]
    decision: str
    every: str
    source: str
    balances: tuple[Named, ...]
    rewarded: bool
    limits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrackedGroup:
    """The KPIs that tell about one perspective; '' where the map has none."""

    title: str
    kpis: tuple[Tracked, ...]


@dataclass(frozen=True, slots=True)
class Against:
    """A harm: what works against what, the shortest way on to a top goal, which is at risk
    with it, the other top goals at risk, and the KPIs that would show it."""

    source: Named
    target: Named
    reason: Reason
    onward: tuple[Named, ...]
    others_at_risk: tuple[Named, ...]
    watched_by: tuple[Chip, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """One link of the map; `reason` for `supports` and `harms`."""

    relation: Relation
    source: Named
    target: Named
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class Glance:
    """A finding in one line, what it is about (None: the map), and the question to ask."""

    number: int
    severity: Severity
    headline: str
    about: Named | None
    rule: str
    question: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """A map as it is told to a reader who sees nothing else.

    `as_of` is None where neither the map nor the caller names a day. `nowhere` are the
    nodes that end without a goal, `loose` the KPIs that measure nothing. Of a part of a map
    `part` says which, `outward` are the nodes at which chains lead out of it, and `cut` are the
    links between the part and the rest. Every finding that
    is not accepted stands in exactly one note; `glance` lists them all, worst first.
    """

    title: str
    file: str
    organization: str
    owner: str
    as_of: datetime.date | None
    lead: str
    description: str
    url: str
    vision: str
    mission: str
    values: tuple[str, ...]
    standing: Standing | None
    verdict: str
    glance: tuple[Glance, ...]
    wants: tuple[Want, ...]
    more_wants: int
    goals: tuple[Carried, ...]
    nowhere: tuple[Carried, ...]
    more_nowhere: int
    tracked: tuple[TrackedGroup, ...]
    loose: tuple[Tracked, ...]
    histories: tuple[History, ...]
    kpi_notes: tuple[Note, ...]
    against: tuple[Against, ...]
    more_against: int
    notes: tuple[Note, ...]
    map_notes: tuple[Note, ...]
    accepted: tuple[Note, ...]
    links: dict[Relation, tuple[Linked, ...]]
    parts: dict[Kind, tuple[Facts, ...]]
    part: str = ""
    outward: tuple[Carried, ...] = ()
    cut: tuple[Linked, ...] = ()

    def all_notes(self) -> Iterator[Note]:
        """Every note on open findings, in reading order."""
        for carried in (*self.goals, *self.outward, *self.nowhere):
            yield from carried.notes
            yield from (note for chain in carried.chains for step in chain for note in step.notes)
        yield from self.kpi_notes
        yield from (note for harm in self.against for note in harm.notes)
        yield from (*self.map_notes, *self.notes)
