"""Whole decks: nothing covers anything and all text has room, on one slide, split, and in every theme."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from pptx import Presentation
from render.decks import Word, cards_of, flaws, opened, shown, spilled
from render.generated_views import GROUPS

import strategymap
from strategymap import render
from strategymap.render.contrast import GRAPHIC, TEXT, contrast
from strategymap.render.palettes import THEMES
from strategymap.render.slides.dress import scheme
from strategymap.render.slides.fitting import LEGIBLE, badges_of
from strategymap.render.slides.inks import Inks
from strategymap.render.theme import Theme
from strategymap.scorecard import Status

ROOT = Path(__file__).parent.parent.parent
MAPS = sorted(path.stem for path in (ROOT / "maps").glob("*.yaml"))
DARK = ("handle-time", "service-profit-chain")
WAYS: dict[str, dict[str, Any]] = {"one": {}, "split": {"split": True}, "dark": {"theme": "dark"}}

pytestmark = [
    pytest.mark.filterwarnings("ignore:the smallest text"),
    pytest.mark.filterwarnings("ignore:text smaller than"),
]


def loaded(name: str) -> strategymap.StrategyMap:
    return strategymap.load(ROOT / "maps" / f"{name}.yaml", as_of=date(2026, 6, 30))


@pytest.fixture(scope="module")
def made() -> dict[str, tuple[bytes, list[str]]]:
    """Every shipped map in every way, by map and way, and the warnings that it came with."""
    found: dict[str, tuple[bytes, list[str]]] = {}
    for name in MAPS:
        for way, asked in WAYS.items():
            if way == "dark" and name not in DARK:
                continue
            with warnings.catch_warnings(record=True) as told:
                warnings.simplefilter("always")
                content = loaded(name).render(format="pptx", **asked)
            assert isinstance(content, bytes)
            found[f"{name}-{way}"] = content, [str(warning.message) for warning in told]
    return found


@pytest.fixture(scope="module")
def decks(made: dict[str, tuple[bytes, list[str]]]) -> dict[str, bytes]:
    return {name: content for name, (content, _) in made.items()}


@pytest.fixture(scope="module")
def words(decks: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[Word]]]:
    """What LibreOffice shows of them."""
    return shown(decks, tmp_path_factory.mktemp("decks"))


def test_nothing_covers_anything_and_nothing_is_broken(decks: dict[str, bytes]) -> None:
    assert {name: found for name, content in decks.items() if (found := list(flaws(content)))} == {}


def test_all_words_of_a_card_stand_inside_of_it(
    decks: dict[str, bytes], words: dict[str, list[list[Word]]]
) -> None:
    outside = {}
    for name, content in decks.items():
        slides = list(opened(content).slides)
        assert len(words[name]) == len(slides)
        for number, (slide, page) in enumerate(zip(slides, words[name], strict=True), 1):
            if found := list(spilled(slide, page)):
                outside[f"{name} {number}"] = found
    assert outside == {}


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.name)
def test_maps_drawn_at_random_have_no_flaws(group: Any) -> None:
    view = next(islice(group.views(), 3, None))
    content = render.draw(view, "pptx")
    assert isinstance(content, bytes)
    assert list(flaws(content)) == []


@pytest.mark.parametrize("name", ["medium", "long titles", "many KPIs"])
def test_maps_drawn_at_random_can_be_split(name: str) -> None:
    view = next(iter(next(group for group in GROUPS if group.name == name).views()))
    content = render.draw(view, "pptx", split=True)
    assert isinstance(content, bytes)
    assert list(flaws(content)) == []


# --- split --------------------------------------------------------------------------------


def sizes(slide: Any) -> Iterator[float]:
    yield from (int(size) / 100 for size in slide._element.xpath(".//a:rPr/@sz"))


def maps_of(content: bytes) -> list[Any]:
    """The slides that show cards."""
    return [slide for slide in opened(content).slides if cards_of(slide)]


@pytest.mark.parametrize("name", ["contact-centre", "public-programme"])
def test_a_split_map_can_be_read_on_every_slide(name: str, decks: dict[str, bytes]) -> None:
    overview, *rest = maps_of(decks[f"{name}-split"])
    assert len(rest) > 1
    assert "|  Overview of the goals" in overview.shapes.title.text
    title = loaded(name).view.title
    assert [slide.shapes.title.text.count(title) for slide in (overview, *rest)] == [1] * (1 + len(rest))
    assert [
        shape for shape in overview.shapes if shape.has_text_frame and title in shape.text_frame.text
    ] == [overview.shapes.title]
    assert min(size for slide in (overview, *rest) for size in sizes(slide)) >= LEGIBLE


def test_a_split_map_shows_every_card_every_kpi_and_every_finding(decks: dict[str, bytes]) -> None:
    view = loaded("contact-centre").view
    slides = list(opened(decks["contact-centre-split"]).slides)
    overview, *rest = maps_of(decks["contact-centre-split"])
    assert {card.id for card in view.cards() if card.kind == "goal"} <= set(cards_of(overview))
    assert {card.id for card in view.cards()} <= {name for slide in rest for name in cards_of(slide)}
    text = "\n".join(shape.text_frame.text for slide in rest for shape in cards_of(slide).values())
    assert [kpi.title for card in view.cards() for kpi in card.kpis if kpi.title not in text] == []
    tables = [slide.shapes.title.text for slide in slides[len(rest) + 1 :]]
    assert tables == ["What stands out  |  1 of 2", "What stands out  |  2 of 2"]
    notes = [slide.notes_slide.notes_text_frame.text for slide in (overview, *rest)]
    assert all("Source: contact-centre.yaml\nAs of 2026-06-30" in note for note in notes)


def test_the_notes_of_a_split_slide_tell_what_it_marks(decks: dict[str, bytes]) -> None:
    view = loaded("contact-centre").view
    cards = {card.id: card for card in view.cards()}
    for slide in maps_of(decks["contact-centre-split"])[1:]:
        shown_here = [cards[name] for name in cards_of(slide) if name in cards]
        loose = [kpi for kpi in view.loose if kpi.id in cards_of(slide)]
        wanted = {badge.number for each in (*shown_here, *loose) for badge in badges_of(each) if badge.number}
        wanted |= {b.number for arrow in view.arrows for b in arrow.badges if arrow.tail in cards_of(slide)}
        note = slide.notes_slide.notes_text_frame.text
        assert {int(number) for number in re.findall(r"^(\d+)\. ", note, re.MULTILINE)} == wanted


def test_a_card_with_neighbours_on_other_slides_says_so(decks: dict[str, bytes]) -> None:
    slide = maps_of(decks["contact-centre-split"])[1]
    marked = [shape for shape in cards_of(slide).values() if re.search("[↑↓]\\d", shape.text_frame.text)]
    assert marked
    for shape in marked:
        assert "Not on this slide: " in shape._element.xpath(".//p:cNvPr/@descr")[0]


def test_a_map_that_can_be_read_is_not_split() -> None:
    content = loaded("handle-time").render(format="pptx", split=True)
    assert isinstance(content, bytes)
    assert [slide.shapes.title.text for slide in opened(content).slides] == [
        "Cut handle time by a quarter",
        "What stands out",
    ]


def test_a_slide_that_is_still_too_small_is_named(made: dict[str, tuple[bytes, list[str]]]) -> None:
    text = "title: Many\ngoals:\n" + "".join(
        f"  g{n}: {{title: Goal {n} of all that the whole house wants}}\n" for n in range(45)
    )
    with warnings.catch_warnings(record=True, action="always") as told:
        strategymap.loads(text).render(format="pptx", split=True)
    (remark,) = [str(each.message) for each in told]
    assert re.fullmatch(
        r"text smaller than the 12 pt that a room reads is on the slide “Overview” \(.* pt\)", remark
    )
    assert [made[f"{name}-split"][1] for name in ("contact-centre", "low-cost-airline")] == [[], []]


def test_a_picture_of_one_page_can_not_be_split() -> None:
    with pytest.raises(strategymap.UnknownName, match=r"a \.svg is one picture and can't be split"):
        loaded("handle-time").render(format="svg", split=True)


# --- themes -------------------------------------------------------------------------------


def parts(content: bytes) -> dict[str, str]:
    with ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xml")]
        return {name: archive.read(name).decode() for name in names}


def colours(theme: str) -> dict[str, str]:
    return dict(re.findall(r'<a:(\w+)><a:srgbClr val="([0-9A-F]{6})"/>', theme))


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_a_theme_becomes_that_of_the_deck_and_not_that_of_the_notes(theme: Theme) -> None:
    content = loaded("handle-time").render(format="pptx", theme=theme.name)
    assert isinstance(content, bytes)
    found = parts(content)
    written = colours(found["ppt/theme/theme1.xml"])
    assert written == {name: colour[1:].upper() for name, colour in scheme(theme).items()}
    assert found["ppt/theme/theme1.xml"].count(f'<a:latin typeface="{theme.font}"') == 2
    dark = theme.name == "dark"
    assert ('bg1="dk1"' in found["ppt/slideMasters/slideMaster1.xml"]) is dark
    assert 'bg1="lt1"' in found["ppt/notesMasters/notesMaster1.xml"]
    assert f'name="{theme.name}"' not in found["ppt/theme/theme2.xml"]


def test_a_firms_theme_becomes_that_of_the_deck(tmp_path: Path) -> None:
    (tmp_path / "firm.toml").write_text(
        'font = "Georgia"\n[bands]\ncustomer = {strong = "#8a1c4a", tint = "#f9eaf0"}\n', "utf-8"
    )
    with pytest.warns(UserWarning, match="for Georgia there is 15 % more room"):
        content = loaded("handle-time").render(format="pptx", theme=tmp_path / "firm.toml")
    assert isinstance(content, bytes)
    theme = parts(content)["ppt/theme/theme1.xml"]
    assert colours(theme)["accent2"] == "8A1C4A"
    assert theme.count('<a:latin typeface="Georgia"') == 2


def over(front: str, ground: str, share: float) -> str:
    """A film of one colour on another."""
    pairs = ((int(front[n : n + 2], 16), int(ground[n : n + 2], 16)) for n in (1, 3, 5))
    return "#" + "".join(f"{round(one * share + other * (1 - share)):02x}" for one, other in pairs)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_every_theme_can_be_read_on_slides(theme: Theme) -> None:
    inks, found = Inks(theme), scheme(theme)
    bands = [over(found[f"accent{number}"], theme.paper, 0.09) for number in range(1, 7)]
    bands += [over(theme.ink, theme.paper, 0.09), over(inks.filled, theme.paper, 0.09)]
    texts = [(theme.ink, theme.paper), (theme.paper, inks.filled), (theme.harm, theme.paper)]
    texts += [(theme.ink, band) for band in bands]
    texts += [(theme.paper, theme.badges[severity]) for severity in theme.badges]
    marks = [(front, band) for front in (inks.filled, inks.harm) for band in bands]
    marks += [(inks.status(status), theme.paper) for status in Status]
    marks += [(inks.status(status, filled=True), inks.filled) for status in Status]
    assert [pair for pair in texts if contrast(*pair) < TEXT] == []
    assert [pair for pair in marks if contrast(*pair) < GRAPHIC] == []


def test_a_template_and_a_theme_exclude_each_other(tmp_path: Path) -> None:
    Presentation().save(str(tmp_path / "firm.pptx"))
    with pytest.raises(strategymap.UnknownName, match="from the template or from a theme; leave one of them"):
        loaded("handle-time").render(format="pptx", template=tmp_path / "firm.pptx", theme="dark")


def test_a_wider_font_gets_more_room() -> None:
    view = loaded("low-cost-airline").view
    wide = replace(THEMES["light"], room=1.3)
    narrow, wider = (render.draw(view, "pptx", theme=theme) for theme in (THEMES["light"], wide))
    assert isinstance(narrow, bytes) and isinstance(wider, bytes)
    assert largest(wider) < largest(narrow)


def largest(content: bytes) -> float:
    """The size of the largest text in cards."""
    found = cards_of(maps_of(content)[0]).values()
    return max(int(size) / 100 for shape in found for size in shape._element.xpath(".//a:rPr/@sz"))
