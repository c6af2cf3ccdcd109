"""What the audit is made of: a row a KPI, and in it an answer to each question, as data.

None stands for what the map doesn't say.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from strategymap.model import Level
from strategymap.scorecard import Status, status_words

Topic = Literal["why", "behaviour", "affected", "balance"]

#: What to ask in the room where an answer is blank.
QUESTIONS: dict[Topic, str] = {
    "why": "Why do we track this?",
    "behaviour": "What would you do to win this number without helping anyone?",
    "affected": "How does it feel for those who are measured?",
    "balance": "What keeps it honest?",
}


@dataclass(frozen=True, slots=True)
class Titled:
    """A node or KPI that an answer names."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Why:
    """Why it is tracked. `chain` are ids, a shortest way from the KPI up to the nearest `goal`
    (where it measures a goal, on to the goal behind that), and `statement` is the same as a
    sentence; empty and None where it reaches no goal. Of a very long way `statement` tells the two ends, and
    `chain` is empty. `measures` is what the KPI tells about."""

    measures: tuple[Titled, ...]
    chain: tuple[str, ...]
    statement: str | None
    goal: Titled | None
    decision: str | None

    @property
    def is_blank(self) -> bool:
        """Whether it reaches no goal and informs no decision."""
        return not self.statement and not self.decision


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What behaviour it could drive. `rewarded_by` is the initiative that rewards it,
    None where the KPI alone says so. `gamed` is what the catalogue knows; `harms` are
    sentences on what the KPI, or what it measures, works against."""

    rewarded: bool
    rewarded_by: Titled | None
    gamed: str | None
    harms: tuple[str, ...]
    limits: tuple[str, ...]

    @property
    def is_blank(self) -> bool:
        """Whether neither map nor catalogue knows what people could do for its sake."""
        return not (self.gamed or self.harms or self.limits)


@dataclass(frozen=True, slots=True)
class Affected:
    """Whom it touches: who answers for it, at which level, whom a survey asks, for whom the
    target is (else who benefits from what is measured), and the words for the front line (of
    the KPI, else of what it measures)."""

    owner: str | None
    level: Level | None
    respondents: str | None
    group: str | None
    say: str | None

    @property
    def is_blank(self) -> bool:
        """Whether the map names nobody."""
        return not (self.owner or self.level or self.respondents or self.group or self.say)


@dataclass(frozen=True, slots=True)
class Balance:
    """What keeps it honest: the KPIs that `balances` joins it to, and those `beside`
    it: of another focus, at the same nodes. `suggested` is filled where there are none: a KPI
    of this map that usually balances it (`on_the_map`), else what the catalogue names."""

    balances: tuple[Titled, ...]
    beside: tuple[Titled, ...]
    suggested: tuple[str, ...]
    on_the_map: bool

    @property
    def is_blank(self) -> bool:
        """Whether nothing on the map balances it."""
        return not (self.balances or self.beside)


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands, on the day from which the map is judged. The numbers are in `unit`;
    `target` is None and `between` are two numbers where the target is a range. `last_shown`
    and `target_shown` have them for readers, '' where there is none."""

    status: Status
    last: Decimal | None
    last_at: datetime.date | None
    target: Decimal | None
    between: tuple[Decimal, ...]
    by: datetime.date | None
    unit: str | None
    last_shown: str
    target_shown: str

    @property
    def words(self) -> str:
        """The status for readers: a value without a target or baseline is not judged."""
        return status_words(self.status, measured=self.last is not None)


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One KPI in the audit."""

    kpi: str
    title: str
    why: Why
    behaviour: Behaviour
    affected: Affected
    balance: Balance
    standing: Standing

    @property
    def blanks(self) -> tuple[Topic, ...]:
        """The questions to which the map says nothing, in the order in which they are asked."""
        answers: dict[Topic, bool] = {
            "why": self.why.is_blank,
            "behaviour": self.behaviour.is_blank,
            "affected": self.affected.is_blank,
            "balance": self.balance.is_blank,
        }
        return tuple(topic for topic, blank in answers.items() if blank)


@dataclass(frozen=True, slots=True)
class Audit:
    """The audit of a map. `as_of` is the day from which it is judged.

    The rows come as a room should take them: first the KPIs that pay hangs on and that have
    blanks; then by the number of blanks, the most first, at equal numbers the rewarded before
    the others; then by title."""

    title: str
    file: str
    organization: str | None
    as_of: datetime.date
    rows: tuple[AuditRow, ...]

    @property
    def blanks(self) -> dict[Topic, int]:
        """How many answers are blank, by question."""
        return {topic: sum(topic in row.blanks for row in self.rows) for topic in QUESTIONS}

    @property
    def unsaid(self) -> int:
        """How many KPIs have no words for the front line."""
        return sum(row.affected.say is None for row in self.rows)
