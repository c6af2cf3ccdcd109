"""The picture of two versions: told by words, signs, outlines and lines, in every theme and format."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from conftest import ROOT
from render.quality import extent, faults

import strategymap
from strategymap import render
from strategymap.render import contrast
from strategymap.render.drawing import Drawing
from strategymap.render.own import theme_named
from strategymap.render.palettes import THEMES
from strategymap.render.placing import Layouts
from strategymap.view import View
from strategymap.view.changed import changed_view

OLD = """\
title: M
goals: {a: {title: Ample growth}, gone: {title: Gone goal, supports: a}}
outcomes:
  b: {title: Better calls, supports: a, kpis: {k: {title: Handle time, baseline: 5, target: 4}}}
"""
NEW = """\
title: M
goals: {a: {title: Ample growth}}
outcomes:
  b: {title: Best calls, supports: {a: why not}, kpis: {k: {title: Handle time, baseline: 5, target: 3}}}
  new: {title: New outcome, harms: a, kpis: {l: New number}}
"""


def between(old: str, new: str) -> View:
    before, after = strategymap.loads(old, name="old.yaml"), strategymap.loads(new, name="new.yaml")
    return changed_view(before.in_words, after.in_words, before.diff(after))


def texts(svg: str) -> list[str]:
    """What stands in a picture to be read."""
    return [each.text or "" for each in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def of_thing(svg: str, what: str, name: str) -> ElementTree.Element:
    """The group of a card or KPI."""
    found = [each for each in ElementTree.fromstring(svg).iter() if each.get(f"data-{what}") == name]
    return found[0]


def test_each_change_is_told_in_words_on_its_card_and_in_the_key() -> None:
    written = texts(render.draw(between(OLD, NEW)))
    assert [text for text in written if text in {"+ NEW", "− REMOVED", "± CHANGED"}] == [
        "− REMOVED", "± CHANGED", "+ NEW",
    ]  # fmt: skip
    key = written[written.index("goal") :]
    assert key == [
        "goal", "supports", "works against", "from baseline to target",
        "new", "removed", "changed", "new link", "removed link", "changed link", "as it was",
    ]  # fmt: skip


def test_links_bear_their_sign_and_number() -> None:
    written = texts(render.draw(between(OLD, NEW)))
    numbers = [text for text in written if re.fullmatch(r"[+×±] \d+", text)]
    assert numbers == ["± 6", "× 3", "+ 1"]


def test_outlines_and_lines_differ_without_colour() -> None:
    svg = render.draw(between(OLD, NEW), theme=THEMES["print"])

    def outline(name: str) -> list[tuple[str | None, str | None]]:
        paths = [each for each in of_thing(svg, "card", name) if each.tag.endswith("path")]
        return [(path.get("stroke-width"), path.get("stroke-dasharray")) for path in paths[:2]]

    assert outline("new")[:2] == [("6.4", None), ("2", None)]
    assert outline("gone")[0] == ("1.4", "5 4")
    assert outline("b")[0] == ("3", None)
    lines = {
        each.get("data-from"): [path.get("stroke-dasharray") for path in each if path.tag.endswith("path")][1]
        for each in ElementTree.fromstring(svg).iter()
        if each.get("data-to") == "a" and each.get("role") == "img"
    }
    assert lines == {"b": None, "gone": "0.1 4.5", "new": "9 5"}


def laid(view: View) -> Drawing:
    return Layouts(view).shaped(view)


def test_a_title_that_is_gone_is_struck_through_line_by_line() -> None:
    drawing = laid(between(OLD.replace("Gone goal", "A goal that is gone and was quite long"), NEW))
    (gone,) = (card.shape for card in drawing.cards if card.shape.card.id == "gone")
    svg = render.draw(drawing.view)
    strikes = [
        each.get("d") or "" for each in of_thing(svg, "card", "gone") if (each.get("d") or "").count("h")
    ]
    assert strikes[-1].count("M") == len(gone.runs) - 1 > 1


@pytest.mark.parametrize("name", THEMES)
def test_what_became_of_things_can_be_read_in_every_theme(name: str) -> None:
    theme = THEMES[name]
    found = contrast.colours(theme)
    met = [pair for pair in contrast.pairs(theme) if pair.front[0] == "changes"]
    assert {pair.front for pair in met} == {("changes", change) for change in ("added", "removed", "changed")}
    assert all(contrast.contrast(found[p.front], found[p.ground]) >= p.needed for p in met)


def test_a_firms_dark_paper_moves_the_colours_of_changes_to_where_they_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "firm.toml"
    path.write_text('based-on = "dark"\n[colours]\ncard = "#303a46"\n[changes]\nadded = "#8fe0b5"\n')
    theme = theme_named(path)
    assert theme.changes["added"] == "#8fe0b5"
    assert list(contrast.unreadable(theme)) == []


def test_a_colour_of_changes_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "firm.toml"
    path.write_text('[changes]\nadded = "#eeeeee"\n')
    with pytest.raises(strategymap.SettingsError) as caught:
        theme_named(path)
    assert "changes.added #eeeeee" in caught.value.findings[0].message


@pytest.mark.parametrize(
    "title", ["</title><script>x</script>", "A & B ]]>", "الهدف الأول", "x" * 900, "'\"`"]
)
def test_hostile_titles_stay_text(title: str) -> None:
    tree = yaml.safe_load(NEW)
    tree["outcomes"]["new"]["title"] = title
    tree["outcomes"]["new"]["harms"] = {"a": title}
    tree["outcomes"]["b"]["title"] = title + "2"
    text = yaml.safe_dump(tree, allow_unicode=True)
    for shown in (between(OLD, text), between(text, OLD)):
        root = ElementTree.fromstring(render.draw(shown))
        assert not any("script" in each.tag for each in root.iter())
        assert "<script" not in str(render.draw(shown, "mmd"))
        assert json.loads(render.draw(shown, "json"))["heading"] == "What changed"


def test_json_has_every_change_and_its_place() -> None:
    written = json.loads(render.draw(between(OLD, NEW), "json"))
    assert written["heading"] == "What changed"
    assert {card["id"]: card["change"] for card in written["cards"]} == {
        "a": None, "gone": "removed", "b": "changed", "new": "added",
    }  # fmt: skip
    assert [[kpi["change"] for kpi in card["kpis"]] for card in written["cards"]][2:] == [
        ["changed"],
        ["added"],
    ]
    assert [(arrow["from"], arrow["change"]) for arrow in written["arrows"]] == [
        ("b", "changed"), ("gone", "removed"), ("new", "added"),
    ]  # fmt: skip
    assert all(badge["x"] > 0 for arrow in written["arrows"] for badge in arrow["badges"])
    assert [(item["number"], item["change"]) for item in written["findings"]] == [
        (1, "added"), (2, "added"), (3, "removed"), (4, "changed"), (5, "changed"), (6, "changed"),
    ]  # fmt: skip


def test_mermaid_and_dot_tell_it_in_words_and_lines() -> None:
    mermaid, dot = (str(render.draw(between(OLD, NEW), name)) for name in ("mmd", "dot"))
    assert "OUTCOME, #43; NEW<br/>New outcome<br/>new 1" in mermaid
    assert '-->|"× 3"|' in mermaid
    assert '-.-x|"works against, #43; 1"|' in mermaid
    assert '%% removed 3: Removed goal "Gone goal": it supported "Ample growth"' in mermaid
    assert "GOAL, − REMOVED" in dot
    assert "[changed 4]" in dot
    assert "style=dotted" in dot


def _changed(name: str, seed: int) -> tuple[str, str]:
    """A map that ships with the project, and what a workshop might make of it."""
    text = (ROOT / "maps" / name).read_text("utf-8")
    tree = yaml.safe_load(text)
    tree.pop("measurements", None)
    old = yaml.safe_dump(tree, allow_unicode=True)
    choice = random.Random(seed)
    for kind in ("goals", "outcomes", "outputs", "initiatives"):
        nodes = tree.get(kind, {})
        for node in list(nodes):
            if choice.random() < 0.15 and len(nodes) > 1:
                del nodes[node]
            elif isinstance(nodes[node], dict) and choice.random() < 0.3:
                nodes[node]["title"] = f"{nodes[node]['title']} and more"
    alive = [node for kind in ("goals", "outcomes", "outputs", "initiatives") for node in tree.get(kind, {})]
    for number in range(4):
        ends = choice.sample(alive, 2)
        fresh = {"title": f"What is new {number}", "supports": ends[0], "harms": ends[1]}
        tree.setdefault("outcomes", {})[f"new-{number}"] = fresh
    return old, yaml.safe_dump(tree, allow_unicode=True)


@pytest.mark.parametrize("name", ["contact-centre.yaml", "low-cost-airline.yaml", "public-programme.yaml"])
@pytest.mark.parametrize("seed", [1, 2])
def test_pictures_of_changes_are_drawn_without_a_fault(name: str, seed: int) -> None:
    drawing = laid(between(*_changed(name, seed)))
    found = faults(drawing)
    for fault in (
        "arrow through card",
        "badge over badge",
        "text over text",
        "label over card",
        "name cut short",
    ):
        assert found[fault] == 0, found
    for card in drawing.cards:
        if card.shape.tag:
            left, right = extent(card.shape.tag)
            assert left > 0
            assert right < card.shape.width - 6
    boxes = [card.box for card in drawing.cards]
    marks = [mark for arrow in drawing.arrows for mark in arrow.badges]
    covered = [mark for mark in marks for box in boxes if _inside(mark.x, mark.y, box)]
    assert covered == []


def _inside(x: float, y: float, box: object) -> bool:
    return bool(box.x + 2 < x < box.right - 2 and box.y + 2 < y < box.bottom - 2)  # type: ignore[attr-defined]
