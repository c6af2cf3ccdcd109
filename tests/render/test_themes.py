"""Themes: the built-in ones can be read, and a firm's own is a safe table or is refused."""

from __future__ import annotations

import re
from dataclasses import FrozenInstanceError
from pathlib import Path
from xml.etree import ElementTree

import pytest
from render.quality import contrast as reckoned
from render.sample_views import contact_centre, standing

import strategymap
from strategymap import render, settings
from strategymap.render import contrast, marks
from strategymap.render.own import theme_named
from strategymap.render.palettes import DARK, LIGHT, PRINT, THEMES
from strategymap.render.pieces import PlacedMark
from strategymap.render.theme import Theme
from strategymap.scorecard import Status

BUILT_IN = pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))


#: The least contrast of a text and of a mark in each theme.
LEAST = {"light": (4.74, 3.35), "dark": (6.08, 4.01), "print": (9.73, 8.95)}


def own(folder: Path, text: str) -> Theme:
    path = folder / "firm.toml"
    path.write_text(text, "utf-8")
    return theme_named(path)


def refused(folder: Path, text: str) -> list[tuple[int, str, str]]:
    """What is said of a theme: line, rule, and the whole sentence."""
    with pytest.raises(strategymap.SettingsError) as caught:
        own(folder, text)
    return [(found.location.line, found.rule, found.told()) for found in caught.value.findings]


@BUILT_IN
def test_every_pair_of_a_built_in_theme_can_be_read(theme: Theme) -> None:
    found = contrast.colours(theme)
    poor = [
        pair
        for pair in contrast.pairs(theme)
        if reckoned(found[pair.front], found[pair.ground]) < pair.needed
    ]
    assert poor == []
    assert list(contrast.unreadable(theme)) == []
    assert list(contrast.alike(theme)) == []


def test_the_least_contrast_of_each_theme_does_not_sink() -> None:
    def least(theme: Theme, needed: float) -> float:
        found = contrast.colours(theme)
        ratios = [
            contrast.contrast(found[p.front], found[p.ground])
            for p in contrast.pairs(theme)
            if p.needed == needed
        ]
        return int(min(ratios) * 100) / 100

    assert {name: (least(theme, 4.5), least(theme, 3.0)) for name, theme in THEMES.items()} == LEAST


@BUILT_IN
def test_all_colours_of_a_picture_are_those_of_its_theme(theme: Theme) -> None:
    known = set(contrast.colours(theme).values())
    for shown in (contact_centre(), standing()):
        picture = render.draw(shown, theme=theme)
        assert set(re.findall(r'(?:fill|stroke)="(#\w+)"', picture)) <= known
        assert not re.search(r'fill="(ink|muted|paper|line|harm)"', picture)


def test_the_print_theme_is_grey_and_its_marks_differ_in_shape() -> None:
    for colour in contrast.colours(PRINT).values():
        assert colour[1:3] == colour[3:5] == colour[5:7]
    shapes = {marks.status(PlacedMark(status, 9, 9), PRINT) for status in Status}
    assert len(shapes) == len(Status)
    bars = {tone.dashes for tone in (*PRINT.tones.values(), *PRINT.others)}
    assert len(bars) == len(PRINT.tones) + len(PRINT.others)


def test_a_picture_has_the_same_shape_in_every_built_in_theme() -> None:
    def places(theme: Theme) -> list[tuple[str | None, ...]]:
        root = ElementTree.fromstring(render.draw(standing(), theme=theme))
        return [
            (e.text, e.get("x"), e.get("y"), e.get("font-size"))
            for e in root.iter()
            if e.tag.endswith("text")
        ]

    assert places(LIGHT) == places(DARK) == places(PRINT)


def test_light_is_what_a_picture_has_where_no_theme_is_named() -> None:
    assert render.draw(standing()) == render.draw(standing(), theme=LIGHT)
    assert tuple(THEMES) == settings.THEMES


def test_a_theme_can_not_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        LIGHT.ink = "#ff0000"  # type: ignore[misc]


