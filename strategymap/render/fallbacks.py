"""Text for those who set it in type themselves: which font draws a script that the shipped
fonts lack, and on which side a line begins that runs from right to left.

A browser finds out both for itself; what sets an SVG in a PDF is told here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from itertools import groupby
from unicodedata import bidirectional

from strategymap.render.widths import is_drawn, is_wide

_SIGNS = ("DejaVu Sans", "Segoe UI Symbol", "Apple Symbols", "Noto Sans Symbols 2", "Noto Sans Symbols2")
_EMOJI = ("Noto Emoji", "Segoe UI Emoji", "Apple Color Emoji", "Noto Color Emoji", "DejaVu Sans")
_INDIC = ("Noto Sans {0}", "Lohit {0}", "Nirmala UI", "{0} Sangam MN", "{0} MN")
_KANA = ("Noto Sans CJK JP", "Noto Sans JP", "Yu Gothic", "Meiryo", "Hiragino Sans", "IPAGothic")
_HANGUL = ("Noto Sans CJK KR", "Noto Sans KR", "Malgun Gothic", "Apple SD Gothic Neo", "NanumGothic")
_HAN = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC",
    "Hiragino Sans GB", "WenQuanYi Zen Hei", "Droid Sans Fallback", "SimHei", *_KANA,
)  # fmt: skip


def _indic(script: str) -> tuple[str, ...]:
    return tuple(name.format(script) for name in _INDIC)


# First code point, last code point, the fonts of Linux, Windows and macOS that have it.
_FONTS: tuple[tuple[int, int, tuple[str, ...]], ...] = (
    (0x0530, 0x058F, ("Noto Sans Armenian", "Sylfaen", "Mshtakan", "DejaVu Sans")),
    (0x0600, 0x08FF, ("Noto Sans Arabic", "Arial", "Segoe UI", "Geeza Pro", "DejaVu Sans")),
    (0x0900, 0x097F, _indic("Devanagari")),
    (0x0980, 0x09FF, _indic("Bengali")),
    (0x0A00, 0x0A7F, _indic("Gurmukhi")),
    (0x0A80, 0x0AFF, _indic("Gujarati")),
    (0x0B00, 0x0B7F, _indic("Oriya")),
    (0x0B80, 0x0BFF, _indic("Tamil")),
    (0x0C00, 0x0C7F, _indic("Telugu")),
    (0x0C80, 0x0CFF, _indic("Kannada")),
    (0x0D00, 0x0D7F, _indic("Malayalam")),
    (0x0D80, 0x0DFF, _indic("Sinhala")),
    (0x0E00, 0x0E7F, ("Noto Sans Thai", "Leelawadee UI", "Tahoma", "Thonburi", "Garuda", "Loma")),
    (0x0E80, 0x0EFF, ("Noto Sans Lao", "Leelawadee UI", "Lao MN", "DejaVu Sans")),
    (0x10A0, 0x10FF, ("Noto Sans Georgian", "Sylfaen", "Helvetica", "DejaVu Sans")),
    (0x1200, 0x137F, ("Noto Sans Ethiopic", "Ebrima", "Kefa")),
    (0x1780, 0x17FF, ("Noto Sans Khmer", "Leelawadee UI", "Khmer MN")),
    (0x3040, 0x30FF, _KANA),
    (0xAC00, 0xD7AF, _HANGUL),
    (0x1F000, 0x1FAFF, _EMOJI),
)
_FIRSTS = tuple(first for first, _, _ in _FONTS)

_LINE = re.compile(r"<text ([^>]*)>([^<]*)</text>")
_ANCHOR = re.compile(r' text-anchor="(\w+)"')
_SIZE = re.compile(r'(?<=font-size=")[\d.]+(?=")')
#: A line with joined letters is set in their font from end to end. Its other letters are wider
#: than those of Arial, and taller by about as much.
_SMALLER = 0.91
_LEFTWARDS = ' direction="rtl"'
# Invisible: a line that begins so runs from right to left, or from left to right.
_LEFT, _RIGHT = "\u202b", "\u202a"


def fonts_for(character: str) -> tuple[str, ...]:
    """The fonts that draw a character that the shipped ones lack, the best first; for all
    others none.

    >>> fonts_for("a"), fonts_for("客")[0], fonts_for("ر")[-1]
    ((), 'Noto Sans CJK SC', 'DejaVu Sans')
    """
    if is_drawn(character):
        return ()
    code = ord(character)
    place = bisect_right(_FIRSTS, code) - 1
    if place >= 0 and code <= _FONTS[place][1]:
        return _FONTS[place][2]
    return _HAN if is_wide(character) else _SIGNS


def set_in_type(svg: str, family: str) -> str:
    """An SVG whose lines name the font of each script in them, besides its own `family`, and
    begin on the left side of their place."""
    return _LINE.sub(_line(family), svg)


def _line(family: str) -> Callable[[re.Match[str]], str]:
    def line(found: re.Match[str]) -> str:
        attributes, words = found.groups()
        leftwards = _LEFTWARDS in attributes
        if leftwards:
            attributes = _turned(attributes)
        joined = next((fonts_for(each) for each in words if bidirectional(each) in {"R", "AL"}), ())
        if joined:
            attributes = _SIZE.sub(lambda size: f"{_SMALLER * float(size[0]):.2f}", attributes)
        return f"<text {attributes}>{_led(joined, family, leftwards)}{_in_fonts(words, family)}</text>"

    return line


def _led(joined: tuple[str, ...], family: str, leftwards: bool) -> str:
    """What stands before a line with joined letters: a mark without width, in their fonts.
    Typst shapes a line in the font of its beginning first, and letters that other fonts
    join later are not always joined."""
    mark = _LEFT if leftwards else _RIGHT
    if joined:
        return _in_font(mark, joined, family)
    return mark if leftwards else ""


def _in_font(words: str, fonts: tuple[str, ...], family: str) -> str:
    named = ", ".join([*(f"'{font}'" for font in fonts), family])
    return f'<tspan font-family="{named}">{words}</tspan>'


def _in_fonts(words: str, family: str) -> str:
    parts = []
    for fonts, group in groupby(words, fonts_for):
        part = "".join(group)
        parts.append(_in_font(part, fonts, family) if fonts else part)
    return "".join(parts)


def _turned(attributes: str) -> str:
    """The anchor of a line that runs leftwards, as seen from the left."""
    kept = attributes.replace(_LEFTWARDS, "")
    anchor = _ANCHOR.search(kept)
    if anchor is None:
        return kept + ' text-anchor="end"'
    return _ANCHOR.sub("", kept) if anchor[1] == "end" else kept
