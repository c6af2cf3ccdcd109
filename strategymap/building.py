"""Everything for one or many maps, in one folder: pictures, stories, findings, an index page."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from strategymap import api, files, report, surveying
from strategymap.api import StrategyMap
from strategymap.errors import MapError
from strategymap.finding import Finding
from strategymap.report import Checked, counted


@dataclass(frozen=True, slots=True)
class Built:
    """What was written for one map: the picture, the story and the findings."""

    map: StrategyMap
    checked: Checked
    svg: Path
    html: Path
    json: Path


def build(
    paths: Sequence[str | Path],
    out: str | Path,
    *,
    as_of: datetime.date | None = None,
    engine: str | None = None,
    time_limit: float = api.TIME_LIMIT,
) -> list[Built]:
    """Write the picture, the story and the findings of one or many maps into the folder
    `out`, with an index page. All is read and drawn before anything is written.

    Raises MapError with the faults of all the maps, LayoutError, UnknownName and OutputError.
    """
    folder = Path(out)
    texts: dict[Path, str] = {}
    built = []
    for stem, read in _named(_read(paths, as_of)):
        each = _built(read, folder / stem)
        texts[each.svg] = read.render(format="svg", engine=engine, time_limit=time_limit)
        texts[each.html] = read.narrate(format="html", engine=engine, time_limit=time_limit)
        texts[each.json] = report.write([each.checked], "json")
        built.append(each)
    texts[folder / "index.html"] = _index(built)
    files.make_folder(folder)
    inputs = [Path(name) for each in built for name in each.map.files]
    for path, text in texts.items():
        files.write(path, text, inputs=inputs)
    return built


def _read(paths: Sequence[str | Path], as_of: datetime.date | None) -> list[StrategyMap]:
    """The maps, or the faults of all of them."""
    read, faults = [], list[Finding]()
    for path in paths if [str(p) for p in paths] == ["-"] else api.find_maps(paths):
        try:
            read.append(api.load_stdin(as_of=as_of) if str(path) == "-" else api.load(path, as_of=as_of))
        except MapError as error:
            faults += error.findings
    if faults:
        raise MapError(faults)
    return read


def _named(maps: list[StrategyMap]) -> list[tuple[str, StrategyMap]]:
    """Each map with the stem of its outputs; where two would be the same, the later ones are
    numbered."""
    taken = {"index"}
    named = []
    for each in maps:
        stem = Path(each.file).stem if each.file != "-" else "map"
        number, free = 2, stem
        while free.casefold() in taken:
            number, free = number + 1, f"{stem}-{number}"
        taken.add(free.casefold())
        named.append((free, each))
    return named


def _built(read: StrategyMap, base: Path) -> Built:
    return Built(
        read,
        surveying.checked(read),
        base.with_name(base.name + ".svg"),
        base.with_name(base.name + ".html"),
        base.with_name(base.name + ".json"),
    )


def _index(built: list[Built]) -> str:
    from strategymap import narrate

    return narrate.index(
        [narrate.IndexRow(each.checked.title, each.html.name, each.svg.name, _verdict(each)) for each in built]
    )


def _verdict(each: Built) -> str:
    counts = report.summary([each.checked])
    found = [counted(counts[key], key) for key in ("error", "warning", "note") if counts[key]]
    return ", ".join(found) or "nothing found"


def summary(built: list[Built], folder: Path) -> str:
    """What was built and where it is, in one sentence."""
    return f"{counted(len(built), 'map')} built; open {folder / 'index.html'}"
