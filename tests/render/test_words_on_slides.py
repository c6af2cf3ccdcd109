"""Long words and long titles on slides, as LibreOffice shows them: all inside, and none is broken
without a hyphen."""

from __future__ import annotations

from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Pt
from render.decks import Word, box_of, opened, shown, spilled

import strategymap
from strategymap.render.slides.fitting import LINE_END, parted
from strategymap.render.slides.inherited import TitleStyle, title_style
from strategymap.render.slides.shapes import EMU
from strategymap.render.wrap import Font

pytestmark = [
    pytest.mark.filterwarnings("ignore:the smallest text"),
    pytest.mark.filterwarnings("ignore:text smaller than"),
    pytest.mark.filterwarnings("ignore:.* cards on one slide"),
]
GOALS = (
    "Das Jahresergebnis finanziert die Daseinsvorsorge ohne zusätzliche Kreditaufnahme der Stadt",
    "Privatkundinnen und Privatkunden bleiben trotz Preisvergleichsportalen bei uns",
    "Genehmigungsverfahren für Leitungsbaumaßnahmen dauern höchstens vier Monate",
    "Selbstbedienungsportal für Ratenzahlungsvereinbarungen und Abschlagsanpassungen",
    "Versorgungssicherheit bleibt auch bei Extremwetterereignissen gewährleistet",
    "Die Wärmeversorgung ist bis 2035 vollständig klimaneutral",
    "Stammdatenqualität der Zählpunkte erreicht Marktkommunikationsreife",
    "Durchschnittliche Versorgungsunterbrechungsdauer je Letztverbraucher sinkt",
)
TITLE = (
    "Strategie 2030 der Stadtwerke Bergisch Neuenkirchen – Strom, Wärme, Wasser und Mobilität aus einer Hand"
)
BANDS = """
perspectives:
  money: {title: Finanzen und kommunale Daseinsvorsorge, role: financial}
  customers: {title: Kundinnen und Quartiere, role: customer}
  ways: {title: Interne Geschäftsprozesse und Netzbetriebsführung, role: process}
  people: {title: "Beschäftigte, Qualifikation und Führungskultur", role: people}
"""


