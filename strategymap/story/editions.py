"""What is told to one audience: a choice from the story, in the order that serves it.

An executive sees the goals, the numbers that count for the whole, and the few findings that
decide. A manager sees the chains on which a department works. The front line sees what its
work contributes and why it matters, and no numbers.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from strategymap.story.measured import Chip, History, Named, Standing
from strategymap.story.told import Carried, Facts, Note, Remarked, Tracked

Audience = Literal["executive", "manager", "frontline"]

#: For whom a page is, in words.
CALLED: dict[Audience, str] = {"executive": "executive", "manager": "manager", "frontline": "front line"}


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands at the head of a page. `owner` is set where it is for one owner alone;
    `as_of` is None where nobody names a day, or none is told."""

    title: str
    file: str
    organization: str
    as_of: datetime.date | None
    audience: Audience
    owner: str = ""


@dataclass(frozen=True, slots=True)
class GoalStands:
    """A goal and how it stands: the KPIs that measure it, and of those that measure what leads
    to it how many stand how (None where none can be judged). `depth` counts the goals above."""

    facts: Facts
    depth: int
    is_top: bool
    chips: tuple[Chip, ...]
    below: Standing | None
    kpis_below: int


@dataclass(frozen=True, slots=True)
class Found:
    """A finding that stands by itself, and what it is about (None: the map)."""

    about: Named | None
    remark: Remarked


@dataclass(frozen=True, slots=True)
class Executive:
    """What the board sees. `kpis_are` says which KPIs these are; `behind` are others that the
    findings are about; `histories` are those of both, as far as they are long enough. `more_*` count what is left out. `informing` are those of the KPIs
    that are not well and inform a decision. `part` are the ids of the goals told, of what
    stands between them and of what the findings are about, for a picture; empty where that says nothing, or too much."""

    cover: Cover
    lead: str
    standing: Standing | None
    verdict: str
    goals: tuple[GoalStands, ...]
    more_goals: int
    kpis_are: str
    kpis: tuple[Tracked, ...]
    more_kpis: int
    behind: tuple[Tracked, ...]
    histories: tuple[History, ...]
    deciding: tuple[Found, ...]
    more_found: int
    informing: tuple[Tracked, ...]
    part: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """What one owner holds, what leads to it, and where it leads: `chains` tell the links from
    and to what is held, and hold the findings about what the owner holds and about links from or to it, or to
    what the owner's KPIs measure; `notes` are those that have no place there, `touching` the
    findings about somebody else's nodes and KPIs that name something of this owner, or are
    about what the owner's KPIs measure."""

    owner: str
    holds: tuple[Facts, ...]
    standing: Standing | None
    chains: tuple[Carried, ...]
    kpis: tuple[Tracked, ...]
    histories: tuple[History, ...]
    notes: tuple[Note, ...]
    touching: tuple[Found, ...]

    @property
    def held(self) -> frozenset[str]:
        """The ids of what the owner holds."""
        return frozenset(facts.part.id for facts in self.holds)


@dataclass(frozen=True, slots=True)
class Manager:
    """What managers see: a section for each owner, sorted by name. `unowned` are the nodes that
    nobody owns; empty where the page is for one owner."""

    cover: Cover
    judged: bool
    sections: tuple[Section, ...]
    unowned: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """One step of what the work contributes, in the words of the front line; `because` is ''
    where nobody says why. `in_doubt` where it was expected, and has not come about."""

    words: str
    because: str = ""
    in_doubt: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """What work leads to, from near the work up to a goal; `ends` says whether it gets there,
    and `joins` that the last link is told in a way before, and leads on from there. `also` are
    other top goals that it serves. A way is told as far as the first link in doubt, with which
    it `ends`. All in the words of the front line."""

    links: tuple[Link, ...]
    ends: bool
    joins: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Team:
    """What one team contributes. `heading` is its work in one or two things, the one on which
    most hangs first, empty where there is none; `name` is the owner who answers for it; `never`
    is what is never done for a number's sake; `care` are pairs: what works against what, with
    the reason ('' without one); `serves` who benefits."""

    heading: tuple[str, ...]
    name: str
    work: tuple[str, ...]
    ways: tuple[Way, ...]
    more_ways: int
    serves: tuple[str, ...]
    never: tuple[str, ...]
    care: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Frontline:
    """What the front line sees: no numbers, targets or statuses. `aims` are the top goals in
    the words of the front line; `teams` come from the lowest rung that they hold to the highest,
    those who hold a top goal last; `above` are owners who hold goals alone, or what leads
    nowhere, and have no part here."""

    cover: Cover
    aims: tuple[str, ...]
    mission: str
    teams: tuple[Team, ...]
    above: tuple[str, ...]


Edition = Executive | Manager | Frontline
