"""Whole pictures of maps at the edges: nothing, one card, eighty, long titles in four scripts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from render.edge_maps import ARABIC, EDGES, WORDS
from render.quality import extent, faults

from strategymap import loads, render
from strategymap.render import engine
from strategymap.render.drawing import Drawing
from strategymap.render.sheet import sheet


def drawn(name: str) -> Drawing:
    return sheet(loads(EDGES[name]).view, lambda source: engine.lay_out(source, engine="graphviz-pure"))


@pytest.mark.parametrize("name", EDGES)
def test_maps_at_the_edges_are_drawn_without_a_fault(name: str) -> None:
    assert faults(drawn(name)) == {}
    assert render.draw(loads(EDGES[name]).view).startswith("<svg ")


@pytest.mark.parametrize("name", ["five cards", "eighty cards", "150 links"])
def test_bands_stay_bands(name: str) -> None:
    bands = drawn(name).bands
    assert [band.band.id for band in bands] == ["financial", "customer", "process", "people"]
    assert len({(band.box.x, band.box.right) for band in bands}) == 1
    assert all(0 < lower.box.y - upper.box.bottom < 10 for upper, lower in pairwise(bands))


def test_only_kpis_stand_in_the_strip_of_what_measures_nothing() -> None:
    placed = drawn("only KPIs")
    assert (placed.bands, placed.cards) == ((), ())
    assert placed.strip
    assert [chip.kpi.title for chip in placed.strip.chips] == [f"Number {n}" for n in range(9)]


def test_arabic_titles_begin_at_the_right_edge_and_are_shown_whole() -> None:
    for card, title in zip(drawn("Arabic").cards, ARABIC, strict=True):
        lines = card.shape.runs[1:]
        assert " ".join(line.text for line in lines) == title
        assert {(line.leftwards, extent(line)[1]) for line in lines} == {(True, card.shape.width - 12)}


def test_a_name_with_underscores_is_broken_behind_them() -> None:
    lines = [run.text for run in drawn("long words").cards[2].shape.runs[1:]]
    assert "".join(lines) == WORDS[2]
    assert all(line.endswith("_") for line in lines[:-1])


def test_the_links_of_thirty_drivers_share_one_way_through_the_middle_of_the_rows() -> None:
    placed = drawn("thirty drivers")
    heads = {arrow.points[-1] for arrow in placed.arrows}
    first = [card for card in placed.cards if card.box.y == min(c.box.y for c in placed.cards[1:])]
    assert len(heads) == len(first) + 1
    assert placed.width < 8 * 260


def test_twelve_kpis_stand_below_each_other_in_one_card() -> None:
    rows = drawn("twelve KPIs").cards[0].shape.kpis
    assert len(rows) == 12
    assert all(upper.y + upper.height <= lower.y for upper, lower in pairwise(rows))
