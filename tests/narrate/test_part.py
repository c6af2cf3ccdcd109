"""The story of a part of a map: what it holds, and what leads out of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import strategymap
from strategymap.api import StrategyMap
from strategymap.errors import UnknownName
from strategymap.narrating import Order, asked
from strategymap.parted import PartGraph
from strategymap.resources import examples
from strategymap.selection import Part
from strategymap.story import Story, story_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TEXT = """
title: Two steps
summary: We want to grow.
goals:
  growth: {title: Growth, owner: Board}
  loyalty: {title: Loyalty, supports: {growth: because who stays buys more}}
outcomes:
  solved: {title: Solved, supports: loyalty, harms: {calm: because haste spoils it}}
  calm: {title: Calm, supports: loyalty}
  spare: {title: Spare}
kpis:
  retention: {title: Retention, measures: loyalty}
  fcr: {title: Solved at once, measures: solved}
"""


def told(read: StrategyMap, part: Part) -> tuple[Story, PartGraph]:
    graph, found = asked(read.in_words, read.check(), Order(format="md", part=part))
    assert isinstance(graph, PartGraph)
    return story_of(graph, found), graph


def test_a_part_says_what_it_is_and_of_what() -> None:
    story, _ = told(strategymap.loads(TEXT), Part(focus="solved"))

    assert story.title == "Two steps: a part"
    assert story.lead.startswith(
        "This is a part of the map: the line of sight of “Solved”. It holds 3 of its 5 cards and 2 of its 2"
        " KPIs; checking found "
    )
    assert story.lead.endswith(" there. Of the whole map its authors say: “We want to grow.”")


def test_a_chain_that_leads_out_says_so_and_is_no_top_goal() -> None:
    story, _ = told(strategymap.loads(TEXT), Part(select="loyalty solved spare"))

    (want,) = story.wants
    assert (want.facts.part.id, [part.title for part in want.leads_out]) == ("loyalty", ["Growth"])
    (goal,) = story.goals
    assert (goal.is_top, [part.title for part in goal.onward]) == (False, ["Growth"])
    assert [one.facts.part.id for one in story.nowhere] == ["spare"] and story.outward == ()
    assert [(one.relation, one.source.id, one.target.id) for one in story.cut] == [
        ("supports", "loyalty", "growth"), ("harms", "solved", "calm"), ("supports", "calm", "loyalty"),
    ]  # fmt: skip


def test_chains_without_a_goal_in_the_part_lead_out_of_it_and_not_nowhere() -> None:
    story, _ = told(strategymap.loads(TEXT), Part(select="solved"))

    (out,) = story.outward
    assert (out.facts.part.id, [part.title for part in out.onward]) == ("solved", ["Loyalty", "Growth"])
    assert story.nowhere == () and story.goals == ()
    text = strategymap.loads(TEXT).narrate(format="md", select="solved")
    assert "This part of the map holds no goal." in text
    assert "## What leads out of this part" in text and "Leads on to “Loyalty” → “Growth”" in text
    assert "- “Solved” *works against* “Calm”, because haste spoils it." in text


def test_only_what_was_found_in_the_part_is_told_and_numbered_from_one() -> None:
    read = strategymap.load(examples()["contact-centre"])
    story, graph = told(read, Part(select="+trust"))

    inside = [finding for finding in read.check() if finding.node in graph and finding.accepted is None]
    assert [one.number for one in story.glance] == list(range(1, len(inside) + 1))
    assert {one.about.id for one in story.glance if one.about} == {finding.node for finding in inside}


def test_the_whole_map_judges_a_part() -> None:
    read = strategymap.load(examples()["contact-centre"])
    _, graph = told(read, Part(select="short-calls"))

    assert graph.rewarded == {"aht"} and graph.reward_behind("aht") == "bonus"
    assert graph.scorecard is read.in_words.scorecard and graph.as_of == read.in_words.as_of
    assert not graph.facts.is_uncaused("short-calls")


@pytest.mark.parametrize("given", [{"audience": "manager"}, {"owner": "Head of service"}])
def test_a_part_is_told_to_everybody(given: dict[str, str]) -> None:
    with pytest.raises(UnknownName, match=r"^a part of a map is told to everybody: leave the audience"):
        strategymap.loads(TEXT).narrate(format="md", focus="solved", **given)  # type: ignore[arg-type]


def test_a_part_that_holds_nothing_is_refused() -> None:
    with pytest.raises(UnknownName, match="picks nothing"):
        strategymap.loads(TEXT).narrate(format="md", tag="none")


def test_the_page_of_a_part_shows_it_and_leads_nowhere_else(chromium: Browser, tmp_path: Path) -> None:
    read = strategymap.load(examples()["contact-centre"])
    read.narrate(tmp_path / "part.html", select='owner:"Head of service"')
    names = told(read, Part(select='owner:"Head of service"'))[1].nodes
    tab = chromium.new_page()
    complaints: list[str] = []
    tab.on("console", lambda message: complaints.append(message.text))
    tab.goto((tmp_path / "part.html").as_uri() + "#map-card-short-calls")

    cards = "() => [...document.querySelectorAll('[data-card]')].map(e => e.dataset.card).sort()"
    assert tab.evaluate(cards) == sorted(names)
    words = " ".join(tab.locator(".map-words").inner_text().split())
    assert "It leads out of this part of the map, to “Serving customers costs less”." in words
    dead = """() => [...document.querySelectorAll('a[href^="#"]')].map(e => e.getAttribute('href').slice(1))
        .filter(id => !document.getElementById(decodeURIComponent(id)))"""
    assert tab.evaluate(dead) == [] and complaints == []
    numbers = "selector => [...document.querySelectorAll(selector)].map(e => e.id.split('-').pop()).sort()"
    assert tab.title() == "Contact centre strategy 2026: a part"
    assert set(tab.evaluate(numbers, "[id^=finding-]")) == {
        str(one.number) for one in told(read, Part(select='owner:"Head of service"'))[0].glance
    }
    tab.close()
