"""The settings of a folder of maps: `.strategymap.toml`, or `[tool.strategymap]` in pyproject.toml.

Those of a map stand in its folder or in the nearest one above it that has any, up to the
root of the repository (a folder with `.git` or `.hg`), else of the file system. In one
folder the dedicated file goes over pyproject.toml. They are data: nothing in them is run.
What somebody else put into a folder for everybody, such as /tmp, is nobody's settings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, PlainValidator, ValidationError

from strategymap import document, faults, files, shorthand
from strategymap.check import rule_names
from strategymap.document import Document
from strategymap.errors import MapError, SettingsError, UnknownName
from strategymap.faults import Fault
from strategymap.fields import Day, Text, Texts
from strategymap.finding import Address
from strategymap.loader import LoadedMap
from strategymap.meaning import rule_settings, unknown_rule
from strategymap.measurements.connection import Found
from strategymap.model import RuleSettings, Setting, Written
from strategymap.rules import RULES
from strategymap.settings import (
    NEAREST,
    THEMES,
    Asked,
    Engine,
    FailOn,
    Nearest,
    Settings,
    theme_files,
    theme_name,
)
from strategymap.values import seconds

#: The dedicated file.
OWN = ".strategymap.toml"
_TABLE = ("tool", "strategymap")
#: How the file of a project begins to speak of maps.
_SPEAKS = re.compile(rb"""tool[ \t]*\.[ \t]*["']?strategymap|^[ \t]*\[[ \t]*tool[ \t]*\]""", re.MULTILINE)
_ROOT_MARKS = (".git", ".hg")


class Folders:
    """The settings of maps; each file is read once, however many maps lie below it."""

    def __init__(self, asked: Asked = NEAREST) -> None:
        self._asked = asked
        self._by_folder: dict[Path, Settings] = {}

    def of(self, path: str | Path) -> Settings:
        """Those for the map at `path`; for `-`, which is standard input, those of the current
        folder. Raises SettingsError where they can't be understood, and UnknownName for a
        file of settings that there isn't."""
        if self._asked is None:
            return Settings()
        if isinstance(self._asked, Settings):
            return self._asked
        if not isinstance(self._asked, Nearest):
            self._asked = named(Path(self._asked))
            return self._asked
        try:
            folder = files.full(Path() if str(path) == "-" else Path(path).parent)
        except (OSError, ValueError):  # a name that no file can have
            return Settings()
        return self._nearest(folder)

    def _nearest(self, folder: Path) -> Settings:
        """The settings of a folder; of those on the way up too, for the next map."""
        way: list[Path] = []
        found: Settings | None = None
        for here in (folder, *folder.parents):
            found = self._by_folder.get(here) or _in_folder(here)
            way.append(here)
            if found is not None or any(files.exists(here / mark) for mark in _ROOT_MARKS):
                break
        settings = _found_by_itself(found) if found else Settings()
        self._by_folder |= dict.fromkeys(way, settings)
        return settings


def _found_by_itself(settings: Settings) -> Settings:
    """Settings that nobody named, with sources of measurements that know it."""
    named = settings.measurements
    return settings if named is None else replace(settings, measurements=tuple(map(Found, named)))


def _in_folder(folder: Path) -> Settings | None:
    own, project = folder / OWN, folder / files.PROJECT
    if (files.is_file(own) or files.is_link(own)) and not files.is_anybodys(own):
        return _read(own)
    speaks = files.is_file(project) and _speaks(project) and not files.is_anybodys(project)
    return _read(project) if speaks else None


def _speaks(project: Path) -> bool:
    try:
        return bool(_SPEAKS.search(project.read_bytes()))
    except OSError:
        return False


def named(path: Path) -> Settings:
    """The settings in a file that the user names. Raises SettingsError and UnknownName."""
    if path.suffix.lower() != ".toml" or not files.is_file(path):
        raise UnknownName(f'there are no settings in "{path}"; name a .toml file that exists')
    found = _read(path)
    if found is None:
        raise UnknownName(f"{path} has no [tool.strategymap]; write one, or name another file")
    return found


class _Written(Written):
    """What a settings file says."""

    rules: RuleSettings = Field(default_factory=dict)
    fail_on: FailOn | None = Field(default=None, alias="fail-on")
    as_of: Day = Field(default=None, alias="as-of")
    select: Texts = ()
    ignore: Texts = ()
    baseline: Text | None = None
    measurements: Texts = ()
    engine: Engine | None = None
    time_limit: Annotated[float | None, PlainValidator(shorthand.parsed(seconds))] = Field(
        default=None, alias="time-limit"
    )
    theme: Annotated[str | None, PlainValidator(shorthand.parsed(theme_name))] = None


def _model_at(address: Address) -> type[Written]:
    return Setting if len(address) > 1 else _Written


