"""Everything for one or many maps, in one folder: pictures, stories, findings, an index page."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from strategymap import files, loader, opening, report, surveying
from strategymap.api import StrategyMap
from strategymap.errors import LayoutError, MapError, OutputError
from strategymap.files import FINDINGS
from strategymap.folders import Folders
from strategymap.report import Checked, counted
from strategymap.settings import NEAREST, Asked, theme_files
from strategymap.story.editions import CALLED


@dataclass(frozen=True, slots=True)
class Built:
    """What was written for one map. `checked` says what was found in it; `svg` and `html` are
    None where there is none, and `problem` says why: its text can't be understood, or it
    could not be laid out. `audiences` are the pages for each of them."""

    checked: Checked
    json: Path
    html: Path | None = None
    svg: Path | None = None
    problem: str = ""
    audiences: Mapping[str, Path] = field(default_factory=dict)

    @property
    def files(self) -> list[Path]:
        """The files that were written, the page first, those for one audience after it."""
        pages = [self.html, *self.audiences.values(), self.svg, self.json]
        return [path for path in pages if path is not None]


def build(
    paths: Sequence[str | Path],
    out: str | Path,
    *,
    as_of: datetime.date | None = None,
    measurements: Iterable[str | Path] = (),
    theme: str | Path | None = None,
    engine: str | None = None,
    time_limit: float | None = None,
    settings: Asked = NEAREST,
) -> list[Built]:
    """Write the picture, the story and the findings of one or many maps into the folder
    `out`, with an index page. A map that can't be understood or laid out doesn't stop the
    others. All is made before anything is written, and no input is ever overwritten.

    `measurements` and `settings` are those of `load`; a baseline leaves nothing out here. `theme`
    is that of `render`. Raises UnknownName for an engine, a theme or settings that there aren't or a folder without a map,
    MeasurementsError, SettingsError and OutputError.
    """
    if not str(out):
        raise OutputError("the name of the folder to write to is empty")
    making = _Making(Path(out), as_of, list(measurements), theme, engine, time_limit, Folders(settings))
    built = [making.make(stem, path) for stem, path in _named(opening.find_maps(paths))]
    making.texts[Path(out) / "index.html"] = _index(built)
    making.write()
    return built


@dataclass(slots=True)
class _Making:
    """One build: the texts that are to be written, and the files that they come from."""

    folder: Path
    as_of: datetime.date | None
    measurements: list[str | Path]
    theme: str | Path | None
    engine: str | None
    time_limit: float | None
    folders: Folders
    texts: dict[Path, str | bytes] = field(default_factory=dict)
    inputs: list[Path] = field(default_factory=list)

    def make(self, stem: str, path: str | Path) -> Built:
        held = self.folders.of(path)
        self.inputs += [Path(path), *loader.includes(Path(path)), *held.inputs, *theme_files(self.theme)]
        json = self.folder / f"{stem}{FINDINGS}"
        try:
            read = opening.load(path, as_of=self.as_of, measurements=self.measurements, settings=held)
        except MapError as error:
            checked = surveying.refused(str(path), error)
            self.texts[json] = report.write([checked], "json")
            return Built(checked, json, problem=counted(len(error.findings), "fault") + " in its text")
        self.inputs += read.inputs
        checked = surveying.checked(read)
        self.texts[json] = report.write([checked], "json")
        return self._drawn(stem, read, Built(checked, json, self.folder / f"{stem}.html"))

    def _drawn(self, stem: str, read: StrategyMap, built: Built) -> Built:
        """The pages with their pictures; without them where the map can't be laid out."""
        assert built.html is not None
        svg, audiences = self.folder / f"{stem}.svg", self._audiences(stem)
        pages = [(None, built.html), *audiences.items()]
        beside = _beside(pages)
        try:
            self.texts[svg] = read.render(
                format="svg", theme=self.theme, engine=self.engine, time_limit=self.time_limit
            )
        except LayoutError as error:
            built = replace(built, problem=str(error))
        else:
            built = replace(built, svg=svg)
        for audience, page in pages:
            self.texts[page] = self._told(read, audience, beside, picture=built.svg is not None)
        return replace(built, audiences=audiences)

    def _told(
        self, read: StrategyMap, audience: str | None, beside: list[tuple[str, str]], *, picture: bool
    ) -> str:
        write = partial(read.narrate, format="html", audience=audience, theme=self.theme, beside=beside)
        try:
            return write(picture=picture, engine=self.engine, time_limit=self.time_limit)
        except LayoutError:
            return write(picture=False)

    def _audiences(self, stem: str) -> dict[str, Path]:
        return {name: self.folder / f"{stem}-{name}.html" for name in CALLED}

    def write(self) -> None:
        files.refuse_inputs(self.texts, self.inputs)
        files.make_folder(self.folder)
        for path, text in self.texts.items():
            files.write(path, text)


def _beside(pages: Iterable[tuple[str | None, Path]]) -> list[tuple[str, str]]:
    """The pages of one map, each by what it is called and its file."""
    from strategymap.narrate import EVERYBODY

    called: Mapping[str, str] = {str(name): words for name, words in CALLED.items()}
    return [(called[name] if name else EVERYBODY, page.name) for name, page in pages]


def _named(maps: Iterable[str | Path]) -> Iterator[tuple[str, str | Path]]:
    """Each map once, with the stem of its outputs; where two would be the same, the later
    ones are numbered."""
    taken = {"index"}
    for path in dict.fromkeys(maps):
        stem = Path(path).stem if str(path) != "-" else "map"
        number, free = 2, stem
        while not taken.isdisjoint(_pages(free)):
            free, number = f"{stem}-{number}", number + 1
        taken |= _pages(free)
        yield free, path


def _pages(stem: str) -> set[str]:
    """What the pages of a map are called, for comparison."""
    return {name.casefold() for name in (stem, *(f"{stem}-{audience}" for audience in CALLED))}


def _index(built: list[Built]) -> str:
    from strategymap import narrate

    return narrate.index(
        [
            narrate.IndexRow(
                each.checked.title or each.checked.file,
                each.html.name if each.html else "",
                each.svg.name if each.svg else "",
                _verdict(each),
                _beside(each.audiences.items()),
            )
            for each in built
        ]
    )


def _verdict(each: Built) -> str:
    if not each.checked.understood:
        return each.problem
    counts = report.summary([each.checked])
    found = [counted(counts[key], key) for key in ("error", "warning", "note") if counts[key]]
    accepted = [f"{counts['accepted']} accepted"] if counts["accepted"] else []
    undrawn = ["no picture: it could not be laid out"] if each.problem else []
    return ", ".join([*found, *accepted, *undrawn]) or "nothing found"


def summary(built: list[Built], folder: Path) -> str:
    """What was built and where it is, in one sentence."""
    whole = sum(not each.problem for each in built)
    rest = f"; {len(built) - whole} with problems" if whole < len(built) else ""
    return f"{counted(whole, 'map')} built{rest}; open {folder / 'index.html'}"
