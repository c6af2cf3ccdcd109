"""Maps that are too much for a slide: it shows less of them, or a sentence, and nothing outside."""

from __future__ import annotations

import warnings
from itertools import islice
from typing import Any

import pytest
from render.decks import cards_of, flaws, opened
from render.edge_maps import EDGES, PERSPECTIVES
from render.generated_views import GROUPS

from strategymap import loads, render
from strategymap.render import engine
from strategymap.render.drawing import Box, Drawing
from strategymap.render.sheet import FOR_A_SCREEN, Shape, sheet
from strategymap.render.slides.crowded import CROWDED, uncrowded
from strategymap.render.slides.slide import map_slide
from strategymap.view import View
from strategymap.view.pages import Page


def crowd(rows: int, across: int = 6, kind: str = "outcomes") -> str:
    """Goals, and below them rows of cards, each linked to all but one of the row above."""
    lines = ["title: A crowd", "goals:"]
    for n in range(rows * across):
        if n == across:
            lines.append(f"{kind}:")
        row, place = divmod(n, across)
        above = [across * (row - 1) + (place + other) % across for other in range(across - 1)] if row else []
        targets = ", ".join(f"n{other}" for other in above)
        band = PERSPECTIVES[4 * row // rows]
        lines.append(
            f"  n{n}: {{title: Card number {n} is better, perspective: {band}, supports: [{targets}]}}"
        )
    return "\n".join(lines)


def drawn(text: str, **options: Any) -> tuple[bytes, list[str]]:
    """The deck, and what was said about it."""
    with warnings.catch_warnings(record=True, action="always") as told:
        content = render.draw(loads(text).view, "pptx", **options)
    assert isinstance(content, bytes)
    return content, [str(warning.message) for warning in told]


def sizes(slide: Any) -> list[float]:
    return [int(size) / 100 for size in slide._element.xpath(".//a:rPr/@sz")]


@pytest.mark.filterwarnings("ignore:the (smallest )?text")
@pytest.mark.parametrize("name", EDGES)
def test_maps_at_the_edges_have_slides_without_flaws(name: str) -> None:
    content = render.draw(loads(EDGES[name]).view, "pptx")
    assert isinstance(content, bytes)
    assert list(flaws(content)) == []


def test_a_map_that_nobody_could_read_on_a_slide_shows_its_goals_and_says_so() -> None:
    content, told = drawn(crowd(10))
    slide = opened(content).slides[0]
    assert list(flaws(content)) == []
    assert slide.shapes.title.text == "A crowd  |  Overview of the goals"
    assert set(cards_of(slide)) == {f"n{n}" for n in range(6)}
    assert min(sizes(slide)) >= CROWDED
    assert told == [
        "the text of all 60 cards would be smaller than 5 pt on one slide, which shows 6 of them; "
        "split the map over several slides (--split), or draw a part of it (such as --focus ID)"
    ]


def test_a_map_of_which_no_part_could_be_read_has_a_sentence_on_its_slide() -> None:
    text = "title: Many\ngoals:\n" + "".join(f"  g{n}: {{title: Goal number {n}}}\n" for n in range(400))
    content, told = drawn(text)
    slide = opened(content).slides[0]
    assert list(flaws(content)) == []
    assert cards_of(slide) == {}
    words = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    assert "400 cards would be too small to be read on one slide" in words
    assert ["which shows none of them" in each for each in told] == [True]


@pytest.mark.filterwarnings("ignore:the (smallest )?text")
@pytest.mark.parametrize("name", ["dense", "harms", "findings"])
def test_maps_drawn_at_random_with_many_links_have_no_flaws(name: str) -> None:
    group = next(group for group in GROUPS if group.name == name)
    for view in islice(group.views(), 2):
        content = render.draw(view, "pptx")
        assert isinstance(content, bytes)
        assert list(flaws(content)) == []


@pytest.mark.parametrize("split", [False, True])
def test_what_is_much_too_small_is_laid_out_in_one_way_only(split: bool) -> None:
    view = loads(crowd(10)).view
    asked: list[Shape] = []

    def draw(shown: View, shape: Shape) -> Drawing:
        asked.append(shape)
        return sheet(shown, lambda source: engine.lay_out(source, engine="graphviz-pure"), shape=shape)

    assert map_slide(view, draw, Box(0, 0, 900, 450), split=split).plan.size < CROWDED
    assert asked == [FOR_A_SCREEN]


def test_no_layout_is_asked_for_twice_where_less_is_shown() -> None:
    view = loads(crowd(10)).view
    asked: list[View] = []

    def is_fit(shown: View) -> bool:
        asked.append(shown)
        return sum(1 for _ in shown.cards()) < 10

    found = uncrowded(Page("", view), is_fit)
    assert [sum(1 for _ in each.cards()) for each in asked] == [60, 6, 6]
    assert (found.name, found.overview, found.view) == ("Overview of the goals", True, asked[-1])
