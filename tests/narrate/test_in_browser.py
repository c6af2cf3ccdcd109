"""The page in a real browser: accessible, self-contained, readable on any screen and on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from browsing import Show, tabs, violations
from narrate.pages import HOSTILE, hostile_map

import strategymap
from strategymap.narrate import IndexRow, index
from strategymap.resources import examples

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MAPS = (
    "contact-centre",
    "handle-time",
    "review-gaming",
    "service-profit-chain",
    "public-programme",
    "hostile",
)
EDITIONS = ("executive", "manager", "frontline")
WIDTHS = (1180, 590, 320)  # a laptop, the same at 200 %, and a small phone

PAGES = (*MAPS, "index", *EDITIONS, *(f"hostile-{name}" for name in EDITIONS))


@pytest.fixture(scope="session")
def page_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages, written to files."""
    folder = tmp_path_factory.mktemp("pages")
    written = {}
    for name in MAPS:
        read = hostile_map() if name == "hostile" else strategymap.load(examples()[name])
        written[name] = folder / f"{name}.html"
        read.narrate(written[name])
    beside = [("everybody", "contact-centre.html"), *((HOSTILE[1], f"{name}.html") for name in EDITIONS)]
    for audience in EDITIONS:
        written[audience] = folder / f"{audience}.html"
        strategymap.load(examples()["contact-centre"]).narrate(
            written[audience], audience=audience, beside=beside
        )
        written[f"hostile-{audience}"] = folder / f"hostile-{audience}.html"
        hostile_map().narrate(written[f"hostile-{audience}"], audience=audience)
    written["index"] = folder / "index.html"
    row = IndexRow(HOSTILE[2], "a b#c.html", "javascript:alert(1)", "1 error", [("manager", "a b.html")])
    written["index"].write_text(index([row, row]), "utf-8")
    return written


@pytest.fixture
def show(chromium: Browser, page_files: dict[str, Path]) -> Iterator[Show]:
    """Opens a page and collects what it complains about and asks for."""
    with tabs(chromium, page_files, 1180) as opened:
        yield opened


@pytest.mark.parametrize("width", [1180, 320])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(show: Show, name: str, width: int) -> None:
    tab = show(name, width, bypass_csp=True)
    assert violations(tab) == []


@pytest.mark.parametrize("name", PAGES)
def test_asks_for_nothing_and_complains_about_nothing(
    show: Show, name: str, page_files: dict[str, Path]
) -> None:
    tab = show(name)
    tab.wait_for_timeout(50)

    assert tab.complaints == [page_files[name].as_uri()]  # type: ignore[attr-defined]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_never_scrolls_sideways(show: Show, name: str, width: int) -> None:
    tab = show(name, width)

    wide = """() => [...document.querySelectorAll('body *')]
        .filter(e => !e.closest('.frame, .unseen, thead') && e.getBoundingClientRect().right > innerWidth + 1)
        .map(e => e.outerHTML.slice(0, 120))"""
    assert tab.evaluate("() => document.documentElement.scrollWidth") <= width
    assert tab.evaluate(wide) == []


def test_hostile_texts_are_only_texts(show: Show) -> None:
    tab = show("hostile")

    shown = tab.evaluate("() => [...document.querySelectorAll('h3')].map(e => e.textContent)")
    scripts = tab.evaluate(
        "() => document.querySelectorAll('script:not(#map-data, #map-data + *), img, iframe, form, object, embed, base').length"
    )
    handlers = tab.evaluate(
        # The script of the map sets the width of the picture itself.
        "() => [...document.querySelectorAll('*:not(.frame > svg)')].flatMap(e => e.getAttributeNames())"
        ".filter(n => n.startsWith('on') || n === 'style')"
    )
    assert set(HOSTILE) <= set(shown)
    assert (scripts, handlers, tab.evaluate("() => window.pwned ?? null")) == (0, [], None)


def test_works_without_scripts(show: Show) -> None:
    tab = show("contact-centre", java_script_enabled=False)

    assert tab.get_by_role("heading", name="How we will know").is_visible()