def test_only_what_a_file_gives_is_changed(tmp_path: Path) -> None:
    theme = own(
        tmp_path,
        'based-on = "dark"\n[colours]\nink = "#FFFFFF"\n[bands]\ncustomer = {strong = "#8ff0c0"}\n'
        '[statuses]\nno-data = "#b0bcc8"\n[findings]\nnote = "#c0d0e0"\n',
    )
    changed = {
        address: colour
        for address, colour in contrast.colours(theme).items()
        if contrast.colours(DARK)[address] != colour
    }
    assert changed == {
        ("colours", "ink"): "#ffffff",
        ("bands", "customer", "strong"): "#8ff0c0",
        ("statuses", "no-data"): "#b0bcc8",
        ("findings", "note"): "#c0d0e0",
    }
    assert (theme.name, theme.family, theme.room, theme.remark) == ("firm", DARK.family, 1.0, "")


def test_bands_without_a_role_take_turns_in_the_firm_s_colours(tmp_path: Path) -> None:
    theme = own(
        tmp_path, '[bands]\nothers = [{strong = "#003366", tint = "#eef2f6"}, {strong = "#552200"}]\n'
    )
    assert [(tone.strong, tone.tint) for tone in theme.others] == [
        ("#003366", "#eef2f6"),
        ("#552200", LIGHT.plain.tint),
    ]


def test_an_empty_file_is_the_light_theme_by_another_name(tmp_path: Path) -> None:
    assert contrast.colours(own(tmp_path, "")) == contrast.colours(LIGHT)


def test_a_font_that_nobody_measured_has_more_room_and_its_letters_keep_their_size(tmp_path: Path) -> None:
    theme = own(tmp_path, 'font = "Georgia"\n')
    plain, dressed = (ElementTree.fromstring(render.draw(standing(), theme=each)) for each in (LIGHT, theme))
    assert dressed.get("font-family") == f"'Georgia', {LIGHT.family}"
    assert dressed.get("viewBox") == plain.get("viewBox")
    assert float(dressed.get("width", 0)) == pytest.approx(1.15 * float(plain.get("width", 0)), abs=0.1)
    assert "Georgia" in theme.remark
    assert "15 %" in theme.remark
    assert own(tmp_path, 'font = "Georgia"\nfont-room = 1.3\n').room == 1.3
    assert (own(tmp_path, 'font = "Arimo"\n').room, own(tmp_path, 'font = "Arimo"\n').remark) == (1.0, "")


def test_a_colour_that_can_not_be_read_is_refused_with_one_that_can(tmp_path: Path) -> None:
    ((line, rule, told), *rest) = refused(tmp_path, '[colours]\nmuted = "#aaaaaa"\n')
    assert (line, rule) == (2, "contrast")
    assert told.startswith(
        "The contrast of colours.muted #aaaaaa on colours.paper #ffffff is 2.32, and text needs 4.5; write muted"
    )
    found = re.search(r'write muted = "(#\w{6})"', told)
    assert found
    assert own(tmp_path, f'[colours]\nmuted = "{found[1]}"\n').muted == found[1]
    assert {each[:2] for each in rest} <= {(2, "contrast")}


def test_a_ground_that_makes_the_old_text_unreadable_is_the_one_to_blame(tmp_path: Path) -> None:
    found = refused(tmp_path, '[colours]\ncard = "#404040"\n')
    assert {line for line, _, _ in found} == {2}
    assert found[0][2].startswith("The contrast of colours.ink #16202c on colours.card #404040 is ")


def test_statuses_that_look_alike_are_refused(tmp_path: Path) -> None:
    ((line, rule, told),) = refused(tmp_path, '[statuses]\nat-risk = "#b02a1e"\n')
    assert (line, rule) == (2, "contrast")
    assert told.startswith(
        "The colour of statuses.at-risk, #b02a1e, looks like #b01e1e of statuses.off-track; "
    )


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("[colors]\n", 1, 'The key "colors" is not known here; write colours'),
        ('[colours]\nikn = "#000000"\n', 2, 'The key "ikn" is not known here; write ink'),
        (
            'based-on = "drak"\n',
            1,
            '"drak" is not known at `based-on`; write dark (allowed: light, dark, print)',
        ),
        ('[colours]\nink = "red"\n', 2, '"red" can\'t be read at `ink`; write a colour as # and six digits'),
        ('[colours]\nink = "#00000g"\n', 2, '"#00000g" can\'t be read at `ink`'),
        (
            '[bands]\ncustomer = "#000000"\n',
            2,
            "can't stand at `customer`; write a table, such as {strong = ",
        ),
        ('[bands.customer]\nstrnog = "#000000"\n', 2, 'The key "strnog" is not known here; write strong'),
        ("font-room = 9\n", 1, "can't be read at `font-room`; write a number from 1 to 1.5"),
        ("font-room = nan\n", 1, "can't be read at `font-room`"),
        (
            "[bands]\nothers = [" + "{}, " * 13 + "]\n",
            2,
            "A list can't be read at `others`; write 12 at most.",
        ),
        ("font = 3\n", 1, '"3" can\'t be read at `font`; write the name of one font'),
    ],
)
def test_what_can_not_be_understood_is_told_with_its_place(
    tmp_path: Path, text: str, line: int, said: str
) -> None:
    ((at, _, told),) = refused(tmp_path, text)
    assert at == line
    assert said in told


