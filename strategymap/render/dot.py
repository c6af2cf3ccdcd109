"""A view as an annotated Graphviz document, for `dot` and whoever wants to go on from it.

Bands are clusters, one above the other by a chain of invisible anchors; KPIs and the marks
of findings stand as lines in the boxes of what they are about.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pydot

from strategymap.model import Kind
from strategymap.render import theme
from strategymap.render.cuts import cut_lines
from strategymap.render.field import tones
from strategymap.render.key import reading, words_of_key
from strategymap.render.labels import WORDS
from strategymap.render.pale import pale
from strategymap.render.palettes import LIGHT
from strategymap.render.quoting import name, quoted
from strategymap.render.rows import Row, rows
from strategymap.render.tags import SIGNS, headed, numbered, signed
from strategymap.render.tips import of_cuts
from strategymap.render.wrap import Font, wrapped
from strategymap.scorecard import Status
from strategymap.view import Arrow, Badge, Band, Card, ChangeKind, KpiRow, LinkKind, View, status_words

_ROOM = 260.0
_LEGEND_ROOM = 620.0
_STYLES: dict[Kind, dict[str, Any]] = {
    "goal": {"style": '"rounded,filled"', "penwidth": "2.4"},
    "outcome": {"style": '"rounded,filled"', "penwidth": "1.2"},
    "output": {"style": '"filled,dashed"', "penwidth": "1.2"},
    "initiative": {"style": '"filled,dotted"', "penwidth": "1.6"},
}
_LINKS: dict[LinkKind, dict[str, Any]] = {
    "supports": {"arrowhead": "normal"},
    "harms": {"arrowhead": "tee", "style": "dashed"},
    "feedback": {"arrowhead": "vee", "style": "dotted"},
}
#: What was added, removed and changed between two versions.
_CHANGES: dict[ChangeKind, dict[str, Any]] = {
    "added": {"peripheries": "2"},
    "removed": {"style": '"rounded,filled,dashed"'},
    "changed": {"penwidth": "3"},
}
_CHANGED_LINKS: dict[ChangeKind, dict[str, Any]] = {
    "added": {"penwidth": "3"},
    "removed": {"style": "dotted"},
    "changed": {"penwidth": "2"},
}


def dot(view: View) -> str:
    """The DOT document: every card, KPI, link, badge and legend text of the view."""
    graph = pydot.Dot('"strategy map"', graph_type="digraph", rankdir="BT", newrank="true")
    graph.set("label", quoted(*_title(view)))
    graph.set("labelloc", "t")
    graph.set("labeljust", "l")
    graph.set("fontname", "Arial")
    graph.set("fontsize", "18")
    graph.set("tooltip", quoted(view.title))
    graph.set_node_defaults(shape="box", fontname="Arial", fontsize="11", fillcolor=_hex(LIGHT.paper))
    graph.set_edge_defaults(fontname="Arial", fontsize="10", color=_hex(LIGHT.line))
    names = {card.id: name(card.id, f"card {number}") for number, card in enumerate(view.cards())}
    arranged = rows(view.bands, view.arrows, [100.0 for _ in names])
    anchors = _Anchors(graph)
    for number, band in enumerate(view.bands):
        graph.add_subgraph(_cluster(number, band, view, arranged, names, anchors))
    for cluster in _below(view, anchors):
        graph.add_subgraph(cluster)
    places = _places(view, arranged)
    for arrow in view.arrows:
        graph.add_edge(_edge(arrow, names, places))
    return str(graph.to_string())


def _hex(colour: str) -> str:
    return f'"{colour}"'


def _title(view: View) -> list[str]:
    font = Font(18)
    title = _with_badges(view.title, view.badges)
    lines = [line for text in (title, view.subtitle) for line in wrapped(text, 900, font, most=9).lines]
    return [*lines, *filter(None, [reading(view)])]


class _Anchors:
    """Invisible points below each other, one for each row; what shares their rank stands in it."""

    def __init__(self, graph: pydot.Dot) -> None:
        self._graph = graph
        self._count = 0

    def new(self) -> str:
        """The next one, below the last."""
        anchor = f'"row {self._count}"'
        if self._count:
            self._graph.add_edge(pydot.Edge(anchor, f'"row {self._count - 1}"', style="invis", weight="100"))
        self._count += 1
        return anchor

    def row(self, members: Iterable[str]) -> pydot.Subgraph:
        """The next row."""
        anchor = self.new()
        rank = pydot.Subgraph(f'"rank {self._count}"', rank="same")
        rank.add_node(pydot.Node(anchor, shape="point", style="invis", width="0.01", label='""'))
        for member in members:
            rank.add_node(pydot.Node(member))
        return rank


def _cluster(
    number: int, band: Band, view: View, arranged: Sequence[Row], names: dict[str, str], anchors: _Anchors
) -> pydot.Subgraph:
    """A band with its cards, row by row."""
    tone = tones(view.bands, LIGHT)[number]
    cluster = _plain_cluster(f"band {number}", band.title, tone.tint, tone.strong)
    for card in band.cards:
        cluster.add_node(_node(card, names[card.id], tone))
    cards = list(view.cards())
    inside = [row for row in arranged if row.band == number]
    for row in inside:
        cluster.add_subgraph(anchors.row(names[cards[place].id] for place in row.cards))
    if not inside:
        cluster.add_subgraph(anchors.row(()))
    return cluster


def _plain_cluster(key: str, title: str, ground: str, colour: str) -> pydot.Subgraph:
    cluster = pydot.Subgraph(f'"cluster {key}"', label=quoted(title), labeljust="l", style="filled")
    cluster.set("color", _hex(ground))
    cluster.set("fontcolor", _hex(colour))
    cluster.set("fontsize", "13")
    cluster.set("labelloc", "b")  # which is the upper edge, where ranks run upwards
    return cluster


def _node(card: Card, called: str, tone: theme.Tone) -> pydot.Node:
    kind = "TOP GOAL" if card.top else card.kind.upper()
    head = f"{kind}, {status_words(card.status)}" if card.status else kind
    head = headed(head, card.change)
    lines = [_with_badges(head, card.badges), *wrapped(card.title, _ROOM, theme.CARD, most=99).lines]
    lines += [*(line for kpi in card.kpis for line in _kpi_lines(kpi)), *cut_lines(card)]
    colour = tone.strong if card.kind == "goal" else LIGHT.line
    tips = [card.title, *card.details, *(badge.text for badge in card.badges)]
    tips += [*(tip for kpi in card.kpis for tip in _tips(kpi)), *of_cuts(card)]
    return pydot.Node(
        called,
        label=quoted(*lines),
        tooltip=quoted("; ".join(tips)),
        **_status(card.status),
        **{"color": _hex(LIGHT.changes[card.change] if card.change else colour)}
        | _STYLES[card.kind]
        | (_CHANGES[card.change] if card.change else {})
        | _faded(card),
    )


def _faded(shown: Card | KpiRow | Arrow) -> dict[str, Any]:
    """The colours of what stands in the background."""
    if not shown.faded:
        return {}
    look = pale(LIGHT)
    return {"color": _hex(look.line), "fontcolor": _hex(look.muted)}


def _status(status: Status | None) -> dict[str, Any]:
    """An attribute for whoever goes on from here; Graphviz passes it through."""
    return {"status": quoted(status.value)} if status else {}


def _kpi_lines(kpi: KpiRow) -> list[str]:
    """Its name, its figures, how it stands, and whether it is rewarded."""
    first, *rest = wrapped(kpi.title, _ROOM, theme.KPI, most=99).lines or ("",)
    stands = status_words(kpi.status) if kpi.status else ""
    parts = (kpi.figures, f"now {kpi.now}" if kpi.now else "", stands, "rewarded" if kpi.rewarded else "")
    last = list(filter(None, parts))
    lines = [f"{SIGNS[kpi.change] if kpi.change else '○'} {first}", *(f"   {line}" for line in rest)]
    if last or kpi.badges:
        lines.append(_with_badges("   " + ", ".join(last), kpi.badges).rstrip())
    return lines


def _tips(kpi: KpiRow) -> list[str]:
    """What else is known of a KPI, and what was found about it."""
    return [f"{kpi.title}: {words}" for words in (*kpi.details, *(badge.text for badge in kpi.badges))]


def _with_badges(words: str, badges: Iterable[Badge]) -> str:
    return "  ".join([words, *map(_mark, badges)])


def _mark(badge: Badge) -> str:
    if badge.change:
        return f"[{numbered(badge.change, badge.number)}]"
    return "[accepted]" if badge.accepted else f"[{badge.severity.value} {badge.number or '+'}]"


def _places(view: View, arranged: Sequence[Row]) -> dict[str, int]:
    """The row of each card, counted from the top."""
    cards = list(view.cards())
    return {cards[card].id: number for number, row in enumerate(arranged) for card in row.cards}


def _edge(arrow: Arrow, names: dict[str, str], places: dict[str, int]) -> pydot.Edge:
    attributes = dict(_LINKS[arrow.kind])
    if arrow.kind in WORDS or arrow.badges:
        attributes["label"] = quoted(_with_badges(WORDS.get(arrow.kind, ""), arrow.badges).strip())
    if arrow.kind == "harms":
        attributes |= {"color": _hex(LIGHT.harm), "fontcolor": _hex(LIGHT.harm)}
    if arrow.change:
        words = [WORDS.get(arrow.kind, ""), signed(arrow.badges) or SIGNS[arrow.change]]
        colour = _hex(LIGHT.changes[arrow.change])
        attributes |= {"label": quoted(", ".join(filter(None, words))), "color": colour, "fontcolor": colour}
        attributes |= _CHANGED_LINKS[arrow.change]
    attributes |= _faded(arrow)
    if tips := [*arrow.details, *(badge.text for badge in arrow.badges)]:
        attributes["tooltip"] = quoted("; ".join(tips))
    if places[arrow.tail] <= places[arrow.head]:
        attributes["constraint"] = "false"
    return pydot.Edge(names[arrow.tail], names[arrow.head], **attributes)


def _below(view: View, anchors: _Anchors) -> Iterable[pydot.Subgraph]:
    """What stands below the bands: KPIs that measure nothing, the findings, and the key."""
    if view.loose:
        cluster = _plain_cluster("loose", "Measures nothing", LIGHT.loose, LIGHT.ink)
        names = [name(kpi.id, f"kpi {number}") for number, kpi in enumerate(view.loose)]
        for kpi, called in zip(view.loose, names, strict=True):
            tip = quoted("; ".join([kpi.title, *_tips(kpi)]))
            cluster.add_node(
                pydot.Node(
                    called,
                    label=quoted(*_kpi_lines(kpi)),
                    tooltip=tip,
                    style='"rounded,filled"',
                    **_status(kpi.status) | _faded(kpi),
                )
            )
        cluster.add_subgraph(anchors.row(names))
        yield cluster
    for key, title, lines in (
        ("findings", view.heading, _legend_lines(view)),
        ("key", "Key", words_of_key(view)),
    ):
        if lines:
            cluster = _plain_cluster(key, title, LIGHT.paper, LIGHT.ink)
            cluster.add_node(pydot.Node(f'"{key} text"', label=quoted(*lines, ""), shape="plaintext"))
            cluster.add_subgraph(anchors.row([f'"{key} text"']))
            yield cluster


def _legend_lines(view: View) -> list[str]:
    lines = []
    for item in view.legend:
        mark = _mark(Badge(item.severity, item.number, "", change=item.change))
        words = f"{mark} {item.text} ({item.rule})" if item.rule else f"{mark} {item.text}"
        first, *rest = wrapped(words, _LEGEND_ROOM, theme.LEGEND, most=99).lines
        lines += [first, *(f"    {line}" for line in rest)]
    if view.more:
        lines.append(view.more)
    for note in view.notes:
        lines += wrapped(note.text, _LEGEND_ROOM, theme.LEGEND, most=99).lines
    return lines
