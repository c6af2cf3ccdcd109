"""What was written: a map as frozen pydantic models, with nothing derived.

`Map.model_validate(tree)` takes the tree of a document, in which every scalar is text.
Short forms (a bare title, a list of ids, a number for a target) become the long form
on the way in, so that the rest of the program knows only one. Whether an id exists, and
what a missing value means, is the graph's business.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import UnionType
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from strategymap import shorthand
from strategymap.fields import After, Count, Day, Id, Ids, Number, Pair, Text, Texts, Version, YesNo
from strategymap.finding import Address

Focus = Literal[
    "loyalty", "experience", "quality", "efficiency", "compliance",
    "growth", "financial", "people", "risk", "capability",
]  # fmt: skip
Role = Literal["financial", "customer", "process", "people"]
Level = Literal["corporate", "department", "operational"]
Source = Literal["survey", "customer-feedback", "operations", "finance", "people", "audit", "other"]
Kind = Literal["goal", "outcome", "output", "initiative", "kpi"]


class Written(BaseModel):
    """Anything that stands in a map: frozen, and with no key that the language lacks."""

    # Built on first use: only the schema of the whole map is ever asked for.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def _bare(model: type[Written], key: str, written: type | UnionType = str) -> BeforeValidator:
    """Lets the value of one key stand for the whole."""
    return BeforeValidator(shorthand.bare(key, model.model_fields), json_schema_input_type=written | model)


class Details(Written):
    """What is said of a `supports` or `harms` link."""

    because: Text | None = None
    after: After = None
    evidence: Literal["assumed", "observed", "tested"] = "assumed"
    strength: Literal["weak", "medium", "strong"] | None = None
    feedback: YesNo = None


LongDetails = Annotated[Details, _bare(Details, "because")]
Links = Annotated[
    dict[Id, LongDetails],
    BeforeValidator(
        shorthand.links, json_schema_input_type=str | list[str] | dict[str, str | Details | None]
    ),
]


class Acceptance(Written):
    """A finding that the authors looked at and live with. Without a reason it is not accepted."""

    rule: Text
    because: Text | None = None


Acceptances = Annotated[
    tuple[Acceptance, ...],
    BeforeValidator(shorthand.many, json_schema_input_type=Acceptance | list[Acceptance]),
]


class Baseline(Written):
    """Where it stood, and when."""

    value: Number
    at: Day = None


class Target(Written):
    """What is expected: one value or a range, by a day, for a group."""

    value: Number = None
    between: Pair = ()
    by: Day = None
    for_: Text | None = Field(default=None, alias="for")

    @model_validator(mode="after")
    def _says_one_thing(self) -> Target:
        if (self.value is None) == (not self.between):
            raise PydanticCustomError("advice", "write either a value or between: [lowest, highest]")
        return self


class Actual(Written):
    """Where it stands, and when that was measured."""

    value: Number
    at: Day = None


def _valued(model: type[Written]) -> BeforeValidator:
    return _bare(model, "value", float | str)


def _titled(model: type[Written]) -> BeforeValidator:
    return _bare(model, "title")


class Element(Written):
    """What every goal, outcome, output, initiative and KPI can have."""

    kind: ClassVar[Kind]

    title: Text
    focus: Focus | None = None
    owner: Text | None = None
    harms: Links = Field(default_factory=dict)
    accept: Acceptances = ()
    description: Text | None = None
    tags: Texts = ()
    url: Text | None = None


class Kpi(Element):
    """A measure, which tells about one or more nodes of the chain."""

    kind: ClassVar[Kind] = "kpi"

    measures: Ids = ()
    balances: Ids = ()
    level: Level | None = None
    unit: Text | None = None
    direction: Literal["up", "down", "range", "context"] | None = None
    baseline: Annotated[Baseline | None, _valued(Baseline)] = None
    target: Annotated[Target | None, _valued(Target)] = None
    actual: Annotated[
        tuple[Annotated[Actual, _valued(Actual)], ...],
        BeforeValidator(
            shorthand.many, json_schema_input_type=float | str | Actual | list[float | str | Actual]
        ),
    ] = ()
    source: Source | None = None
    touchpoint: Text | None = None
    respondents: Literal["all", "sample", "selected"] | None = None
    timing: Literal["leading", "lagging"] | None = None
    headline: YesNo = None
    limits: Texts = ()
    say: Text | None = None
    decision: Text | None = None
    every: Literal["day", "week", "month", "quarter", "year"] | None = None
    scale: Pair = ()
    rewarded: YesNo = None
    catalogue: Text | None = None


LongKpi = Annotated[Kpi, _titled(Kpi)]
Kpis = Annotated[dict[Id, LongKpi], BeforeValidator(shorthand.mapping)]


class Node(Element):
    """A rung of the results chain: initiative 0, output 1, outcome 2, goal 3."""

    rung: ClassVar[int]

    perspective: Id | None = None
    supports: Links = Field(default_factory=dict)
    kpis: Kpis = Field(default_factory=dict)
    for_: Text | None = Field(default=None, alias="for")


class Initiative(Node):
    """What we do: programmes, training, tools, rewards."""

    kind: ClassVar[Kind] = "initiative"
    rung: ClassVar[int] = 0

    provides: Literal["capability", "reward", "other"] | None = None


class Output(Node):
    """What the work delivers."""

    kind: ClassVar[Kind] = "output"
    rung: ClassVar[int] = 1


class Outcome(Node):
    """What changes for customers, staff or the business."""

    kind: ClassVar[Kind] = "outcome"
    rung: ClassVar[int] = 2

    say: Text | None = None


class Goal(Node):
    """What we want, and the goal behind it."""

    kind: ClassVar[Kind] = "goal"
    rung: ClassVar[int] = 3

    level: Level | None = None
    say: Text | None = None


class Perspective(Written):
    """A band of the map; rules speak of its role."""

    title: Text
    role: Role | None = None


class Setting(Written):
    """What a map says of one rule: how bad it is there (or `off`), and its limit."""

    severity: Literal["error", "warning", "note", "off"] | None = None
    limit: Count = None


RuleSettings = Annotated[
    dict[str, Annotated[Setting, _bare(Setting, "severity")]], BeforeValidator(shorthand.mapping)
]


class Period(Written):
    """The days of baselines and targets that give none."""

    from_: Day = Field(default=None, alias="from")
    to: Day = None


class Map(Written):
    """A whole map as one file says it."""

    strategymap: Version = None
    title: Text
    organization: Text | None = None
    as_of: Day = None
    period: Period | None = None
    summary: Text | None = None
    vision: Text | None = None
    mission: Text | None = None
    values: Texts = ()
    owner: Text | None = None
    description: Text | None = None
    tags: Texts = ()
    url: Text | None = None
    perspectives: Annotated[
        dict[Id, Annotated[Perspective, _titled(Perspective)]] | None,
        BeforeValidator(shorthand.mapping_or_none),
    ] = None
    goals: Annotated[dict[Id, Annotated[Goal, _titled(Goal)]], BeforeValidator(shorthand.mapping)] = {}
    outcomes: Annotated[
        dict[Id, Annotated[Outcome, _titled(Outcome)]], BeforeValidator(shorthand.mapping)
    ] = {}
    outputs: Annotated[dict[Id, Annotated[Output, _titled(Output)]], BeforeValidator(shorthand.mapping)] = {}
    initiatives: Annotated[
        dict[Id, Annotated[Initiative, _titled(Initiative)]], BeforeValidator(shorthand.mapping)
    ] = {}
    kpis: Kpis = Field(default_factory=dict)
    rules: RuleSettings = {}
    accept: Acceptances = ()
    include: Texts = ()
    measurements: Texts = ()

    def elements(self) -> Iterator[tuple[Address, Element]]:
        """Every node and KPI with its address, whose last step is the id. The sections come
        top of the chain first; the KPIs that stand under a node follow it."""
        for section in SECTIONS:
            entries: dict[str, Element] = getattr(self, section)
            for name, element in entries.items():
                yield (section, name), element
                if isinstance(element, Node):
                    for kpi_id, kpi in element.kpis.items():
                        yield (section, name, "kpis", kpi_id), kpi


#: The sections of a map that hold nodes and KPIs, top of the chain first.
SECTIONS: dict[str, type[Element]] = {
    "goals": Goal,
    "outcomes": Outcome,
    "outputs": Output,
    "initiatives": Initiative,
    "kpis": Kpi,
}
#: The rungs of the results chain, bottom first.
RUNGS: tuple[Kind, ...] = ("initiative", "output", "outcome", "goal")
