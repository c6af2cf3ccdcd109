"""What a template brings besides its looks: it is left out with a warning, or refused."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from pptx import Presentation
from render.sample_views import contact_centre

from strategymap import render
from strategymap.errors import OutputError

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS, MASTER_RELS = "ppt/_rels/presentation.xml.rels", "ppt/slideMasters/_rels/slideMaster1.xml.rels"
LAYOUT, LAYOUT_RELS = "ppt/slideLayouts/slideLayout6.xml", "ppt/slideLayouts/_rels/slideLayout6.xml.rels"
TYPES, MASTER = "[Content_Types].xml", "ppt/slideMasters/slideMaster1.xml"
PRESENTATION, THEME = "ppt/presentation.xml", "ppt/theme/theme1.xml"


def parts() -> dict[str, bytes]:
    """Those of a plain presentation with one slide, whose title is a secret."""
    deck = Presentation()
    deck.slides.add_slide(deck.slide_layouts[5]).shapes.title.text = "Project Secret"
    written = io.BytesIO()
    deck.save(written)
    with ZipFile(written) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(path: Path, found: Mapping[str, bytes]) -> Path:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in found.items():
            archive.writestr(name, content)
    return path


def related(kind: str, target: str, *, external: bool = True) -> tuple[bytes, bytes]:
    """What to put in, and where."""
    mode = ' TargetMode="External"' if external else ""
    return b"</Relationships>", (
        f'<Relationship Id="rIdX" Type="{kind}" Target="{target}"{mode}/></Relationships>'.encode()
    )


def changed(path: Path, *changes: tuple[str, tuple[bytes, bytes]], **more: bytes) -> Path:
    found = parts() | more
    for name, (old, new) in changes:
        assert old in found[name]
        found[name] = found[name].replace(old, new, 1)
    return packed(path, found)


def drawn(template: Path) -> dict[str, bytes]:
    """The parts of the slides."""
    content = render.draw(contact_centre(), "pptx", template=template)
    assert isinstance(content, bytes)
    assert Presentation(io.BytesIO(content)).slides
    with ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("main", ["openxmlformats-officedocument.presentationml", "ms-powerpoint"])
def test_macros_and_buttons_are_left_out_with_a_warning(tmp_path: Path, main: str) -> None:
    macro = b"presentation.macroEnabled.main+xml" if main == "ms-powerpoint" else b"presentation.main+xml"
    old = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    path = changed(
        tmp_path / "firm.pptx",
        (TYPES, (old, b"application/vnd." + main.encode() + b"." + macro)),
        (RELS, related("http://schemas.microsoft.com/office/2006/relationships/vbaProject", "v.xml", external=False)),
        ("_rels/.rels", related("http://schemas.microsoft.com/office/2007/relationships/ui/extensibility", "ui.xml")),
        **{"ppt/v.xml": b"<macros/>"},
    )  # fmt: skip
    with pytest.warns(
        UserWarning, match="the template brings macros or buttons of its own; what you get has none"
    ):
        found = drawn(path)
    assert not [name for name, content in found.items() if "ppt/v.xml" in name or b"macroEnabled" in content]
    assert b"ui.xml" not in found["_rels/.rels"]


@pytest.mark.parametrize(
    ("owner", "kind", "target"),
    [
        (MASTER_RELS, "image", "http://example.invalid/track.png"),
        (LAYOUT_RELS, "video", "https://example.invalid/v.mp4"),
        (RELS, "oleObject", "file://\\\\example.invalid\\share\\x.xlsx"),
    ],
)
def test_what_every_reader_would_fetch_is_refused(tmp_path: Path, owner: str, kind: str, target: str) -> None:
    path = changed(tmp_path / "firm.pptx", (owner, related(f"{OFFICE}/{kind}", target)))
    with pytest.raises(
        OutputError, match=rf"firm\.pptx fetches {re.escape(target)} wherever it is opened, in "
    ):
        drawn(path)


def test_links_to_the_web_stay_and_links_to_files_go_with_a_warning(tmp_path: Path) -> None:
    link = f'<a:hlinkClick xmlns:r="{OFFICE}" r:id="rIdX"/></p:cNvPr>'.encode()
    title = re.compile(rb'(<p:cNvPr id="2" name="[^"]*")/>')
    for target, stays in (("https://example.org/", True), ("file:///C:/calc.exe", False)):
        found = parts()
        found[LAYOUT] = title.sub(rb"\1>" + link, found[LAYOUT], count=1)
        old, new = related(f"{OFFICE}/hyperlink", target)
        found[LAYOUT_RELS] = found[LAYOUT_RELS].replace(old, new)
        path = packed(tmp_path / "firm.pptx", found)
        if stays:
            made = drawn(path)
        else:
            with pytest.warns(UserWarning, match=f"the template brings a link to {target}"):
                made = drawn(path)
        assert (b"hlinkClick" in made[LAYOUT], target.encode() in made[LAYOUT_RELS]) == (stays, stays)


def test_nothing_tells_of_the_slides_that_are_gone(tmp_path: Path) -> None:
    """Not even where the list of a show, the master or the properties know them."""
    number = re.search(rb'<p:sldId [^>]*r:id="(\w+)"', parts()[PRESENTATION])
    assert number
    show = b'<p:custShowLst><p:custShow name="s" id="0"><p:sldLst><p:sld r:id="%s"/></p:sldLst></p:custShow></p:custShowLst>'
    path = changed(
        tmp_path / "firm.pptx",
        (PRESENTATION, (b"<p:defaultTextStyle", show % number[1] + b"<p:defaultTextStyle")),
        (MASTER_RELS, related(f"{OFFICE}/slide", "../slides/slide1.xml", external=False)),
        ("docProps/app.xml", (b"</Properties>", b"<Manager>Project Secret</Manager></Properties>")),
    )
    assert not [name for name, content in drawn(path).items() if b"Project Secret" in content]


@pytest.mark.parametrize("name", [TYPES, MASTER, THEME, LAYOUT_RELS])
def test_entities_are_refused(tmp_path: Path, name: str) -> None:
    found = parts()
    start = found[name].index(b"?>") + 2
    found[name] = (
        found[name][:start] + b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + found[name][start:]
    )
    with pytest.raises(OutputError, match=f"declares entities in {re.escape(name)}; save it again"):
        drawn(packed(tmp_path / "firm.pptx", found))


def test_what_swells_is_refused_also_where_it_lies_about_its_size(tmp_path: Path) -> None:
    found = parts()
    found[LAYOUT] += b" " * (33 << 20)
    path = packed(tmp_path / "firm.pptx", found)
    with pytest.raises(OutputError, match="swells to more than 32 MB of text; take its slides out"):
        drawn(path)
    raw = bytearray(path.read_bytes())
    entry = raw.rfind(b"ppt/slideLayouts/slideLayout6.xml") - 46
    raw[entry + 24 : entry + 28] = (1_000).to_bytes(4, "little")
    path.write_bytes(raw)
    with pytest.raises(OutputError, match="can't be read"):
        drawn(path)


def test_what_is_no_ordinary_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pptx")
    (tmp_path / "zero.pptx").symlink_to("/dev/zero")
    for name in ("pipe.pptx", "zero.pptx"):
        with pytest.raises(OutputError, match=rf"{name} is no file; name a presentation"):
            drawn(tmp_path / name)


@pytest.mark.parametrize("name", [PRESENTATION, MASTER, LAYOUT, RELS, TYPES, "_rels/.rels"])
def test_a_template_without_one_of_its_parts_is_refused(tmp_path: Path, name: str) -> None:
    found = parts()
    del found[name]
    with pytest.raises(
        OutputError, match=r"no presentation that can be used; save it as \.pptx in PowerPoint"
    ):
        drawn(packed(tmp_path / "firm.pptx", found))


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (b'cx="1" cy="1"', "no layout with 400 x 200 points below its title; add one"),
        (b'cx="-9144000" cy="-6858000"', "no layout with 400 x 200 points"),
        (b'cx="51206400" cy="914400"', "no layout with 400 x 200 points"),
        (b'cx="900000000000000" cy="900000000000000"', "slides longer than 4032 points; make them smaller"),
        (b'cx="a" cy="b"', "no presentation that can be used"),
    ],
)
def test_absurd_slides_are_refused(tmp_path: Path, size: bytes, said: str) -> None:
    found = parts()
    found[PRESENTATION] = re.sub(rb'(<p:sldSz )cx="\d+" cy="\d+"', rb"\1" + size, found[PRESENTATION])
    with pytest.raises(OutputError, match=said):
        drawn(packed(tmp_path / "firm.pptx", found))


def test_a_potx_is_a_template_too(tmp_path: Path) -> None:
    path = changed(tmp_path / "firm.potx", (TYPES, (b"presentation.main+xml", b"template.main+xml")))
    assert b"template.main" not in drawn(path)[TYPES]
