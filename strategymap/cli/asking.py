"""The commands that answer: why, how, chains, sight, catalogue."""

from __future__ import annotations

import dataclasses
import json
import sys
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from strategymap.cli.printing import json_option, limit_option, put, read_map, style_of
from strategymap.wording import fitted, one_line

if TYPE_CHECKING:
    from strategymap.catalogue import Entry
    from strategymap.graph import MapGraph
    from strategymap.queries import Chain, GoalChains
    from strategymap.sight import Held, Sight


@click.command("why")
@click.argument("file")
@click.argument("id")
@json_option
@limit_option
def why_command(file: str, id: str, form: str, limit: int) -> None:
    """The goal behind the goal: all that ID leads to, up to the top goals, and what it harms."""
    read = read_map(file)
    answer = read.why(id, limit=limit)
    if form == "json":
        put(_json(dataclasses.asdict(answer)))
        return
    graph = read.in_words
    lines = [_head(graph, id), *_chains(answer.chains, answer.truncated, limit)]
    if not answer.chains:
        lines.append("  Nothing lies behind it." if answer.top_goals else "  It leads nowhere.")
    lines += ["", f"The goal behind the goal: {_titles(graph, answer.top_goals) or 'none'}"]
    lines.append(f"Works against: {_titles(graph, answer.harmed) or 'nothing on this map'}")
    lines.append(f"Reaches a customer goal: {'yes' if answer.reaches_customer_goal else 'no'}")
    _print(lines)


@click.command("how")
@click.argument("file")
@click.argument("id")
@json_option
@limit_option
def how_command(file: str, id: str, form: str, limit: int) -> None:
    """Downward: what is meant to bring ID about, and the KPIs that tell."""
    read = read_map(file)
    answer = read.how(id, limit=limit)
    if form == "json":
        put(_json(dataclasses.asdict(answer)))
        return
    graph = read.in_words
    lines = [_head(graph, id), *_chains(answer.chains, answer.truncated, limit)]
    if not answer.chains:
        lines.append("  Nothing on this map is said to bring it about.")
    lines += ["", f"Driven by: {_titles(graph, answer.drivers) or 'nothing on this map'}"]
    lines.append(f"KPIs that tell: {_titles(graph, answer.kpis) or 'none'}")
    _print(lines)


@click.command("chains")
@click.argument("file")
@click.option("--from", "start", metavar="ID", help="Only chains that begin here.")
@click.option("--to", "end", metavar="ID", help="Only chains that end here.")
@json_option
@limit_option
def chains_command(file: str, start: str | None, end: str | None, form: str, limit: int) -> None:
    """The results chains of every top goal, or between two nodes: complete, or broken and where."""
    read = read_map(file)
    answer = read.chains(start, end, limit=limit)
    if form == "json":
        put(_json({"goals": [dataclasses.asdict(each) for each in answer]}))
        return
    graph = read.in_words
    lines: list[str] = []
    for each in answer:
        lines += [*_goal(graph, each, limit), ""]
    if start is not None and end is not None and not any(each.complete or each.broken for each in answer):
        lines = [f"No chain leads from {graph.named(start)} to {graph.named(end)}.", ""]
    _print(lines[:-1] or ["There are no chains on this map."])


@click.command("sight")
@click.argument("file")
@click.argument("owner")
@json_option
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=10,
    show_default=True,
    help="How many chains at most, for each thing that OWNER holds.",
)
def sight_command(file: str, owner: str, form: str, limit: int) -> None:
    """How does my work count? From what OWNER holds up to the top goals, and what it harms.

    An owner of several words stands in quotes: "Head of service". As JSON: owner, top_goals,
    nowhere (what leads to no top goal), harmed and truncated; and held, a list of node, title,
    kind, say, top_goals, harmed, truncated and chains, each with nodes, statement, brief (without
    the reasons that were given before) and harms. All but the chains is complete.
    """
    read = read_map(file)
    answer = read.sight(owner, limit=limit)
    if form == "json":
        put(_json(dataclasses.asdict(answer)))
        return
    graph = read.in_words
    lines = [one_line(f"{answer.owner} holds {_counts(answer.held)} of this map.")]
    lines.append(f"Leads to: {_titles(graph, answer.top_goals) or 'no top goal'}")
    lines.append(f"Works against: {_titles(graph, answer.harmed) or 'nothing on this map'}")
    if answer.nowhere:
        lines.append(f"Leads to no top goal: {_titles(graph, answer.nowhere)}")
    for each in answer.held:
        lines += ["", *_sight(graph, answer, each, limit)]
    _print(lines)


@click.command("catalogue")
@click.argument("word", required=False, default="")
@json_option
def catalogue_command(word: str, form: str) -> None:
    """The KPI catalogue, or its entries that WORD finds: a name, an abbreviation or a focus."""
    from strategymap.catalogue import search

    found = search(word)
    if form == "json":
        put(_json({"entries": [_entry(each) for each in found]}))
    elif not found:
        _print([f'Nothing in the catalogue is called "{word}". Without a word, it is listed whole.'])
    elif len(found) > 3:
        _print(_entry_lines(found))
    else:
        _print("\n\n".join(_entry_page(each) for each in found).split("\n"))


def _print(lines: list[str]) -> None:
    """Lines for a reader, broken to fit a terminal."""
    width = style_of(sys.stdout).width
    put("\n".join(fitted(line, width) for line in lines) + "\n")


def _json(answer: Any) -> str:
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"


