"""Pages in the look of a theme: readable everywhere, and allowed by their own policy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import strategymap
from strategymap.api import StrategyMap
from strategymap.building import build
from strategymap.dressing import dress_of
from strategymap.errors import SettingsError, UnknownName
from strategymap.narrate.dress import Dress, style
from strategymap.render.contrast import contrast
from strategymap.render.own import theme_named
from strategymap.render.palettes import DARK, LIGHT, PRINT
from strategymap.render.theme import Theme
from strategymap.resources import examples

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FIRM = 'font = "Georgia"\n[bands]\nfinancial = {strong = "#7a1f3d", tint = "#f9eef2"}\n'
#: What is read on what, by the names of the style sheet.
TEXTS = [
    *((text, ground) for text in ("ink", "muted") for ground in ("paper", "wash", "sight-wash")),
    *((text, f"{word}-wash") for word in ("error", "warning", "note") for text in ("ink", "muted", word)),
    *((text, "paper") for text in ("accent", "error", "warning", "note")),
    *(("paper", mark) for mark in ("error", "warning", "note")),
]
MARKS = [(mark, "paper") for mark in ("line", "good", "sight", "focus")]


def contact_centre() -> StrategyMap:
    return strategymap.load(examples()["contact-centre"])


def firm(folder: Path) -> Path:
    (folder / "firm.toml").write_text(FIRM, "utf-8")
    return folder / "firm.toml"


def themes(folder: Path) -> Iterator[Theme]:
    yield from (DARK, PRINT, theme_named(firm(folder)))


def test_every_text_and_mark_of_a_page_can_be_read_in_every_theme(tmp_path: Path) -> None:
    for theme in themes(tmp_path):
        dress = dress_of(theme)
        assert dress
        colours = dress.colours
        ratios = {pair: contrast(*(colours[name] for name in pair)) for pair in [*TEXTS, *MARKS]}
        faint = {pair: ratio for pair, ratio in ratios.items() if ratio < (3 if pair in MARKS else 4.5)}
        assert (theme.name, faint) == (theme.name, {})


def test_the_light_theme_leaves_the_page_as_it_is() -> None:
    read = contact_centre()

    assert dress_of(LIGHT) is None
    assert read.narrate(format="html", theme="light") == read.narrate(format="html")


def test_a_print_page_knows_no_colour() -> None:
    dress = dress_of(PRINT)
    assert dress
    assert {
        name for name, said in dress.colours.items() if len({said[1:3], said[3:5], said[5:]}) > 1
    } == set()


def test_what_is_no_colour_or_font_never_reaches_a_style_sheet() -> None:
    for colours in ({"ink": "#fff"}, {"ink": "#ffffff;}"}, {"ink}": "#ffffff"}):
        with pytest.raises(ValueError, match="is no colour"):
            style(Dress(colours))
    with pytest.raises(ValueError, match="is no list of fonts"):
        style(Dress({}, "Georgia</style><script>"))


@pytest.mark.parametrize("theme", ["dark", "print", "firm"])
def test_a_dressed_page_breaks_no_policy_and_axe_can_read_it(
    chromium: Browser, tmp_path: Path, theme: str
) -> None:
    named = firm(tmp_path) if theme == "firm" else theme
    found = theme_named(named)
    with pytest.warns(UserWarning, match="Widths are reckoned") if theme == "firm" else nullcontext():
        contact_centre().narrate(tmp_path / "story.html", theme=named)
    complaints: list[str] = []
    contexts = [chromium.new_context(), chromium.new_context(bypass_csp=True)]
    for context in contexts:
        tab = context.new_page()
        tab.on("console", lambda message: complaints.append(message.text))
        tab.goto((tmp_path / "story.html").as_uri() + "#map-card-short-calls")
        rgb = tuple(int(found.paper[n : n + 2], 16) for n in (1, 3, 5))
        assert tab.evaluate("() => getComputedStyle(document.body).backgroundColor") == f"rgb{rgb}"
        fonts = tab.evaluate("() => getComputedStyle(document.querySelector('.lead')).fontFamily")
        assert fonts.startswith("Georgia") == (theme == "firm")
    tab.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    violations = tab.evaluate("async () => (await axe.run()).violations")
    for context in contexts:
        context.close()

    assert [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in violations] == []
    assert complaints == []


def test_a_dark_page_is_light_on_paper(chromium: Browser, tmp_path: Path) -> None:
    contact_centre().narrate(tmp_path / "story.html", theme="dark")
    tab = chromium.new_page()
    tab.goto((tmp_path / "story.html").as_uri())
    tab.emulate_media(media="print")

    assert tab.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    tab.close()


def test_the_settings_of_a_folder_dress_every_page(tmp_path: Path) -> None:
    (tmp_path / ".strategymap.toml").write_text('theme = "dark"\n', "utf-8")
    (tmp_path / "map.yaml").write_text("title: Map\ngoals:\n  g: Growth\n", "utf-8")
    read = strategymap.load(tmp_path / "map.yaml")

    for audience in (None, "executive", "manager", "frontline"):
        assert f"--paper: {DARK.paper};" in read.narrate(format="html", audience=audience)
    assert read.narrate(format="html", theme="light").count("--paper:") == 1
    assert "--paper" not in read.narrate(format="md")


def test_all_of_a_build_wears_the_theme_that_was_asked_for(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text("title: Map\ngoals:\n  g: Growth\n", "utf-8")
    built = build([tmp_path / "map.yaml"], tmp_path / "out", theme="dark")

    for each in built:
        wears = [DARK.paper in path.read_text("utf-8") for path in each.files if path.suffix != ".json"]
        assert wears == [True] * 5


def test_a_theme_that_cant_be_used_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pale.toml").write_text('[colours]\nink = "#dddddd"\n', "utf-8")

    with pytest.raises(SettingsError, match="contrast"):
        contact_centre().narrate(format="html", theme=tmp_path / "pale.toml")
    with pytest.raises(UnknownName, match=r"^a \.md has no look; leave the theme out, or write \.html$"):
        contact_centre().narrate(format="md", theme="dark")
