"""The marks at cards and arrows: what they say, and that they cover nothing."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import ROOT
from render.marks_in_place import marks_out_of_place
from render.quality import faults
from render.sample_views import large, standing

from strategymap import opening, render
from strategymap.render import engine
from strategymap.render.palettes import THEMES
from strategymap.render.sheet import sheet
from strategymap.selection import Part
from strategymap.view import Arrow, Band, Card, View
from strategymap.view.extract import extract
from strategymap.view.parts import view_of_part

SVG = "{http://www.w3.org/2000/svg}"
MAPS = sorted((ROOT / "maps").glob("*.yaml"))
PART = View(
    "T",
    bands=(
        Band("", "", None, (
            Card("a", "goal", "A", above=("supports “Z”", "works against “Y”")),
            Card("b", "outcome", "B", below=("“X” supports it",)),
        )),
    ),
    arrows=(Arrow("b", "a"),),
)  # fmt: skip


def drawn_texts(root: ElementTree.Element, name: str = "text") -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}{name}")]


def parts_of(path: Path, seed: int) -> View:
    """A part of a map that is chosen at random."""
    loaded = opening.load(path)
    ids = sorted(loaded.in_words.elements)
    some = random.Random(seed).sample(ids, max(1, len(ids) // 3))
    return view_of_part(loaded.in_words, loaded.check(), Part(select=" ".join(some)))


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_parts_of_the_example_maps_are_drawn_without_a_fault(path: Path) -> None:
    for seed in range(3):
        placed = sheet(parts_of(path, seed), engine.lay_out)
        assert faults(placed) + marks_out_of_place(placed) == {}


@pytest.mark.parametrize("seed", range(12))
def test_parts_of_generated_maps_are_drawn_without_a_fault(seed: int) -> None:
    whole = large(10 + 5 * seed, seed, messy=seed % 2 == 1)
    ids = [card.id for card in whole.cards()]
    part = extract(whole, set(random.Random(seed).sample(ids, len(ids) // 2)), "")
    assert any(card.below for card in part.cards())
    placed = sheet(part, engine.lay_out)
    assert faults(placed) + marks_out_of_place(placed) == {}


def test_a_card_whose_neighbours_are_left_out_says_how_many_and_names_them() -> None:
    root = ElementTree.fromstring(render.draw(PART).encode())
    assert [text for text in drawn_texts(root) if text.startswith("+")] == ["+2", "+1", "+2"]
    assert drawn_texts(root)[-1] == "so many linked cards are left out"
    tips = drawn_texts(root, "title")
    assert {
        "It supports “Z”\nIt works against “Y”",
        "“X” supports it",
        "Goal: A\nLeft out above: it supports “Z”; it works against “Y”",
        "Outcome: B\nLeft out below: “X” supports it",
    } <= set(tips)
    whole = drawn_texts(ElementTree.fromstring(render.draw(standing()).encode()))
    assert not [text for text in whole if text.startswith("+") or "left out" in text]


def test_every_format_tells_of_neighbours_that_are_left_out() -> None:
    plain = json.loads(render.draw(PART, "json"))
    assert [(card["above"], card["below"]) for card in plain["cards"]] == [
        (["supports “Z”", "works against “Y”"], []),
        ([], ["“X” supports it"]),
    ]
    written = render.draw(PART, "dot")
    assert "+2 above, left out" in written
    assert "it works against “Y”" in written
    assert "linked cards are left out" in written
    assert "#43;1 below, left out" in str(render.draw(PART, "mmd"))


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_a_mark_has_the_colours_of_its_theme(theme: render.Theme) -> None:
    assert re.search(
        f'fill="{theme.paper}" stroke="{theme.line}" stroke-width="1.2"/>\n<text [^>]*fill="{theme.muted}"',
        render.draw(PART, theme=theme),
    )


def test_more_than_ninety_nine_neighbours_are_not_counted_on_the_mark() -> None:
    many = tuple(f"“{n}” supports it" for n in range(120))
    part = View("T", bands=(Band("", "", None, (Card("a", "goal", "A", below=many),)),))
    assert "99+" in drawn_texts(ElementTree.fromstring(render.draw(part).encode()))