@pytest.mark.parametrize(
    "hostile",
    [
        "x' onload='alert(1)", 'x\\" onload=\\"alert(1)', "Arial;}</style><script>", "url(http://example.com/x)",
        "Arial, Comic", "&quot;", "A" * 61, " Arial", "Arial\\nBold", "</svg>", "-Arial",
    ],
)  # fmt: skip
def test_a_font_is_a_name_and_nothing_else(tmp_path: Path, hostile: str) -> None:
    ((line, rule, told),) = refused(tmp_path, f'font = "{hostile}"\n')
    assert (line, rule) == (1, "wrong-value")
    assert "write the name of one font" in told


@pytest.mark.parametrize(
    "hostile",
    ["#fff' onload='x", "#ffffff;x", "url(#a)", "#ffffff\\n", "#１２３４５６", "expression(1)"],
)
def test_a_colour_is_six_digits_and_nothing_else(tmp_path: Path, hostile: str) -> None:
    with pytest.raises(strategymap.SettingsError, match="write a colour"):
        own(tmp_path, f'[colours]\nink = "{hostile}"\n')


def test_a_file_that_is_no_toml_is_refused(tmp_path: Path) -> None:
    ((line, rule, _),) = refused(tmp_path, "[colours\n")
    assert (line, rule) == (1, "syntax")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("drak", 'there is no theme "drak"; write dark'),
        ("corporate", "write light, dark, print or the name of a .toml file"),
        ("missing.toml", "name a .toml file that exists"),
        ("/etc/passwd", "write light, dark, print or the name of a .toml file"),
    ],
)
def test_a_theme_that_there_is_not_is_refused(asked: str, said: str) -> None:
    with pytest.raises(strategymap.UnknownName, match=re.escape(said)):
        theme_named(asked)


MAP = "title: Shop\ngoals: {loyalty: Improve loyalty}\n"


def test_a_theme_is_asked_for_or_comes_from_the_settings_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "shop.yaml").write_text(MAP)
    (tmp_path / "firm.toml").write_text('[colours]\nink = "#101010"\n')
    (tmp_path / ".strategymap.toml").write_text('theme = "firm.toml"\n')
    shop = strategymap.load(tmp_path / "maps" / "shop.yaml")
    assert "#101010" in str(shop.render())
    assert DARK.paper in str(shop.render(theme="dark"))
    assert "<svg" in str(shop.render(theme=tmp_path / "firm.toml"))
    assert "#101010" not in str(shop.render(format="dot"))
    with pytest.raises(strategymap.UnknownName, match=r"a \.dot has no theme"):
        shop.render(format="dot", theme="dark")


def test_whoever_asks_for_another_font_is_warned(tmp_path: Path) -> None:
    (tmp_path / "firm.toml").write_text('font = "Georgia"\n')
    with pytest.warns(UserWarning, match="Widths are reckoned for Arial and fonts like it"):
        strategymap.loads(MAP).render(theme=tmp_path / "firm.toml")


def test_settings_refuse_a_theme_that_there_is_not(tmp_path: Path) -> None:
    (tmp_path / "shop.yaml").write_text(MAP)
    (tmp_path / ".strategymap.toml").write_text('theme = "drak"\n')
    with pytest.raises(strategymap.SettingsError, match='"drak" can\'t be read at `theme`; write dark'):
        strategymap.load(tmp_path / "shop.yaml")
