"""Old findings: a baseline file keeps those that a map had when its checking began, so that
only new ones are shown and fail.

It is JSON, with a line for each finding: by the map's file, as it lies from the baseline,
then by rule and node, and by the other end of the link for a finding on one. Lines and
wording of the map may change; the finding stays the old one. Accepted findings and faults in
a text never enter it.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from pydantic import Field, PlainValidator, ValidationError

from strategymap import document, faults, files, shorthand
from strategymap.check import rule_names
from strategymap.errors import MapError, SettingsError, UnknownName
from strategymap.fields import Text
from strategymap.finding import Address, Finding
from strategymap.model import Written
from strategymap.rules import DRAFT_RULES

#: The version of the file's shape.
VERSION = 1
#: How many entries that are not found any more are named.
_MOST_NAMED = 5


class Entry(NamedTuple):
    """One old finding of a map: its rule, the node (None: the map), and the id that the link
    names at which it stands."""

    rule: str
    node: str | None = None
    link: str | None = None

    def __str__(self) -> str:
        where = f" on {self.node}" if self.node else ""
        return f"{self.rule}{where}{f' → {self.link}' if self.link else ''}"

    @property
    def sort_key(self) -> tuple[str, str, str]:
        """By rule, node and link."""
        return (self.rule, self.node or "", self.link or "")


@dataclass(slots=True)
class Baseline:
    """The old findings of some maps, and what becomes of them in one check: `take` compares a
    map, `remarks` tells of all that were taken, `write` writes them anew."""

    path: Path
    maps: dict[str, Counter[Entry]]
    text: str = ""
    _found: dict[str, Counter[Entry]] = field(default_factory=dict)
    _gone: list[tuple[str, Entry]] = field(default_factory=list)
    _hidden: int = 0

    def take(
        self, file: str, findings: Iterable[Finding], looked_for: Callable[[str], bool]
    ) -> tuple[list[Finding], list[Finding]]:
        """The new findings of the map in `file`, accepted ones included, and the old ones, each
        in their order. `looked_for` says whether a rule was run: what isn't looked for isn't
        missed."""
        name = self._name(file)
        left = Counter(self.maps.get(name, ()))
        here: Counter[Entry] = Counter()
        new, old = list[Finding](), list[Finding]()
        for finding in findings:
            needed = entries_of(finding)
            here.update(needed)
            is_old = bool(needed) and all(left[entry] > 0 for entry in needed)
            if is_old:
                left.subtract(needed)
            (old if is_old else new).append(finding)
        gone = self.maps.get(name, Counter()) - here
        missed = Counter({e: n for e, n in gone.items() if looked_for(e.rule)})
        self._gone += [(name, entry) for entry in sorted(missed.elements(), key=lambda e: e.sort_key)]
        self._found[name] = here + (gone - missed)
        self._hidden += len(old)
        return new, old

    def taken_in(self) -> dict[str, Counter[Entry]]:
        """The entries of the file as it should be: all that was found now, and the old ones of
        maps that were not looked at and are still there."""
        kept = {n: each for n, each in self.maps.items() if n not in self._found and not self._is_gone(n)}
        return {name: each for name, each in sorted({**kept, **self._found}.items()) if each}

    def remarks(self) -> list[str]:
        """What is to be told of the old findings, in sentences."""
        told = [f"{_old(self._hidden)} in {self._shown}, not shown."] if self._hidden else []
        gone = [f"{name}: {entry}" for name, entry in self._gone]
        gone += [f"{name} is not there" for name in self.maps if self._is_gone(name)]
        if gone:
            named = "; ".join(gone[:_MOST_NAMED])
            more = f"; and {len(gone) - _MOST_NAMED} more" if len(gone) > _MOST_NAMED else ""
            told.append(
                f"{self._shown} holds what is not found any more ({named}{more}); "
                "take it out with --update-baseline."
            )
        return told

    def write(self, inputs: Iterable[Path] = ()) -> str:
        """Write the file, if anything in it changes, and say in a sentence what was done. It
        is written whole or not at all. Raises OutputError."""
        now = self.taken_in()
        before, after = _total(self.maps), _total(now)
        kept = sum((Counter(self.maps.get(name, ())) & each).total() for name, each in now.items())
        text = _text(now)
        if text == self.text:
            return f"{self._shown} is up to date: {_old(after)}."
        files.write(self.path, text, inputs=inputs)
        return f"Wrote {self._shown}: {_old(after)} ({after - kept} added, {before - kept} taken out)."

    @property
    def _shown(self) -> str:
        return files.shown(self.path)

    def _name(self, file: str) -> str:
        """The name of a map in the file: as it lies from there, with forward slashes."""
        whole, home = files.full(Path(file).parent) / Path(file).name, files.full(self.path.parent)
        try:
            return Path(os.path.relpath(whole, home)).as_posix()
        except ValueError:  # on another drive
            return whole.as_posix()

    def _is_gone(self, name: str) -> bool:
        return not files.exists(self.path.parent / name)


def _total(maps: dict[str, Counter[Entry]]) -> int:
    return sum(each.total() for each in maps.values())


def _old(number: int) -> str:
    return f"{number} old finding{'' if number == 1 else 's'}"


def entries_of(finding: Finding) -> list[Entry]:
    """What a baseline keeps of a finding: nothing of an accepted one, and of what is wrong in
    a text. One that stands for those on many nodes of an early draft is kept as these: they
    stay old when the draft grows up."""
    if finding.accepted is not None or finding.rule not in rule_names():
        return []
    if finding.rule not in DRAFT_RULES:
        return [Entry(finding.rule, finding.node, finding.link)]
    if finding.node is None and finding.related:
        return [Entry(finding.rule, node) for node in finding.related]
    return [Entry(finding.rule, finding.node)]


def _text(maps: dict[str, Counter[Entry]]) -> str:
    """The file's text: maps by name, entries by rule, node and link, one a line."""
    blocks = []
    for name, entries in maps.items():
        lines = [_line(entry) for entry in sorted(entries.elements(), key=lambda e: e.sort_key)]
        blocks.append(f"    {_json(name)}: [\n" + ",\n".join(f"      {line}" for line in lines) + "\n    ]")
    body = "{\n" + ",\n".join(blocks) + "\n  }" if blocks else "{}"
    return f'{{\n  "version": {VERSION},\n  "maps": {body}\n}}\n'


