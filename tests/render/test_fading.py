"""A part of a map stands out, and the rest of it stays where it is, pale."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from conftest import ROOT
from render.marks_in_place import marks_out_of_place
from render.quality import faults

import strategymap
from strategymap import opening, render
from strategymap.errors import UnknownName
from strategymap.render import contrast, engine
from strategymap.render.drawing import Drawing
from strategymap.render.media import MEDIA
from strategymap.render.pale import LINE, TEXT, pale
from strategymap.render.palettes import LIGHT, THEMES
from strategymap.render.placing import Layouts
from strategymap.render.sheet import sheet
from strategymap.render.theme import Theme
from strategymap.selection import Part
from strategymap.view import View
from strategymap.view.parts import view_of_part

MAPS = sorted((ROOT / "maps").glob("*.yaml"))
SHOP = """
title: Shop
goals:
  stay: {title: Customers stay, perspective: customer}
  spend: {title: Customers spend more, perspective: customer, supports: stay}
outcomes:
  solved: {title: Problems are solved, perspective: process, supports: stay, kpis: {rate: {title: Rate, rewarded: true}}}
  quick: {title: Calls are short, perspective: process, supports: spend, harms: solved, kpis: {aht: Handle time}}
kpis:
  clicks: Clicks
"""


def shown(part: Part, *, fade: bool = True) -> View:
    loaded = strategymap.loads(SHOP)
    return view_of_part(loaded.in_words, loaded.check(), part, fade=fade)


def places(drawing: Drawing) -> list[object]:
    """Where everything is that a whole map and a faded one have in common."""
    scale = drawing.page.scale if drawing.page else 1
    cards = [
        (card.shape.card.id, card.box, [badge.badge.number for badge in card.shape.badges])
        for card in drawing.cards
    ]
    arrows = [(arrow.points, arrow.label and arrow.label.box) for arrow in drawing.arrows]
    return [drawing.box.width, scale, cards, arrows, [band.box for band in drawing.bands]]


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_a_faded_map_can_be_laid_over_the_whole_one(path: Path) -> None:
    loaded = opening.load(path)
    graph, found = loaded.in_words, loaded.check()
    part = Part(focus=sorted(graph.nodes)[len(graph.nodes) // 2])
    for hide in ([], ["kpis"], ["findings"]):
        whole = view_of_part(graph, found, Part(), hide)
        faded = view_of_part(graph, found, part, hide, fade=True)
        drawing = sheet(faded, engine.lay_out)
        assert places(drawing) == places(sheet(whole, engine.lay_out))
        assert faults(drawing) + marks_out_of_place(drawing) == {}


def test_so_it_can_on_paper() -> None:
    loaded = opening.load(ROOT / "maps" / "contact-centre.yaml")
    faded = view_of_part(loaded.in_words, loaded.check(), Part(focus="settled-online"), fade=True)
    on_paper = [Layouts(view).laid(view, MEDIA["a3"]) for view in (faded, loaded.view)]
    assert places(on_paper[0]) == places(on_paper[1])
    assert on_paper[0].box == on_paper[1].box


def test_what_is_not_picked_is_faded_with_its_kpis_and_links() -> None:
    view = shown(Part(focus="solved"))
    assert {card.id: card.faded for card in view.cards()} == {
        "spend": True, "stay": False, "quick": True, "solved": False,
    }  # fmt: skip
    assert {kpi.id: kpi.faded for card in view.cards() for kpi in card.kpis} == {"aht": True, "rate": False}
    assert {(arrow.tail, arrow.head, arrow.faded) for arrow in view.arrows} == {
        ("quick", "solved", True), ("quick", "spend", True), ("solved", "stay", False), ("spend", "stay", True),
    }  # fmt: skip
    assert [kpi.faded for kpi in view.loose] == [True]
    assert view.picked.replace("\u00a0", " ") == "In full colour: 2 of 4 cards."
    assert all(card.above == card.below == () for card in view.cards())
    clicks = shown(Part(select="clicks"))
    assert clicks.picked.replace("\u00a0", " ") == "In full colour: 1 of 1 KPIs that measure nothing."


def test_what_is_excluded_is_faded_too() -> None:
    view = shown(Part(focus="solved", exclude="kind:kpi"))
    assert [(kpi.id, kpi.faded) for card in view.cards() if card.id == "solved" for kpi in card.kpis] == [
        ("rate", True)
    ]


def test_findings_keep_their_numbers_and_those_of_what_is_faded_are_not_told() -> None:
    whole, view = shown(Part(), fade=False), shown(Part(focus="solved"))
    about = {item.number: item for item in whole.legend}
    assert view.legend == tuple(about[item.number] for item in view.legend)
    assert 0 < len(view.legend) < len(whole.legend)
    told = {item.number for item in view.legend}
    for card in view.cards():
        badges = [*card.badges, *(badge for kpi in card.kpis for badge in kpi.badges)]
        numbers = {badge.number for badge in badges if badge.number}
        assert numbers.isdisjoint(told) if card.faded else numbers <= told
    assert [note.text for note in view.notes if note.kind == "harms"] == []


def test_nothing_picked_is_nothing_to_fade() -> None:
    with pytest.raises(UnknownName, match=r"nothing is picked, .* such as --focus ID"):
        strategymap.loads(SHOP).render(fade=True)
    with pytest.raises(UnknownName, match=r"slides can't be faded; .* write a \.pdf or \.png"):
        strategymap.loads(SHOP).render(format="pptx", focus="solved", fade=True)


@pytest.mark.parametrize("look", THEMES.values(), ids=list(THEMES))
def test_faded_texts_can_be_read_and_faded_lines_are_weaker_than_any_other(look: Theme) -> None:
    quiet = pale(look)
    grounds = [
        look.paper,
        look.card,
        look.loose,
        *(tone.tint for tone in (*look.tones.values(), *look.others, look.plain)),
    ]
    texts = [quiet.ink, quiet.muted, quiet.harm, quiet.plain.strong, *quiet.badges.values()]
    lines = [quiet.line, *quiet.statuses.values()]
    assert min(contrast.contrast(text, ground) for text in texts for ground in grounds) >= TEXT
    assert min(contrast.contrast(line, ground) for line in lines for ground in grounds) >= LINE
    card = contrast.contrast(quiet.line, look.card)
    assert contrast.contrast(quiet.faint, look.card) <= card
    assert contrast.contrast(quiet.line, quiet.track) >= 1.3
    strong = [look.ink, look.muted, look.line, look.harm, *look.statuses.values()]
    for ground in grounds:
        assert contrast.contrast(quiet.muted, ground) < min(
            contrast.contrast(each, ground) for each in strong
        )


@pytest.mark.parametrize("look", THEMES.values(), ids=list(THEMES))
def test_the_picked_cards_alone_have_the_colours_of_the_theme(look: Theme) -> None:
    drawn = render.draw(shown(Part(focus="solved")), theme=look)
    known = set(contrast.colours(look).values()) | set(contrast.colours(pale(look)).values())
    assert set(re.findall(r'(?:fill|stroke)="(#\w+)"', drawn)) <= known
    cards = dict(re.findall(r'<g id="card-(\w+)".*?(<path d="M.*?</text>)', drawn, re.DOTALL))
    assert [name for name, drawn in cards.items() if pale(look).muted in drawn] == ["spend", "quick"]
    order = re.findall(r'<g id="link-(\w+)-(\w+)"', drawn)
    assert order[-1] == ("solved", "stay")


def test_a_screen_reader_hears_what_stands_in_the_background_and_how_much_does_not() -> None:
    drawn = render.draw(shown(Part(focus="solved")))
    assert "<title>Outcome: Calls are short, in the background" in drawn
    assert "<title>Outcome: Problems are solved\n" in drawn
    assert "Read upwards: if this, then that. In full colour: 2\u00a0of\u00a04 cards." in drawn


def test_every_text_format_tells_what_is_faded() -> None:
    view = shown(Part(focus="solved"))
    plain = json.loads(render.draw(view, "json"))
    assert [(card["id"], card["faded"]) for card in plain["cards"]] == [
        ("spend", True), ("stay", False), ("quick", True), ("solved", False),
    ]  # fmt: skip
    assert [arrow["faded"] for arrow in plain["arrows"]] == [True, True, False, True]
    assert [kpi["faded"] for kpi in plain["loose"]] == [True]
    quiet = pale(LIGHT)
    written = render.draw(view, "dot")
    assert len(re.findall(f'fontcolor="{quiet.muted}"', written)) == 2 + 3 + 1
    chart = str(render.draw(view, "mmd"))
    assert f"  classDef faded color:{quiet.muted},stroke:{quiet.line}\n  class n0,n2,k0 faded\n" in chart
    assert f"  linkStyle 0,1,3 color:{quiet.muted},stroke:{quiet.line}\n" in chart
