"""For a slide or paper: the page is exact, the text as large as is told, and a split leaves nothing out."""

from __future__ import annotations

import json
import re
import shutil
import struct
import subprocess
import sys
import warnings
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from render.quality import faults
from render.sample_views import awkward, standing

import strategymap
from strategymap import UnknownName, render
from strategymap.cli import printing
from strategymap.render import engine
from strategymap.render.drawing import Drawing
from strategymap.render.legibility import is_legible, points, smallest
from strategymap.render.media import MEDIA, POINTS, Medium
from strategymap.render.palettes import LIGHT
from strategymap.render.placing import Layouts
from strategymap.render.sheet import Shape, arranged, at_least
from strategymap.view import View
from strategymap.view.extract import overview
from strategymap.view.overviews import overview_for

MAPS = sorted((Path(__file__).parent.parent.parent / "maps").glob("*.yaml"))
PAGES = [name for name in MEDIA if name != "screen"]
A4 = MEDIA["a4"]


def view_of(name: str) -> View:
    return strategymap.load(MAPS[0].parent / f"{name}.yaml").view


def laid(view: View, medium: Medium) -> Drawing:
    return Layouts(view).laid(view, medium)


def remarks_of(path: Path, name: str = "contact-centre", **wishes: object) -> list[str]:
    with warnings.catch_warnings(record=True, action="always") as told:
        strategymap.load(MAPS[0].parent / f"{name}.yaml").render(path, **wishes)  # type: ignore[arg-type]
    return [str(remark.message) for remark in told]


def asked(name: str, *args: str | Path) -> str:
    program = shutil.which(name)
    if program is None:
        pytest.skip(f"needs {name}")
    ran = subprocess.run([program, *map(str, args)], check=True, capture_output=True, encoding="utf-8")
    return ran.stdout


def one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("medium", PAGES)
@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_every_map_fits_every_page_without_a_fault(path: Path, medium: str) -> None:
    drawing = laid(strategymap.load(path).view, MEDIA[medium])
    assert faults(drawing) == {}
    page = drawing.page
    assert page is not None
    assert {page.medium.width, page.medium.height} == {MEDIA[medium].width, MEDIA[medium].height}
    margin = page.medium.margin / page.scale - 0.1
    left, top = 24 - page.x, 24 - page.y
    right, bottom = page.x + page.width - drawing.width + 24, page.y + page.height - drawing.height + 16
    assert min(left, top, right, bottom) >= margin
    assert page.width * page.scale == pytest.approx(page.medium.points[0], rel=1e-4)
    assert page.height * page.scale == pytest.approx(page.medium.points[1], rel=1e-4)


@pytest.mark.parametrize("medium", PAGES)
def test_whether_a_view_fits_is_known_without_drawing_it(medium: str) -> None:
    loose = replace(standing(), bands=(), arrows=())
    for shown in (*map(view_of, ("drawing-board", "handle-time")), overview(awkward()), standing(), loose):
        drawing = laid(shown, MEDIA[medium])
        assert Layouts(shown).fits(shown, MEDIA[medium]) == is_legible(drawing)


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_no_sheet_is_smaller_than_what_is_known_before_it_is_laid_out(path: Path) -> None:
    shown = strategymap.load(path).view
    for shape in (Shape(2, bands=0), Shape(4, apart=-8, bands=0), Shape(9, 0, bands=0), Shape(3, 1)):
        right, bottom = at_least(shown, shape)
        found = arranged(shown, engine.lay_out, LIGHT, shape)
        assert right <= found.right
        assert bottom <= found.edges[-1][1]


@pytest.mark.parametrize("medium", PAGES)
def test_the_smallest_text_is_that_of_the_svg(medium: str) -> None:
    for shown in (view_of("handle-time"), standing(), awkward()):
        drawing = laid(shown, MEDIA[medium])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            svg = render.draw(shown, medium=MEDIA[medium])
        root = ElementTree.fromstring(svg.encode())
        length, unit = re.fullmatch(r"([\d.]+)(mm|in)", root.attrib["width"]).groups()  # type: ignore[union-attr]
        scale = float(length) * POINTS[unit] / float(root.attrib["viewBox"].split()[2])  # type: ignore[index]
        sizes = [float(each.attrib["font-size"]) for each in root.iter() if "font-size" in each.attrib]
        assert smallest(drawing) == pytest.approx(min(sizes) * scale, rel=1e-4)


