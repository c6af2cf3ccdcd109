"""One or many maps checked, each by itself: one that can't be read doesn't stop the others."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from strategymap import api
from strategymap.api import StrategyMap
from strategymap.document import without_gc
from strategymap.errors import MapError
from strategymap.report import Checked
from strategymap.rules.listing import rule_named

#: The file name that stands for standard input.
STANDARD_INPUT = "-"


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
    paths = [path for given in files for path in ([given] if given == STANDARD_INPUT else api.find_maps([given]))]
    return [_checked(str(path), wanted, ignored, as_of) for path in dict.fromkeys(paths)]


def _checked(file: str, select: list[str] | None, ignore: list[str], as_of: datetime.date | None) -> Checked:
    with without_gc():
        try:
            found = api.load_stdin(as_of=as_of) if file == STANDARD_INPUT else api.load(file, as_of=as_of)
        except MapError as error:
            return Checked(file, "", 0, 0, 0, tuple(error.findings), understood=False)
        return checked(found, select=select, ignore=ignore)


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
    )