_SORT = faults.Text("settings file", _model_at, 'write a table, such as {orphan-kpi = "error"}')


def _read(path: Path) -> Settings | None:
    """The settings in a file; None for the file of a project that holds none."""
    try:
        source = document.read(path, files.shown(path))
    except MapError as error:
        raise SettingsError(error.findings) from None
    if path.name != files.PROJECT:
        return _settings(path, source, (), source.tree)
    tools = source.tree.get(_TABLE[0])
    if not isinstance(tools, dict) or _TABLE[1] not in tools:
        return None
    return _settings(path, source, _TABLE, tools[_TABLE[1]])


def _settings(path: Path, source: Document, below: Address, tree: Any) -> Settings:
    """What the tree says that stands at the address `below`, paths made whole."""
    written, wrong = _understood(tree)
    if wrong or written is None:
        found = faults.found(wrong, source, below)
        raise SettingsError(sorted(found, key=lambda finding: finding.sort_key))
    folder = files.full(path.parent)
    theme = _theme(folder, written.theme)
    baseline = folder / written.baseline if written.baseline else None
    return Settings(
        rules=written.rules,
        fail_on=written.fail_on,
        as_of=written.as_of,
        select=written.select or None,
        ignore=written.ignore or None,
        baseline=baseline,
        measurements=tuple(_whole(folder, each) for each in written.measurements) or None,
        engine=written.engine,
        time_limit=written.time_limit,
        theme=theme,
        origins=_origins(source, below, written),
        read_from=(path, *filter(None, [baseline]), *theme_files(theme)),
    )


def _whole(folder: Path, named: str) -> str:
    """A source of measurements as it is found from anywhere; an address stays as it is."""
    return named if "://" in named else str(folder / named)


def _theme(folder: Path, named: str | None) -> str | None:
    """A theme; its file as it is found from anywhere."""
    return named if named is None or named in THEMES else str(folder / named)


def _understood(tree: Any) -> tuple[_Written | None, list[Fault]]:
    """What a tree says, and all that is wrong with it."""
    if not isinstance(tree, dict):
        message = "a table is meant at `tool.strategymap`"
        return None, [Fault("wrong-value", (), message, "write [tool.strategymap], and the keys below it")]
    try:
        written = _Written.model_validate(tree)
        return written, list(_names(written))
    except ValidationError as error:
        details: Any = error.errors(include_url=False)
    wrong = list(faults.told(details, tree, _SORT))
    rest, more = _understood(_without(tree, [detail["loc"] for detail in details]))
    return rest, wrong + more


def _without(tree: dict[str, Any], addresses: list[Address]) -> dict[str, Any]:
    """The tree without the keys and rules at which something is wrong."""
    rest = {key: dict(value) if isinstance(value, dict) else value for key, value in tree.items()}
    for key, *steps in addresses:
        home = rest.get(str(key))
        if key == "rules" and steps and isinstance(home, dict):
            home.pop(steps[0], None)
        else:
            rest.pop(str(key), None)
    return rest


def _names(written: _Written) -> Iterator[Fault]:
    """Names of rules that there aren't."""
    yield from rule_settings(written.rules, rule_names())
    known = [rule.NAME for rule in RULES]
    for key, names in (("select", written.select), ("ignore", written.ignore)):
        for number, name in enumerate(names):
            if name in known:
                continue
            fault = unknown_rule((key, number), name, known)
            if "," in name:
                listed = ", ".join(f'"{part.strip()}"' for part in name.split(","))
                fault = Fault(fault.rule, fault.address, fault.message, f"write [{listed}]")
            yield fault


def said_by(loaded: LoadedMap) -> Settings:
    """What a map itself says of how it is judged."""
    written, source = loaded.map, loaded.sources[0].document
    said: dict[str, Address] = {"as-of": ("as_of",), **_of_rules(written.rules, ())}
    origins = {key: f"{source.name}:{source.key(at).line}" for key, at in said.items()}
    return Settings(rules=written.rules, as_of=written.as_of, origins=origins)


def _origins(source: Document, below: Address, written: _Written) -> dict[str, str]:
    """Where each key stands, and each rule's severity and limit."""
    said = {key: (*below, key) for key in _keys(written)} | _of_rules(written.rules, below)
    return {key: f"{source.name}:{source.key(at).line}" for key, at in said.items()}


def _of_rules(rules: Iterable[str], below: Address) -> dict[str, Address]:
    """The addresses of the settings of rules, by the keys under which they are told."""
    severities: dict[str, Address] = {f"rules.{name}": (*below, "rules", name) for name in rules}
    return severities | {f"{key}.limit": (*at, "limit") for key, at in severities.items()}


def _keys(written: _Written) -> list[str]:
    fields = type(written).model_fields
    return [fields[name].alias or name for name in written.model_fields_set]