@pytest.mark.parametrize(
    ("medium", "size", "pixels"),
    [
        ("slide", {"960", "540"}, {1280, 720}),
        ("a4", {"595.276", "841.89"}, {794, 1123}),
        ("a3", {"841.89", "1190.55"}, {1123, 1587}),
        ("a0", {"2383.94", "3370.39"}, {3179, 4494}),
    ],
)
def test_pages_are_exactly_as_large_as_their_medium(
    medium: str, size: set[str], pixels: set[int], tmp_path: Path
) -> None:
    remarks_of(tmp_path / "map.png", "drawing-board", medium=medium, scale=1)
    image = (tmp_path / "map.png").read_bytes()
    assert all(abs(found - meant) <= 1 for found, meant in zip(
        sorted(struct.unpack(">II", image[16:24])), sorted(pixels), strict=True
    ))  # fmt: skip
    remarks_of(tmp_path / "map.pdf", "drawing-board", medium=medium)
    told = dict(line.split(":", 1) for line in asked("pdfinfo", tmp_path / "map.pdf").splitlines())
    assert set(told["Page size"].split()[:3:2]) == size
    assert told["Pages"].strip() == "1"


def test_the_json_tells_the_page(tmp_path: Path) -> None:
    remarks_of(tmp_path / "map.json", "handle-time", medium="a3")
    written = json.loads((tmp_path / "map.json").read_text("utf-8"))["medium"]
    drawing = laid(view_of("handle-time"), MEDIA["a3"])
    page = drawing.page
    assert page is not None
    assert written == {
        "name": "a3",
        "page_width": 841.89,
        "page_height": 1190.55,
        "scale": round(page.scale, 4),
        "smallest": round(smallest(drawing), 2),
        **{side: pytest.approx(getattr(page, side)) for side in ("x", "y", "width", "height")},
    }
    remarks_of(tmp_path / "map.json", "handle-time")
    shown = json.loads((tmp_path / "map.json").read_text("utf-8"))
    assert shown["medium"] == {
        "name": "screen",
        "page_width": shown["width"] * 0.75,
        "page_height": shown["height"] * 0.75,
        "scale": 0.75,
        "smallest": 8.25,
        "x": 0,
        "y": 0,
        "width": shown["width"],
        "height": shown["height"],
    }


def test_too_small_a_text_is_told_with_what_to_do(tmp_path: Path) -> None:
    size = {name: points(smallest(laid(view_of("contact-centre"), MEDIA[name]))) for name in PAGES}
    assert remarks_of(tmp_path / "map.pdf", medium="a4") == [
        f"the smallest text has {size['a4']} on A4, and print needs 8 pt to be read; draw it for A0 (--for a0), "
        "split it over several pages (--split) or draw a part of the map (such as --focus ID)"
    ]
    assert remarks_of(tmp_path / "map.svg", medium="slide") == [
        f"the smallest text has {size['slide']} on a slide, and a room needs 12 pt to be read; "
        "split a .pdf or .pptx over several pages (--split) or draw a part of the map (such as --focus ID)"
    ]
    small = points(smallest(laid(view_of("handle-time"), A4)))
    assert remarks_of(tmp_path / "map.svg", "handle-time", medium="a4") == [
        f"the smallest text has {small} on A4, and print needs 8 pt to be read; draw it for A3 (--for a3), "
        "split a .pdf or .pptx over several pages (--split) or draw a part of the map (such as --focus ID)"
    ]
    assert remarks_of(tmp_path / "map.svg", medium="a0") == []
    assert remarks_of(tmp_path / "map.svg", medium="screen") == []


