"""The SVG: safe, complete, readable, and the same everywhere."""

from __future__ import annotations

import itertools
import os
import re
import subprocess
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import program
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from render.sample_views import awkward, contact_centre, judged, standing, view, with_findings

from strategymap import loads, render
from strategymap.finding import Severity
from strategymap.render import engine, marks, theme
from strategymap.render.cards import card_shape
from strategymap.render.characters import legible
from strategymap.render.palettes import LIGHT
from strategymap.render.pieces import PlacedMark
from strategymap.render.sheet import sheet
from strategymap.scorecard import Status
from strategymap.view import Arrow, Badge, Band, Card, KpiRow, Note, View

SVG = "{http://www.w3.org/2000/svg}"
GOLDEN = Path(__file__).with_name("golden")
#: Rewrites the golden pictures; look at the difference before it is committed.
REWRITE = "STRATEGYMAP_REWRITE_GOLDENS"

ELEMENTS = {"svg", "title", "desc", "g", "rect", "path", "circle", "polygon", "text"}
ATTRIBUTES = {
    "id", "role", "aria-label", "aria-labelledby", "aria-hidden", "width", "height", "viewBox", "font-family",
    "font-size", "font-weight", "text-anchor", "letter-spacing", "direction", "x", "y", "cx", "cy", "r", "rx", "d",
    "points", "transform", "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin",
    "stroke-opacity", "paint-order", "pointer-events", "data-card", "data-kpi", "data-from", "data-to", "data-kind",
}  # fmt: skip

#: Attributes that hold an id as it is written in the map, whatever it is.
IDS_OF_THE_MAP = {"data-card", "data-kpi", "data-from", "data-to"}


def parsed(shown: View, prefix: str = "") -> ElementTree.Element:
    return ElementTree.fromstring(render.draw(shown, id_prefix=prefix).encode())


def texts(root: ElementTree.Element, name: str = "text") -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}{name}")]


def assert_harmless(root: ElementTree.Element) -> None:
    """Nothing but shapes and text: no scripts, styles, links or references to anything outside."""
    for element in root.iter():
        assert isinstance(element.tag, str)
        assert element.tag.removeprefix(SVG) in ELEMENTS
        assert set(element.attrib) <= ATTRIBUTES
        for key, value in element.attrib.items():
            if key not in {"aria-label", "id", *IDS_OF_THE_MAP}:
                assert not re.search(r"url|script|http|data:|&", str(value), re.IGNORECASE)


@pytest.mark.parametrize(
    ("name", "shown"),
    [("contact-centre", contact_centre()), ("awkward", awkward()), ("standing", standing())],
)
def test_the_picture_is_the_same_to_the_byte(name: str, shown: View) -> None:
    found, golden = render.draw(shown, engine="graphviz-pure"), GOLDEN / f"{name}.svg"
    if os.environ.get(REWRITE):
        golden.write_text(found, "utf-8")
    assert found == golden.read_text("utf-8")


def test_hostile_titles_stay_text() -> None:
    root = parsed(awkward())
    assert_harmless(root)
    shown = "\n".join(texts(root))
    for title in ("<script>alert('1')</script>", '& "quotes" \\N ]]> &amp;', "<b>KPI</b> & co \\"):
        assert title in shown


