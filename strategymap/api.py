"""The one place that joins the rooms: a map that checks, explains, draws and tells itself."""

from __future__ import annotations

import datetime
import hashlib
import os
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from strategymap import check as checking
from strategymap import files, loader, queries
from strategymap.errors import UnknownName
from strategymap.finding import Finding
from strategymap.folders import Folders, said_by
from strategymap.graph import MapGraph
from strategymap.measurements import Source
from strategymap.rules import Rule
from strategymap.rules.listing import rules_named
from strategymap.settings import NEAREST, Asked, Settings, joined, variable

if TYPE_CHECKING:
    import networkx as nx

    from strategymap.audit import Audit
    from strategymap.evidence import Evidence
    from strategymap.loader import LoadedMap
    from strategymap.sight import Sight
    from strategymap.view import View

#: Seconds that a layout may take.
TIME_LIMIT = 20.0


def load(
    path: str | Path,
    *,
    as_of: datetime.date | None = None,
    measurements: Iterable[str | Path] = (),
    settings: Asked = NEAREST,
) -> StrategyMap:
    """Read the map in a file (`-`: on standard input), with the files that it includes.

    `as_of` is the day from which it is judged, instead of the map's own. `measurements` are
    tables with the columns kpi, at and value besides those that the map names: files, or
    "FILE#TABLE" for a DuckDB or SQLite database or a sheet. They are read when they are first
    needed; what then can't be read raises MeasurementsError. `settings` are by
    default those of the map's folder, as for the commands; a path names another file, and
    None leaves them out. Environment variables are for the commands alone. Raises MapError,
    whose `findings` say everything that is wrong, where the text can't be understood,
    SettingsError where the settings can't, and UnknownName for settings that there aren't.
    """
    return opened(path, _given(as_of, measurements), Folders(settings).of(path))


def opened(path: str | Path, given: Settings, folder: Settings) -> StrategyMap:
    """Read the map in a file, as `load`, under what was `given` for this run and what holds
    in its folder."""
    loaded = loader.load(Path(path), name=str(path), rule_names=checking.rule_names())
    return StrategyMap(loaded, joined(given, said_by(loaded), folder))


def loads(
    text: str,
    *,
    syntax: str = "yaml",
    name: str = "<text>",
    as_of: datetime.date | None = None,
    measurements: Iterable[str | Path] = (),
    settings: Settings | str | Path | None = None,
) -> StrategyMap:
    """Read a map from text in YAML, JSON or TOML (`syntax`). A text lies in no folder: it has
    the settings of a file only if `settings` names one. Raises MapError, and as `load` for
    the settings."""
    folder = Folders(settings).of(name)
    loaded = loader.loads(text, name=name, syntax=syntax, rule_names=checking.rule_names())
    return StrategyMap(loaded, joined(_given(as_of, measurements), said_by(loaded), folder))


def _given(as_of: datetime.date | None, measurements: Iterable[str | Path]) -> Settings:
    """What a script gives for one map."""
    if isinstance(measurements, str):
        raise TypeError("measurements is a list of files, such as ['actuals.csv']")
    return Settings(as_of=as_of, measurements=tuple(map(str, measurements)) or None)