def test_says_what_it_is_to_a_screen_reader(show: Show) -> None:
    tab = show("contact-centre")

    assert tab.get_by_role("main").count() == 1
    assert tab.get_by_role("navigation", name="On this page").count() == 1
    assert tab.get_by_role("table", name="The KPIs, and why each is tracked").count() == 1
    assert tab.get_by_role("rowheader", name=re.compile("Average handle time")).count() == 1
    assert tab.get_by_role("region", name="The map as a picture").count() == 1


def test_the_table_stays_a_table_on_a_phone(show: Show) -> None:
    tab = show("contact-centre", 320)

    assert tab.get_by_role("row").count() == show("contact-centre").get_by_role("row").count()
    assert tab.get_by_role("cell", name=re.compile("^Baseline 420")).count() == 1


def test_everything_can_be_reached_with_the_keyboard(show: Show) -> None:
    tab = show("review-gaming")
    wanted = tab.evaluate("() => document.querySelectorAll('a[href], [tabindex=\"0\"]').length")
    seen = []
    for _ in range(wanted):
        tab.keyboard.press("Tab")
        seen.append(
            tab.evaluate(
                "() => { const e = document.activeElement, r = e.getBoundingClientRect(),"
                " s = getComputedStyle(e); return [e.outerHTML.slice(0, 200) + r.top + r.left,"
                " s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2, r.width > 0] }"
            )
        )

    # the link to the larger picture hides the one back
    assert len({place for place, _, _ in seen}) >= wanted - 2
    assert all(outlined and visible for _, outlined, visible in seen[: wanted - 2])


def test_the_first_key_leads_past_the_contents(show: Show) -> None:
    tab = show("contact-centre")
    tab.keyboard.press("Tab")
    assert tab.evaluate("() => document.activeElement.textContent") == "Skip to the story"

    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")

    assert tab.evaluate("() => document.querySelector('main').contains(document.activeElement)")


def test_the_map_can_be_shown_at_its_own_size_and_back(show: Show) -> None:
    tab = show("contact-centre", 800, java_script_enabled=False)
    width = "() => document.querySelector('.frame svg').getBoundingClientRect().width"
    fitted = tab.evaluate(width)

    tab.get_by_role("link", name="Show it at its full size").click()
    full = tab.evaluate(width)
    sideways = tab.evaluate("() => document.documentElement.scrollWidth")
    tab.get_by_role("link", name="Fit it to the page").click()

    assert full == tab.evaluate("() => +document.querySelector('.frame svg').getAttribute('width')")
    assert sideways <= 800
    assert tab.evaluate(width) == fitted < full


def test_findings_are_told_by_shape_number_and_word(show: Show) -> None:
    tab = show("review-gaming")

    told = tab.evaluate(
        "() => [...document.querySelectorAll('.headline .word')].map(e => [e.textContent.match(/[A-Z][a-z]+/)[0],"
        " e.querySelector('svg').firstElementChild.outerHTML])"
    )
    shapes = dict(told)
    assert set(shapes) == {"Error", "Warning", "Note"}
    assert len(set(shapes.values())) == 3


@pytest.mark.parametrize("name", MAPS)
def test_prints_on_a4(show: Show, name: str) -> None:
    pdf = show(name).pdf(prefer_css_page_size=True, print_background=True).decode("latin-1")

    boxes = re.findall(r"/MediaBox \[([\d. ]+)\]", pdf)
    sizes = {tuple(round(float(number)) for number in box.split()[2:]) for box in boxes}
    assert sizes <= {(595, 842), (842, 595)}
    assert len(boxes) > 2


def test_on_paper_no_card_is_cut(show: Show) -> None:
    tab = show("contact-centre")
    tab.emulate_media(media="print")

    kept = tab.evaluate(
        "() => [...document.querySelectorAll('.line, tr, .remark, .step:not(:has(.finding))')]"
        ".every(e => getComputedStyle(e).breakInside === 'avoid')"
    )
    assert kept


@pytest.mark.parametrize(
    ("name", "most"), [("contact-centre", 14), ("handle-time", 7), ("executive", 2), ("manager", 12)]
)
def test_takes_few_pages_on_paper(show: Show, name: str, most: int) -> None:
    pdf = show(name).pdf(prefer_css_page_size=True).decode("latin-1")

    assert len(re.findall(r"/MediaBox", pdf)) <= most