TEXT = st.text(max_size=60) | st.sampled_from(
    [
        "<script>",
        "]]>",
        "&amp;",
        "&#x3c;",
        "a\x00b",
        "\ud800",
        "</title><g onload=x>",
        "\\",
        "--",
        "'\"",
        "\u202e",
        "%0A",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXT, TEXT, TEXT, TEXT, TEXT)
def test_any_text_is_shown_and_none_becomes_markup(
    title: str, name: str, kpi: str, why: str, band: str
) -> None:
    cards = (
        Card("a" + name, "goal", title, True, (KpiRow("k", kpi, title[:9], True, (why,)),), (why,)),
        Card("b", "outcome", kpi),
    )
    shown = with_findings(
        View(
            title,
            why,
            (Band(name, band, None, cards),),
            (KpiRow("l" + name, title),),
            (Arrow("b", "a" + name, "harms", (why,)),),
        ),
        [("a" + name, Severity.ERROR, why, "rule")],
    )
    root = parsed(shown, "p-")
    assert_harmless(root)
    whole = "\n".join(texts(root, "title")).replace("\r\n", "\n").replace("\r", "\n")
    for text in (title, kpi, why):
        assert legible(text).replace("\r\n", "\n").replace("\r", "\n") in whole


def test_every_text_of_the_view_is_there() -> None:
    shown = contact_centre()
    root = parsed(shown)
    words = re.sub(r"\s+", " ", " ".join(texts(root)))
    kpis = [*shown.loose, *(kpi for card in shown.cards() for kpi in card.kpis)]
    wanted = [shown.title, *(band.title for band in shown.bands), *(card.title for card in shown.cards())]
    wanted += [part for kpi in kpis for part in kpi.figures.split(" → ")] + [
        item.rule for item in shown.legend
    ]
    for text in filter(None, wanted):
        assert text in words
    assert texts(root).count("works against") == 2  # on the link, and in the key
    tips = texts(root, "title")
    assert (
        "“Calls are short” works against “Customers trust our answers”\nbecause callers are hurried off the phone"
        in tips
    )


def test_cards_kpis_links_and_findings_have_readable_ids_of_their_own() -> None:
    ids = [element.get("id") for element in parsed(contact_centre(), "map-").iter() if element.get("id")]
    assert Counter(ids).most_common(1)[0][1] == 1
    assert all(str(name).startswith("map-") for name in ids)
    assert {"map-title", "map-card-short", "map-kpi-short-0", "map-link-short-trust", "map-finding-1"} <= set(
        ids
    )


def test_two_maps_in_a_notebook_share_no_ids() -> None:
    maps = [loads(f"strategymap: 1\ntitle: {title}\ngoals: {{a: A}}\n") for title in ("One", "Two")]
    one, other = ({*re.findall(' id="([^"]+)"', shown._repr_svg_())} for shown in maps)
    assert one
    assert not one & other
    assert maps[0]._repr_svg_() == maps[0]._repr_svg_()


def test_ids_stay_apart_where_names_are_alike() -> None:
    cards = tuple(Card(name, "goal", "Goal") for name in ("a/b", "a&b", "a-b", "ü"))
    ids = {element.get("id") for element in parsed(View("T", "", (Band("", "", None, cards),))).iter()}
    assert {"card-a-b", "card-a-b-2", "card-a-b-3", "card-ü"} <= ids


def test_screen_readers_hear_title_description_bands_cards_and_links() -> None:
    root = parsed(contact_centre())
    assert root.get("role") == "group"
    assert root.get("aria-labelledby") == "title desc"
    assert (root[0].tag, root[0].text) == (f"{SVG}title", "Contact centre strategy 2026")
    assert "KPIs that measure nothing: Newsletter clicks" in str(root[1].text)
    assert [g.get("aria-label") for g in root.iter(f"{SVG}g") if g.get("role") == "group"] == [
        "Perspective: Financial", "Perspective: Customer", "Perspective: Internal process",
        "Perspective: Learning and growth",
    ]  # fmt: skip
    for picture in (g for g in root.iter(f"{SVG}g") if g.get("role") == "img"):
        assert picture[0].tag == f"{SVG}title"
        assert picture[0].text


def test_right_to_left_titles_say_so_and_findings_are_english_sentences() -> None:
    arabic = [element for element in parsed(awkward()).iter(f"{SVG}text") if "زيادة" in str(element.text)]
    of_findings = [element for element in arabic if element.get("font-size") == str(theme.LEGEND.size)]
    assert len(arabic) > len(of_findings) > 0
    assert {element.get("direction") for element in of_findings} == {None}
    assert {element.get("direction") for element in arabic if element not in of_findings} == {"rtl"}


def test_kinds_of_cards_differ_in_black_and_white() -> None:
    looks = {(dress.weight, dress.dashes, dress.round, dress.cut) for dress in theme.CARDS.values()}
    assert len(looks) == len(theme.CARDS)
    for one, other in itertools.combinations(theme.CARDS.values(), 2):
        assert (one.dashes, one.round) != (other.dashes, other.round) or abs(one.weight - other.weight) > 0.8


def test_a_map_of_one_kind_has_a_key_of_one_kind() -> None:
    words = texts(parsed(view("| \n  goal a: Only goal")))
    assert words == ["Contact centre strategy 2026", "TOP GOAL", "Only goal", "goal"]


def test_the_key_tells_of_baseline_and_target_only_where_there_are_numbers() -> None:
    card = Card("a", "goal", "Goal", kpis=(KpiRow("k", "KPI"),))
    bare = View("T", "", (Band("", "", None, (card,)),))
    numbers = View("T", "", (Band("", "", None, (card,)),), (KpiRow("l", "L", "1 → 2"),))
    assert texts(parsed(bare))[-1] == "KPI"
    assert texts(parsed(numbers))[-1] == "KPI, from baseline to target"


def test_each_status_has_a_shape_of_its_own() -> None:
    drawn = [ElementTree.fromstring(marks.status(PlacedMark(status, 9, 9), LIGHT)) for status in Status]
    colours = {"fill", "stroke"}
    looks = {(mark.tag, *((k, v) for k, v in mark.items() if k not in colours)) for mark in drawn}
    assert len(looks) == len(Status)
    full = [mark.get("fill") != "none" for mark in drawn]
    assert full == [False, True, True, True, False]


def key_of(*kpis: KpiRow) -> list[str]:
    """The entries of the key about KPIs, those of the card left out."""
    card = Card("a", "goal", "Goal", kpis=kpis)
    words = texts(parsed(View("T", "", (Band("", "", None, (card,)),))))
    return words[words.index("goal") + 1 :]


def test_the_key_tells_of_the_statuses_that_occur_and_of_no_other() -> None:
    late = judged(KpiRow("k", "K", "1 → 9"), Status.OFF_TRACK, "2", "1", "9", 0.1, 0.5)
    done = judged(KpiRow("l", "L", "1 → 9"), Status.ACHIEVED, "9", "1", "9", 1.0, 0.5)
    assert key_of(late, KpiRow("m", "M", status=Status.NO_DATA)) == [
        "off track",
        "no data to judge by",
        "from baseline to target, with a line where it should be by now",
    ]
    assert key_of(done) == ["achieved", "from baseline to target"]
    assert key_of(judged(KpiRow("n", "N", "→ 9"), Status.ACHIEVED, "9")) == [
        "achieved",
        "from baseline to target",
    ]
    assert key_of(judged(KpiRow("n", "N"), Status.NO_DATA, "9")) == ["no data to judge by"]


def test_the_statuses_stand_together_in_the_key() -> None:
    placed = sheet(standing(), engine.lay_out)
    assert len({entry.box.y for entry in placed.key}) == 2
    assert len({entry.box.y for entry in placed.key if entry.what in set(Status)}) == 1


def test_a_status_is_told_in_words_on_cards_and_kpis() -> None:
    tips = texts(parsed(standing()), "title")
    assert "KPI: Off track, 64 % → 75 %, now 65 %, off track\nError 9: Finding about a KPI" in tips
    card = next(tip for tip in tips if tip.startswith("Goal: Twelve"))
    assert card.splitlines()[:2] == [
        "Goal: Twelve KPIs stand in one card, off track",
        "KPI: Achieved, 420 s → 315 s, now 312 s, achieved",
    ]


def test_a_bar_shows_what_is_done_and_where_it_should_be_by_now() -> None:
    (first, *others, last) = (row.bar for row in card_shape(next(standing().cards()), LIGHT.plain).kpis[:6])
    assert first is not None
    assert last is not None
    assert (first.done, first.expected) == (first.width, None)  # reached: nobody asks
    assert (last.done, last.expected) == (pytest.approx(last.width * 0.8), last.width)
    assert {(bar.x, bar.width) for bar in others if bar} == {(first.x, first.width)}
    assert [bar.went_back for bar in others if bar] == [False, False, False, True]
    assert [bar.done for bar in others if bar][3] == 0


def test_how_to_read_the_map_stands_below_its_title() -> None:
    assert texts(parsed(contact_centre()))[2] == "Read upwards: if this, then that."
    alone = view("| \n  goal a: Only goal")
    assert not [text for text in texts(parsed(alone)) if text.startswith("Read upwards")]


def test_marks_at_the_title_and_notes_below_the_findings_are_drawn() -> None:
    badges = (Badge(Severity.NOTE, 1, "no reasons"), Badge(Severity.NOTE, None, "N; accepted", accepted=True))
    notes = (Note("accepted", "N; accepted"), Note("harms", '"A" works against "B"'))
    root = parsed(View("T", notes=notes, badges=badges))
    assert_harmless(root)
    assert {"T", "1", "N; accepted", '"A" works against "B"', "found and accepted"} <= set(texts(root))
    assert {"Note 1: no reasons", "Accepted: N; accepted"} <= set(texts(root, "title"))


def test_a_format_that_there_is_not_is_refused() -> None:
    with pytest.raises(
        render.UnknownName, match='no picture format "gif"; choose one of svg, pdf, png, pptx, dot'
    ):
        render.draw(contact_centre(), "gif")


@pytest.mark.parametrize("name", render.FORMATS)
def test_every_format_that_is_text_ends_with_a_line_end_and_each_repeats_itself(name: str) -> None:
    shown = contact_centre()
    first = render.draw(shown, name)
    assert isinstance(first, bytes) or first.endswith("\n")
    assert render.draw(shown, name) == first


def test_nothing_in_a_picture_runs(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    hostile = view("| \n  goal a: Goal")
    titles = [
        '</title><script>document.title="pwned"</script>',
        '"><img src=x onerror=\'document.title="pwned"\'>',
    ]
    cards = tuple(Card(title, "goal", title) for title in titles)
    hostile = View(titles[0], titles[1], (Band(titles[0], titles[1], None, cards),))
    page.write_text(f"<!doctype html><meta charset=utf-8><title>safe</title>{render.draw(hostile)}", "utf-8")
    flags = (
        "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-sync"
    )
    answer = subprocess.run(
        [program("chromium", "chromium-browser", "google-chrome"), *flags.split(), "--disable-component-update",
         f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", page.as_uri()],
        capture_output=True, text=True, encoding="utf-8", timeout=120, check=True,
    )  # fmt: skip
    assert "<title>safe</title>" in answer.stdout
    assert "<img" not in answer.stdout
