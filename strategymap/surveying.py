"""One or many maps checked, each by itself: one that can't be read doesn't stop the others."""

from __future__ import annotations

import datetime
import gc
from collections.abc import Iterable, Sequence

from strategymap import api
from strategymap.api import StrategyMap
from strategymap.document import without_gc
from strategymap.errors import MapError
from strategymap.report import Checked
from strategymap.rules.listing import rule_named

#: After so many maps those that are done with are dropped from memory.
_COLLECT = 50


def survey(
    files: Sequence[str],
    *,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] = (),
    as_of: datetime.date | None = None,
) -> list[Checked]:
    """The check of every map that the files and folders stand for, in their order.

    Raises UnknownName for a rule that there isn't or a folder without a map.
    """
    wanted = None if select is None else list(select)
    ignored = list(ignore)
    for name in [*(wanted or []), *ignored]:
        rule_named(name)
    found = []
    gc.freeze()  # what is loaded by now stays: no collection need look at it
    for number, path in enumerate(api.find_maps(files), 1):
        found.append(_checked(str(path), wanted, ignored, as_of))
        if number % _COLLECT == 0:
            gc.collect()  # a map and its graph know each other, so that nothing else drops them
    return found


def _checked(file: str, select: list[str] | None, ignore: list[str], as_of: datetime.date | None) -> Checked:
    with without_gc():
        try:
            found = api.load(file, as_of=as_of)
        except MapError as error:
            return refused(file, error)
        return checked(found, select=select, ignore=ignore)


def refused(file: str, error: MapError) -> Checked:
    """The check of a map that could not be read."""
    return Checked(file, "", 0, 0, 0, tuple(error.findings), understood=False)


def checked(read: StrategyMap, *, select: Iterable[str] | None = None, ignore: Iterable[str] = ()) -> Checked:
    """The check of a map that was read."""
    graph = read.in_words
    return Checked(
        file=read.file,
        title=read.title,
        nodes=len(graph.nodes),
        kpis=len(graph.kpis),
        links=graph.named_links,
        findings=tuple(read.check(select=select, ignore=ignore)),
        unread=read.unread,
    )
