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
SEEN_WHOLE = """() => {
  const [frame, svg] = ['.frame', '.frame svg'].map(e => document.querySelector(e).getBoundingClientRect());
  return svg.height <= frame.height + 1 && svg.width <= frame.width + 1;
}"""
#: Whether a card is seen: within the frame and the window, and below nothing.
IN_SIGHT = """card => {
  const {left, right, top, bottom} = card.getBoundingClientRect();
  return [[left, top], [right, bottom]].every(([x, y]) => {
    const there = document.elementFromPoint((x + left + right) / 3, (y + top + bottom) / 3);
    return there !== null && document.querySelector('.frame svg').contains(there);
  });
}"""
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

    def opened(
        read: StrategyMap, width: int = 1280, place: str = "", *, height: int = 900, **options: Any
    ) -> Tab:
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
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
        "Outcome · Internal process Calls are short Owned by Head of service"
        " Line of sight If Calls are short, then Serving customers costs less, because an agent who"
        " needs less time for a call takes more calls, so Growth is profitable and lasts, because what service"
        " no longer costs is left in the result."
        " If Calls are short, then Callers reach us without waiting, because the queue moves faster when calls"
        " are short, so It is easy to get help, because waiting is the first effort that we ask of a caller, so"
        " Customers stay and recommend us, because people leave a bank that makes them work for an answer, so We"
        " grow with customers who stay, because customers who stay bring more of their banking to us, so Growth"
        " is profitable and lasts, because a customer who stays costs less to keep than a new one costs to win."
        " It works against “Customers trust our answers”, because callers who are hurried off"
        " the phone leave with half an answer."
        " What leads to it 1 card leads to it: “A quarterly bonus rewards short calls”."
        " How we will know Average handle time from 420 s to 315 s by December 2026, now 309 s, achieved"
        " What was found here"
        " 1 error 1: “Average handle time”: A KPI that pay hangs on, and nothing of another kind that keeps it"
        " honest What is the quickest way to make this number look good that we would be ashamed of, and which"
        " of our other numbers would show it?"
        " 6 warning 6: the cause was achieved, the time has passed, and the effect hasn't come We did what we"
        " said, and it didn't help: what did we believe that isn't so?"
        " 7 warning 7: a harm that the map admits, done to something that nobody measures By what would we"
        " notice that the damage has begun, and how soon?"
        " 8 warning 8: something that helps a goal and harms the same goal on another way How far shall we go"
        " with this, and who tells us when the harm has become greater than the good?"
        " 10 note 10: “Average handle time”: A target that is set, and nothing that would give people the means"
        " to reach it What will people be able to do next year that they can't do today?"
        " Read it in the story"
    )
    assert card(tab, "short-calls").get_attribute("aria-current") == "true"
    assert tab.locator(".map-spoken[role=status]").inner_text() == (
        "outcome Calls are short; leads to Serving customers costs less, so Growth is profitable and lasts;"
        " works against Customers trust our answers."
    )
    assert tab.locator("#map-links [data-kind=harms].lit").count() == 1
    assert tab.locator(".harmed").evaluate_all("all => all.map(e => e.dataset.card)") == ["trust"]


def test_the_rest_is_dimmed_until_escape_lets_go(show: Show) -> None:
    tab = show(contact_centre())
    opacity = "e => +getComputedStyle(e).fillOpacity"
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
        "KPI Average handle time Owned by Head of service Line of sight It tells about “Calls are short”."
        " If Calls are short, then Serving customers costs less,"
    )
    assert "How it stands From 420 s to 315 s by December 2026, now 309 s, achieved What was found" in said(
        tab
    )
    assert "short-calls" in tab.evaluate(LIT)


def test_the_search_finds_cards_and_kpis_and_enter_takes_the_first(show: Show) -> None:
    tab = show(contact_centre())
    tab.get_by_label("Find a card or KPI").focus()
    tab.keyboard.type("handle TIME")

    assert tab.locator(".map-hits li").all_inner_texts() == ["Average handle time\nKPI"]
    assert tab.locator(".map-count[role=status]").inner_text() == "1 found"
    tab.keyboard.press("Enter")

    assert tab.evaluate(FOCUSED) == "short-calls"
    assert said(tab).startswith("KPI Average handle time")
    assert tab.locator(".map-hits li").count() == 0


def test_everything_works_by_keyboard_alone(show: Show) -> None:
    tab = show(contact_centre())
    graph = contact_centre().in_words
    tab.get_by_role("button", name="Full screen").focus()
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
    assert tab.evaluate(SEEN_WHOLE)
    tab.get_by_role("button", name="Larger").click()
    tab.keyboard.press("0")
    assert tab.evaluate(SEEN_WHOLE)


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_when_a_card_is_chosen(show: Show, width: int) -> None:
    tab = show(contact_centre(), width, "#map-card-short-calls", bypass_csp=True)
    assert violations(tab) == []
    assert tab.evaluate("() => document.documentElement.scrollWidth") <= width


def test_on_paper_nothing_is_dimmed_and_no_tool_is_seen(show: Show) -> None:
    tab = show(contact_centre(), place="#map-card-short-calls")
    tab.emulate_media(media="print")

    assert card(tab, "settled-online").evaluate("e => getComputedStyle(e).fillOpacity") == "1"
    assert card(tab, "short-calls").evaluate("e => getComputedStyle(e).outlineStyle") == "none"
    printed = "e => [e.getBoundingClientRect().width <= innerWidth, getComputedStyle(e).transform]"
    assert tab.locator(".frame svg").evaluate(printed) == [True, "none"]
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
    assert tab.locator(".map-words :is(script, img, svg:not(.mark, .state), iframe)").count() == 0
    assert tab.evaluate("() => window.pwned ?? null") is None


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (640, 450), (390, 844)])
def test_an_address_shows_the_whole_line_of_sight(show: Show, width: int, height: int) -> None:
    tab = show(contact_centre(), width, "#map-card-short-calls", height=height)

    tab.wait_for_function(IN_SIGHT, arg=card(tab, "short-calls").element_handle())
    assert card(tab, "growth").evaluate(IN_SIGHT)
    assert tab.locator(".map-words h3").is_visible()


