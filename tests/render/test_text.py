"""Widths of texts, and breaking them into lines."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from conftest import program
from hypothesis import given
from hypothesis import strategies as st

from strategymap.render.widths import runs_right_to_left, width
from strategymap.render.wrap import ELLIPSIS, Font, clusters, shortened, wrapped

FONT = Font(13.5, bold=True)
LATIN = [
    "Improve customer satisfaction with the contact centre",
    "First-contact resolution 64 % → 75 %",
    "€6.40 – €4.90, “quoted” & more",
    "Größere Änderungen prüfen: Maßnahmen für Öffentlichkeitsarbeit",
    "Señora Álvarez comprueba la atención",
    "Повысить качество обслуживания клиентов",
    "Βελτίωση της εξυπηρέτησης πελατών",
]
BOUNDED = [
    "WAVE To AV",
    "顧客満足度の継続的な向上",
    "업무 프로세스 자동화",
    "زيادة رضا العملاء",
    "Customers stay 👍",
]


def drawn_widths(texts: list[tuple[str, bool]], folder: Path) -> list[float]:
    """How wide a browser draws each text at 100 px."""
    browser = program("chromium", "chromium-browser", "google-chrome")
    items = "".join(
        f'<text y="100" font-size="100" font-weight="{"bold" if bold else "normal"}">{re.sub("&", "&amp;", text)}</text>'
        for text, bold in texts
    )
    page = folder / "page.html"
    page.write_text(
        "<!doctype html><meta charset=utf-8><svg font-family=\"Arial, 'Liberation Sans', Arimo, Helvetica, sans-serif\">"
        f"{items}</svg><pre id=out></pre><script>out.textContent = JSON.stringify("
        "[...document.querySelectorAll('text')].map(t => t.getComputedTextLength()))</script>",
        "utf-8",
    )
    flags = (
        "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-sync"
    )
    answer = subprocess.run(
        [browser, *flags.split(), "--disable-component-update", f"--user-data-dir={folder / 'profile'}", "--dump-dom",
         page.as_uri()],
        capture_output=True, text=True, encoding="utf-8", timeout=120, check=True,
    )  # fmt: skip
    found = re.search(r"<pre[^>]*>(.*?)</pre>", answer.stdout, re.DOTALL)
    assert found
    return [float(number) for number in json.loads(found[1])]


def test_latin_greek_and_cyrillic_are_as_wide_as_a_browser_draws_them_and_other_scripts_not_wider(
    tmp_path: Path,
) -> None:
    texts = [(text, bold) for text in LATIN + BOUNDED for bold in (False, True)]
    if not any(Path("/usr/share/fonts").rglob("LiberationSans-Regular.ttf")):
        pytest.skip("needs the font Liberation Sans")
    for (text, bold), drawn in zip(texts, drawn_widths(texts, tmp_path), strict=True):
        ours = width(text, 100, bold=bold)
        assert drawn <= ours * 1.001, text
        if text in LATIN:
            assert ours == pytest.approx(drawn, rel=0.01), text


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