def _head(graph: MapGraph, name: str) -> str:
    return one_line(graph.named(name)[0].upper() + graph.named(name)[1:])


def _titles(graph: MapGraph, names: tuple[str, ...]) -> str:
    return one_line("; ".join(f"{graph.title(name)} ({name})" for name in names))


def _chains(chains: tuple[Chain, ...], truncated: bool, limit: int) -> list[str]:
    lines = [f"  {'! ' if chain.harms else '- '}{one_line(chain.statement)}" for chain in chains]
    return [*lines, f"  … and more; these are the {limit} shortest (--limit)."] if truncated else lines


def _counts(held: Sequence[Held]) -> str:
    """How many nodes and KPIs somebody holds."""
    from strategymap.report import counted

    kpis = sum(each.kind == "kpi" for each in held)
    nodes = len(held) - kpis
    told = [counted(nodes, "node")] * bool(nodes) + [counted(kpis, "KPI")] * bool(kpis)
    return " and ".join(told)


def _sight(graph: MapGraph, answer: Sight, each: Held, limit: int) -> list[str]:
    """One thing that somebody holds: where it leads, and what it works against."""
    lines = [one_line(f"{_head(graph, each.node)} ({each.node})")]
    if each.say:
        lines.append(f"  On the front line: “{one_line(each.say)}”")
    measured = graph.measured_by(each.node) if each.kind == "kpi" else []
    if measured and set(measured) <= {other.node for other in answer.held}:
        return [*lines, f"  {one_line(f'Tells about {graph.listed(measured)}; see there.')}"]
    if each.node in each.top_goals:
        lines.append("  It is a top goal itself.")
    elif not each.top_goals:
        lines.append(f"  {one_line(_nowhere(graph, each.node))}")
    lines += [f"  {'! ' if way.harms else '- '}{one_line(way.brief)}" for way in each.chains]
    return [*lines, f"  … and more; these are the {limit} shortest (--limit)."] if each.truncated else lines


def _nowhere(graph: MapGraph, name: str) -> str:
    """Why something leads to no top goal."""
    starts = graph.measured_by(name) if name in graph.kpis else [name]
    if not starts:
        return "It measures nothing on this map: nobody can say what it is for."
    end = graph.reach.end_of[starts[0]]
    beyond = f": the chain ends at {graph.named(end)}" if end not in starts else ""
    return f"It leads to no top goal{beyond}."


def _goal(graph: MapGraph, each: GoalChains, limit: int) -> list[str]:
    lines = [_head(graph, each.goal) if each.goal is not None else "Leads to no goal"]
    lines += [f"  complete  {_arrows(graph, nodes)}" for nodes in each.complete]
    for broken in each.broken:
        source, target = broken.joint
        joint = (
            f"{graph.title(source)} → {graph.title(target)}" if target is not None else graph.title(source)
        )
        lines.append(f"  broken    {_arrows(graph, broken.nodes)}")
        lines.append(f"            {one_line(f'{broken.rule} at {joint}')}")
    if not each.complete and not each.broken:
        lines.append("  Nothing leads to it.")
    if each.truncated:
        lines.append(f"  … and more; these are the {limit} shortest (--limit).")
    return lines


def _arrows(graph: MapGraph, nodes: tuple[str, ...]) -> str:
    return one_line(" → ".join(graph.title(name) for name in nodes))


def _entry(entry: Entry) -> dict[str, Any]:
    return {key: _plain(value) for key, value in dataclasses.asdict(entry).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, (str, bool, int)) else str(value)


def _entry_lines(entries: Sequence[Entry]) -> list[str]:
    """A line an entry: id, abbreviation, name, and what it is about."""
    ids, names = (max(len(getattr(each, key)) for each in entries) for key in ("id", "name"))
    lines = []
    for each in entries:
        short = each.abbreviations[0] if each.abbreviations else ""
        about = ", ".join(
            filter(None, [each.focus, each.direction, each.unit or ("money" if each.money else None)])
        )
        lines.append(f"{each.id:{ids}}  {short:6}  {each.name:{names}}  {about}".rstrip())
    return lines


_BETTER = {"up": "higher", "down": "lower", "range": "within a range", "context": "no target belongs to it"}


def _entry_page(entry: Entry) -> str:
    from strategymap.catalogue import counter_names

    short = f" ({', '.join(entry.abbreviations)})" if entry.abbreviations else ""
    scale = f"{entry.scale[0]} to {entry.scale[1]}" if entry.scale else None
    facts = {
        "id": entry.id,
        "also called": ", ".join(entry.aliases),
        "unit": entry.unit or ("money" if entry.money else None),
        "better": _BETTER.get(entry.direction or ""),
        "focus": entry.focus,
        "timing": entry.timing,
        "usual level": entry.level,
        "scale": scale,
        "data from": entry.source,
        "overall barometer": "yes" if entry.barometer else None,
        "how it is gamed": entry.gamed,
        "balance it with": ", ".join(counter_names(entry)),
        "reference": entry.reference,
        "basis": entry.basis,
    }
    lines = [_hung(f"  {key + ':':19} ", str(value)) for key, value in facts.items() if value]
    return "\n".join([f"{entry.name}{short}", *lines])


def _hung(label: str, text: str) -> str:
    """A text beside its label, wrapped below itself."""
    return textwrap.fill(
        text, 80, initial_indent=label, subsequent_indent=" " * len(label), break_on_hyphens=False
    )
