"""PDF and PNG show what the SVG shows: read, measured and compared with what a browser draws."""

from __future__ import annotations

import base64
import os
import shutil
import struct
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import strategymap
from strategymap.errors import LayoutError
from strategymap.render import typeset
from strategymap.render.fallbacks import set_in_type

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent.parent
FAMILY = "Arial, 'Liberation Sans', Arimo, Helvetica, sans-serif"
COMMAND = [sys.executable, "-m", "strategymap"]


def svg_of(*lines: str, title: str = "Map") -> str:
    words = "".join(
        f'<text x="10" y="{20 * n}" font-size="14">{line}</text>' for n, line in enumerate(lines, 1)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100" viewBox="0 0 300 100" '
        f'font-family="{FAMILY}"><title>{title}</title>{words}</svg>'
    )


def asked(name: str, *args: str | Path) -> str:
    program = shutil.which(name)
    if program is None:
        pytest.skip(f"needs {name}")
    ran = subprocess.run([program, *map(str, args)], check=True, capture_output=True, encoding="utf-8")
    return ran.stdout


@pytest.fixture(scope="module")
def contact_centre() -> strategymap.StrategyMap:
    return strategymap.load(ROOT / "maps" / "contact-centre.yaml")


@pytest.fixture(scope="module")
def page(contact_centre: strategymap.StrategyMap, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "map.pdf"
    contact_centre.render(path)
    return path


def test_the_words_of_the_map_are_words_in_the_pdf(page: Path):
    text = asked("pdftotext", "-layout", page, "-")
    for words in ("Contact centre strategy 2026", "TOP GOAL", "Newsletter clicks", "What stands out"):
        assert words in text


def test_the_pdf_holds_its_fonts_and_no_pixels(page: Path):
    fonts = [line.split() for line in asked("pdffonts", page).splitlines()[2:]]
    assert sorted(line[0].split("+")[1] for line in fonts) == ["LiberationSans", "LiberationSans-Bold"]
    assert [line[-5:-2] for line in fonts] == [["yes"] * 3] * 2  # embedded, the letters used alone, as text
    assert asked("pdfimages", "-list", page).splitlines()[2:] == []


def test_the_page_is_as_large_as_the_picture_and_tells_itself_to_a_screen_reader(
    page: Path, contact_centre: strategymap.StrategyMap
):
    told = dict(line.split(":", 1) for line in asked("pdfinfo", page).splitlines())
    svg = str(contact_centre.render())
    wide, high = (float(svg.split(f'{side}="')[1].split('"')[0]) * 0.75 for side in ("width", "height"))
    assert told["Page size"].split()[:3:2] == [f"{wide:g}", f"{high:g}"]
    assert [told[key].strip() for key in ("Title", "Tagged", "Pages")] == [
        "Contact centre strategy 2026",
        "yes",
        "1",
    ]
    content = page.read_bytes()
    for mark in (b"/StructTreeRoot", b"/MarkInfo", b"/Lang", b"/Alt", b"<pdfuaid:part>1<"):
        assert mark in content
    words = typeset.in_words(svg)
    assert words.startswith("Contact centre strategy 2026. Strategy map. Example Bank")
    assert "Goal: Growth is profitable and lasts" in words
    assert "“Calls are short” works against “Customers trust our answers”." in words


def test_the_same_map_gives_the_same_bytes(page: Path, contact_centre: strategymap.StrategyMap):
    assert contact_centre.render(format="pdf") == page.read_bytes()


def test_a_png_has_twice_the_pixels_or_as_many_as_asked_for():
    svg = svg_of("Goal")
    for scale, size in ((None, (600, 200)), (1.0, (300, 100)), (3.5, (1050, 350))):
        image = typeset.png(svg) if scale is None else typeset.png(svg, scale)
        assert image[:8] == b"\x89PNG\r\n\x1a\n"
        assert struct.unpack(">II", image[16:24]) == size
    for scale in (0, float("nan")):
        with pytest.raises(LayoutError, match=r"choose a scale of at least 0\.01$"):
            typeset.png(svg, scale)


def test_a_png_that_is_too_large_names_the_limit_and_a_scale_that_works():
    with pytest.raises(LayoutError) as refused:
        typeset.png(svg_of("Goal"), 1000)
    assert str(refused.value) == (
        "a PNG of 300000 x 100000 pixels is more than the 200 million that one may have; "
        "choose a scale of at most 81.64, or write .svg or .pdf"
    )
    assert 300 * 100 * 81.64**2 <= typeset.PIXELS < 300 * 100 * 81.65**2


# How many of the squares of 4 x 4 pixels differ by more than a quarter of full colour.
_DIFFERENT = """async (images) => {
    const squares = await Promise.all(images.map(async (image) => {
        const picture = new Image();
        picture.src = "data:image/png;base64," + image;
        await picture.decode();
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [picture.width / 4, picture.height / 4];
        const pen = canvas.getContext("2d");
        pen.imageSmoothingQuality = "high";
        pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
        return pen.getImageData(0, 0, canvas.width, canvas.height).data;
    }));
    const [one, other] = squares;
    const different = one.reduce((count, value, place) => count + (Math.abs(value - other[place]) > 64), 0);
    return [one.length === other.length, different / one.length, new Set(one).size > 20];
}"""


@pytest.mark.parametrize("name", ["contact-centre", "low-cost-airline", "public-programme"])
def test_a_png_looks_as_a_browser_draws_the_svg(name: str, tmp_path: Path, chromium: Browser):
    read = strategymap.load(ROOT / "maps" / f"{name}.yaml")
    svg, image = str(read.render(tmp_path / "map.svg")), read.render(format="png")
    wide, high = (int(svg.split(f'{side}="')[1].split('"')[0]) for side in ("width", "height"))
    tab = chromium.new_page(viewport={"width": wide, "height": high}, device_scale_factor=2)
    tab.goto((tmp_path / "map.svg").as_uri())
    seen = tab.screenshot()
    blank = chromium.new_page()
    pictures = [base64.b64encode(each).decode() for each in (image, seen)]
    same_size, different, something = blank.evaluate(_DIFFERENT, pictures)
    tab.close()
    blank.close()
    assert (same_size, something) == (True, True)
    assert different < 0.0005


def test_scripts_that_the_shipped_fonts_lack_are_drawn_in_a_font_of_the_machine(tmp_path: Path):
    if "Noto Sans CJK SC" not in asked("fc-list", ":lang=zh-cn", "family"):
        pytest.skip("needs Noto Sans CJK")
    (tmp_path / "map.pdf").write_bytes(typeset.pdf(svg_of("客户满意", "Goal", title="战略")))
    assert "NotoSansCJKsc-Regular" in asked("pdffonts", tmp_path / "map.pdf")
    assert "客户满意" in asked("pdftotext", tmp_path / "map.pdf", "-")


@pytest.mark.parametrize("form", [typeset.pdf, typeset.png])
def test_characters_that_no_font_has_are_told(form):
    with pytest.warns(typeset.UndrawnText, match="no font on this machine can draw \U00016b40: boxes stand"):
        assert form(svg_of("\U00016b40 goal"))


def test_each_script_names_its_fonts_and_lines_that_run_leftwards_begin_on_their_left():
    def line(attributes: str, words: str) -> str:
        return set_in_type(f'<text x="1" y="2"{attributes}>{words}</text>', "Arial")

    assert line("", "R&amp;D ≥ 90 %") == '<text x="1" y="2">R&amp;D ≥ 90 %</text>'
    chinese = line("", "A 客户")
    assert chinese.startswith('<text x="1" y="2">A <tspan font-family="\'Noto Sans CJK SC\', ')
    assert chinese.endswith(', Arial">客户</tspan></text>')
    arabic = line(' text-anchor="end" direction="rtl"', "رضا")
    assert arabic.startswith('<text x="1" y="2"><tspan font-family="\'Noto Sans Arabic\', ')
    assert ">\u202b</tspan><tspan " in arabic
    # The font of the joined letters draws the whole line, wider than Arial would.
    assert '<text x="1" y="2" font-size="10.92">' in line(' font-size="12"', "KPI رضا is late")
    assert line(' direction="rtl"', "רצון").startswith('<text x="1" y="2" text-anchor="end">\u202bרצון')
    assert line(' text-anchor="middle" direction="rtl"', "רצון").startswith(
        '<text x="1" y="2" text-anchor="middle">'
    )


def test_what_stands_in_a_map_is_never_read_as_a_command(tmp_path: Path):
    title = '#evil(] #read("/etc/passwd") $x$ \\ *bold*'
    (tmp_path / "map.pdf").write_bytes(typeset.pdf(svg_of(title, title=title)))
    assert asked("pdftotext", tmp_path / "map.pdf", "-").strip().split("\n")[0].startswith("#evil(] #read(")
    assert f"Title:           {title}" in asked("pdfinfo", tmp_path / "map.pdf")


def test_without_the_extra_the_line_that_installs_it_is_told_and_nothing_is_written(
    tmp_path: Path, monkeypatch
):
    monkeypatch.setitem(sys.modules, "typst", None)
    typeset._fonts.cache_clear()
    with pytest.raises(strategymap.MissingExtra, match=r'run: pip install "strategymap\[pdf\]"'):
        strategymap.load(ROOT / "maps" / "handle-time.yaml").render(tmp_path / "map.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_picture_in_bytes_goes_into_a_pipe_and_not_onto_a_terminal():
    command = [
        *COMMAND,
        "render",
        str(ROOT / "maps" / "handle-time.yaml"),
        "--format",
        "png",
        "--scale",
        "1",
        "-o",
        "-",
    ]
    piped = subprocess.run(command, capture_output=True, check=True)
    assert piped.stdout[:8] == b"\x89PNG\r\n\x1a\n"
    assert piped.stdout.endswith(b"IEND\xaeB`\x82")
    if sys.platform == "win32":
        return
    here, there = os.openpty()
    shown = subprocess.run(command, stdout=there, stderr=subprocess.PIPE, encoding="utf-8", check=False)
    os.close(there)
    os.close(here)
    assert (shown.returncode, shown.stderr) == (
        2,
        "Error: this format is no text for a terminal; name a file with -o FILE, or use a pipe\n",
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("a\u034fb", "invisible characters keep the PDF from being marked as accessible"),
        ("a\U000e0041b", "invisible characters keep the PDF from being marked as accessible"),
        ("a\ue000b", r"can draw U\+E000: boxes stand"),
    ],
)
def test_what_can_not_be_seen_is_told_and_stops_nothing(line: str, said: str):
    with pytest.warns(typeset.UndrawnText, match=said):
        content = typeset.pdf(svg_of(line))
    assert content.startswith(b"%PDF")