def test_on_paper_no_team_is_torn_and_none_begins_a_page_without_need(show: Show) -> None:
    tab = show("frontline")
    pdf = tab.pdf(prefer_css_page_size=True).decode("latin-1")

    assert 1 < len(re.findall(r"/MediaBox", pdf)) < tab.locator("section.team").count()
    tab.emulate_media(media="print")
    assert tab.evaluate(
        "() => [...document.querySelectorAll('.team')].every(e => getComputedStyle(e).breakInside === 'avoid')"
    )


def test_the_front_line_sees_no_number_target_or_status(show: Show) -> None:
    text = show("frontline").locator("main").inner_text()

    assert not re.search("on track|off track|at risk|target|KPI|%", text)
    assert not re.search(r"\d", text)


@pytest.mark.parametrize("media", ["screen", "print"])
@pytest.mark.parametrize("name", sorted(examples()))
def test_what_joins_the_steps_of_a_way_never_runs_into_them(
    chromium: Browser, name: str, media: Literal["screen", "print"]
) -> None:
    tab = chromium.new_page()
    tab.set_content(strategymap.load(examples()[name]).narrate(audience="frontline"))
    tab.emulate_media(media=media)

    for width in WIDTHS:
        tab.set_viewport_size({"width": width, "height": 800})
        assert tab.evaluate(
            "() => [...document.querySelectorAll('.way i')]"
            ".filter(e => e.scrollWidth > e.clientWidth).map(e => e.textContent)"
        ) == []  # fmt: skip
    tab.close()


def test_the_front_line_finds_its_part_by_the_work(show: Show) -> None:
    tab = show("frontline")

    assert tab.get_by_role("navigation", name="On this page").get_by_role("link").all_inner_texts() == [
        "One knowledge base is kept current",
        "Shifts follow the forecast",
        "Solve it so that nobody has to call again",
        "Agents are trained to resolve",
        "Make it easy",
    ]
    assert tab.locator(".team .byline").all_inner_texts() == [
        "Head of online service",
        "Head of planning",
        "Head of service",
        "Head of people",
        "Chief customer officer",
    ]


def test_what_has_not_come_about_is_told_in_a_sentence(show: Show) -> None:
    doubted = show("frontline").locator(".way li", has_text="not yet")

    assert doubted.inner_text().split("\n") == [
        "not yet",
        "Nobody waits to be heard: we expected it, because the queue moves faster when calls are short; "
        "so far it has not come about.",
    ]


def test_statuses_and_movements_are_told_without_sight(show: Show) -> None:
    tab = show("contact-centre")

    assert (
        tab.get_by_role("img", name=re.compile("Customer retention rate: .*lowest.*target 88")).count() == 1
    )
    chip = tab.locator(".chip", has_text="Net promoter score").first
    assert re.match(r"(at risk|on track|off track|achieved):\s", chip.inner_text())
    shapes = tab.evaluate(
        "() => [...document.querySelectorAll('.multiples .status')].map(e => [e.classList[1], e.innerHTML])"
    )
    assert len({shape for _, shape in shapes}) == len({status for status, _ in shapes}) >= 3


def test_on_paper_the_word_stands_beside_the_mark(show: Show) -> None:
    tab = show("contact-centre")
    tab.emulate_media(media="print")

    assert tab.locator(".chip .state-word").first.bounding_box()["width"] > 20  # type: ignore[index]


@pytest.mark.parametrize("name", [*MAPS, *EDITIONS])
def test_nothing_on_paper_is_set_smaller_than_eight_points(show: Show, name: str) -> None:
    tab = show(name)
    tab.emulate_media(media="print")

    small = """() => [...document.querySelectorAll('body *')]
        .filter(e => !e.closest('svg, .unseen') && e.getClientRects().length
            && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())
            && parseFloat(getComputedStyle(e).fontSize) * .75 < 7.99)
        .map(e => e.outerHTML.slice(0, 120))"""
    assert tab.evaluate(small) == []


def test_on_paper_the_map_has_a_page_of_its_own(show: Show) -> None:
    tab = show("contact-centre")
    tab.emulate_media(media="print")

    breaks = tab.evaluate(
        "() => (({breakBefore, breakAfter, page}) => [breakBefore, breakAfter, page])"
        "(getComputedStyle(document.querySelector('#the-map')))"
    )
    assert breaks == ["page", "page", "upright"]
