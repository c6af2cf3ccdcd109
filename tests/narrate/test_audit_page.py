"""The page of the metric audit: whole, harmless, and in a real browser accessible, readable on
any screen and on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import Show, tabs, violations
from narrate.pages import HOSTILE, Page, hostile_map

import strategymap
from strategymap.api import StrategyMap
from strategymap.audit import QUESTIONS
from strategymap.errors import StrategyMapError
from strategymap.resources import examples

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SHOWN = ("contact-centre", "review-gaming", "hostile", "empty")


def read_map(name: str) -> StrategyMap:
    if name == "hostile":
        return hostile_map()
    return strategymap.loads("title: Empty") if name == "empty" else strategymap.load(examples()[name])


def page_of(name: str) -> str:
    return read_map(name).write_audit(format="html")


# As text


@pytest.mark.parametrize("name", [*examples(), "hostile"])
def test_nothing_of_the_audit_is_missing(name: str) -> None:
    read = read_map(name)
    shown = " ".join(Page(read.write_audit(format="html")).text.split())

    texts = [
        text
        for row in read.audit().rows
        for text in (
            row.title, row.why.statement, row.why.decision, row.behaviour.gamed, *row.behaviour.harms,
            *row.behaviour.limits, row.affected.owner, row.affected.group, row.affected.say,
            *(each.title for each in (*row.balance.balances, *row.balance.beside)), *row.balance.suggested,
            row.standing.last_shown, row.standing.target_shown,
        )
    ]  # fmt: skip
    assert [text for text in texts if text and " ".join(text.split()) not in shown] == []


def test_each_blank_asks_its_question_where_it_is() -> None:
    audit = strategymap.load(examples()["contact-centre"]).audit()
    shown = Page(page_of("contact-centre")).text

    asked = {topic: shown.count(f"Blank. Ask: {question}") for topic, question in QUESTIONS.items()}
    assert asked == audit.blanks
    assert sum(asked.values()) > 5


def test_hostile_texts_neither_add_elements_nor_links() -> None:
    page = Page(page_of("hostile"))

    assert not {"script", "img", "iframe", "form", "object", "base", "a"} & set(page.names)
    assert not {name for name in page.attributes if name.startswith("on") or name == "style"}
    shown = " ".join(page.text.split())
    assert [text for text in HOSTILE if " ".join(text.split()) not in shown] == []


def test_the_page_allows_its_own_styles_and_nothing_else() -> None:
    page = page_of("contact-centre")

    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    assert re.sub(r"sha256-[^&]+", "…", policy[1]).replace("&#39;", "'") == (
        "default-src 'none'; style-src '…' '…' '…'; img-src data:; base-uri 'none'; form-action 'none'"
    )


def test_a_style_sheet_of_ones_own_dresses_story_and_audit_alike(tmp_path: Path) -> None:
    (tmp_path / "story.css").write_text("body { color: #111; }", "utf-8")

    page = read_map("contact-centre").write_audit(format="html", templates=tmp_path)

    assert "<style>body { color: #111; }</style>" in page


def test_a_template_that_is_wrong_is_refused(tmp_path: Path) -> None:
    (tmp_path / "audit.html.jinja").write_text("{{ audit.nonsense }}", "utf-8")

    with pytest.raises(StrategyMapError, match=r"the template audit.html.jinja can't be used: "):
        read_map("empty").write_audit(format="html", templates=tmp_path)


# In a browser


@pytest.fixture(scope="session")
def audits(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages, written to files."""
    folder = tmp_path_factory.mktemp("audits")
    written = {name: folder / f"{name}.html" for name in SHOWN}
    for name, path in written.items():
        path.write_text(page_of(name), "utf-8")
    return written


@pytest.fixture
def show(chromium: Browser, audits: dict[str, Path]) -> Iterator[Show]:
    """Opens a page and collects what it complains about and asks for."""
    with tabs(chromium, audits, 1280) as opened:
        yield opened


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("name", SHOWN)
def test_axe_finds_nothing(show: Show, name: str, width: int) -> None:
    tab = show(name, width, bypass_csp=True)
    assert violations(tab) == []


@pytest.mark.parametrize("width", [1280, 640, 320])
@pytest.mark.parametrize("name", SHOWN)
def test_asks_for_nothing_and_never_scrolls_sideways(
    show: Show, name: str, width: int, audits: dict[str, Path]
) -> None:
    tab = show(name, width)
    tab.wait_for_timeout(50)

    wide = """() => [...document.querySelectorAll('body *')]
        .filter(e => !e.closest('.unseen, thead') && e.getBoundingClientRect().right > innerWidth + 1)
        .map(e => e.outerHTML.slice(0, 120))"""
    assert tab.complaints == [audits[name].as_uri()]  # type: ignore[attr-defined]
    assert tab.evaluate("() => document.documentElement.scrollWidth") <= width
    assert tab.evaluate(wide) == []


def test_is_a_table_to_a_screen_reader_also_on_a_phone(show: Show) -> None:
    for width in (1280, 320):
        tab = show("review-gaming", width)
        assert tab.get_by_role("table", name="The KPIs, and what the map answers").count() == 1
        assert (
            tab.get_by_role("rowheader", name=re.compile("Public star rating.*pay hangs on it")).count() == 1
        )
        assert tab.get_by_role("cell", name=re.compile(r"Blank. Ask: What keeps it honest\?")).count() == 6


def test_a_blank_is_an_empty_field_that_can_be_seen(show: Show) -> None:
    tab = show("contact-centre")

    fields = tab.evaluate(
        "() => [...document.querySelectorAll('.blank')].map(e => [getComputedStyle(e).borderTopStyle, e.clientHeight > 60])"
    )
    assert len(fields) > 5
    assert set(map(tuple, fields)) == {("dashed", True)}


@pytest.mark.parametrize("name", SHOWN)
def test_prints_on_a4_on_its_side(show: Show, name: str) -> None:
    pdf = show(name).pdf(prefer_css_page_size=True, print_background=True).decode("latin-1")

    boxes = re.findall(r"/MediaBox \[([\d. ]+)\]", pdf)
    assert {tuple(round(float(number)) for number in box.split()[2:]) for box in boxes} == {(842, 595)}


@pytest.mark.parametrize("name", SHOWN)
def test_on_paper_no_row_is_cut_and_nothing_is_smaller_than_eight_points(show: Show, name: str) -> None:
    tab = show(name)
    tab.emulate_media(media="print")

    small = """() => [...document.querySelectorAll('body *')]
        .filter(e => !e.closest('svg, .unseen') && e.getClientRects().length
            && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())
            && parseFloat(getComputedStyle(e).fontSize) * .75 < 7.99)
        .map(e => e.outerHTML.slice(0, 120))"""
    assert tab.evaluate(small) == []
    rows = (
        "() => [...document.querySelectorAll('tr')].every(e => getComputedStyle(e).breakInside === 'avoid')"
    )
    assert tab.evaluate(rows)
