"""Files to a map, or to findings that say everything that is wrong with the text.

`load` reads a file and what it includes; `loads` reads text. Both return a `LoadedMap`,
which knows the place of everything in it, or raise MapError with all the faults. A map
with holes loads; only text that can't be understood is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from strategymap import document, faults, files
from strategymap.document import Document
from strategymap.errors import MapError
from strategymap.faults import Fault
from strategymap.finding import Address, Finding, Location, Origin, Severity
from strategymap.meaning import doubts
from strategymap.model import Element, Map
from strategymap.wording import nearest

#: Where nothing is known of rules, their names are taken as they are.
NO_RULES: Mapping[str, bool] = {}

#: More files than this in one map are a mistake.
MOST_FILES = 20_000
#: For so many files that are missing the nearest is named, and from among so many.
_MOST_ADVISED = 20
_MOST_NAMES = 1_000


@dataclass(frozen=True, slots=True)
class Source:
    """One file of a map: its text with places, and what it says."""

    document: Document
    map: Map
    _numbers: dict[int, dict[str, int]] = field(default_factory=dict, repr=False, compare=False)

    def place(self, address: Address) -> Location:
        """Where an address stands: a node or KPI at its id, a link at the id that it names,
        anything else at its value."""
        exact = _as_written(self.document.tree, address, self._number)
        return self.document.key(exact) if _is_key(exact) else self.document.value(exact)

    def _number(self, items: list[Any], item: str) -> int | None:
        """The first place of a text in a list; a list is gone through once, however many ask."""
        known = self._numbers.get(id(items))
        if known is None:
            known = _numbered(items)
            self._numbers[id(items)] = known
        return known.get(item)


@dataclass(frozen=True, slots=True)
class LoadedMap:
    """A map with the files that it came from; the first is the map itself. `folder` is the one
    in which the map stands."""

    sources: tuple[Source, ...]
    folder: Path = Path()

    @property
    def map(self) -> Map:
        """What the map itself says, without the files that it includes."""
        return self.sources[0].map

    def elements(self) -> Iterator[tuple[str, Element, Origin]]:
        """Every node and KPI with its id and place, in the order of the files and sections;
        the KPIs under a node follow it."""
        for number, source in enumerate(self.sources):
            for address, element in source.map.elements():
                yield str(address[-1]), element, Origin(number, address)

    def place(self, origin: Origin) -> Location:
        """Where something was written, as `Source.place` says."""
        return self.sources[origin.document].place(origin.address)

    @property
    def title_place(self) -> Location:
        """Where a finding on the whole map stands: at its title."""
        return self.sources[0].document.value(("title",))


def load(path: Path, *, name: str | None = None, rule_names: Mapping[str, bool] = NO_RULES) -> LoadedMap:
    """Read the map at `path`, with what it includes. `name` is the file's name in messages
    (default: the path as given); `rule_names` are the rules that a map may speak of,
    and whether each can have a limit.

    Raises MapError with every fault found in all the files.
    """
    shown = name if name is not None else str(path)  # `-` is standard input
    with document.without_gc():
        first = document.read("-" if str(path) == "-" else path, shown)
        return _Loading(path.parent, rule_names).load(first, None if str(path) == "-" else path)


def loads(
    text: str, *, name: str = "<text>", syntax: str = "yaml", rule_names: Mapping[str, bool] = NO_RULES
) -> LoadedMap:
    """Read a map from text. It can include files of the current folder.

    Raises MapError with every fault found.
    """
    with document.without_gc():
        return _Loading(Path(), rule_names).load(document.parse(text, name, syntax), None)


def includes(path: Path) -> set[Path]:
    """The files that a map names under `include`; none where it can't be read."""
    try:
        named = document.read(path).tree.get("include")
    except MapError:
        return set()
    targets = [named] if isinstance(named, str) else named if isinstance(named, list) else []
    return {files.full(path.parent / target) for target in targets if isinstance(target, str)}


