"""The DOT export: any Graphviz draws it, and shows every text as it stands."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import replace
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest
from conftest import program
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from render.sample_views import awkward, contact_centre, standing, view

from strategymap import render
from strategymap.finding import Severity
from strategymap.render import engine
from strategymap.render.characters import legible
from strategymap.render.quoting import quoted
from strategymap.view import Arrow, Badge, Band, Card, KpiRow, LegendItem, Note, View

ENGINES = ["graphviz-pure", "dot"]


def run(name: str, source: str, kind: str) -> bytes:
    """The document as an engine writes it."""
    if name == "dot":
        program("dot")
    command = [*engine.command(name), f"-T{kind}"]
    return subprocess.run(command, input=source.encode(), capture_output=True, timeout=60, check=True).stdout


def read_by(name: str, source: str) -> dict[str, Any]:
    """The document as an engine understands it."""
    found: dict[str, Any] = json.loads(run(name, source, "json0"))
    return found


def shown_by(name: str, source: str) -> list[str]:
    """The lines of text that an engine draws."""
    root = ElementTree.fromstring(run(name, source, "svg"))
    return [
        (element.text or "").replace("\u00a0", " ")
        for element in root.iter("{http://www.w3.org/2000/svg}text")
    ]


@pytest.mark.parametrize("name", ENGINES)
def test_every_text_of_the_view_is_drawn(name: str) -> None:
    shown = contact_centre()
    lines = shown_by(name, render.draw(shown, "dot"))
    words = " ".join(line.strip() for line in lines)
    assert shown.title in words
    kpis = [*shown.loose, *(kpi for card in shown.cards() for kpi in card.kpis)]
    for text in [*(band.title for band in shown.bands), *(card.title for card in shown.cards())]:
        assert text in words
    for kpi in kpis:
        assert f"○ {kpi.title}" in words
        assert kpi.figures.replace("\u00a0", " ") in words
    for item in shown.legend:
        assert f"[{item.severity.value} {item.number}] {item.text} ({item.rule})" in words
    assert "rewarded  [error 1]  [warning 3]  [note 7]" in words
    assert {"Measures nothing", "What stands out", "Key", "works against"} <= set(lines)


@pytest.mark.parametrize("name", ENGINES)
def test_bands_lie_below_each_other_with_their_cards_in_them(name: str) -> None:
    answer = read_by(name, render.draw(contact_centre(), "dot"))
    clusters = [item for item in answer["objects"] if str(item["name"]).startswith("cluster band")]
    boxes = [[float(part) for part in item["bb"].split(",")] for item in clusters]
    assert [item["label"] for item in clusters] == [
        "Financial",
        "Customer",
        "Internal process",
        "Learning and growth",
    ]
    assert all(lower[3] <= upper[1] for upper, lower in pairwise(boxes))
    names = {item["_gvid"]: item["name"] for item in answer["objects"]}
    assert {"profit", "revenue", "cost"} <= {names[number] for number in clusters[0]["nodes"]}


def test_a_status_is_text_and_an_attribute() -> None:
    source = render.draw(standing(), "dot")
    lines = [line.strip() for line in shown_by("graphviz-pure", source)]
    assert {"TOP GOAL, off track", "64 % → 75 %, now 65 %, off track [error 9]", "now 4.1 %, no data"} <= {
        re.sub(" +", " ", line) for line in lines
    }
    assert "○: KPI, from baseline to target, the value now, and how it stands" in lines
    answer = read_by("graphviz-pure", source)
    marked = {item["name"]: item.get("status", "") for item in answer["objects"] if item.get("penwidth")}
    assert marked == {
        "twelve": "off-track", "ar": "at-risk", "none": "no-data", "units": "off-track", "good": "achieved", "bare": "",
    }  # fmt: skip


def test_links_lead_from_what_supports_to_what_is_supported() -> None:
    source = render.draw(
        view("| \n  goal top: Top\n  outcome low: Low > top\n  outcome bad: Bad ! top"), "dot"
    )
    answer = read_by("graphviz-pure", source)
    names = {item["_gvid"]: item["name"] for item in answer["objects"]}
    links = {
        (names[edge["tail"]], names[edge["head"]]): edge
        for edge in answer["edges"]
        if edge.get("style") != "invis"
    }
    assert links.keys() == {("low", "top"), ("bad", "top")}
    assert (links["bad", "top"]["label"], links["bad", "top"]["arrowhead"]) == ("works against", "tee")
    assert links["bad", "top"]["tooltip"] == "because callers are hurried off the phone"


@pytest.mark.parametrize("name", ENGINES)
def test_awkward_views_are_understood(name: str) -> None:
    shown = awkward()
    answer = read_by(name, render.draw(shown, "dot"))
    cards = [item for item in answer["objects"] if item.get("penwidth")]
    assert len(cards) == sum(1 for _ in shown.cards())


TEXT = st.text(max_size=40) | st.sampled_from(
    [
        "\\",
        '"',
        "\\N",
        "\\G\\l",
        "<b>x</b>",
        "&amp;",
        "&#65;",
        "a\nb",
        "a:b",
        "{x|y}",
        "\x00",
        "\ud800",
        "//",
        "/*",
        "#x",
        "\\\n",
    ]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(TEXT, min_size=1, max_size=4))
def test_an_engine_shows_each_line_as_it_stands(lines: list[str]) -> None:
    wanted = [re.sub(r"[\t\n\r\u00a0]", " ", legible(line)) for line in lines]
    found = shown_by("graphviz-pure", f"digraph {{ n [label={quoted('x', *lines)}] }}")
    assert list(filter(None, found)) == ["x", *filter(None, wanted)]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXT, TEXT, TEXT)
def test_no_text_makes_or_breaks_a_node(name: str, title: str, why: str) -> None:
    badge = Badge(Severity.ERROR, 1, why)
    cards = (
        Card("a" + name, "goal", title, True, (KpiRow("k" + name, why, title),), (why,), (badge,)),
        Card("b", "goal", name),
    )
    shown = View(
        title, why, (Band(name, why, None, cards),), (KpiRow("l" + name, title),),
        (Arrow("b", "a" + name, "harms", (why, title)),), (LegendItem(1, Severity.ERROR, title, "rule"),), why,
    )  # fmt: skip
    answer = read_by("graphviz-pure", render.draw(shown, "dot"))
    nodes = [item for item in answer["objects"] if "nodes" not in item and "pos" in item]
    rows = [item for item in nodes if str(item["name"]).startswith("row ")]
    assert len(nodes) - len(rows) == 5  # two cards, a loose KPI, the findings, the key
    assert len([edge for edge in answer["edges"] if edge.get("style") != "invis"]) == 1


def test_marks_at_the_title_how_to_read_it_and_notes_are_in_it() -> None:
    shown = view("| \n  goal a: A\n  outcome b: B > a")
    badge = Badge(Severity.NOTE, 1, "no reasons")
    tick = Badge(Severity.NOTE, None, "N; accepted", accepted=True)
    shown = replace(shown, title="T", badges=(badge, tick), notes=(Note("accepted", "N; accepted"),))
    lines = shown_by("graphviz-pure", render.draw(shown, "dot"))
    assert {"T [note 1] [accepted]", "Read upwards: if this, then that.", "N; accepted"} <= set(lines)


@pytest.mark.parametrize("name", ENGINES)
def test_a_text_may_be_longer_than_what_an_engine_reads_between_two_quotes(name: str) -> None:
    text = '\\" é&' * 4_000
    (node,) = read_by(name, f"digraph {{ a [label={quoted(text)}] }}")["objects"]
    assert node["label"].replace("\\\\", "\\").replace("&amp;", "&") == text
