"""The rules: what can be wrong with a strategy. One module a rule, in a folder a family.

A rule is a module with a fixed face: NAME, SEVERITY and `check`, which yields a remark
for each node or link that it finds; the options that a map may set (`limit`) are keyword
arguments of `check`. Its docstring is its reference page, with an example that fails and
one that passes; both run as tests. A rule that would flood an early draft also says
which nodes it `looks_at`, which of them it `holds_for`, what it would `remark` on one, and
how it sums up (`on_the_map`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from strategymap.rules.customer import (
    efficiency_only_branch,
    efficiency_only_leaves,
    no_customer_goal,
    no_customer_voice,
    no_focus,
    numbers_first,
    service_profit_gap,
    single_interaction,
    unwatched_harm,
    works_against_itself,
)
from strategymap.rules.evidence import (
    execution_gap,
    success_from_elsewhere,
    theory_in_doubt,
)
from strategymap.rules.expectations import (
    incomplete_kpi,
    no_baseline,
    no_capability,
    no_owner,
    no_target,
    overdue,
    pointless_target,
    stale_actual,
    vague_target,
)
from strategymap.rules.goodhart import (
    competing_barometers,
    flattering_value,
    metric_as_goal,
    no_limits,
    picked_respondents,
    rewarded_astray,
    rewarded_efficiency,
    sole_measure,
    stated_not_rewarded,
    unbalanced_reward,
)
from strategymap.rules.loose_ends import (
    isolated,
    loose_goal,
    orphan_kpi,
    unknown_id,
    unmeasured_goal,
    wrong_link,
)
from strategymap.rules.results_chain import (
    backward_link,
    circular_logic,
    dead_end,
    skipped_rung,
    uncaused_outcome,
    unexplained_links,
    unmeasured_rung,
)
from strategymap.rules.shape import (
    double_definition,
    empty_perspective,
    lagging_only,
    mixed_levels,
    no_line_of_sight,
    overloaded_owner,
    too_many_goals,
    too_many_kpis,
)

if TYPE_CHECKING:
    from strategymap.finding import Remark, Severity
    from strategymap.graph import MapGraph


class Rule(Protocol):
    """What every rule module offers."""

    __doc__: str | None
    NAME: str
    SEVERITY: Severity

    @property
    def check(self) -> Callable[..., Iterable[Remark]]:
        """`check(graph, *, limit=…)`: the remarks, in any order."""


@runtime_checkable
class DraftRule(Protocol):
    """A rule that is reported once, on the map, where it holds for most of a draft. Ids come
    first: what is then summed up needs no sentences of its own."""

    def looks_at(self, graph: MapGraph, /) -> Collection[str]:
        """The ids of all the nodes that it judges."""

    def holds_for(self, graph: MapGraph, /) -> list[str]:
        """The ids of those for which it holds, each once."""

    def remark(self, graph: MapGraph, name: str, /) -> Remark:
        """The remark on one of those."""

    def on_the_map(self, graph: MapGraph, found: list[str], /) -> Remark:
        """The one remark that stands for those on the nodes `found`."""


FAMILIES: dict[str, tuple[Rule, ...]] = {
    "Loose ends": (unknown_id, wrong_link, orphan_kpi, unmeasured_goal, loose_goal, isolated),
    "Results chain": (
        dead_end,
        skipped_rung,
        backward_link,
        circular_logic,
        unmeasured_rung,
        uncaused_outcome,
        unexplained_links,
    ),
    "Customer": (
        no_customer_goal,
        efficiency_only_leaves,
        efficiency_only_branch,
        no_focus,
        numbers_first,
        no_customer_voice,
        single_interaction,
        service_profit_gap,
        works_against_itself,
        unwatched_harm,
    ),
    "Goodhart": (
        unbalanced_reward,
        rewarded_efficiency,
        rewarded_astray,
        stated_not_rewarded,
        picked_respondents,
        flattering_value,
        competing_barometers,
        sole_measure,
        metric_as_goal,
        no_limits,
    ),
    "Expectations": (
        no_target,
        vague_target,
        no_baseline,
        pointless_target,
        no_owner,
        incomplete_kpi,
        stale_actual,
        overdue,
        no_capability,
    ),
    "Shape": (
        empty_perspective,
        too_many_goals,
        too_many_kpis,
        overloaded_owner,
        mixed_levels,
        lagging_only,
        double_definition,
        no_line_of_sight,
    ),
    "Evidence": (theory_in_doubt, execution_gap, success_from_elsewhere),
}

#: Every rule, in the order of the families.
RULES: tuple[Rule, ...] = tuple(rule for family in FAMILIES.values() for rule in family)

#: Those of them that are told once of an early draft, by name.
DRAFT_RULES: dict[str, DraftRule] = {rule.NAME: rule for rule in RULES if isinstance(rule, DraftRule)}
