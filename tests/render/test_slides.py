"""The map as a presentation: what PowerPoint needs so that it opens, and people so that they can
go on working with it."""

from __future__ import annotations

import io
import warnings
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from pptx import Presentation
from pptx.util import Pt
from render.decks import A, P, flat, flaws, opened

import strategymap
from strategymap import render
from strategymap.errors import OutputError
from strategymap.finding import Severity
from strategymap.scorecard import Status
from strategymap.view import Arrow, Badge, Band, Card, KpiRow, LegendItem, View

ROOT = Path(__file__).parent.parent.parent

pytestmark = pytest.mark.filterwarnings("ignore:the smallest text")


def drawn(view: View, **options: Any) -> bytes:
    content = render.draw(view, "pptx", **options)
    assert isinstance(content, bytes)
    return content


def of_map(name: str, **options: Any) -> bytes:
    read = strategymap.load(ROOT / "maps" / name, as_of=date(2026, 6, 30))
    content = read.render(format="pptx", **options)
    assert isinstance(content, bytes)
    return content


def view_of_map(name: str) -> View:
    return strategymap.load(ROOT / "maps" / name, as_of=date(2026, 6, 30)).view


def small(title: str = "A map", *, kpi: str = "Margin") -> View:
    """Two cards and a link, with a finding on a KPI."""
    found = Badge(Severity.WARNING, 1, "Nobody owns it")
    margin = KpiRow("margin", kpi, "3 % → 5 %", badges=(found,), status=Status.AT_RISK, now="4 %")
    top = Band("money", title, "financial", (Card("profit", "goal", title, top=True, kpis=(margin,)),))
    low = Band("people", "People", "people", (Card("trained", "outcome", title),))
    item = LegendItem(1, Severity.WARNING, "Nobody owns it", "no-owner", ("Name somebody.",))
    return View(title, "As of today", (top, low), arrows=(Arrow("trained", "profit"),), legend=(item,))


def test_a_quotation_that_is_read_leftwards_keeps_its_signs_in_the_table_of_findings() -> None:
    item = LegendItem(1, Severity.WARNING, 'KPI "رضا 25%"\u200e has no owner', "no-owner")
    told = opened(drawn(View("A map", legend=(item,)))).slides[1]
    (table,) = [shape.table for shape in told.shapes if shape.has_table]
    assert table.cell(1, 1).text == 'KPI "\u2067رضا 25%\u2069"\u200e has no owner'


def test_each_arrow_holds_on_to_both_of_its_cards() -> None:
    deck = opened(of_map("contact-centre.yaml"))
    read = strategymap.load(ROOT / "maps" / "contact-centre.yaml")
    slide = deck.slides[0]._element
    names = {int(found.get("id")): found.get("name") for found in slide.iter(f"{P}cNvPr")}
    held: dict[str, list[str]] = {}
    for line in slide.iter(f"{P}cxnSp"):
        ends = [names[int(end.get("id"))] for end in line.iter(f"{A}stCxn", f"{A}endCxn")]
        if ends:
            held.setdefault(line.find(f".//{P}cNvPr").get("name"), []).extend(ends)
    verbs = {"supports": "supports", "harms": "works against", "feedback": "feeds back to"}
    wanted = {f"{a.tail} {verbs[a.kind]} {a.head}": (a.tail, a.head) for a in read.view.arrows}
    assert {name: (ends[0], ends[-1]) for name, ends in held.items()} == wanted


def test_an_arrow_meets_the_edge_of_the_card_that_it_holds_on_to() -> None:
    deck = opened(drawn(small()))
    (line,) = [shape for shape in deck.slides[0].shapes if shape.name == "trained supports profit"]
    boxes = {shape.name: shape for shape in flat(deck.slides[0].shapes)}
    tail, head = boxes["trained"], boxes["profit"]
    assert abs(line.begin_y - tail.top) <= 1 and abs(line.end_y - (head.top + head.height)) <= 1
    assert tail.left < line.begin_x < tail.left + tail.width
    assert head.left < line.end_x < head.left + head.width


def test_cards_hold_their_words_as_text_and_tell_themselves() -> None:
    slide = opened(drawn(small())).slides[0]
    boxes = {shape.name: shape for shape in flat(slide.shapes)}
    assert slide.shapes.title.text == "A map"
    assert boxes["profit"].text_frame.text == "A map\nMargin\t4 %"
    told = boxes["profit"]._element.find(f".//{P}cNvPr").get("descr")
    assert told == "Top goal: A map. KPI: Margin, 3 % → 5 %, now 4 %, at risk"
    assert boxes["Finding 1"].text_frame.text == "1"


def test_what_was_found_about_a_link_is_marked_beside_its_line() -> None:
    found = Badge(Severity.ERROR, 7, "Nobody can check it")
    content = drawn(replace(small(), arrows=(Arrow("trained", "profit", badges=(found,)),)))
    assert list(flaws(content)) == []
    boxes = {shape.name: shape for shape in flat(opened(content).slides[0].shapes)}
    line, mark = boxes["trained supports profit"], boxes["Finding 7"]
    assert boxes["profit"].top + boxes["profit"].height < mark.top
    assert mark.top + mark.height < boxes["trained"].top
    assert max(line.begin_x, line.end_x) < mark.left < line.begin_x + Pt(40)
    assert line._element.xpath(".//p:cNvPr/@descr")[0].endswith("Error 7: Nobody can check it")


