"""Maps opened: from a file or a text, under the settings that hold for them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from strategymap import check as checking
from strategymap import files, loader, revisions
from strategymap.api import StrategyMap
from strategymap.errors import MapError, UnknownName
from strategymap.folders import Folders, said_by
from strategymap.settings import NEAREST, Asked, Settings, joined


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


def versions(
    old: str, new: str, given: Settings, settings: Asked = NEAREST
) -> tuple[StrategyMap, StrategyMap]:
    """Two versions of a map, each a file, `-` or `git:REVISION:PATH`. Both are read under what
    was `given` for this run and the settings of the new one's folder, as it is today: what differs
    is in the maps. Raises as `load`, and UnknownName for a revision that can't be read."""
    home = revisions.home_of(new) if revisions.is_revision(new) else new
    folder = Folders(settings).of(home)
    return _version(old, given, folder), _version(new, given, folder)


def _version(name: str, given: Settings, folder: Settings) -> StrategyMap:
    if not revisions.is_revision(name):
        return opened(name, given, folder)
    with revisions.copied(name) as revision:
        try:
            loaded = loader.load(revision.copy, name=revision.name, rule_names=checking.rule_names())
        except MapError as error:
            raise MapError([revision.moved(finding) for finding in error.findings]) from None
        known = joined(given, said_by(loaded), folder)
        # Where the file stands today is no place for what is written.
        read = StrategyMap(loaded, replace(known, read_from=(*known.read_from, revision.home)))
        measured = read.in_words.measurements  # read as long as there are the copies
        measured.findings[:] = map(revision.moved, measured.findings)
        return read


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
