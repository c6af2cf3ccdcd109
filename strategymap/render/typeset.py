"""The SVG as PDF or PNG, set by Typst on a page of just its size. The door to Typst.

The page is a constant, and what differs between maps reaches it as data: no title is ever
read as a command, no file is opened and nothing is fetched. The fonts are shipped, for the
layout was reckoned with their widths; those of the machine are asked only for scripts that
they lack, or where the picture asks for another font.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from functools import cache
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from unicodedata import category

from strategymap.errors import LayoutError, MissingExtra
from strategymap.render.fallbacks import fonts_for, set_in_type
from strategymap.render.media import POINTS
from strategymap.warned import warn

if TYPE_CHECKING:
    import typst

#: Liberation Sans, whose widths are those of Arial.
TYPEFACES = Path(__file__).with_name("typefaces")
#: What a picture may ask for that is drawn with them: fonts with the same widths.
SAME_WIDTHS = {"Arial", "Liberation Sans", "Arimo", "Helvetica"}
#: The most pixels that a PNG may have: the memory for them is 4 bytes each.
PIXELS = 200_000_000

_PAGE = b"""
#let given = sys.inputs
#set document(title: given.title, date: none)
#set text(lang: "en")
#set page(width: float(given.width) * 1pt, height: float(given.height) * 1pt, margin: 0pt)
#image(bytes(given.svg), format: "svg", width: 100%, height: 100%, alt: given.alt)
"""
#: Several pages: on each a picture below which its name stands, then the findings as text.
_BOOK = b"""
#let given = json(bytes(sys.inputs.given))
#let pt(size) = size * 1pt
#let small = pt(given.least)
#set document(title: given.title, date: none)
#set text(lang: "en", font: given.fonts, size: pt(given.size), fill: rgb(given.ink))
#set par(leading: 0.45em, spacing: 0.6em)
#set page(
  width: pt(given.width), height: pt(given.height), fill: rgb(given.paper),
  margin: (x: pt(given.margin), top: pt(given.margin), bottom: pt(given.margin + given.foot)),
  footer-descent: 0pt,
  footer: context block(
    width: 100%, height: pt(given.foot),
    align(bottom + right, text(size: small, fill: rgb(given.muted),
      [#counter(page).display() of #counter(page).final().first()])),
  ),
)
#for (number, sheet) in given.sheets.enumerate() {
  if number > 0 { pagebreak() }
  set page(width: pt(sheet.width), height: pt(sheet.height))
  place(bottom + left, dy: pt(given.foot), heading(text(size: small, weight: "bold", sheet.name)))
  place(
    top + left, dx: -pt(given.margin), dy: -pt(given.margin),
    image(bytes(sheet.svg), format: "svg", width: pt(sheet.width), height: pt(sheet.height), alt: sheet.alt),
  )
}
#if given.findings.len() + given.keys.len() > 0 { pagebreak() }
#for key in given.keys {
  heading(text(size: pt(given.size * 1.6), weight: "bold", "Key"))
  v(0.4em)
  if key.reading != "" { block(key.reading) }
  image(bytes(key.svg), format: "svg", width: 100%, alt: key.alt)
  v(1em)
}
#if given.findings.len() > 0 {
  heading(text(size: pt(given.size * 1.6), weight: "bold", given.heading))
  v(0.4em)
  columns(given.columns, gutter: pt(2 * given.size), for entry in given.findings {
    block(breakable: false, width: 100%, below: 1.1em, grid(
      columns: (2.6em, 1fr),
      image(bytes(entry.mark), format: "svg", width: 1.8em, alt: entry.alt),
      [#entry.text #if entry.rule != "" { linebreak(); text(size: small, fill: rgb(given.muted), entry.rule) }],
    ))
  })
}
"""
_ROOT = re.compile(
    r'<svg [^>]*?\bwidth="([\d.]+)(mm|in|)" height="([\d.]+)(mm|in|)"[^>]*?\bfont-family="([^"]*)"'
)
_TOLD = re.compile(r"<(?:title|desc)\b[^>]*>([^<]*)<")
_UNDRAWN = re.compile(r'the text `"(.+?)"` could not be displayed')
#: How Typst writes a character that can't be seen.
_NUMBERED = re.compile(r"\\u\{([0-9a-f]{1,6})\}")
#: What is told where the characters have no shape of their own, like the parts of a flag.
_SHAPELESS = "invisible characters keep the PDF from being marked as accessible (PDF/UA); take them out"


class UndrawnText(UserWarning):
    """Characters that no font on this machine can draw; boxes stand in their places."""


def pdf(svg: str) -> bytes:
    """The page: vectors, text that can be found and copied, fonts within, tagged (PDF/UA-1)
    with what the SVG tells in words. The same picture and fonts give the same bytes.

    Warns of UndrawnText. Raises MissingExtra without the extra `pdf`.
    """
    given, fonts = _asked(svg)
    return _accessible(given, fonts, _PAGE)


def _accessible(given: dict[str, str], fonts: typst.Fonts, source: bytes) -> bytes:
    """The PDF as PDF/UA-1, or without this name where no font can draw some characters."""
    try:
        return _compiled("pdf", given, fonts, source, pdf_standards=["ua-1"])
    except _failure() as error:
        if "PDF/UA" not in str(error):
            raise LayoutError(f"the PDF can't be made: {error}") from error
        _tell(_undrawn(error) or _SHAPELESS)
    return _compiled("pdf", given, fonts, source)


def png(svg: str, scale: float = 2.0) -> bytes:
    """The picture in pixels, `scale` of them for each px of the SVG in each direction.

    Warns of UndrawnText. Raises MissingExtra without the extra `pdf`, and LayoutError for
    a scale at which it would have no pixel or more than PIXELS.
    """
    given, fonts = _asked(svg)
    wide, high = (float(given[side]) / POINTS["px"] for side in ("width", "height"))
    if not (min(wide, high) * scale >= 1 and wide * high * scale**2 <= PIXELS):
        raise LayoutError(_not_made(wide, high, scale))
    if fonts is not _fonts(False):  # Typst tells of missing characters only in an accessible PDF.
        try:
            _compiled("pdf", given, fonts, pdf_standards=["ua-1"])
        except _failure() as error:
            _tell(_undrawn(error))
    return _compiled("png", given, fonts, ppi=96 * scale)


def _not_made(wide: float, high: float, scale: float) -> str:
    """Why there is no PNG at this scale of a drawing of so many px, and the nearest at which there
    is one."""
    seen = f"a PNG of {wide * scale:.0f} x {high * scale:.0f} pixels"
    if wide * high * scale**2 > PIXELS:
        most = math.floor(math.sqrt(PIXELS / (wide * high)) * 100) / 100
        limit = f"more than the {PIXELS // 1_000_000} million that one may have"
        return f"{seen} is {limit}; choose a scale of at most {most:g}, or write .svg or .pdf"
    least = math.ceil(1000 / min(wide, high)) / 1000
    return f"{seen} shows nothing; choose a scale of at least {least:g}"


def book(pages: Sequence[tuple[str, str]], look: Mapping[str, Any]) -> bytes:
    """Several pages in one PDF: each a name and a picture, with its number below, and a bookmark
    by its name; then `findings`, where `look` has any. `title` is that of the whole; everything
    else that `look` says is in points or a colour: margin, foot, size and least size of text,
    paper, ink, muted. `keys` are pictures of a key, each with how the map is read, before the
    findings.

    Warns of UndrawnText. Raises MissingExtra without the extra `pdf`.
    """
    asked = [_asked(svg) for _, svg in pages]
    sheets = [
        {**given, "name": name, "width": float(given["width"]), "height": float(given["height"])}
        for (name, _), (given, _) in zip(pages, asked, strict=True)
    ]
    texts = [look["heading"], *(name for name, _ in pages), *(each["text"] for each in look["findings"])]
    foreign = dict.fromkeys(font for text in texts for each in text for font in fonts_for(each))
    more = bool(foreign) or any(fonts is not _fonts(False) for _, fonts in asked)
    families = [family.strip(" '") for family in look["family"].split(",")]
    first = sheets[-1]
    told = {
        **look, "sheets": sheets, "width": first["width"], "height": first["height"],
        "fonts": [*(name for name in families if name != "sans-serif"), *foreign],
    }  # fmt: skip
    return _accessible({"given": json.dumps(told)}, _fonts(more), _BOOK)


def in_words(svg: str) -> str:
    """What an SVG tells to those who don't see it: its title and description, and the first
    line about each card, KPI, link and finding, each once and in the order of the picture.

    >>> in_words("<svg><title>Map</title><g><title>Goal: A &amp; B\\nsince May</title></g></svg>")
    'Map. Goal: A & B.'
    """
    lines = (unescape(told).split("\n", 1)[0].strip() for told in _TOLD.findall(svg))
    return " ".join(f"{line.rstrip('.')}." for line in dict.fromkeys(lines) if line)


def _asked(svg: str) -> tuple[dict[str, str], typst.Fonts]:
    """What the page is given, and the fonts that it is set in."""
    root, told = _ROOT.search(svg), _TOLD.search(svg)
    assert root, "the picture says how large it is"
    assert told, "the picture has a title"
    family = unescape(root[5])
    drawn = set_in_type(svg, family)
    more = "<tspan " in drawn or family.split(",")[0].strip(" '") not in SAME_WIDTHS
    given = {
        "title": unescape(told[1]), "alt": in_words(svg),
        "width": _points(root[1], root[2]), "height": _points(root[3], root[4]), "svg": drawn,
    }  # fmt: skip
    return given, _fonts(more)


def _points(length: str, unit: str) -> str:
    """A length of an SVG in points."""
    assert unit in {"", "mm", "in"}
    return f"{float(length) * POINTS[unit or 'px']:.4f}"  # type: ignore[index]


@cache
def _fonts(more: bool) -> typst.Fonts:
    found: typst.Fonts = _typst().Fonts(
        include_system_fonts=more, include_embedded_fonts=False, font_paths=[str(TYPEFACES)]
    )
    return found


def _compiled(
    form: Literal["pdf", "png"], given: dict[str, str], fonts: typst.Fonts, source: bytes = _PAGE, **how: Any
) -> bytes:
    # Nothing is read from the root; it is the one folder that could be.
    made = _typst().compile(
        source, root=str(TYPEFACES), font_paths=fonts, sys_inputs=given, format=form, timestamp=0, **how
    )
    assert isinstance(made, bytes)
    return made


def _undrawn(error: Exception) -> str:
    """The characters that an error says no font could draw, each once; joiners and the like,
    which have no shape of their own, are left out."""
    told = "".join(_UNDRAWN.findall(str(getattr(error, "diagnostic", ""))))
    found = dict.fromkeys(_NUMBERED.sub(lambda code: chr(int(code[1], 16)), told))
    return "".join(each for each in found if category(each) != "Cf")


def _tell(characters: str) -> None:
    if characters == _SHAPELESS:
        warn(characters, UndrawnText)
    elif characters:
        shown = "".join(each if each.isprintable() else f" U+{ord(each):04X} " for each in characters[:10])
        shown = shown.strip() + (" and others" if len(characters) > 10 else "")
        warn(
            f"no font on this machine can draw {shown}: boxes stand in the picture; "
            "install one, such as Noto Sans, for their script",
            UndrawnText,
        )


def _failure() -> type[Exception]:
    error: type[Exception] = _typst().TypstError
    return error


def _typst() -> Any:
    try:
        import typst
    except ImportError as error:
        raise MissingExtra("pdf") from error
    return typst
