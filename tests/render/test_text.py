"""Widths of texts, and breaking them into lines."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from strategymap import opening, render
from strategymap.render import theme
from strategymap.render.widths import runs_right_to_left, width
from strategymap.render.wrap import ELLIPSIS, Font, clusters, shortened, wrapped

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FONT = Font(13.5, bold=True)
LATIN = [
    "Improve customer satisfaction with the contact centre",
    "First-contact resolution 64 % → 75 %",
    "€6.40 – €4.90, “quoted” & more",
    "Größere Änderungen prüfen: Maßnahmen für Öffentlichkeitsarbeit",
    "WAVE To AV Tr 11 1.1 Yo. LT",
    "АТ ГД УФ Ткач",
    "Señora Álvarez comprueba la atención",
    "Повысить качество обслуживания клиентов",
    "Βελτίωση της εξυπηρέτησης πελατών",
]
SQUARE = ["顧客満足度の継続的な向上", "持续提升客户满意度和忠诚度"]
BOUNDED = [
    *SQUARE,
    "업무 프로세스 자동화",
    "زيادة رضا العملاء",
    "Customers stay 👍",
]


ARABIC = [
    "استراتيجية مركز خدمة العملاء 2030",
    "المالية والاستدامة",
    "تُحل المشكلة من المكالمة الأولى",
    "کارکنان گروه پژوهش",
    "سيسسسشش",
]
#: The texts of an SVG: what is written, how wide it is, its size, whether it is bold, and
#: the space between its letters.
MEASURE = """() => [...document.querySelectorAll("svg text")].map(text => {
    const style = getComputedStyle(text)
    return [text.textContent, text.getComputedTextLength(), parseFloat(style.fontSize),
            parseInt(style.fontWeight) >= 600, parseFloat(style.letterSpacing) || 0]
})"""


def drawn_widths(browser: Browser, svg: str) -> list[tuple[str, float, float]]:
    """The texts of an SVG, how wide a browser draws them, and how wide they are reckoned to be."""
    if not any(Path("/usr/share/fonts").rglob("LiberationSans-Regular.ttf")):
        pytest.skip("needs the font Liberation Sans")
    with browser.new_page() as page:
        page.set_content(svg)
        return [
            (text, drawn, width(text, size, bold=bold) + spaced * len(text))
            for text, drawn, size, bold, spaced in page.evaluate(MEASURE)
        ]


def sample(texts: list[str]) -> str:
    """An SVG with these texts, in both weights."""
    lines = [
        f'<text font-size="100" font-weight="{weight}">{text.replace("&", "&amp;")}</text>'
        for text in texts for weight in ("normal", "bold")
    ]  # fmt: skip
    return f'<svg font-family="{theme.FAMILY}">{"".join(lines)}</svg>'


def test_latin_greek_and_cyrillic_are_as_wide_as_a_browser_draws_them(chromium: Browser) -> None:
    for text, drawn, ours in drawn_widths(chromium, sample(LATIN)):
        assert ours == pytest.approx(drawn, rel=0.01), text


def test_other_scripts_are_drawn_no_wider_than_reckoned(chromium: Browser) -> None:
    for text, drawn, ours in drawn_widths(chromium, sample(BOUNDED)):
        assert drawn <= ours * 1.001, text


def test_arabic_is_reckoned_in_its_joined_forms_a_little_too_wide_at_most(chromium: Browser) -> None:
    if not any(Path("/usr/share/fonts").rglob("DejaVuSans.ttf")):
        pytest.skip("needs the font DejaVu Sans")
    for text, drawn, ours in drawn_widths(chromium, sample(ARABIC)):
        assert drawn <= ours * 1.001 <= 1.15 * drawn, text


def test_chinese_and_japanese_are_as_wide_as_noto_draws_them(chromium: Browser) -> None:
    if not any(Path("/usr/share/fonts").rglob("NotoSansCJK*")):
        pytest.skip("needs the font Noto Sans CJK")
    for text, drawn, ours in drawn_widths(chromium, sample(SQUARE)):
        assert ours == pytest.approx(drawn, rel=0.01), text


@pytest.mark.parametrize("path", sorted((ROOT / "maps").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_text_of_the_example_maps_is_as_wide_in_a_browser_as_reckoned(
    path: Path, chromium: Browser
) -> None:
    texts = drawn_widths(chromium, render.draw(opening.load(path).view, engine="graphviz-pure"))
    assert texts
    assert {text: (drawn, ours) for text, drawn, ours in texts if abs(ours - drawn) > 0.01 * drawn} == {}


def test_wide_characters_are_an_em_and_accents_nothing() -> None:
    assert width("顧客", 12) == 24
    assert width("e\u0301", 10) == width("e", 10)
    assert width("\u200b\u200d", 10) == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Customers", False),
        ("العملاء", True),
        ("לקוחות (NPS)", True),
        ("(NPS) לקוחות", False),
        ("12 %", False),
    ],
)
def test_the_first_letter_with_a_direction_decides(text: str, expected: bool) -> None:
    assert runs_right_to_left(text) is expected


def test_lines_become_about_equally_long() -> None:
    found = wrapped("Grow revenue from customers who stay", 212, FONT, even=True)
    assert found.lines == ("Grow revenue from", "customers who stay")


def test_a_long_word_is_broken_at_a_syllable_with_a_hyphen() -> None:
    found = wrapped("Kundenzufriedenheitsverbesserungsmaßnahmenkatalog", 200, FONT, most=9)
    assert found.lines == ("Kundenzufriedenheitsverbes-", "serungsmaßnahmenkatalog")


@pytest.mark.parametrize(
    ("word", "lines"),
    [
        ("Daseinsvorsorge", ("Daseinsvor-", "sorge")),
        ("Netzbetriebsführung", ("Netzbetriebsfüh-", "rung")),
        ("Wirtschaftlichkeit,", ("Wirtschaftlich-", "keit,")),
        ("Stadtratsbeschluss", ("Stadtratsbe-", "schluss")),
        ("Organisationsentwicklung", ("Organisationsentwick-", "lung")),
        ("(internationalization)", ("(internationaliza-", "tion)")),
        ("xxxxxxxxxxxxxxx", ("xxxxxxxxxxx-", "xxxx")),
    ],
)
def test_a_word_is_broken_before_a_syllable_and_never_leaves_less_than_four_letters(
    word: str, lines: tuple[str, ...]
) -> None:
    assert wrapped(word, FONT.width(word) - 8, Font(13.5, bold=True)).lines == lines


def test_what_is_no_word_is_broken_without_a_hyphen() -> None:
    found = wrapped("0123456789" * 8, 200, FONT, most=9)
    assert "".join(found.lines) == "0123456789" * 8


def test_chinese_breaks_between_characters_but_not_before_a_stop() -> None:
    found = wrapped("持续提升客户满意度，并降低成本。" * 3, 121, FONT, most=9)
    assert "".join(found.lines) == "持续提升客户满意度，并降低成本。" * 3
    assert not any(line[0] in "，。" for line in found.lines)


def test_a_number_stays_with_its_unit() -> None:
    assert wrapped("about 100\u00a0000\u00a0customers", 140, FONT).lines == (
        "about",
        "100\u00a0000\u00a0customers",
    )


def test_beyond_the_last_line_an_ellipsis_stands_for_the_rest() -> None:
    found = wrapped("many words " * 40, 200, FONT, most=2)
    assert found.cut
    assert len(found.lines) == 2
    assert found.lines[1].endswith(ELLIPSIS)


def test_a_family_and_a_flag_are_never_torn_apart() -> None:
    family, flag = "👨‍👩‍👧‍👦", "🇩🇪"
    assert list(clusters(f"a{family}{flag}{flag}e\u0301")) == ["a", family, flag, flag, "e\u0301"]


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200)


@given(TEXT, st.integers(40, 400), st.booleans())
def test_no_line_is_wider_than_its_room_and_nothing_is_lost(text: str, room: int, even: bool) -> None:
    found = wrapped(text, room, FONT, most=1000, even=even)
    assert not found.cut
    for line in found.lines:
        assert FONT.width(line) <= room or len(list(clusters(line.rstrip("-")))) == 1
    plain = re.sub(r"\s+", "", text)
    assert re.sub(r"[\s-]+", "", "".join(found.lines)) == re.sub("-", "", plain)


@given(TEXT, st.integers(20, 400))
def test_a_shortened_text_fits_and_is_whole_where_it_does(text: str, room: int) -> None:
    found = shortened(text, room, FONT)
    if FONT.width(text) <= room:
        assert found == text
    else:
        assert found.endswith(ELLIPSIS)
        assert FONT.width(found) <= room or found == ELLIPSIS


def test_a_word_of_twice_the_length_costs_twice_as_much() -> None:
    class Measured(Font):
        def width(self, text: str) -> float:
            measured.append(len(text))
            return super().width(text)

    costs = []
    for length in (2_000, 4_000):
        measured: list[int] = []
        assert len(wrapped("x" * length, 100, Measured(12), most=6).lines) == 6
        costs.append(sum(measured))
    assert costs[1] < 2.2 * costs[0]
