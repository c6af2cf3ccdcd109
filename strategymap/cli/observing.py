"""The command that asks the histories: evidence."""

from __future__ import annotations

import dataclasses
import datetime
import json
import sys
import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from strategymap.cli.options import settings_options
from strategymap.cli.printing import as_of_option, json_option, measurements_option, put, read_map, style_of
from strategymap.settings import Asked
from strategymap.wording import one_line

if TYPE_CHECKING:
    from strategymap.evidence import Evidence, IndependenceEvidence, LinkEvidence
    from strategymap.graph import MapGraph

_WIDTH = 80
_NO_HISTORY = "No link of this map has a history at both of its ends."
_NO_LINKS = (
    "On this map nothing supports anything else: there is no effect to compare with a cause. Link what is "
    "meant to bring something about to what it brings about (`supports`)."
)


@click.command("evidence")
@click.argument("file")
@json_option
@as_of_option
@measurements_option
@settings_options
def evidence_command(
    file: str, form: str, as_of: datetime.date | None, measurements: tuple[str, ...], settings: Asked
) -> None:
    """Whether the effects followed their causes, from the histories of the KPIs.

    Needs the extra: pip install "strategymap[evidence]".
    """
    read = read_map(file, as_of, settings, measurements)
    found = read.evidence()
    if form == "json":
        put(json.dumps(dataclasses.asdict(found), ensure_ascii=False, indent=2) + "\n")
        return
    graph = read.in_words
    head = f"{one_line(read.title)}  {one_line(read.file)} (until {graph.as_of})"
    put("\n\n".join([_wrapped(head, ""), *_paragraphs(graph, found)]) + "\n")


def _paragraphs(graph: MapGraph, found: Evidence) -> Iterator[str]:
    from strategymap.evidence import CAVEAT

    by_link: dict[tuple[str, str], list[LinkEvidence]] = {}
    for row in found.links:
        by_link.setdefault((row.source, row.target), []).append(row)
    for (source, target), rows in by_link.items():
        yield _link(graph, source, target, rows)
    if not found.links:
        yield _wrapped(_NO_HISTORY if found.without_history else _NO_LINKS, "")
    for each in found.independences:
        if each.contradicted:
            yield _independence(graph, each)
    remainder = " ".join(_remainder(found))
    if remainder:
        yield _wrapped(remainder, "")
    if found.independences or any(each.p is not None for each in found.links):
        yield _wrapped(CAVEAT, "")


def _link(graph: MapGraph, source: str, target: str, rows: list[LinkEvidence]) -> str:
    """One link: its ends, and what each pair of KPIs tells."""
    lines = [_bold(_wrapped(f"{graph.title(source)} → {graph.title(target)}", ""))]
    for each in rows:
        lines.append(_wrapped(f"{each.verdict.capitalize()}. {each.sentence}", "  "))
        if each.correlation is not None:
            lines.append(_wrapped(_numbers(each), "  "))
    return "\n".join(lines)


def _numbers(each: LinkEvidence) -> str:
    from strategymap.evidence import counted

    assert each.interval is not None
    low, high = each.interval
    tried = each.lags or (0, 0)
    lags = f"lags of {tried[0]} to {tried[1]}" if tried[0] != tried[1] else f"a lag of {tried[0]}"
    seasons = ", seasons taken out" if each.seasonal else ""
    return (
        f"({counted(each.periods, each.period)}, {lags} tried{seasons}; strongest at {each.lag}: rank "
        f"correlation {each.correlation:.2f}, between {low:.2f} and {high:.2f}; p {_p(each.p)}, with all links "
        f"allowed for {_p(each.p_adjusted)})"
    )


def _independence(graph: MapGraph, each: IndependenceEvidence) -> str:
    from strategymap.evidence import counted

    first, second = (graph.title(node) for node in each.nodes)
    numbers = (
        f"({counted(each.periods, each.period)}; partial rank correlation {each.correlation:.2f}; p "
        f"{_p(each.p)}, with all pairs allowed for {_p(each.p_adjusted)})"
    )
    head = _bold(_wrapped(f"{first} and {second}", ""))
    return "\n".join([head, _wrapped(each.sentence, "  "), _wrapped(numbers, "  ")])


def _remainder(found: Evidence) -> Iterator[str]:
    """What was left out, and how much agreed."""
    from strategymap.evidence import PERIODS_NEEDED

    if found.without_history:
        number = found.without_history
        links = "1 link has" if number == 1 else f"{number} links have"
        yield f"{links} no history at one end or both; {PERIODS_NEEDED} shared periods are needed."
    agreed = sum(not each.contradicted for each in found.independences)
    if agreed:
        pairs = "1 pair" if agreed == 1 else f"{agreed} pairs"
        yield f"The numbers don't contradict the map on {pairs} of nodes that it keeps apart."
    if found.untried:
        yield f"{found.untried} more such pairs were not tried."
    if found.in_loops and found.independences:
        yield f"The {len(found.in_loops)} nodes in loops are left out there."
    if found.links and not found.without_history and not agreed and not found.untried:
        yield "Every link of this map has a history at both ends."


def _p(value: float | None) -> str:
    assert value is not None
    return "below 0.001" if value < 0.001 else f"{value:.3f}"


def _bold(text: str) -> str:
    return f"\x1b[1m{text}\x1b[0m" if style_of(sys.stdout).colour else text


def _wrapped(text: str, indent: str) -> str:
    return textwrap.fill(
        one_line(text), _WIDTH, initial_indent=indent, subsequent_indent=indent,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