def german(count: int) -> str:
    """A map of many cards with long words, each of which leads to one further up."""
    cards = "".join(
        f"  c{n}:\n    title: {GOALS[n % len(GOALS)]}\n"
        f"    perspective: {('money', 'customers', 'ways', 'people')[n * 4 // count]}\n"
        + (f"    supports: c{n - count // 4}\n" if n >= count // 4 else "")
        for n in range(count)
    )
    return f'title: "{TITLE}"\n{BANDS}goals:\n{cards}'


def twelve() -> str:
    """One card with a very long word and twelve KPIs."""
    kpis = "".join(
        f"      k{n}: {{title: Kennzahl Nummer {n} mit einem langen Namen, target: {n + 9}}}\n"
        for n in range(12)
    )
    word = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle"
    return (
        f"title: Twelve KPIs\ngoals:\n  a:\n    title: {word}\n    perspective: customer\n    kpis:\n{kpis}"
    )


def drawn(text: str, **asked: Any) -> bytes:
    content = strategymap.loads(text, as_of=date(2026, 6, 30)).render(format="pptx", **asked)
    assert isinstance(content, bytes)
    return content


def template(path: Path, *, size: tuple[float, float] = (720, 540), title: float = 0) -> Path:
    """The template that python-pptx has, on slides of a size and with a title of this height."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = (Pt(length) for length in size)
    if title:
        layout = deck.slide_layouts[5].placeholders[0]
        layout.left, layout.top, layout.width, layout.height = Pt(36), Pt(22), Pt(size[0] - 72), Pt(title)
    deck.save(str(path))
    return path


@pytest.fixture(scope="module")
def decks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("templates")
    plain = template(folder / "plain.pptx")
    return {
        "german": drawn(german(40)),
        "german-few": drawn(german(24)),
        "crowd": drawn(german(40), template=plain),
        "german-split": drawn(german(24), split=True),
        "twelve": drawn(twelve()),
        "twelve-template": drawn(twelve(), template=plain),
        "template": drawn(german(12), template=plain),
        "low": drawn(german(8), template=template(folder / "low.pptx", title=30)),
        "tables": drawn(twelve(), template=template(folder / "narrow.pptx", size=(480, 540))),
        "portrait": drawn(german(8), template=template(folder / "high.pptx", size=(540, 957.6))),
    }


@pytest.fixture(scope="module")
def words(decks: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[Word]]]:
    """What LibreOffice shows of them."""
    return shown(decks, tmp_path_factory.mktemp("decks"))


def test_long_words_stand_inside_of_their_cards_and_are_broken_with_a_hyphen(
    decks: dict[str, bytes], words: dict[str, list[list[Word]]]
) -> None:
    outside = {}
    for name, content in decks.items():
        for number, (slide, page) in enumerate(zip(opened(content).slides, words[name], strict=True), 1):
            if found := list(spilled(slide, page)):
                outside[f"{name} {number}"] = found
    assert outside == {}


def test_a_long_word_in_a_table_is_broken_with_a_hyphen(
    decks: dict[str, bytes], words: dict[str, list[list[Word]]]
) -> None:
    slides = list(opened(decks["tables"]).slides)
    tables = [
        (shape.table, page)
        for slide, page in zip(slides, words["tables"], strict=True)
        for shape in slide.shapes
        if shape.has_table
    ]
    assert tables
    for table, page in tables:
        there = {unescape(word.text) for word in page}
        texts = [cell.text for row in table.rows for cell in row.cells]
        assert [
            word for text in texts for word in text.split() if word not in there and "-" not in word
        ] == []


@pytest.mark.parametrize("name", ["german", "german-few", "crowd", "low", "portrait"])
def test_the_title_of_a_band_stays_in_it_and_is_broken_with_a_hyphen(
    name: str, decks: dict[str, bytes], words: dict[str, list[list[Word]]]
) -> None:
    for shape in opened(decks[name]).slides[0].shapes:
        if shape.name.startswith("Title ") and not shape.is_placeholder:
            box = box_of(shape)
            inside = [
                word.text
                for word in words[name][0]
                if box.x - 1 <= word.box.x
                and word.box.right <= box.right + 2
                and word.box.y >= box.y - 2
                and word.box.bottom <= box.bottom + 2
            ]
            assert [word for word in shape.text_frame.text.split() if word not in inside] == []


@pytest.mark.parametrize("name", ["german", "german-split", "template", "low", "portrait"])
def test_a_title_stays_on_the_slide_and_above_the_map(
    name: str, decks: dict[str, bytes], words: dict[str, list[list[Word]]]
) -> None:
    deck = opened(decks[name])
    for slide, page in zip(deck.slides, words[name], strict=True):
        others = [box_of(shape) for shape in slide.shapes if not shape.is_placeholder]
        right, bottom = deck.slide_width / EMU, min(box.y for box in others) + 1
        above = [word.text for word in page if word.box.y >= -1 and word.box.bottom <= bottom]
        beside = [word.text for word in page if word.box.x < 0 or word.box.right > right]
        assert [word for word in slide.shapes.title.text.split() if word not in above] == []
        assert beside == []


def test_a_title_that_has_room_keeps_the_size_of_the_template(tmp_path: Path) -> None:
    text = "title: Short\ngoals:\n  a: {title: Done}\n"
    slide = opened(drawn(text, template=template(tmp_path / "plain.pptx"))).slides[0]
    assert [piece.font.size for piece in slide.shapes.title.text_frame.paragraphs[0].runs] == [None]


def test_the_style_of_a_title_is_that_of_its_layout_else_of_the_master(tmp_path: Path) -> None:
    deck = Presentation()
    layout = deck.slide_layouts[5]
    assert title_style(layout) == TitleStyle(44.0, bold=False, beside=14.4, above=7.2)
    frame = deck.slide_master.placeholders[0].text_frame
    frame.margin_left, frame.margin_top = Pt(0), Pt(10)
    assert title_style(layout).beside == 7.2
    assert title_style(layout).above == 13.6


def test_a_word_is_parted_only_where_it_is_too_long() -> None:
    font = Font(10, bold=True)
    assert parted("Führungskultur, und Wärme", 200, font) == "Führungskultur, und Wärme"
    broken = parted("Führungskultur, und Wärme", 70, font)
    assert broken.count(LINE_END) == 1
    assert broken.replace(f"-{LINE_END}", "") == "Führungskultur, und Wärme"
