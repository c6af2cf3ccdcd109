"""The picture as JSON: everything with its place."""

from __future__ import annotations

import json

import pytest
from render.sample_views import awkward, contact_centre, standing

from strategymap import render
from strategymap.render.placing import Layouts
from strategymap.view import Arrow, Band, Card, KpiRow, View


def test_the_smallest_picture_has_all_its_keys() -> None:
    shown = View(
        "M", "s", (Band("b", "Band", None, (Card("a", "goal", "A"),)),), (KpiRow("k", "K", "1 → 2"),)
    )
    written = json.loads(render.draw(shown, "json"))
    assert list(written) == [
        "version", "title", "subtitle", "width", "height", "medium", "badges", "bands", "cards", "arrows", "loose",
        "heading", "findings", "more", "notes",
    ]  # fmt: skip
    assert (written["version"], written["title"], written["subtitle"]) == (1, "M", "s")
    [band], [card], [loose] = written["bands"], written["cards"], written["loose"]
    assert {key: band[key] for key in ("id", "title", "role", "cards")} == {
        "id": "b", "title": "Band", "role": None, "cards": ["a"],
    }  # fmt: skip
    assert {key: card[key] for key in ("id", "kind", "title", "top", "band", "status", "kpis", "above")} == {
        "id": "a", "kind": "goal", "title": "A", "top": False, "band": "b", "status": None, "kpis": [],
        "above": [],
    }  # fmt: skip
    assert (loose["id"], loose["figures"], loose["progress"]) == ("k", "1 → 2", None)


@pytest.mark.parametrize("shown", [awkward(), contact_centre(), standing()])
def test_things_lie_where_the_picture_has_them(shown: View) -> None:
    drawing = Layouts(shown).shaped(shown)
    written = json.loads(render.draw(shown, "json"))
    assert [(card["id"], card["x"], card["y"]) for card in written["cards"]] == [
        (placed.shape.card.id, round(placed.box.x, 2), round(placed.box.y, 2)) for placed in drawing.cards
    ]
    for card in written["cards"]:
        for row in card["kpis"]:
            assert card["y"] < row["y"]
            assert row["y"] + row["height"] <= card["y"] + card["height"] + 0.01
    assert [(a["from"], a["to"], a["kind"], len(a["points"])) for a in written["arrows"]] == [
        (a.arrow.tail, a.arrow.head, a.arrow.kind, len(a.points)) for a in drawing.arrows
    ]
    assert [found["number"] for found in written["findings"]] == [item.number for item in shown.legend]


def test_the_same_view_gives_the_same_text() -> None:
    assert render.draw(standing(), "json") == render.draw(standing(), "json")


def test_an_arrow_and_how_a_kpi_stands_are_told() -> None:
    written = json.loads(render.draw(standing(), "json"))
    rows = [row for card in written["cards"] for row in card["kpis"]]
    assert {"on-track", "off-track"} <= {row["status"] for row in rows}
    assert any(
        row["progress"] and set(row["progress"]) == {"start", "target", "done", "expected"} for row in rows
    )
    two = View("M", bands=(Band("", "", None, (Card("a", "goal", "A"), Card("b", "goal", "B"))),),
               arrows=(Arrow("a", "b", "harms", ("because c",)),))  # fmt: skip
    [arrow] = json.loads(render.draw(two, "json"))["arrows"]
    assert (arrow["details"], arrow["label"]) == (["because c"], "works against")