class StrategyMap:
    """A strategy map. In a notebook it shows itself as a picture."""

    def __init__(self, loaded: LoadedMap, settings: Settings) -> None:
        self._loaded = loaded
        self._settings = settings
        given = tuple(map(Source, settings.measurements or ()))
        self._graph = MapGraph(loaded, as_of=settings.as_of, sources=given)

    def __repr__(self) -> str:
        graph = self._graph
        return f"<StrategyMap {self.title!r}: {len(graph.nodes)} nodes, {len(graph.kpis)} KPIs>"

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
        return checking.check(self._graph, self.rules(select, ignore), self._settings.rules)

    def rules(
        self, select: Iterable[str] | None = None, ignore: Iterable[str] | None = None
    ) -> Sequence[Rule]:
        """The rules that `check` runs, in their order. Raises UnknownName."""
        asked = joined(Settings(select=_names(select), ignore=_names(ignore)), self._settings)
        return rules_named(asked.select, asked.ignore or ())

    @cached_property
    def _all_findings(self) -> list[Finding]:
        return self.check()

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

    def write_audit(
        self,
        out: str | Path | None = None,
        *,
        format: str | None = None,
        templates: str | Path | None = None,
    ) -> str:
        """The audit as `text`, `csv`, `html` or `json`: its text, also written to `out`. By
        default the suffix of `out` decides, else text. `templates` is a folder whose templates
        and style sheets replace the shipped ones, for a page.

        Raises UnknownName for a format that there isn't, and OutputError.
        """
        from strategymap.report import auditing

        kind = _format(out, format, ["html", *auditing.FORMS], "text")
        if kind == "html":
            from strategymap.narrate import audit as page

            folder = Path(templates) if templates is not None else None
            text = page.write(self.audit(), template_folder=folder)
        else:
            text = auditing.write(self.audit(), kind)
        self._write(out, text)
        return text

    def select(self, selector: str) -> list[str]:
        """The ids that a selector picks, in map order, such as `+loyalty` for a goal with all
        that leads to it. Raises UnknownName where it picks nothing."""
        from strategymap.selection import select

        return select(self._graph, selector, self._all_findings)

    @cached_property
    def view(self) -> View:
        """What the picture shows, before it is drawn."""
        from strategymap.view import view_of

        return view_of(self._graph, self._all_findings)

    def render(
        self,
        out: str | Path | None = None,
        *,
        format: str | None = None,
        select: str | None = None,
        engine: str | None = None,
        time_limit: float | None = None,
    ) -> str:
        """The map as a picture: its text, also written to `out`. The format is `svg` or `dot`;
        by default the suffix of `out` decides, else svg. `select` picks a part of the map,
        such as `+loyalty`.

        `engine` and `time_limit`, in seconds, are by default those of the settings. Raises
        LayoutError where it can't be laid out in that time, UnknownName for a format or
        engine that there isn't or a selector that picks nothing, and OutputError.
        """
        from strategymap import render
        from strategymap.view import view_of

        kind = _format(out, format, render.FORMATS, "svg")
        view = self.view if select is None else view_of(self._graph, self._all_findings, self.select(select))
        engine, seconds = self._layout(engine, time_limit)
        text = render.draw(view, kind, engine=engine, time_limit=seconds)
        self._write(out, text)
        return text

    def narrate(
        self,
        out: str | Path | None = None,
        *,
        format: str | None = None,
        audience: str | None = None,
        owner: str | None = None,
        templates: str | Path | None = None,
        picture: bool = True,
        beside: Sequence[tuple[str, str]] = (),
        engine: str | None = None,
        time_limit: float | None = None,
    ) -> str:
        """The map as a story: its text, also written to `out`. The format is `html` or `md`;
        by default the suffix of `out` decides, else html. `audience` is `executive`, `manager`
        or `frontline` for a page that tells each what they need, and `owner` makes a page for
        managers or the front line one of that owner alone. `templates` is a folder whose
        templates replace the shipped ones; without `picture` a page has no map on it. `beside`
        are the pages for others in the same folder, each by what it is called and its file.

        Raises LayoutError, UnknownName and OutputError, as `render`, and UnknownName for an
        audience that there isn't and somebody who owns nothing.
        """
        from strategymap import narrate, render
        from strategymap.story import edition_of, story_of

        kind = _format(out, format, narrate.FORMS, "html")
        told: narrate.Told
        if audience is None and owner is None:
            told, part = story_of(self._graph, self._all_findings), None
        else:
            told = edition_of(self._graph, self._all_findings, audience, owner)
            part = narrate.part_of(told)
        drawn = None
        if kind == "html" and picture and part != ():
            engine, seconds = self._layout(engine, time_limit)
            view = self._view_of(part) if part is not None else self.view.without_texts()
            drawn = render.draw(view, "svg", engine=engine, time_limit=seconds, id_prefix="map-")
        text = narrate.write(
            told,
            kind,
            picture=drawn,
            template_folder=Path(templates) if templates is not None else None,
            beside=beside,
        )
        self._write(out, text)
        return text

    def _view_of(self, part: Collection[str]) -> View:
        """A part of the map beside findings that are told and numbered elsewhere."""
        from strategymap.view import view_of

        return view_of(self._graph, None, part)

    def _repr_svg_(self) -> str:
        from strategymap import render

        # Two maps can stand in one notebook: each has ids of its own, always the same ones.
        digest = hashlib.sha256(repr(self.view).encode("utf-8", "backslashreplace")).hexdigest()
        engine, seconds = self._layout(None, None)
        return render.draw(self.view, "svg", engine=engine, time_limit=seconds, id_prefix=f"m{digest[:8]}-")

    def _layout(self, engine: str | None, time_limit: float | None) -> tuple[str | None, float]:
        """The engine and the seconds that it has: as asked for, else as the environment and
        the settings say."""
        if time_limit is None:
            time_limit = self._settings.time_limit or TIME_LIMIT
        return engine or os.environ.get(variable("engine")) or self._settings.engine, time_limit

    def _write(self, out: str | Path | None, text: str) -> None:
        if out is not None:
            files.write(Path(out), text, inputs=map(Path, [*self.files, *self.tables]))


def _names(given: Iterable[str] | None) -> tuple[str, ...] | None:
    if isinstance(given, str):
        raise TypeError("select and ignore are lists of names, such as ['orphan-kpi']")
    return None if given is None else tuple(given)


def _format(out: str | Path | None, asked: str | None, known: Iterable[str], default: str) -> str:
    """The output format: as asked for, else by the suffix, else the default."""
    kind = asked or (Path(out).suffix.lstrip(".").lower() if out is not None else default)
    kind = {"htm": "html", "markdown": "md", "gv": "dot", "txt": "text"}.get(kind, kind)
    if kind not in known:
        seen = f'"{kind}" is no format here' if kind else f'"{out}" has no suffix that tells the format'
        raise UnknownName(f"{seen}; write one of {', '.join(sorted(known))}")
    return kind


def find_maps(paths: Iterable[str | Path]) -> list[Path]:
    """The map files that files and folders stand for, each once, in the order given. A file
    of a folder that another one there includes is a part, not a map of its own.

    Raises UnknownName for a folder without a map, and for an empty name.
    """
    found: list[Path] = []
    for given in paths:
        if not str(given):
            raise UnknownName("a map's file name is empty")
        inside = files.maps_in(Path(given))
        parts = _parts(inside) if len(inside) > 1 else set()
        found += [path for path in inside if files.full(path) not in parts] or inside
    return list(dict.fromkeys(found))


def _parts(paths: Iterable[Path]) -> set[Path]:
    """The files that some of these maps include."""
    return {target for path in paths if files.may_include(path) for target in loader.includes(path)}
