"""The map on the page, asked in a real browser: by pointer, by search and by keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browsing import violations
from narrate.pages import HOSTILE, hostile_map, story

import strategymap
from strategymap.api import StrategyMap
from strategymap.resources import examples

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from playwright.sync_api import Page as Tab

Show = Callable[..., "Tab"]

LIT = "() => [...document.querySelectorAll('[data-card].lit')].map(e => e.dataset.card).sort()"
LIT_ARROWS = (
    "() => [...document.querySelectorAll('#map-links [data-kind=supports].lit')]"
    ".map(e => [e.dataset.from, e.dataset.to]).sort()"
)
CHOSEN = "() => [...document.querySelectorAll('.chosen')].map(e => e.dataset.card ?? e.dataset.kpi)"
FOCUSED = "() => document.activeElement.dataset.card ?? document.activeElement.className"


def contact_centre() -> StrategyMap:
    return strategymap.load(examples()["contact-centre"])


def wide_map(across: int = 40, down: int = 10) -> StrategyMap:
    """A map of many cards, each of which leads to two in the row above."""
    lines = ["title: Four hundred cards", "goals:", *(f"  r0-{n}: Goal {n}" for n in range(across))]
    lines.append("outcomes:")
    for row in range(1, down):
        lines += [
            f"  r{row}-{n}: {{title: Card {row} {n}, supports: [r{row - 1}-{n}, r{row - 1}-{(n + 1) % across}]}}"
            for n in range(across)
        ]
    return strategymap.loads("\n".join(lines))


@pytest.fixture
def show(chromium: Browser, tmp_path: Path) -> Iterator[Show]:
    """Opens the page of a map; in the end it must have complained about nothing."""
    complaints: list[str] = []
    contexts = []

    def opened(read: StrategyMap, width: int = 1280, place: str = "", **options: Any) -> Tab:
        context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        tab = context.new_page()
        tab.on("console", lambda message: complaints.append(message.text))
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        (tmp_path / "story.html").write_text(read.narrate(format="html"), "utf-8")
        tab.goto((tmp_path / "story.html").as_uri() + place)
        return tab

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def card(tab: Tab, name: str) -> Any:
    return tab.locator(f'[data-card="{name}"]')


def said(tab: Tab) -> str:
    return " ".join(tab.locator(".map-words").inner_text().split())


def test_lit_is_what_a_card_leads_to_and_what_leads_to_it(show: Show) -> None:
    graph = contact_centre().in_words
    tab = show(contact_centre())

    for name in graph.nodes:
        up, down = {name} | graph.behind(name), {name} | graph.drivers_of(name)
        card(tab, name).dispatch_event("click")
        assert tab.evaluate(LIT) == sorted((up | down) & graph.nodes.keys())
        assert tab.evaluate(LIT_ARROWS) == sorted(
            [link.source, link.target]
            for link in graph.chain_links
            if {link.source, link.target} <= up or {link.source, link.target} <= down
        )


def test_a_click_tells_the_line_of_sight_in_words(show: Show) -> None:
    tab = show(contact_centre())
    card(tab, "short-calls").click()

    assert said(tab) == (
        "Outcome Calls are short If Calls are short, then Serving customers costs less, because an agent who"
        " needs less time for a call takes more calls, so Growth is profitable and lasts, because what service"
        " no longer costs is left in the result. 1 card leads to it; directly: “A quarterly bonus rewards"
        " short calls”. It works against “Customers trust our answers”, because callers who are hurried off"
        " the phone leave with half an answer. Read it in the story"
    )
    assert card(tab, "short-calls").get_attribute("aria-current") == "true"
    assert tab.get_by_role("region", name="Line of sight").get_attribute("aria-live") == "polite"
    assert tab.locator("#map-links [data-kind=harms].lit").count() == 1
    assert tab.locator(".harmed").evaluate_all("all => all.map(e => e.dataset.card)") == ["trust"]


def test_the_rest_is_dimmed_until_escape_lets_go(show: Show) -> None:
    tab = show(contact_centre())
    opacity = "e => +getComputedStyle(e).opacity"
    card(tab, "short-calls").click()

    assert card(tab, "settled-online").evaluate(opacity) < 0.5
    assert card(tab, "lower-cost").evaluate(opacity) == 1
    tab.keyboard.press("Escape")

    assert tab.locator(".lit, .chosen, [aria-current=true]").count() == 0
    assert card(tab, "settled-online").evaluate(opacity) == 1
    assert said(tab) == "" and "#" not in tab.url


def test_a_kpi_is_chosen_with_what_it_tells_about(show: Show) -> None:
    tab = show(contact_centre())
    tab.locator("[data-kpi]", has_text="Average handle time").first.click()

    assert said(tab).startswith(
        "KPI Average handle time It tells about “Calls are short”. If Calls are short, then"
    )
    assert "short-calls" in tab.evaluate(LIT)


def test_the_search_finds_cards_and_kpis_and_enter_takes_the_first(show: Show) -> None:
    tab = show(contact_centre())
    tab.get_by_label("Find a card or KPI").focus()
    tab.keyboard.type("handle TIME")

    assert tab.locator(".map-hits li").all_inner_texts() == ["Average handle time\nKPI"]
    assert tab.get_by_role("status").inner_text() == "1 found"
    tab.keyboard.press("Enter")

    assert tab.evaluate(FOCUSED) == "short-calls"
    assert said(tab).startswith("KPI Average handle time")


def test_everything_works_by_keyboard_alone(show: Show) -> None:
    tab = show(contact_centre())
    graph = contact_centre().in_words
    tab.get_by_role("button", name="Whole map").focus()
    for _ in range(2):  # the frame, and in it the first top goal
        tab.keyboard.press("Tab")
    top = tab.evaluate(FOCUSED)
    assert top == graph.top_goals[0]
    outline = card(tab, top).evaluate(
        "e => [getComputedStyle(e).outlineStyle, parseFloat(getComputedStyle(e).outlineWidth) > 1]"
    )
    assert outline == ["solid", True]

    tab.keyboard.press("Enter")
    tab.keyboard.press("ArrowDown")
    first = tab.evaluate(FOCUSED)
    tab.keyboard.press("ArrowRight")
    second = tab.evaluate(FOCUSED)
    tab.keyboard.press("ArrowUp")

    assert {first, second} == set(graph.supporters_of(top))
    assert tab.evaluate(FOCUSED) == top and tab.evaluate(CHOSEN) == [top]
    tab.keyboard.press("Escape")
    assert tab.evaluate(CHOSEN) == [] and tab.evaluate(FOCUSED) == top


def test_findings_and_links_in_the_text_lead_to_their_cards(show: Show) -> None:
    tab = show(contact_centre())
    findings = tab.locator(".map-found li")
    assert findings.count() == len(story(contact_centre()).glance)

    findings.filter(has_text="“Customers trust our answers”").get_by_role("link").click()
    assert tab.evaluate(CHOSEN) == ["trust"]
    tab.locator("#the-chains").get_by_role("link", name=re.compile("^on the map.*Calls are short")).click()
    assert tab.evaluate(CHOSEN) == ["short-calls"]
    assert card(tab, "short-calls").evaluate("e => e.getBoundingClientRect().bottom <= innerHeight")


def test_the_picture_can_be_enlarged_moved_and_seen_whole(show: Show) -> None:
    tab = show(contact_centre())
    width = "() => document.querySelector('.frame svg').getBoundingClientRect().width"
    scrolled = "() => document.querySelector('.frame').scrollLeft"
    first = tab.evaluate(width)
    tab.get_by_role("button", name="Larger").click()
    tab.locator(".frame").focus()
    tab.keyboard.press("+")

    assert tab.evaluate(width) == pytest.approx(first * 1.25**2, rel=0.01)
    before = tab.evaluate(scrolled)
    box = tab.locator(".frame").bounding_box()
    assert box
    tab.mouse.move(box["x"] + 400, 300)
    tab.mouse.down()
    tab.mouse.move(box["x"] + 340, 300)
    tab.mouse.up()
    assert tab.evaluate(scrolled) == pytest.approx(before + 60, abs=2) and tab.evaluate(CHOSEN) == []
    tab.get_by_role("button", name="Whole map").click()
    assert tab.evaluate("() => document.querySelector('.frame svg').getBoundingClientRect().height") <= 730


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_when_a_card_is_chosen(show: Show, width: int) -> None:
    tab = show(contact_centre(), width, "#map-card-short-calls", bypass_csp=True)
    assert violations(tab) == []
    assert tab.evaluate("() => document.documentElement.scrollWidth") <= width


def test_on_paper_nothing_is_dimmed_and_no_tool_is_seen(show: Show) -> None:
    tab = show(contact_centre(), place="#map-card-short-calls")
    tab.emulate_media(media="print")

    assert card(tab, "settled-online").evaluate("e => getComputedStyle(e).opacity") == "1"
    assert card(tab, "short-calls").evaluate("e => getComputedStyle(e).filter") == "none"
    seen = "all => all.filter(e => e.getClientRects().length).length"
    assert tab.locator(".map-tools, .map-side, .see").evaluate_all(seen) == 0


def test_without_scripts_no_tool_is_seen(show: Show) -> None:
    tab = show(contact_centre(), java_script_enabled=False)

    assert not tab.locator(".map-tools").is_visible() and not tab.locator(".map-side").is_visible()
    assert tab.get_by_role("link", name="Show it at its full size").is_visible()


def test_hostile_titles_are_text_wherever_the_map_tells_them(show: Show) -> None:
    tab = show(hostile_map())
    tab.get_by_label("Find a card or KPI").fill("pwned")
    hits = tab.locator(".map-hits bdi").all_inner_texts()
    for n, title in enumerate(HOSTILE):
        tab.evaluate('id => document.querySelector(`[data-card="${CSS.escape(id)}"]`).dispatchEvent('
                     "new MouseEvent('click', {bubbles: true}))", f"o{n}")  # fmt: skip
        assert tab.locator(".map-words h3 bdi").text_content() == title

    assert HOSTILE[0] in hits
    assert tab.locator(".map-words :is(script, img, svg, iframe)").count() == 0
    assert tab.evaluate("() => window.pwned ?? null") is None


def test_four_hundred_cards_answer_to_every_key(show: Show) -> None:
    tab = show(wide_map(), place="#map-card-r9-0")
    assert len(tab.evaluate(LIT)) == sum(range(1, 11))

    for row in range(8, -1, -1):
        tab.keyboard.press("ArrowUp")
        assert tab.evaluate(CHOSEN)[0].startswith(f"r{row}-")
    assert len(tab.evaluate(LIT)) == sum(range(1, 11))
