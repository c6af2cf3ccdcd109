"""One or many maps checked, each by itself: one that can't be read doesn't stop the others."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from strategymap import opening
from strategymap.api import StrategyMap
from strategymap.check import ABOUT_ACCEPTING, STALE, is_off, rule_names
from strategymap.document import without_gc
from strategymap.errors import MapError, UnknownName
from strategymap.files import full, shown
from strategymap.folders import Folders
from strategymap.report import Checked
from strategymap.settings import NEAREST, Asked, Settings, joined

if TYPE_CHECKING:
    from strategymap.baseline import Baseline

#: After so many maps those that are done with are dropped from memory, and the number is told.
_COLLECT = 50

#: What becomes of the findings that a baseline keeps: left out, shown as if there were no
#: baseline, or written anew with all that is found now.
Old = Literal["hide", "show", "update"]

#: A setting in words: its key, its value, and where it comes from.
Row = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Survey:
    """The checks of some maps in their order, and what is to be told besides, in sentences."""

    checked: tuple[Checked, ...]
    remarks: tuple[str, ...] = ()

    @property
    def code(self) -> int:
        """The exit code: 2 where a text can't be understood, 1 where something is found at or
        above the level at which a map fails, else 0."""
        if not all(each.understood for each in self.checked):
            return 2
        return int(any(each.fails for each in self.checked))


def survey(
    files: Sequence[str | Path],
    *,
    given: Settings | None = None,
    settings: Asked = NEAREST,
    old: Old = "hide",
    done: Callable[[int, int], None] | None = None,
) -> Survey:
    """The check of every map that the files and folders stand for.

    What is `given` for this run goes over what the maps say and over the `settings` of their
    folders. Findings that a baseline keeps are left out, unless `old` asks for something else.
    `done` is told now and then how many maps are checked, and of how many.

    Raises UnknownName for a rule, a file of settings or a baseline that there isn't and for a
    folder without a map, SettingsError where settings or a baseline can't be understood, and
    OutputError where a baseline can't be written.
    """
    surveying = _Surveying(given or Settings(), Folders(settings), old)
    found = []
    gc.freeze()  # what is loaded by now stays: no collection need look at it
    try:
        paths = opening.find_maps(files)
        for number, path in enumerate(paths, 1):
            found.append(surveying.check(str(path)))
            if number % _COLLECT == 0:
                gc.collect()  # a map and its graph know each other, so that nothing else drops them
                if done:
                    done(number, len(paths))
    finally:
        gc.unfreeze()
    return Survey(tuple(found), tuple(surveying.remarks()))


def what_holds(
    files: Sequence[str | Path], *, given: Settings | None = None, settings: Asked = NEAREST
) -> Iterator[tuple[str, list[Row]]]:
    """What holds for every map that the files and folders stand for: the key of each setting,
    its value, and where it comes from. Raises as `survey`, and MapError."""
    folders = Folders(settings)
    for path in opening.find_maps(files):
        yield str(path), list(_rows(opening.opened(path, given or Settings(), folders.of(path))))


def _rows(read: StrategyMap) -> Iterator[Row]:
    """The settings of a map, and the tables that it names, which the settings only add to."""
    loaded = read.in_words.loaded
    own, source = loaded.map.measurements, loaded.sources[0].document
    for row in read.settings.rows():
        if own and row[0] == "measurements":
            yield row[0], ", ".join(own), f"{source.name}:{source.key(('measurements',)).line}"
        if not own or row[0] != "measurements" or read.settings.measurements:
            yield row


@dataclass(slots=True)
class _Surveying:
    """One survey: what was given for it, and the baselines that it meets."""

    given: Settings
    folders: Folders
    old: Old
    baselines: dict[Path, Baseline] = field(default_factory=dict)
    files: list[Path] = field(default_factory=list)
    nameless: Path | None = None  # the baseline that holds for a map on standard input

    def check(self, file: str) -> Checked:
        """The check of one map."""
        folder = self.folders.of(file)
        kept = self._baseline(file, joined(self.given, folder).baseline)
        with without_gc():
            try:
                read = opening.opened(file, self.given, folder)
            except MapError as error:
                return refused(file, error)
            found = checked(read)
            if kept is None:
                return found
            self.files += map(Path, [*read.files, *read.tables])
            self.files += [path for path in read.settings.read_from if full(path) != full(kept.path)]
            return self._compared(read, found, kept)

    def _baseline(self, file: str, path: Path | None) -> Baseline | None:
        """The baseline for a map, read once."""
        if self.old == "update" and (path is None or file == "-"):
            raise UnknownName(_no_name(file) if path else _NO_BASELINE)
        if path is None or self.old == "show":
            return None
        if file == "-":
            self.nameless = path
            return None
        whole = full(path)  # folders may name one file in ways of their own
        if whole not in self.baselines:
            from strategymap import baseline  # most runs have none

            self.baselines[whole] = baseline.read(path, make=self.old == "update")
        return self.baselines[whole]

    def _compared(self, read: StrategyMap, found: Checked, kept: Baseline) -> Checked:
        from strategymap import baseline

        new, old = kept.take(read.file, found.findings, _looked_for(read))
        if self.old == "update":
            new, old = [], []
            for finding in found.findings:
                (old if baseline.entries_of(finding) else new).append(finding)
        return replace(found, findings=tuple(new), old=tuple(old))

    def remarks(self) -> Iterator[str]:
        """What is to be told of the baselines; they are written where that is asked for."""
        if self.nameless:
            yield f"Nothing is left out of -: standard input has no name that {shown(self.nameless)} could keep."
        for each in self.baselines.values():
            if self.old == "update":
                yield each.write(inputs=self.files)
            else:
                yield from each.remarks()


_NO_BASELINE = (
    "there is no baseline to update; name it with --baseline FILE, with STRATEGYMAP_BASELINE, "
    "or with `baseline` in the settings"
)


def _no_name(file: str) -> str:
    return f"{file} is standard input, which has no name that a baseline could keep; name the map's file"


def _looked_for(read: StrategyMap) -> Callable[[str], bool]:
    """Whether the findings of a rule can be missed: it was run, or there is no such rule. That no
    `accept` is stale any more can be told only where all that are accepted were run."""
    ran = {rule.NAME for rule in read.rules()} | ABOUT_ACCEPTING.keys()
    if not _accepted(read) <= ran:
        ran -= {STALE}
    on = {name for name in ran if not is_off(name, read.settings.rules)}
    return lambda name: name in on or name not in rule_names()


def _accepted(read: StrategyMap) -> set[str]:
    """The rules whose findings are accepted anywhere on a map."""
    graph = read.in_words
    everywhere = (graph.map.accept, *(element.accept for element in graph.elements.values()))
    return {acceptance.rule for acceptances in everywhere for acceptance in acceptances}


def refused(file: str, error: MapError) -> Checked:
    """The check of a map that could not be read."""
    return Checked(file, "", 0, 0, 0, tuple(error.findings), understood=False)


def checked(read: StrategyMap) -> Checked:
    """The check of a map that was read, under its settings."""
    graph = read.in_words
    return Checked(
        file=read.file,
        title=read.title,
        nodes=len(graph.nodes),
        kpis=len(graph.kpis),
        links=graph.named_links,
        findings=tuple(read.check()),
        unread=read.unread,
        fail_on=read.settings.fail_on or "warning",
    )
