"""A finding about a link stands on its arrow."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from render.marks_in_place import link_boxes, marks_out_of_place
from render.quality import faults, points
from render.sample_views import large

import strategymap
from strategymap import opening, render
from strategymap.finding import Severity
from strategymap.render import engine
from strategymap.render.drawing import Box
from strategymap.render.labels import CLEAR
from strategymap.render.sheet import sheet
from strategymap.render.taken import Taken
from strategymap.view import Arrow, Badge, View
from strategymap.view.extract import extract
from strategymap.view.linked import at_cards

MAPS = sorted((ROOT / "maps").glob("*.yaml"))
RESTAURANT = """
title: Restaurant
goals:
  revenue: Every table earns its evening
outcomes:
  confirmed:
    title: Every booking is confirmed
    supports: revenue
    harms: {welcome: guests are rung up again and again}
    kpis: {calls: {title: Confirmed bookings, rewarded: true, harms: {talk: nobody has time}}}
  welcome: {title: Guests feel welcome, supports: revenue}
  talk: {title: Guests are told about the menu, supports: [welcome, revenue]}
"""
W, N = Severity.WARNING, Severity.NOTE


def restaurant() -> View:
    return strategymap.loads(RESTAURANT).view


def by_ends(view: View) -> dict[tuple[str, str], list[str]]:
    rules = {item.number: item.rule for item in view.legend}
    return {
        (arrow.tail, arrow.head): [rules[badge.number] for badge in arrow.badges if badge.number]
        for arrow in view.arrows
        if arrow.badges
    }


def test_it_stands_on_the_arrow_and_no_longer_at_the_card_and_keeps_its_number() -> None:
    view = restaurant()
    assert by_ends(view) == {
        ("confirmed", "talk"): ["unwatched-harm"],
        ("confirmed", "welcome"): ["unwatched-harm"],
    }
    on_cards = [badge for card in view.cards() for badge in card.badges]
    on_rows = [badge for card in view.cards() for row in card.kpis for badge in row.badges]
    on_links = [badge for arrow in view.arrows for badge in arrow.badges]
    numbers = [badge.number for badge in (*view.badges, *on_cards, *on_rows, *on_links)]
    assert sorted(number for number in numbers if number) == [item.number for item in view.legend]


def test_it_stays_at_the_card_where_the_link_is_not_shown_or_there_are_two() -> None:
    loaded = strategymap.loads(RESTAURANT.replace("supports: revenue\n", "supports: [revenue, welcome]\n", 1))
    assert by_ends(loaded.view) == {("confirmed", "talk"): ["unwatched-harm"]}
    from strategymap.view import view_of

    part = view_of(loaded.in_words, loaded.check(), {"confirmed", "revenue"})
    assert by_ends(part) == {}
    found = {item.rule for item in part.legend}
    assert "unwatched-harm" in found


def test_accepted_ones_and_those_beyond_the_list_are_marked_on_the_arrow_too() -> None:
    accepted = RESTAURANT.replace(
        "    harms: {welcome",
        "    accept: {rule: unwatched-harm, because: we know our guests}\n    harms: {welcome",
    )
    [arrow] = [
        a for a in strategymap.loads(accepted).view.arrows if (a.tail, a.head) == ("confirmed", "welcome")
    ]
    assert [(badge.accepted, badge.number) for badge in arrow.badges] == [(True, None)]


def test_on_a_page_without_its_arrow_it_stands_at_the_card_again() -> None:
    page = extract(restaurant(), {"confirmed", "revenue"}, "")
    [card] = [card for card in page.cards() if card.id == "confirmed"]
    about = {item.number for item in page.legend if item.rule == "unwatched-harm"}
    assert len(about) == 2
    assert about <= {badge.number for badge in card.badges}
    whole = at_cards(restaurant())
    assert not [arrow for arrow in whole.arrows if arrow.badges]
    badges = next(card.badges for card in whole.cards() if card.id == "confirmed")
    assert [badge.number for badge in badges] == sorted(badge.number or 0 for badge in badges)


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_on_the_example_maps_it_covers_nothing_not_even_another_line(path: Path) -> None:
    drawing = sheet(opening.load(path).view, engine.lay_out)
    assert faults(drawing) + marks_out_of_place(drawing) == {}
    for arrow in drawing.arrows:
        others = [other for other in drawing.arrows if other is not arrow]
        lines = [Box(x, y, 0, 0) for other in others for x, y in points(other)]
        assert not [box for box in link_boxes(arrow) for point in lines if box.touches(point)]


def marked(view: View, seed: int, share: float) -> View:
    """The view with badges on some of its links."""
    rng = random.Random(seed)

    def badges() -> tuple[Badge, ...]:
        count = rng.choice((1, 1, 2, 3)) if rng.random() < share else 0
        return tuple(Badge(rng.choice((W, N)), rng.randrange(1, 30), "found") for _ in range(count))

    return replace(view, arrows=tuple(replace(arrow, badges=badges()) for arrow in view.arrows))


@pytest.mark.parametrize("seed", range(10))
def test_on_generated_maps_it_covers_no_card_head_label_or_badge(seed: int) -> None:
    view = marked(large(5 + 5 * seed, seed, messy=seed % 2 == 1), seed, 0.2 + 0.08 * seed)
    drawing = sheet(view, engine.lay_out)
    assert faults(drawing) + marks_out_of_place(drawing) == {}
    on_links = sum(len(arrow.badges) for arrow in drawing.arrows)
    at_the_cards = sum(len(card.shape.badges) for card in drawing.cards)
    assert on_links >= 3 * at_the_cards
    assert json.loads(render.draw(view, "json"))["version"] == 1


def test_it_stands_beside_the_words() -> None:
    drawing = sheet(opening.load(ROOT / "maps" / "contact-centre.yaml").view, engine.lay_out)
    [arrow] = [arrow for arrow in drawing.arrows if arrow.arrow.kind == "harms"]
    assert arrow.label is not None
    [placed] = arrow.badges
    assert placed.y == pytest.approx(arrow.label.box.y + arrow.label.box.height / 2, abs=0.1)
    gaps = (placed.x - arrow.label.box.right, arrow.label.box.x - placed.x)
    assert 12 < max(gaps) <= 12 + CLEAR + 0.1


def crowded() -> View:
    """A map of more links than there is room for badges on."""
    rng = random.Random(1)
    view = large(30, 3, messy=True)
    pairs = {tuple(rng.sample([card.id for card in view.cards()], 2)) for _ in range(330)}
    return replace(view, arrows=tuple(Arrow(tail, head) for tail, head in sorted(pairs)))


def test_all_have_a_place_where_there_is_little_room_those_that_find_none_at_their_cards() -> None:
    change = [Badge(N, number, f"change {number}", change="changed") for number in range(1, 331)]
    view = crowded()
    view = replace(
        view,
        bands=tuple(
            replace(band, cards=tuple(replace(card, faded=True) for card in band.cards))
            for band in view.bands
        ),
        arrows=tuple(
            replace(a, badges=(badge, replace(badge, text="and")), change="changed")
            for a, badge in zip(view.arrows, change, strict=False)
        ),
    )
    asked: list[str] = []

    def lay_out(source: str) -> dict[str, Any]:
        asked.append(source)
        return engine.lay_out(source)

    drawing = sheet(view, lay_out)
    on_links = {badge.badge.number for arrow in drawing.arrows for badge in arrow.badges}
    at_the_cards = {badge.badge.number for card in drawing.cards for badge in card.shape.badges}
    assert on_links | at_the_cards == {arrow.badges[0].number for arrow in view.arrows}
    assert on_links and at_the_cards
    assert on_links.isdisjoint(at_the_cards)
    assert {bool(card.shape.badges): card.shape.card.faded for card in drawing.cards}[True] is False
    assert len(asked) <= 4


def test_what_is_met_is_what_covers_the_same_place_however_far_it_reaches() -> None:
    rng = random.Random(4)

    def some(longest: float) -> tuple[float, float, float, float]:
        x, y = rng.uniform(-300, 900), rng.uniform(-300, 900)
        return (x, y, x + rng.uniform(0, longest), y + rng.uniform(0, longest))

    boxes, taken = [some(500) for _ in range(60)], Taken()
    for number, (left, upper, right, lower) in enumerate(boxes):
        taken.add((left + 2, upper + 2, right - 2, lower - 2), 2, number)
    for asked in (some(120) for _ in range(200)):
        one = Box(asked[0], asked[1], asked[2] - asked[0], asked[3] - asked[1])
        wanted = {n for n, (x, y, r, b) in enumerate(boxes) if one.touches(Box(x, y, r - x, b - y))}
        assert set(taken.met(asked)) == wanted


def test_every_format_tells_it() -> None:
    view = restaurant()
    plain = json.loads(render.draw(view, "json"))
    told = {
        (a["from"], a["to"]): [badge["number"] for badge in a["badges"]]
        for a in plain["arrows"]
        if a["badges"]
    }
    [one, other] = [item.number for item in view.legend if item.rule == "unwatched-harm"]
    assert sorted(number for numbers in told.values() for number in numbers) == [one, other]
    svg = render.draw(view)
    assert (
        f"” works against “Guests feel welcome”\nbecause guests are rung up again and again\nWarning {told['confirmed', 'welcome'][0]}: "
        in svg
    )
    number = told["confirmed", "welcome"][0]
    assert f"works against  [warning {number}]" in render.draw(view, "dot")
    assert f'-.-x|"works against<br/>! warning {number}: unwatched-harm"|' in str(render.draw(view, "mmd"))
