"""A map that answers: what is wrong with it, what leads where, what the numbers show. It draws,
tells and writes nothing; `api` does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from strategymap import check as checking
from strategymap import queries
from strategymap.finding import Finding
from strategymap.graph import MapGraph
from strategymap.measurements import Source
from strategymap.rules import Rule
from strategymap.rules.listing import rules_named
from strategymap.settings import Settings, joined

if TYPE_CHECKING:
    import networkx as nx

    from strategymap.audit import Audit
    from strategymap.compare import Difference
    from strategymap.evidence import Evidence
    from strategymap.loader import LoadedMap
    from strategymap.sight import Sight
    from strategymap.view import View


class Answers:
    """A map under its settings, and what can be asked of it."""

    def __init__(self, loaded: LoadedMap, settings: Settings) -> None:
        self._loaded = loaded
        self._settings = settings
        given = tuple(map(Source, settings.measurements or ()))
        self._graph = MapGraph(loaded, as_of=settings.as_of, sources=given)

    @property
    def title(self) -> str:
        """The map's title."""
        return self._loaded.map.title

    @property
    def file(self) -> str:
        """The file that it was read from, as it was given."""
        return self._loaded.sources[0].document.name

    @property
    def files(self) -> list[str]:
        """That file and all that it includes."""
        return [source.document.name for source in self._loaded.sources]

    @property
    def tables(self) -> list[str]:
        """The files with measurements, of the map and given beside it, whether they can be read
        or not."""
        return [str(path) for path in self._graph.tables]

    @property
    def inputs(self) -> list[Path]:
        """All files that are read for it, or named in its settings: nothing is ever written over
        one of them."""
        return [*map(Path, [*self.files, *self.tables]), *self._settings.inputs]

    @property
    def settings(self) -> Settings:
        """What holds for it: as given, else as the map says, else as its folder does."""
        return self._settings

    @cached_property
    def graph(self) -> nx.DiGraph[str]:
        """The whole map as a read-only networkx graph: `kind` and `title` on the nodes; on an
        edge the link itself under `supports`, `harms`, `measures` or `balances`."""
        return self._graph.digraph()

    @property
    def in_words(self) -> MapGraph:
        """The map in the field's words: drivers_of, behind, kpis_of, top_goals and so on."""
        return self._graph

    @property
    def unread(self) -> tuple[str, ...]:
        """What was given for the map and has nothing to do with it, in words: tables that name
        none of its KPIs."""
        return tuple(self._graph.measurements.remarks)

    def check(
        self, *, select: Iterable[str] | None = None, ignore: Iterable[str] | None = None
    ) -> list[Finding]:
        """What is wrong with the strategy, sorted by place; accepted findings included.

        `select` and `ignore` are names of rules, by default those of the settings. Raises
        UnknownName for a rule that there isn't.
        """
        if select is None and ignore is None:
            return list(self._all_findings)
        return self._found(self.rules(select, ignore))

    def rules(
        self, select: Iterable[str] | None = None, ignore: Iterable[str] | None = None
    ) -> Sequence[Rule]:
        """The rules that `check` runs, in their order. Raises UnknownName."""
        asked = joined(Settings(select=_names(select), ignore=_names(ignore)), self._settings)
        return rules_named(asked.select, asked.ignore or ())

    @cached_property
    def _all_findings(self) -> list[Finding]:
        return self._found(self.rules())

    def _found(self, rules: Sequence[Rule]) -> list[Finding]:
        return checking.check(self._graph, rules, self._settings.rules)

    def why(self, node: str, *, limit: int = queries.LIMIT) -> queries.Why:
        """The goal behind the goal. Raises UnknownNode."""
        return queries.why(self._graph, node, limit)

    def how(self, node: str, *, limit: int = queries.LIMIT) -> queries.How:
        """What is meant to bring a node about, and the KPIs that tell. Raises UnknownNode."""
        return queries.how(self._graph, node, limit)

    def chains(
        self, start: str | None = None, end: str | None = None, *, limit: int = queries.LIMIT
    ) -> tuple[queries.GoalChains, ...]:
        """The results chains between two nodes or of every top goal. Raises UnknownNode."""
        return queries.chains(self._graph, start, end, limit)

    def sight(self, owner: str, *, limit: int | None = None) -> Sight:
        """How the work of an owner counts: all chains from what they hold to the top goals, at
        most `limit` (default 10) of each thing, and what it harms. Raises UnknownName for
        somebody who holds nothing."""
        from strategymap import sight as seeing

        return seeing.sight(self._graph, owner, seeing.LIMIT if limit is None else limit)

    def diff(self, new: Self) -> Difference:
        """What changed in meaning from this map to a newer version of it: nodes, KPIs, links,
        targets, how it stands, and findings that went and came. It is false where nothing has.
        Raises MeasurementsError."""
        from strategymap.compare import compare

        return compare(self._graph, self._all_findings, new.in_words, new.check())

    def evidence(self) -> Evidence:
        """Whether the effects followed their causes, from the histories of the KPIs; it never
        proves what causes what. Needs the extra `evidence`. Raises MissingExtra."""
        from strategymap.evidence import evidence_of

        return evidence_of(self._graph)

    def audit(self) -> Audit:
        """What the map answers for each KPI: why it is tracked, what behaviour it could drive,
        whom it touches, what keeps it honest; and where it is silent."""
        from strategymap.audit import audit

        return audit(self._graph)

    def select(self, selector: str, *, exclude: str | None = None) -> list[str]:
        """The ids that a selector picks, in map order, such as `+loyalty` for a goal with all
        that leads to it; without those that `exclude` picks. Raises UnknownName where nothing
        is picked."""
        from strategymap.selection import select

        return select(self._graph, selector, self._all_findings, exclude)

    @cached_property
    def view(self) -> View:
        """What the picture shows, before it is drawn."""
        from strategymap.view import view_of

        return view_of(self._graph, self._all_findings)


def _names(given: Iterable[str] | None) -> tuple[str, ...] | None:
    if isinstance(given, str):
        raise TypeError("select and ignore are lists of names, such as ['orphan-kpi']")
    return None if given is None else tuple(given)