def test_the_notes_tell_the_source_the_day_and_what_was_found() -> None:
    notes = opened(drawn(small(), source="map.yaml", day=date(2026, 6, 30))).slides[0].notes_slide
    assert notes.notes_text_frame.text.splitlines() == [
        "A map",
        "Source: map.yaml",
        "As of 2026-06-30",
        "Read upwards: if this, then that.",
        "1. Warning: Nobody owns it (no-owner)",
        "    Name somebody.",
    ]


def test_what_stands_out_is_a_table_on_a_slide_of_its_own() -> None:
    deck = opened(drawn(small()))
    assert [slide.shapes.title.text for slide in deck.slides] == ["A map", "What stands out"]
    (table,) = [shape.table for shape in deck.slides[1].shapes if shape.has_table]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["No.", "Finding", "Rule"],
        ["1", "Nobody owns it", "warning: no-owner"],
    ]


def test_kpis_that_would_be_too_small_get_a_table() -> None:
    deck = opened(of_map("contact-centre.yaml"))
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert titles[:2] == ["Contact centre strategy 2026", "How it is measured  |  1 of 2"]
    boxes = {shape.name: shape for shape in flat(deck.slides[0].shapes)}
    assert boxes["short-calls"].text_frame.text == "Calls are short"


def test_small_text_is_told() -> None:
    view = view_of_map("contact-centre.yaml")
    said = (
        r"has 8.23 pt, and a room reads 12 pt; split the map over several slides \(--split\), or draw a part"
    )
    with pytest.warns(UserWarning, match=said):
        drawn(view)


def test_the_same_map_gives_the_same_bytes_and_no_hour() -> None:
    first, second = drawn(small(), day=date(2026, 6, 30)), drawn(small(), day=date(2026, 6, 30))
    assert first == second
    with ZipFile(io.BytesIO(first)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = opened(first).core_properties
    assert (properties.title, properties.modified.date()) == ("A map", date(2026, 6, 30))


@pytest.mark.parametrize(
    "title",
    [
        "",
        "a\0b\x1b[31m\ud800<b>&amp;\"'",
        "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung " * 3,
        "客户满意度持续提升并且推荐我们给他们的朋友和家人" * 3,
        "يعود العملاء ويوصون بنا لأصدقائهم",
        "=cmd|'/c calc'!A0",
    ],
)
def test_any_words_fit_and_break_nothing(title: str) -> None:
    content = drawn(small(title, kpi=title))
    assert list(flaws(content)) == []


def test_words_from_right_to_left_are_set_so() -> None:
    slide = opened(drawn(small("يعود العملاء"))).slides[0]
    boxes = {shape.name: shape for shape in flat(slide.shapes)}
    paragraphs = [slide.shapes.title.text_frame.paragraphs[0], boxes["trained"].text_frame.paragraphs[0]]
    assert [(p._p.pPr.get("rtl"), p._p.pPr.get("algn")) for p in paragraphs] == [("1", "r")] * 2


@pytest.mark.parametrize("view", [View("Nothing"), replace(small(), arrows=(), bands=small().bands[:1])])
def test_a_map_with_next_to_nothing_is_drawn(view: View) -> None:
    assert list(flaws(drawn(view))) == []


@pytest.fixture
def firm(tmp_path: Path) -> Path:
    """A template of a firm: 4:3, with example slides."""
    deck = Presentation()
    for layout in (0, 1, 5):
        slide = deck.slides.add_slide(deck.slide_layouts[layout])
        slide.shapes.title.text = "An example"
    deck.slide_layouts[5].name = "Our map"
    deck.save(str(tmp_path / "firm.pptx"))
    return tmp_path / "firm.pptx"


def test_a_template_lends_its_size_and_its_layout_and_loses_its_examples(firm: Path) -> None:
    content = drawn(small(), template=firm)
    deck = opened(content)
    assert list(flaws(content)) == []
    assert (deck.slide_width, deck.slide_height) == (Pt(720), Pt(540))
    assert [slide.slide_layout.name for slide in deck.slides] == ["Our map", "Our map"]
    assert "An example" not in [slide.shapes.title.text for slide in deck.slides]
    with ZipFile(io.BytesIO(content)) as archive:
        slides = [name for name in archive.namelist() if name.startswith("ppt/slides/slide")]
    assert slides == ["ppt/slides/slide1.xml", "ppt/slides/slide2.xml"]


def test_the_map_stays_below_the_title_of_the_template(firm: Path) -> None:
    slide = opened(drawn(small(), template=firm)).slides[0]
    title = slide.shapes.title
    others = [shape for shape in slide.shapes if not shape.is_placeholder]
    assert min(shape.top for shape in others) >= title.top + title.height


def test_a_template_that_cannot_be_used_is_refused(tmp_path: Path) -> None:
    (tmp_path / "no.pptx").write_text("no zip")
    for name in ("no.pptx", "missing.pptx"):
        with pytest.raises(OutputError, match=rf"the template .*{name} can't be read"):
            drawn(small(), template=tmp_path / name)
    with ZipFile(tmp_path / "other.pptx", "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(OutputError, match=r"no presentation that can be used; save it as \.pptx"):
        drawn(small(), template=tmp_path / "other.pptx")


def test_the_plain_theme_has_our_colours_and_arial() -> None:
    with ZipFile(io.BytesIO(drawn(small()))) as archive:
        theme = archive.read("ppt/theme/theme1.xml").decode()
    assert '<a:dk2><a:srgbClr val="1F4E8C"/>' in theme and '<a:latin typeface="Arial"' in theme


def test_no_other_warning_is_given() -> None:
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        drawn(small())
        drawn(view_of_map("contact-centre.yaml"))
    assert len(told) == 1