def test_the_command_offers_every_medium_and_prints_what_is_to_be_known(tmp_path: Path) -> None:
    assert list(MEDIA) == printing.MEDIA
    command = [sys.executable, "-m", "strategymap", "render", str(MAPS[0].parent / "handle-time.yaml")]
    ran = subprocess.run(
        [*command, "--for", "a4", "-o", "map.svg"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    (remark,) = remarks_of(tmp_path / "map.svg", "handle-time", medium="a4")
    assert (ran.stdout, ran.stderr) == ("", f"Warning: {remark}.\nWrote map.svg.\n")


def test_for_a_screen_is_as_without_a_medium(tmp_path: Path) -> None:
    remarks_of(tmp_path / "one.svg", medium="screen")
    remarks_of(tmp_path / "two.svg")
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()


@pytest.mark.parametrize(
    ("out", "wishes", "message"),
    [
        ("map.svg", {"medium": "slides"}, 'there is no medium "slides"; the nearest is "slide"'),
        ("map.svg", {"medium": "wall"}, 'there is no medium "wall"; choose one of screen, slide, a4, a3, a0'),
        (
            "map.dot",
            {"medium": "a4"},
            "a .dot has no size, and is for no medium; leave the medium out, or draw an .svg",
        ),
        (
            "map.mmd",
            {"medium": "a4"},
            "a .mmd has no size, and is for no medium; leave the medium out, or draw an .svg",
        ),
        ("map.pptx", {"medium": "a4"}, "slides are not for A4; leave the medium out, or write .pdf"),
        ("map.svg", {"split": True}, "a .svg is one picture and can't be split; write .pdf or .pptx"),
        ("map.json", {"split": True}, "a .json is one picture and can't be split; write .pdf or .pptx"),
        (
            "map.pdf",
            {"split": True, "medium": "screen"},
            "what is for a screen has no pages to be split over; choose slide, a4, a3 or a0",
        ),
    ],
)
def test_what_does_not_go_together_is_refused(
    out: str, wishes: dict[str, object], message: str, tmp_path: Path
) -> None:
    with pytest.raises(UnknownName) as error:
        remarks_of(tmp_path / out, **wishes)
    assert str(error.value) == message
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    path = tmp_path_factory.mktemp("split") / "map.pdf"
    return path, remarks_of(path, split=True)


def test_a_split_map_leaves_nothing_out(book: tuple[Path, list[str]]) -> None:
    path, _ = book
    text = one_line(asked("pdftotext", path, "-"))
    view = view_of("contact-centre")
    for card in view.cards():
        assert card.title in text
        assert all(kpi.title in text for kpi in card.kpis)
    for told in [*(item.text for item in view.legend), *(note.text for note in view.notes)]:
        assert one_line(told) in text


def test_a_split_map_is_one_tagged_pdf_of_a4_with_names_and_numbers(book: tuple[Path, list[str]]) -> None:
    path, _ = book
    told = dict(line.split(":", 1) for line in asked("pdfinfo", path).splitlines())
    pages = int(told["Pages"])
    assert (told["Tagged"].strip(), told["Title"].strip()) == ("yes", "Contact centre strategy 2026")
    assert pages > 3
    content = path.read_bytes()
    for mark in (b"/StructTreeRoot", b"/Outlines", b"<pdfuaid:part>1<"):
        assert mark in content
    listed = asked("pdfinfo", "-l", "99", path)
    assert {
        tuple(line.split()[3:6:2]) for line in listed.splitlines() if "size:" in line and "Page " in line
    } == {("841.89", "595.276")}
    sheets = asked("pdftotext", path, "-").split("\f")[:pages]
    assert all(f"{number} of {pages}" in sheet for number, sheet in enumerate(sheets, 1))
    starts = [sheet.split("\n")[0] for sheet in sheets]
    assert starts[0].startswith("Overview")
    assert starts[1].startswith("Growth is profitable and lasts")
    assert all("Contact centre strategy 2026 · " in sheet for sheet in sheets[:2])


@pytest.mark.parametrize("medium", ["a4", "slide"])
def test_the_overview_of_every_map_can_be_read(medium: str) -> None:
    layouts = {path.stem: Layouts(view_of(path.stem)) for path in MAPS}
    page = replace(MEDIA[medium], foot=1.6 * MEDIA[medium].least, key=MEDIA[medium].paper)
    unread = []
    for name, layout in layouts.items():
        what, shown = overview_for(view_of(name), lambda view, layout=layout: layout.fits(view, page))
        if not is_legible(layout.laid(shown, page)):
            unread.append((name, what))
    assert unread == []


def test_pages_that_are_too_small_all_the_same_are_named(tmp_path: Path) -> None:
    read = strategymap.loads(
        "title: Many\ngoals:\n" + "".join(f"  g{n}: {{title: Goal {n}}}\n" for n in range(90))
    )
    with warnings.catch_warnings(record=True, action="always") as told:
        read.render(tmp_path / "map.pdf", split=True)
    (remark,) = [str(each.message) for each in told]
    assert re.fullmatch(
        r"even split, page 1 \(Overview: \d\.\d pt\) can't be read on A4: print needs 8 pt to be read; "
        r"draw it for A[03] \(--for a[03]\) or draw a part of the map \(such as --focus ID\)",
        remark,
    )


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_every_slide_of_a_split_map_can_be_read(path: Path, tmp_path: Path) -> None:
    assert remarks_of(tmp_path / "map.pdf", path.stem, split=True, medium="slide") == []


def test_wide_cards_stand_as_neatly_as_others() -> None:
    for path in MAPS:
        drawing = laid(view_of(path.stem), replace(MEDIA["slide"], card=300))
        assert {card.box.width for card in drawing.cards} == {300}
        assert faults(drawing) == {}


def test_a_slide_that_is_too_small_all_the_same_is_told_with_what_to_do(tmp_path: Path) -> None:
    kpis = "".join(f"  k{n}: {{title: KPI {n}, measures: a}}\n" for n in range(30))
    read = strategymap.loads(f"title: Many\ngoals:\n  a: {{title: A}}\nkpis:\n{kpis}")
    with warnings.catch_warnings(record=True, action="always") as told:
        read.render(tmp_path / "map.pdf", split=True, medium="slide")
    (remark,) = [str(each.message) for each in told]
    assert re.fullmatch(
        r"even split, page 2 \(A: \d\.\d pt\) can't be read on a slide: a room needs 12 pt to be read; "
        r"write slides with larger text \(\.pptx\), draw a part of the map \(such as --focus ID\) or leave "
        r"the KPIs out \(--hide kpis\)",
        remark,
    )


def test_the_same_map_is_split_into_the_same_bytes(book: tuple[Path, list[str]], tmp_path: Path) -> None:
    remarks_of(tmp_path / "map.pdf", split=True)
    assert (tmp_path / "map.pdf").read_bytes() == book[0].read_bytes()


def test_a_map_that_can_be_read_on_one_page_is_not_split(tmp_path: Path) -> None:
    remarks_of(tmp_path / "one.pdf", "drawing-board", medium="a4")
    assert remarks_of(tmp_path / "two.pdf", "drawing-board", split=True) == []
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_slides_of_a_pdf_have_their_key_on_a_page_of_its_own(tmp_path: Path) -> None:
    remarks_of(tmp_path / "map.pdf", "reservation-calls", split=True, medium="slide")
    sheets = asked("pdftotext", tmp_path / "map.pdf", "-").split("\f")
    (keyed,) = [sheet for sheet in sheets if "supports" in sheet.split("\n")]
    assert keyed.startswith("Key\n")
    assert [sheet for sheet in sheets if "Read upwards" in sheet] == [keyed]


def test_slides_of_a_pdf_show_the_latest_values_and_findings_follow_at_once(tmp_path: Path) -> None:
    remarks_of(tmp_path / "map.pdf", split=True, medium="slide")
    view = view_of("contact-centre")
    text = asked("pdftotext", tmp_path / "map.pdf", "-")
    sheets, findings = map(one_line, (text[: text.index(view.heading)], text[text.index(view.heading) :]))
    kpis = [kpi for card in view.cards() for kpi in card.kpis if kpi.progress]
    assert [kpi.now for kpi in kpis if one_line(kpi.now) not in sheets] == []
    assert [item.text for item in view.legend if one_line(item.text) not in findings] == []
    assert text.count("\f") <= 17


def test_scripts_of_the_world_stand_in_names_and_findings_too(tmp_path: Path) -> None:
    read = strategymap.loads(
        "title: 战略\ngoals:\n" + "".join(f"  n{n}: {{title: 客户满意 {n}}}\n" for n in range(60)),
    )
    if "Noto Sans CJK SC" not in asked("fc-list", ":lang=zh-cn", "family"):
        pytest.skip("needs Noto Sans CJK")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        read.render(tmp_path / "map.pdf", split=True)
    assert "客户满意 7" in asked("pdftotext", tmp_path / "map.pdf", "-")


def test_the_empty_map_and_the_map_of_one_card_have_pages_too() -> None:
    for text in ("title: Empty\n", "title: One\ngoals:\n  a: {title: A}\n"):
        read = strategymap.loads(text)
        for medium in PAGES:
            drawing = laid(read.view, MEDIA[medium])
            assert drawing.page is not None
            assert faults(drawing) == {}