class _Loading:
    """One loading: the files read so far and the faults found in them."""

    def __init__(self, folder: Path, rule_names: Mapping[str, bool]) -> None:
        self._folder = folder
        self._rule_names = rule_names
        self._sources: list[Source] = []
        self._findings: list[Finding] = []
        self._seen: set[Path] = set()
        self._open: set[Path] = set()
        self._missing = 0

    def load(self, first: Document, path: Path | None) -> LoadedMap:
        if path is not None:
            self._seen.add(path.resolve())
        self._take_all(first, path)
        loaded = LoadedMap(tuple(self._sources), self._folder)
        self._refuse_second_definitions(loaded)
        if self._findings:
            raise MapError(sorted(self._findings, key=lambda finding: finding.sort_key))
        return loaded

    def _take_all(self, first: Document, path: Path | None) -> None:
        """Take in a file, and each file that it includes after it. Without recursion: files
        can include one another in long chains."""
        taking = [self._taken(first, path)]
        while taking:
            included = next(taking[-1], None)
            if included is None:
                taking.pop()
            else:
                taking.append(self._taken(*included))

    def _taken(self, source: Document, path: Path | None) -> Iterator[tuple[Document, Path]]:
        """Validate one file; the files that it includes, read one at a time. Until the last
        one is done, the file itself is open, and none of them can include it."""
        written = self._validated(source)
        if written is None:
            return
        here = {path.resolve()} if path is not None else set[Path]()
        self._open |= here
        self._sources.append(Source(source, written))
        for number, target in enumerate(written.include):
            included = self._included(source, ("include", number), target, path)
            if included is not None:
                yield included
        self._open -= here

    def _validated(self, source: Document) -> Map | None:
        try:
            written = Map.model_validate(source.tree)
        except ValidationError as error:
            details: Any = error.errors(include_url=False)
            self._report(source, faults.told(details, source.tree))
            return self._rest(source, details)
        self._report(source, doubts(source, written, self._rule_names))
        return written

    def _rest(self, source: Document, details: list[Any]) -> Map | None:
        """What is left of a map without its faulty parts, so that the faults in the rest are
        told at the same time."""
        try:
            written: Map | None = Map.model_validate(faults.without(source.tree, [e["loc"] for e in details]))
        except ValidationError:
            written = None
        self._report(source, doubts(source, written, self._rule_names))
        return written

    def _included(
        self, source: Document, address: Address, target: str, path: Path | None
    ) -> tuple[Document, Path] | None:
        """A file that is included for the first time; None for another, or with a fault."""
        folder = path.parent if path is not None else self._folder
        included = folder / target
        problem = self._include_problem(included, target)
        if problem:
            self._report(source, [Fault("wrong-include", address, *problem)])
            return None
        if included.resolve() in self._seen:
            return None
        self._seen.add(included.resolve())
        try:
            return document.read(included, str(included)), included
        except MapError as error:
            self._findings.extend(error.findings)
            return None

    def _include_problem(self, included: Path, target: str) -> tuple[str, str] | None:
        """Why a file is not included, and what to write instead."""
        try:
            outside = files.leads_out(included, target, self._folder)
            resolved = included.resolve()
        except (OSError, ValueError, RuntimeError):
            return f'"{target}" can\'t be a file', "name a map file beside or below this one"
        if outside:
            return f'"{target}" leaves the folder of the map', "name a map file beside or below this one"
        if resolved in self._open:
            return f'"{target}" includes itself, directly or through others', "take one of the includes out"
        if not files.exists(included):
            close = nearest(included.name, self._names_beside(included))
            return f'there is no file "{target}"', f"write {close}" if close else "name a file that exists"
        if len(self._seen) >= MOST_FILES:
            return f"this map has more than {MOST_FILES} files", "join some of them"
        return None

    def _names_beside(self, missing: Path) -> list[str]:
        """The maps in the folder of a missing one; none once many were missing."""
        self._missing += 1
        if self._missing > _MOST_ADVISED:
            return []
        return [path.name for path in islice(missing.parent.glob("*.y*ml"), _MOST_NAMES)]

    def _refuse_second_definitions(self, loaded: LoadedMap) -> None:
        first: dict[str, Origin] = {}
        for name, _, origin in loaded.elements():
            if name not in first:
                first[name] = origin
                continue
            earlier = loaded.place(first[name])
            message = f'"{name}" is defined twice; the first time in {earlier.file}, line {earlier.line}'
            fault = Fault(
                "duplicate-id", origin.address, message, "give one of the two another id", at_key=True
            )
            self._report(loaded.sources[origin.document].document, [fault])

    def _report(self, source: Document, found: Iterator[Fault] | list[Fault]) -> None:
        for fault in found:
            address = _as_written(source.tree, fault.address)
            location = source.key(address) if fault.at_key else source.value(address)
            self._findings.append(
                Finding(fault.rule, Severity.ERROR, location, None, fault.message, fault.remedy)
            )


def _numbered(items: list[Any]) -> dict[str, int]:
    """The first place of each text in a list."""
    backwards = reversed([*enumerate(items)])
    return {item: number for number, item in backwards if isinstance(item, str)}


def _number(items: list[Any], item: str) -> int | None:
    return _numbered(items).get(item)


def _as_written(
    tree: Any, address: Address, number_of: Callable[[list[Any], str], int | None] = _number
) -> Address:
    """The address in the document of an address in the long form: an id in a list of links
    becomes its number, and steps that the short form lacks are dropped."""
    here, exact = tree, list[str | int]()
    for step in address:
        key = number_of(here, step) if isinstance(here, list) and isinstance(step, str) else step
        if key is not None and _holds(here, key):
            here = here[key]
            exact.append(key)
    return tuple(exact)


def _holds(here: Any, key: str | int) -> bool:
    if isinstance(here, dict):
        return key in here
    return isinstance(here, list) and isinstance(key, int) and key < len(here)


def _is_key(address: Address) -> bool:
    """Whether an address ends at the id of a node or KPI, or of a link in long form."""
    if len(address) == 2 or (len(address) == 4 and address[2] == "kpis"):
        return address[0] not in {"rules", "accept", "include"} and isinstance(address[-1], str)
    return len(address) > 2 and address[-2] in {"supports", "harms"} and isinstance(address[-1], str)
