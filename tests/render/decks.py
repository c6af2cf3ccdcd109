"""Slides as they are read again: what is wrong with them, and where LibreOffice puts their words."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from conftest import program
from pptx import Presentation

from strategymap.render.drawing import Box
from strategymap.render.slides.lines import crosses
from strategymap.render.slides.shapes import EMU

A, P = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}",
    "{http://schemas.openxmlformats.org/presentationml/2006/main}",
)
#: Seconds that LibreOffice may take to start and convert.
PATIENCE = 240
#: How far outside of its card a word may reach, in points: its box is that of the font.
_TOLERANCE = 2.0


class Word(NamedTuple):
    """A word on a page, and where it stands in points."""

    text: str
    box: Box


def opened(content: bytes) -> Any:
    return Presentation(io.BytesIO(content))


def flat(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        yield from flat(shape.shapes) if shape.shape_type == 6 else (shape,)


def box_of(shape: Any) -> Box:
    return Box(shape.left / EMU, shape.top / EMU, shape.width / EMU, shape.height / EMU)


def cards_of(slide: Any) -> dict[str, Any]:
    """The cards and loose KPIs of a slide: what has words in a form of its own."""
    return {
        shape.name: shape
        for shape in flat(slide.shapes)
        if shape._element.find(f".//{A}custGeom") is not None
        and shape.has_text_frame
        and shape.text_frame.text
    }


def flaws(content: bytes) -> Iterator[str]:
    """What PowerPoint would stumble over on any slide, and what readers would."""
    deck = opened(content)
    for number, slide in enumerate(deck.slides, 1):
        size = deck.slide_width, deck.slide_height
        for flaw in (*_broken(slide._element, size), *_covered(slide)):
            yield f"slide {number}: {flaw}"


def _broken(tree: Any, size: tuple[int, int]) -> Iterator[str]:
    shapes = {int(found.get("id")): found.getparent().getparent() for found in tree.iter(f"{P}cNvPr")}
    if len(shapes) != len(list(tree.iter(f"{P}cNvPr"))):
        yield "an id twice"
    for end in [*tree.iter(f"{A}stCxn"), *tree.iter(f"{A}endCxn")]:
        target = shapes.get(int(end.get("id")))
        if target is None or int(end.get("idx")) >= _sites_of(target):
            yield "an end that holds on to nothing"
    for place in [*tree.iter(f"{A}off"), *tree.iter(f"{A}ext"), *tree.iter(f"{A}tab")]:
        yield from (
            f"a length that is not whole: {length}" for length in place.attrib.values() if "." in length
        )
    for frame in tree.iter(f"{A}xfrm", f"{P}xfrm"):
        off, ext = frame.find(f"{A}off"), frame.find(f"{A}ext")
        x, y, wide, high = (int(v) for v in (off.get("x"), off.get("y"), ext.get("cx"), ext.get("cy")))
        if x < 0 or y < 0 or x + wide > size[0] or y + high > size[1]:
            yield f"outside, at {x}, {y}"
    if any(not text.text for text in tree.iter(f"{A}t")):
        yield "an empty text"


def _sites_of(shape: Any) -> int:
    """How many places there are to hold on to."""
    own = shape.findall(f".//{A}custGeom/{A}cxnLst/{A}cxn")
    return len(own) if own else {"ellipse": 8}[shape.find(f".//{A}prstGeom").get("prst")]


def _covered(slide: Any) -> Iterator[str]:
    """Cards over cards, labels over cards and each other, lines through cards."""
    cards = {name: box_of(shape) for name, shape in cards_of(slide).items()}
    labels = {s.name: box_of(s) for s in flat(slide.shapes) if s.name.startswith("Label ")}
    for (name, box), (other, beyond) in combinations([*cards.items(), *labels.items()], 2):
        if box.touches(beyond, gap=-0.1):
            yield f"{name} over {other}"
    yield from _hidden(slide, labels)
    for line in _pieces(slide):
        start, end = (line.begin_x / EMU, line.begin_y / EMU), (line.end_x / EMU, line.end_y / EMU)
        for name, box in cards.items():
            inner = Box(box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1)
            if crosses(start, end, inner):
                yield f"{line.name} through {name}"


def _pieces(slide: Any) -> list[Any]:
    """The straight pieces of the links of a slide."""
    return [shape for shape in slide.shapes if shape._element.find(f".//{A}stCxn") is not None]


def _hidden(slide: Any, labels: dict[str, Box]) -> Iterator[str]:
    """Badges over badges and labels, badges and labels over heads."""
    badges = [
        (shape.name, box_of(shape)) for shape in flat(slide.shapes) if shape.name.startswith("Finding ")
    ]
    marks = [*badges, *labels.items()]
    heads = [(f"the head of {line.name}", _head(line)) for line in _pieces(slide) if _has_head(line)]
    for place, (name, box) in enumerate(badges):
        for other, beyond in [*badges[place + 1 :], *labels.items()]:
            if box.touches(beyond, gap=-0.06 * box.width):  # the corners of triangles meet
                yield f"{name} over {other}"
    for name, box in marks:
        yield from (f"{name} over {head}" for head, beyond in heads if box.touches(beyond, gap=-1))


def _has_head(line: Any) -> bool:
    return line._element.find(f".//{A}tailEnd") is not None


def _head(line: Any) -> Box:
    """The place of a head of 5 pt."""
    x, y, to_x, to_y = (length / EMU for length in (line.begin_x, line.begin_y, line.end_x, line.end_y))
    if abs(x - to_x) > abs(y - to_y):
        return Box(to_x - (5 if x < to_x else 0), to_y - 2.5, 5, 5)
    return Box(to_x - 2.5, to_y - (5 if y < to_y else 0), 5, 5)


def shown(decks: Mapping[str, bytes], folder: Path) -> dict[str, list[list[Word]]]:
    """The words on each page of some decks as LibreOffice shows them, by the names of the decks.
    The test is skipped where there is no LibreOffice or pdftotext."""
    soffice, reader = program("soffice"), program("pdftotext")
    for name, content in decks.items():
        (folder / f"{name}.pptx").write_bytes(content)
    files = [str(folder / f"{name}.pptx") for name in decks]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    return {Path(file).stem: _words(reader, folder / f"{Path(file).stem}.pdf") for file in files}


def _words(reader: str, page: Path) -> list[list[Word]]:
    told = subprocess.run([reader, "-bbox", str(page), "-"], check=True, capture_output=True, text=True)
    pages = told.stdout.split("<page ")[1:]
    pattern = r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>'
    return [
        [
            Word(text, Box(float(x), float(y), float(to) - float(x), float(low) - float(y)))
            for x, y, to, low, text in re.findall(pattern, found)
        ]
        for found in pages
    ]


def spilled(slide: Any, words: Iterable[Word]) -> Iterator[str]:
    """The words of cards that LibreOffice does not show inside of their card."""
    found = list(words)
    for name, shape in cards_of(slide).items():
        box = box_of(shape)
        inside = [
            word.text
            for word in found
            if word.box.x >= box.x - _TOLERANCE
            and word.box.right <= box.right + _TOLERANCE
            and word.box.y >= box.y - _TOLERANCE
            and word.box.bottom <= box.bottom + _TOLERANCE
        ]
        text = " ".join(inside).replace("&amp;", "&").replace("&quot;", '"').replace("&apos;", "'")
        for word in re.split(r"[\s/-]+", shape.text_frame.text):
            if word not in text:
                yield f"{name}: {word}"
