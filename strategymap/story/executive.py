"""What executives see: how the goals stand, the numbers for the whole, and what decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from strategymap.finding import Finding
from strategymap.graph import MapGraph
from strategymap.scorecard import Status
from strategymap.story.editions import Cover, Executive, Found, GoalStands
from strategymap.story.goals import Goals
from strategymap.story.moving import histories_of
from strategymap.story.naming import chips_of, named
from strategymap.story.remarks import Remarks
from strategymap.story.standing import standing_of
from strategymap.story.told import Want
from strategymap.story.tracking import Tracking

#: A board takes in no more of these; the others are counted.
MOST_GOALS = 8
MOST_KPIS = 8
MOST_FINDINGS = 5
MOST_OF_A_RULE = 2
MOST_CARDS = 12

#: Rules that put the theory of the strategy in doubt, and those that find it at odds with
#: itself. What others find is the form of the map, and comes last.
_DOUBTS = frozenset({"theory-in-doubt", "execution-gap", "success-from-elsewhere"})
_CONTRADICTIONS = frozenset({
    "works-against-itself", "unwatched-harm", "unbalanced-reward", "rewarded-efficiency", "rewarded-astray",
    "stated-not-rewarded", "efficiency-only-leaves", "numbers-first", "competing-barometers",
    "picked-respondents", "pointless-target",
})  # fmt: skip
_UNWELL = {Status.OFF_TRACK, Status.AT_RISK}


def executive_of(graph: MapGraph, findings: Iterable[Finding], cover: Cover, lead: str) -> Executive:
    """The page for executives."""
    remarks, tracking = Remarks(graph, findings), Tracking(graph)
    wants = Goals(graph).wants(MOST_GOALS)
    chosen, kpis_are = _kpis(graph, tracking)
    kpis = tuple(tracking.of(kpi) for kpi in chosen[:MOST_KPIS])
    decisive = _decisive(remarks)
    behind = [kpi for kpi in _kpis_about(graph, decisive) if kpi not in chosen[:MOST_KPIS]][:MOST_KPIS]
    return Executive(
        cover=cover,
        lead=lead,
        standing=standing_of(graph),
        verdict=remarks.verdict(),
        goals=tuple(_stands(graph, want) for want in wants),
        more_goals=len(graph.of_kind("goal")) - len(wants),
        kpis_are=kpis_are,
        kpis=kpis,
        more_kpis=max(0, len(chosen) - MOST_KPIS),
        behind=tuple(tracking.of(kpi) for kpi in behind),
        histories=histories_of(graph, [*chosen[:MOST_KPIS], *behind]),
        deciding=tuple(
            Found(named(graph, finding.node) if finding.node is not None else None, remarks.told(finding))
            for finding in decisive
        ),
        more_found=max(0, len(remarks.open) - MOST_FINDINGS),
        informing=tuple(one for one in kpis if one.decision and one.figures.status in _UNWELL),
        part=_part(graph, wants, decisive),
    )


def _kpis(graph: MapGraph, tracking: Tracking) -> tuple[list[str], str]:
    """The KPIs for the whole, the worst status first, and what they are in words."""
    listed = tracking.in_reading_order
    corporate = [kpi for kpi in listed if graph.kpis[kpi].level == "corporate"]
    tops = set(graph.top_goals)
    chosen = corporate or [kpi for kpi in listed if tops.intersection(graph.measured_by(kpi))]
    called = "The KPIs of the corporate level" if corporate else (
        "No KPI is marked as corporate; these measure the top goals" if chosen else
        "No KPI is marked as corporate, and none measures a top goal"
    )  # fmt: skip
    order = (Status.OFF_TRACK, Status.AT_RISK, Status.ON_TRACK, Status.ACHIEVED, Status.NO_DATA)
    return sorted(chosen, key=lambda kpi: order.index(graph.scorecard.score(kpi).status)), called


def _stands(graph: MapGraph, want: Want) -> GoalStands:
    name = want.facts.part.id
    below = set(graph.leaves_of(name)).difference(graph.kpis_of(name))
    return GoalStands(
        facts=want.facts,
        depth=want.depth,
        is_top=not want.serves,
        chips=chips_of(graph, name),
        below=standing_of(graph, below),
        kpis_below=len(below),
    )


def _part(graph: MapGraph, wants: tuple[Want, ...], decisive: list[Finding]) -> tuple[str, ...]:
    """The goals, what stands between them, and what the findings are about, as far as all of it
    can be taken in."""
    between = (part.id for want in wants for serves in want.serves for part in serves.way)
    part = dict.fromkeys([*(want.facts.part.id for want in wants), *between])
    if len(wants) < 2 or len(part) > MOST_CARDS:
        return ()
    whole = part | dict.fromkeys(_cards_about(graph, decisive))
    return tuple(whole if len(whole) <= MOST_CARDS else part)


def _cards_about(graph: MapGraph, findings: list[Finding]) -> list[str]:
    """The nodes that findings are about or name, and those that their KPIs measure."""
    names = [name for finding in findings for name in (finding.node, *finding.related)]
    cards = [name for name in names if name in graph.nodes]
    return cards + [node for name in names if name in graph.kpis for node in sorted(graph.measured_by(name))]


def _kpis_about(graph: MapGraph, findings: list[Finding]) -> list[str]:
    """The KPIs that findings are about or name, and those at both ends of a link."""
    found = dict[str, None]()
    for finding in findings:
        ends = [finding.node, finding.link] if finding.link in graph.nodes else []
        found |= dict.fromkeys(k for end in ends if end in graph.nodes for k in sorted(graph.kpis_of(end)))
        found |= dict.fromkeys(n for n in (finding.node, *finding.related) if n in graph.kpis)
    return list(found)


def _decisive(remarks: Remarks) -> list[Finding]:
    """The findings that a board has to decide on. Those that doubt the theory and those that
    contradict it come before the rest, and among them an error before a warning: what can't
    wait stands first. Of equals the doubt comes first, since it asks for the other answer.
    One rule takes few of the places, unless the others leave some free."""
    ordered = sorted(remarks.open, key=lambda f: (_weight(f.rule) > 1, -f.severity.rank, _weight(f.rule)))
    return _varied(ordered)[:MOST_FINDINGS]


def _varied(found: list[Finding]) -> list[Finding]:
    """The same, but what one rule finds too often stands at the end."""
    seen = Counter[str]()
    first, rest = list[Finding](), list[Finding]()
    for finding in found:
        seen[finding.rule] += 1
        (first if seen[finding.rule] <= MOST_OF_A_RULE else rest).append(finding)
    return first + rest


def _weight(rule: str) -> int:
    return 0 if rule in _DOUBTS else 1 if rule in _CONTRADICTIONS else 2