def _line(entry: Entry) -> str:
    said = {"rule": entry.rule, "node": entry.node, "link": entry.link}
    return _json({key: value for key, value in said.items() if value is not None})


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


# Reading


def _known_version(text: str) -> int:
    if text != str(VERSION):
        raise ValueError(f"this strategymap reads version {VERSION}; make the baseline anew, or update")
    return VERSION


class _Entry(Written):
    """An old finding as the file says it."""

    rule: Text
    node: Text | None = None
    link: Text | None = None


class _File(Written):
    """What the file says."""

    version: Annotated[int, PlainValidator(shorthand.parsed(_known_version))]
    maps: dict[str, tuple[_Entry, ...]] = Field(default_factory=dict)


def _model_at(address: Address) -> type[Written]:
    return _Entry if len(address) > 1 else _File


_ANEW = "delete it, and make it anew with --update-baseline"
_SORT = faults.Text("baseline", _model_at, 'write it as --update-baseline does: {"rule": …, "node": …}')


def read(path: Path, *, make: bool = False) -> Baseline:
    """The baseline in a file; with `make`, an empty one where there is no such file yet.

    Raises UnknownName where there is none or its name is not that of a .json file, and
    SettingsError where it can't be understood.
    """
    shown = files.shown(path)
    if path.suffix.lower() != ".json":
        raise UnknownName(f'a baseline is a .json file; "{shown}" is none')
    if not files.exists(path):
        if make:
            return Baseline(path, {})
        raise UnknownName(
            f"there is no baseline {shown}; make it of what is found now: "
            f"strategymap check FILE --baseline {shown} --update-baseline"
        )
    try:
        source = document.read(path, shown, what="baseline", instead=_ANEW)
        written = _File.model_validate(source.tree)
    except MapError as error:
        raise SettingsError(error.findings) from None
    except ValidationError as error:
        details: Any = error.errors(include_url=False)
        raise SettingsError(faults.found(faults.told(details, source.tree, _SORT), source)) from None
    maps = {name: Counter(Entry(e.rule, e.node, e.link) for e in each) for name, each in written.maps.items()}
    return Baseline(path, maps, source.text)
