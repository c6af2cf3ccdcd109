"""The marks of findings on slides: each is seen, wherever it has to stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from render.decks import cards_of, flat, flaws, opened

import strategymap
from strategymap import render
from strategymap.finding import Severity
from strategymap.render.slides.fitting import badges_of
from strategymap.view import Arrow, Badge, Band, Card, View

CONTACT_CENTRE = Path(__file__).parent.parent.parent / "maps" / "contact-centre.yaml"

pytestmark = pytest.mark.filterwarnings("ignore:the smallest text")


def marks(content: bytes) -> list[str]:
    """The numbers on the badges of the first slide."""
    return sorted(s.text_frame.text for s in flat(opened(content).slides[0].shapes) if "Finding" in s.name)


def drawn(view: View) -> bytes:
    content = render.draw(view, "pptx")
    assert isinstance(content, bytes)
    return content


def test_each_finding_is_marked_once_and_no_mark_hides_another_a_head_or_words() -> None:
    view = strategymap.load(CONTACT_CENTRE, as_of=date(2026, 6, 30)).view
    content = drawn(view)
    badges = [badge for each in (*view.cards(), *view.loose) for badge in badges_of(each)]
    badges += [badge for arrow in view.arrows for badge in arrow.badges]
    assert marks(content) == sorted("✓" if badge.accepted else str(badge.number) for badge in badges)
    assert list(flaws(content)) == []


def test_marks_of_a_link_without_a_free_place_stand_at_a_card() -> None:
    """Between the cards of a row there is no line along which marks could move."""
    found = tuple(Badge(Severity.WARNING, number, "Nobody can check it") for number in (1, 2, 3))
    own = (Badge(Severity.ERROR, 4, "Nobody owns it"),)
    rows = tuple(
        Band(f"b{n}", f"Band {n}", None, (Card(f"c{n}", "goal", f"Card {n}", badges=own),)) for n in range(12)
    )
    links = tuple(Arrow(f"c{n + 1}", f"c{n}", badges=found) for n in range(11))
    content = drawn(View("A map", bands=rows, arrows=links))
    assert list(flaws(content)) == []
    assert marks(content) == sorted(["4"] * 12 + ["1", "2", "3"] * 11)


def test_a_mark_that_can_stand_at_its_link_does_not_move_to_a_card() -> None:
    found = Badge(Severity.WARNING, 1, "Nobody can check it")
    low, high = (Card(name, "goal", name.title()) for name in ("low", "high"))
    view = View("A map", bands=(Band("a", "A", None, (high,)), Band("b", "B", None, (low,))))
    content = drawn(replace(view, arrows=(Arrow("low", "high", badges=(found,)),)))
    slide = opened(content).slides[0]
    assert marks(content) == ["1"]
    assert set(cards_of(slide)) == {"low", "high"}
    assert [shape.name for shape in slide.shapes if shape.name.startswith(("Group", "Finding"))] == [
        "Finding 1"
    ]
