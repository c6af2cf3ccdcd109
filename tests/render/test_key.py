"""The key explains what is drawn: all of it, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, combinations, islice
from pathlib import Path

import pytest
from conftest import ROOT
from render.quality import badges_of
from render.sample_views import awkward, contact_centre, standing
from test_changed_random_maps import edits, rewrites

import strategymap
from strategymap import opening
from strategymap.render import engine
from strategymap.render.drawing import Drawing
from strategymap.render.key import words_of_key
from strategymap.render.pieces import PlacedBadge, PlacedKpi
from strategymap.render.sheet import sheet
from strategymap.selection import Part
from strategymap.view import Band, Card, KpiRow, View
from strategymap.view.changed import changed_view
from strategymap.view.parts import HIDDEN, view_of_part

MAPS = sorted((ROOT / "maps").glob("*.yaml"))
HIDES = list(chain.from_iterable(combinations(HIDDEN, count) for count in range(4)))
#: What explains the arrow between two figures.
WAYS = {"way", "figures", "bar", "progress"}


def drawn_kinds(drawing: Drawing) -> set[str]:
    """What a picture shows of what a key can explain, as it was placed."""
    rows = list(_rows(drawing))
    kinds: set[str] = {card.shape.card.kind for card in drawing.cards if card.shape.card.change is None}
    kinds |= {arrow.arrow.kind for arrow in drawing.arrows}
    marks = [*(card.shape.mark for card in drawing.cards), *(row.mark for row in rows)]
    kinds |= {str(mark.status) for mark in marks if mark}
    kinds |= {"ring" for row in rows if row.mark is None and row.kpi.change is None} | {
        "star" for row in rows if row.star
    }
    kinds |= {"arrow" for row in rows if row.arrow}
    bars = [row.bar for row in rows if row.bar]
    if bars:
        kinds.add("progress" if any(bar.expected is not None for bar in bars) else "bar")
    for placed in _badges(drawing, rows):
        if placed.badge.change is None:
            kinds.add("accepted" if placed.badge.accepted else str(placed.badge.severity))
    kinds |= _changes(drawing, rows)
    return kinds | {"cut" for card in drawing.cards if card.shape.cuts}


def _changes(drawing: Drawing, rows: list[PlacedKpi]) -> set[str]:
    """What became of cards, KPIs and links; and that some cards are as they were."""
    cards = [card.shape.card for card in drawing.cards]
    things = {str(thing.change) for thing in (*cards, *(row.kpi for row in rows)) if thing.change}
    kinds = things | {f"link {placed.arrow.change}" for placed in drawing.arrows if placed.arrow.change}
    return kinds | {"as it was" for card in cards if card.faded and kinds}


def _rows(drawing: Drawing) -> Iterator[PlacedKpi]:
    for card in drawing.cards:
        yield from card.shape.kpis
    yield from (chip.row for chip in (drawing.strip.chips if drawing.strip else ()))


def _badges(drawing: Drawing, rows: list[PlacedKpi]) -> Iterator[PlacedBadge]:
    yield from drawing.badges
    yield from (badge for card in drawing.cards for badge in badges_of(card.shape))
    yield from (badge for row in rows for badge in row.badges)
    yield from (item.badge for item in drawing.legend)
    yield from (badge for arrow in drawing.arrows for badge in arrow.badges)


def assert_explained(shown: View) -> None:
    """Each entry of the key is drawn, and each kind that is drawn has its entry."""
    drawing = sheet(shown, engine.lay_out)
    drawn, told = drawn_kinds(drawing), [entry.what for entry in drawing.key]
    assert len(told) == len(set(told))
    explained = {
        {"kpi": "ring", "figures": "ring", "rewarded": "star", "way": "arrow"}.get(w, w) for w in told
    }
    if WAYS & set(told):
        drawn.discard("arrow")
        explained.discard("arrow")
    assert explained == drawn


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_the_key_explains_exactly_what_is_drawn_whatever_is_hidden(path: Path) -> None:
    loaded = opening.load(path)
    graph, found = loaded.in_words, loaded.check()
    for hide in HIDES:
        assert_explained(view_of_part(graph, found, Part(), hide))
        assert_explained(view_of_part(graph, found, Part(focus=next(iter(graph.top_goals))), hide))
        assert_explained(view_of_part(graph, found, Part(select="kind:outcome kind:kpi"), hide))
    assert_explained(view_of_part(graph, found, Part(select="kind:outcome"), fade=True))


@pytest.mark.parametrize("shown", [awkward(), contact_centre(), standing()])
def test_the_key_of_a_hand_made_view_explains_exactly_what_is_drawn(shown: View) -> None:
    assert_explained(shown)


def test_the_key_of_what_changed_explains_exactly_what_is_drawn() -> None:
    text = (ROOT / "maps" / "handle-time.yaml").read_text("utf-8")
    whole, nothing = strategymap.loads(text), strategymap.loads("title: Contact centre\n")
    other = strategymap.loads(text.replace("Service costs less", "Service is cheap").replace("5.80", "5.90"))
    pairs = [(nothing, whole), (whole, nothing), (whole, other), (other, whole), (whole, whole)]
    for before, after in [*pairs, *islice(edits(), 8), *islice(rewrites(), 8)]:
        assert_explained(changed_view(before.in_words, after.in_words, before.diff(after)))


def test_an_arrow_that_is_not_drawn_is_not_explained() -> None:
    row = KpiRow("k", "K", "91 %", status=None)
    assert_explained(View("T", bands=(Band("", "", None, (Card("a", "goal", "A", kpis=(row,)),)),)))


def test_the_key_in_words_tells_of_kpis_only_where_there_are_some() -> None:
    loaded = opening.load(ROOT / "maps" / "contact-centre.yaml")
    graph, found = loaded.in_words, loaded.check()
    assert not [line for line in words_of_key(view_of_part(graph, found, Part(), ["kpis"])) if "KPI" in line]
    assert words_of_key(view_of_part(graph, found, Part()))[-1].startswith("○: KPI, from baseline to target")