def test_an_address_that_changes_on_the_page_shows_the_whole_line_of_sight_too(show: Show) -> None:
    tab = show(contact_centre(), 1280, height=900)
    tab.goto(tab.url + "#map-card-short-calls")
    tab.wait_for_function(IN_SIGHT, arg=card(tab, "growth").element_handle())
    assert card(tab, "short-calls").evaluate(IN_SIGHT)


def test_back_leads_to_what_was_seen_before(show: Show) -> None:
    tab = show(contact_centre())
    card(tab, "short-calls").click()
    back = tab.get_by_role("button", name="Back")
    tab.locator(".map-words").get_by_role("link", name="A quarterly bonus rewards short calls").click()
    assert tab.url.endswith("#map-card-bonus")
    for key in ("ArrowUp", "ArrowUp", "ArrowUp"):  # one step for all of a walk
        tab.keyboard.press(key)
    walked = tab.evaluate(CHOSEN)

    back.click()
    tab.wait_for_function("() => location.hash === '#map-card-bonus'")
    assert tab.evaluate(CHOSEN) == ["bonus"] != walked
    tab.go_back()
    assert tab.evaluate(CHOSEN) == ["short-calls"]
    tab.go_back()
    assert tab.evaluate(CHOSEN) == [] and said(tab) == ""
    tab.go_forward()
    assert tab.evaluate(CHOSEN) == ["short-calls"]


def test_a_reader_comes_back_to_where_the_story_spoke_of_a_card(show: Show) -> None:
    tab = show(contact_centre())
    link = tab.locator("#the-chains").get_by_role("link", name=re.compile("^on the map.*Calls are short"))
    link.scroll_into_view_if_needed()
    before = tab.evaluate("() => scrollY")
    link.click()
    assert tab.evaluate("() => scrollY") < before

    tab.get_by_role("button", name="Back").click()

    tab.wait_for_function("() => document.querySelectorAll('.chosen').length === 0")
    assert tab.evaluate("() => scrollY") == pytest.approx(before, abs=2)


def test_two_fingers_enlarge_the_picture_where_they_are(show: Show) -> None:
    tab = show(contact_centre(), 390, height=844, has_touch=True, is_mobile=True)
    tab.locator(".frame").evaluate("e => e.scrollIntoView()")
    width = "() => document.querySelector('.frame svg').getBoundingClientRect().width"
    first = tab.evaluate(width)
    touch = tab.context.new_cdp_session(tab)
    for kind, far in (("touchStart", 40), ("touchMove", 60), ("touchMove", 80)):
        points = [{"x": 190 - far, "y": 200, "id": 0}, {"x": 190 + far, "y": 200, "id": 1}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    assert tab.evaluate(width) == pytest.approx(first * 2, rel=0.02)
    tab.wait_for_function("() => document.querySelector('.frame svg').style.transform === ''")
    assert tab.evaluate(width) == pytest.approx(first * 2, rel=0.02)
    assert tab.evaluate("() => visualViewport.scale") == 1


def test_the_map_fills_the_screen_when_asked(show: Show) -> None:
    tab = show(contact_centre())
    button = tab.get_by_role("button", name="Full screen")
    button.click()
    tab.wait_for_function("() => document.fullscreenElement?.id === 'the-picture'")

    assert button.get_attribute("aria-pressed") == "true"
    card(tab, "profit").click()
    assert tab.locator(".map-words h3").is_visible()
    button.click()
    tab.wait_for_function("() => document.fullscreenElement === null")


def test_in_forced_colours_the_line_of_sight_still_shows(show: Show) -> None:
    tab = show(contact_centre(), place="#map-card-short-calls")
    tab.emulate_media(forced_colors="active")

    stroke = "e => getComputedStyle(e.querySelector('path')).stroke"
    assert card(tab, "short-calls").evaluate(stroke) == card(tab, "profit").evaluate(stroke)
    assert card(tab, "short-calls").evaluate(stroke) != card(tab, "settled-online").evaluate(stroke)
    assert tab.locator(".frame svg").evaluate("e => getComputedStyle(e).forcedColorAdjust") == "none"


def test_every_key_that_works_is_named_beside_the_map(show: Show) -> None:
    tab = show(contact_centre())

    assert tab.locator(".map-how kbd").all_inner_texts() == [
        "Tab", "Enter", "↑", "↓", "←", "→", "+", "−", "0", "/", "Esc",
    ]  # fmt: skip
    card(tab, "profit").click()
    tab.keyboard.press("/")
    assert tab.evaluate(FOCUSED) == "map-search"
    tab.keyboard.press("Escape")
    assert tab.evaluate(CHOSEN) == []


def test_four_hundred_cards_answer_to_every_key(show: Show) -> None:
    tab = show(wide_map(), place="#map-card-r9-0")
    assert len(tab.evaluate(LIT)) == sum(range(1, 11))

    for row in range(8, -1, -1):
        tab.keyboard.press("ArrowUp")
        assert tab.evaluate(CHOSEN)[0].startswith(f"r{row}-")
    assert len(tab.evaluate(LIT)) == sum(range(1, 11))
