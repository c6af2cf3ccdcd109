"""The layout: rows, what the engine is told, and what comes of it on many maps."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import ROOT
from render.quality import faults, points
from render.sample_views import (
    awkward,
    contact_centre,
    large,
    standing,
    view,
    with_findings,
    with_statuses,
)

from strategymap import opening
from strategymap.finding import Severity
from strategymap.render import engine, layout
from strategymap.render.cards import card_shape
from strategymap.render.compact import compacted, half
from strategymap.render.drawing import Drawing
from strategymap.render.order import in_order
from strategymap.render.palettes import LIGHT
from strategymap.render.rows import rows
from strategymap.render.sheet import sheet
from strategymap.render.stack import ARC
from strategymap.render.straight import straightened
from strategymap.view import Badge, View


def drawn(shown: View) -> Drawing:
    return sheet(shown, engine.lay_out)


def titles(shown: View) -> list[list[str]]:
    """The rows of a view, as ids."""
    cards = [card.id for card in shown.cards()]
    return [
        [cards[number] for number in row.cards]
        for row in rows(shown.bands, shown.arrows, [100.0] * len(cards))
    ]


def test_a_card_stands_below_what_it_supports_in_its_band() -> None:
    shown = view("a | A\n  goal c: C\n  goal b: B > a c\n  goal a: A\nb | B\n  outcome d: D > a")
    assert [set(row) for row in titles(shown)] == [{"a", "c"}, {"b"}, {"d"}]


def test_a_loop_is_laid_out_too() -> None:
    shown = view("a | A\n  goal a: A > b\n  goal b: B > c\n  goal c: C > a")
    assert sorted(name for row in titles(shown) for name in row) == ["a", "b", "c"]


def test_initiatives_sink_to_the_emptier_rows_of_their_band() -> None:
    shown = view(
        "a | A\n  outcome o1: O > g\n  outcome o2: O > o1\n  initiative i1: I > g\n  initiative i2: I > g\n"
        "  initiative i3: I > g\nt | T\n  goal g: G"
    )
    assert [set(row) for row in titles(shown)] == [{"o1", "i1", "i2"}, {"o2", "i3"}, {"g"}] or all(
        len(row) <= 3 for row in titles(shown)
    )


def test_a_chain_of_a_thousand_needs_no_recursion() -> None:
    lines = "\n".join(f"  outcome n{n}: N{n} > n{n + 1}" for n in range(1000))
    assert len(titles(view(f"a | A\n{lines}\n  goal n1000: Top"))) == 1001


def test_a_band_of_eighty_cards_becomes_several_rows() -> None:
    lines = "\n".join(f"  outcome n{n}: N{n} > top" for n in range(80))
    found = titles(view(f"t | T\n  goal top: Top\na | A\n{lines}"))
    assert 3 <= len(found) - 1 <= 20
    assert max(map(len, found)) - min(map(len, found[1:])) <= 1


def test_the_engine_is_told_nothing_but_generated_names_and_numbers() -> None:
    shown = awkward()
    told: list[str] = []

    def listen(source: str) -> dict[str, object]:
        told.append(source)
        return engine.lay_out(source)

    sheet(shown, listen)
    words = set(re.findall(r"[^\s\[\]{};,=\"\->]+", told[0])) - {"digraph", "map", "subgraph"}
    generated = re.compile(r"[nr]?\d+(\.\d+)?")
    assert {word for word in words if not generated.fullmatch(word)} <= {
        "rankdir", "TB", "splines", "none", "nodesep", "ranksep", "nslimit", "mclimit", "node", "shape", "box",
        "fixedsize", "true", "label", "height", "width", "rank", "same", "weight", "constraint", "false", "style", "invis",
    }  # fmt: skip


@pytest.mark.parametrize("path", sorted((ROOT / "maps").glob("*.yaml")), ids=lambda path: path.stem)
def test_the_example_maps_are_drawn_without_a_fault(path: Path) -> None:
    assert faults(drawn(opening.load(path).view)) == {}


@pytest.mark.parametrize(
    "shown", [contact_centre(), awkward(), standing()], ids=["contact centre", "awkward", "standing"]
)
def test_hand_made_views_are_drawn_without_a_fault(shown: View) -> None:
    assert faults(drawn(shown)) == {}


@pytest.mark.parametrize("seed", range(40))
def test_generated_maps_are_drawn_without_a_fault(seed: int) -> None:
    count = random.Random(seed).choice((1, 2, 3, 5, 8, 12, 18, 25, 35, 50, 80))
    assert faults(drawn(large(count, seed, messy=seed % 2 == 1))) == {}


@pytest.mark.parametrize("seed", range(12))
def test_generated_maps_with_statuses_are_drawn_without_a_fault(seed: int) -> None:
    shown = with_statuses(large(5 + 4 * seed, seed, messy=seed % 2 == 1), seed)
    assert faults(drawn(shown)) == {}


def test_the_measure_of_faults_sees_them() -> None:
    good = drawn(contact_centre())
    moved = replace(good.cards[0], box=good.cards[1].box)
    found = faults(replace(good, cards=(moved, *good.cards[1:]), width=900))
    assert {"card over card", "arrow that ends nowhere", "outside the sheet"} <= found.keys()


def test_a_map_without_perspectives_is_one_field_without_a_bar() -> None:
    placed = drawn(view("| \n  goal a: A\n  outcome b: B > a"))
    assert [band.runs for band in placed.bands] == [()]
    assert faults(placed) == {}


def test_an_empty_map_says_so_and_needs_no_engine() -> None:
    def unasked(source: str) -> dict[str, object]:
        raise AssertionError

    placed = sheet(View("Empty"), unasked)
    assert [run.text for run in placed.runs] == ["Empty", "There is nothing on this map yet."]


def test_the_same_view_gives_the_same_layout_whatever_the_order_of_its_arrows() -> None:
    shown = contact_centre()
    shuffled = replace(shown, arrows=tuple(sorted(shown.arrows, key=lambda arrow: arrow.head)))
    assert {c.shape.card.id: c.box for c in drawn(shown).cards} == {
        c.shape.card.id: c.box for c in drawn(shuffled).cards
    }


def test_links_to_the_same_card_share_their_lanes_on_a_crowded_map() -> None:
    shown = large(60, 3)
    cards = [card.id for card in shown.cards()]
    links = [layout.Link(cards.index(a.tail), cards.index(a.head), a.kind) for a in shown.arrows]
    ordered = rows(shown.bands, shown.arrows, [100.0] * len(cards))
    plan = layout.plan([236.0] * len(cards), ordered, links)
    lanes = [box for way in plan.ways for box in way[1:-1]]
    assert len(links) >= 80
    assert len(set(lanes)) < len(lanes)
    heads: dict[int, set[tuple[int, str]]] = {}
    for way, link in zip(plan.ways, links, strict=True):
        for box in way[1:-1]:
            heads.setdefault(box, set()).add((link.head, link.kind))
    assert all(len(owners) == 1 for owners in heads.values())


@pytest.mark.parametrize("seed", range(4))
def test_boxes_slide_without_passing_each_other_or_coming_too_near(seed: int) -> None:
    shown = large(30, seed, messy=seed % 2 == 1)
    cards = [card.id for card in shown.cards()]
    links = [layout.Link(cards.index(a.tail), cards.index(a.head), a.kind) for a in shown.arrows]
    ordered = rows(shown.bands, shown.arrows, [100.0] * len(cards))
    plan = layout.plan([236.0] * len(cards), ordered, links)
    before = compacted(plan, in_order(plan, layout.middles(engine.lay_out(layout.document(plan)))))
    after = straightened(plan, before)
    for rank in plan.ranks:
        for left, right in pairwise(sorted(rank, key=before.__getitem__)):
            assert after[right] - after[left] >= half(left, plan) + layout.GAP + half(right, plan) - 1
    bent = [sum(abs(found[a] - found[b]) >= 1 for a, b in plan.steps) for found in (before, after)]
    assert bent[1] < bent[0]


def test_a_link_between_two_cards_of_a_row_runs_below_the_row_with_its_words_on_it() -> None:
    placed = drawn(view("| \n  outcome a: A\n  outcome b: B ! a"))
    line = list(points(placed.arrows[0]))
    box, label = placed.cards[0].box, placed.arrows[0].label
    assert max(y for _, y in line) == box.bottom + ARC
    assert label is not None
    assert (label.box.y + label.box.height / 2, label.bare) == (box.bottom + ARC, False)


def test_a_line_without_room_for_its_words_has_them_beside_it_or_goes_without() -> None:
    placed = [drawn(large(80, seed)) for seed in (1, 3)]
    labels = [arrow.label for one in placed for arrow in one.arrows if arrow.arrow.kind == "harms"]
    assert {label.bare if label else None for label in labels} >= {True, False}


def band_titles(placed: Drawing) -> list[list[str]]:
    return [[run.text for run in band.runs] for band in placed.bands]


def test_the_column_of_the_titles_is_as_wide_as_their_longest_word() -> None:
    placed = drawn(view("a | Interne Prozesse und Netzbetriebsführung\n  goal a: A\nb | Kunden\n  goal b: B"))
    assert band_titles(placed) == [["Interne Prozesse", "und", "Netzbetriebsführung"], ["Kunden"]]
    assert placed.bands[0].runs[2].width > 104
    assert all(
        card.box.x > placed.bands[0].runs[2].x + placed.bands[0].runs[2].width for card in placed.cards
    )


def test_only_a_word_that_no_column_holds_is_broken() -> None:
    placed = drawn(view("a | Organisationsentwicklungsmaßnahmen\n  goal a: A"))
    assert band_titles(placed) == [["Organisationsentwicklungs-", "maßnahmen"]]
    assert all(run.width <= 190 for run in placed.bands[0].runs)


def test_a_title_that_runs_leftwards_stays_left_of_the_cards() -> None:
    placed = drawn(view("a | العملاء\n  goal a: A\nb | المالية والاستدامة\n  goal b: B"))
    assert band_titles(placed) == [["العملاء"], ["المالية", "والاستدامة"]]
    assert all(card.box.x > run.x for card in placed.cards for band in placed.bands for run in band.runs)


def test_the_findings_stand_beside_the_bands_of_a_tall_map() -> None:
    chain = "\n".join(f"  outcome n{n}: N > n{n + 1}" for n in range(12))
    tall = view(f"a | A\n{chain}\n  goal n12: Top")
    found = with_findings(tall, [("n12", Severity.ERROR, "Something is wrong", "rule")])
    assert (drawn(tall).width, drawn(found).width) == (768, 1156)
    item = drawn(found).legend[0]
    assert item.badge.x > 768
    assert item.badge.y < drawn(found).cards[1].box.y


def test_the_badges_of_a_kpi_stand_on_the_edge_of_its_card_beside_its_row() -> None:
    shown = with_findings(contact_centre(), [])
    card = next(card for card in shown.cards() if card.kpis)
    marked = replace(card.kpis[0], badges=tuple(Badge(Severity.NOTE, n, "m") for n in range(1, 6)))
    shape = card_shape(replace(card, kpis=(marked, *card.kpis[1:]), badges=()), LIGHT.plain)
    badges = shape.kpis[0].badges
    assert [badge.badge.number for badge in badges] == [1, 2, 3, 4, 5]
    assert {badge.x for badge in badges} == {shape.width + 5}
    assert all(lower.y - upper.y == 23 for upper, lower in pairwise(badges))
    assert badges[-1].y < shape.height
