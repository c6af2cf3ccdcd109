"""The command that tells which part of a map a selector picks: select."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from strategymap.cli.printing import put, read_map, style_of
from strategymap.wording import fitted, one_line

if TYPE_CHECKING:
    from strategymap.graph import MapGraph


@click.command("select")
@click.argument("file")
@click.argument("selectors", metavar="SELECTOR", nargs=-1, required=True)
@click.option("--exclude", metavar="SELECTOR", help="Leave out what this one picks.")
@click.option(
    "--format", "form", type=click.Choice(["ids", "table", "json"]), show_default="table on a terminal, else ids",
    help="The ids, one a line; with kind and title beside them; or both for a script.",
)  # fmt: skip
def select_command(file: str, selectors: tuple[str, ...], exclude: str | None, form: str | None) -> None:
    """The nodes and KPIs that SELECTOR picks, in the order of the map.

    Several parts pick what any of them picks: kind:goal kind:output. A value with a space in it
    has quotes of its own, within those of the shell: 'owner:"Head of service"'. What picks nothing
    says so, and ends with exit code 2. As JSON: selected, a list of id, kind and title.
    """
    read = read_map(file)
    names = read.select(" ".join(selectors), exclude=exclude)
    graph = read.in_words
    if form == "json":
        picked = [{"id": name, "kind": graph.kind(name), "title": graph.title(name)} for name in names]
        put(json.dumps({"selected": picked}, ensure_ascii=False, indent=2))
    elif form == "table" or (form is None and sys.stdout.isatty()):
        put("\n".join(_table(graph, names)))
    else:
        put("\n".join(map(one_line, names)))


def _table(graph: MapGraph, names: list[str]) -> list[str]:
    """A line each: id, kind and title, broken to fit a terminal."""
    wide = max(map(len, names))
    kinds = max(len(graph.kind(name)) for name in names)
    width = style_of(sys.stdout).width
    lines = [f"{name:{wide}}  {graph.kind(name):{kinds}}  {one_line(graph.title(name))}" for name in names]
    return [fitted(line, width) for line in lines]
