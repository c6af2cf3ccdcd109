"""How wide a text is, the same on every machine.

The widths are the advances of Liberation Sans, which are those of Arial and Arimo too, with
its kerning: their sum is what a browser draws. Arabic is as wide as in DejaVu Sans, the widest
of its usual fonts. Other scripts that these fonts lack get an upper bound, measured in the fonts
that browsers fall back on.
"""

from __future__ import annotations

import json
import unicodedata
from bisect import bisect_right
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from strategymap.render.joined import joined

#: Units of an em in `widths.json`.
UNITS = 2048
#: Bold text of a script without a table is about this much wider.
BOLDER = 1.07
#: Many a browser thickens the letters of DejaVu Sans, and draws none of its wide bold ones.
JOINED_BOLD = 0.95
#: Pictures of phones differ: the widest that is in use.
EMOJI = 1.4
#: A letter of a script that nobody measured.
UNKNOWN = 1.0

# First code point, last code point, width of an average letter in em: the wider of
# Noto Sans and DejaVu Sans.
_SCRIPTS = (
    (0x0530, 0x058F, 0.68),  # Armenian
    (0x0590, 0x05FF, 0.60),  # Hebrew
    (0x0600, 0x08FF, 0.72),  # Syriac, Thaana, rare Arabic letters
    (0x0900, 0x0B7F, 0.72),  # Devanagari, Bengali, Gurmukhi, Gujarati, Odia
    (0x0B80, 0x0BFF, 1.15),  # Tamil
    (0x0C00, 0x0CFF, 0.85),  # Telugu, Kannada
    (0x0D00, 0x0D7F, 1.10),  # Malayalam
    (0x0D80, 0x0DFF, 0.95),  # Sinhala
    (0x0E00, 0x0EFF, 0.65),  # Thai, Lao
    (0x1000, 0x109F, 0.80),  # Myanmar
    (0x10A0, 0x10FF, 0.72),  # Georgian
    (0x1200, 0x137F, 0.80),  # Ethiopic
    (0x1780, 0x17FF, 0.75),  # Khmer
    (0x2600, 0x27BF, EMOJI),  # signs that many machines draw as pictures
    (0x1F000, 0x1FAFF, EMOJI),
)
_FIRSTS = tuple(first for first, _, _ in _SCRIPTS)


@cache
def _read() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(__file__).with_name("widths.json").read_text("ascii"))
    return found


@cache
def _kerning(bold: bool) -> dict[tuple[str, ...], float]:
    """How much farther apart two letters are than their widths say, in em."""
    letters = _read()["kerning"]["bold" if bold else "regular"]
    return {
        (chr(int(first, 16)), chr(int(second, 16))): int(units) / UNITS
        for first, pairs in letters.items()
        for told in (pairs.split(),)
        for second, units in zip(told[::2], told[1::2], strict=True)
    }


@cache
def _table(bold: bool, script: str = "latin") -> dict[str, float]:
    """Width in em of each character of a table."""
    runs = _read()[script]["bold" if bold else "regular"]
    return {
        chr(int(first, 16) + place): int(units) / UNITS
        for first, widths in runs.items()
        for place, units in enumerate(widths.split())
    }


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Width of `text` in px at `size` px: exact for Latin, Greek, Cyrillic and Hebrew, about
    right for Arabic, an upper bound for other scripts.

    >>> width("Calls are short", 10), width("顧客", 10), width("", 10)
    (64.4677734375, 20.0, 0.0)
    """
    return size * _ems(text, bold)


@lru_cache(maxsize=1 << 14)
def _ems(text: str, bold: bool) -> float:
    """Width in em. It is kept, for the search for a layout measures the same words many times."""
    text, kerning = joined(text), _kerning(bold)
    apart = sum(kerning[pair] for pair in pairwise(text) if pair in kerning)
    return sum((_em(character, bold) for character in text), float(apart))


@cache
def _joined_table(bold: bool) -> dict[str, float]:
    """Width in em of each form of an Arabic letter."""
    share = JOINED_BOLD if bold else 1.0
    return {form: share * ems for form, ems in _table(bold, "arabic").items()}


@cache
def _em(character: str, bold: bool) -> float:
    known = _table(bold).get(character, _joined_table(bold).get(character))
    if known is not None:
        return known
    if unicodedata.category(character) in {"Mn", "Me", "Cf", "Cc"}:
        return 0.0
    return _bound(character) * (BOLDER if bold and not is_wide(character) else 1.0)


def _bound(character: str) -> float:
    code = ord(character)
    place = bisect_right(_FIRSTS, code) - 1
    if place >= 0 and code <= _SCRIPTS[place][1]:
        return _SCRIPTS[place][2]
    return UNKNOWN


def is_drawn(character: str) -> bool:
    """Whether Liberation Sans draws a character, or it needs no drawing."""
    return character in _table(False) or unicodedata.category(character) in {"Cf", "Cc", "Zs"}


def is_wide(character: str) -> bool:
    """Whether a character fills a square, as Chinese, Japanese and Korean ones do."""
    return unicodedata.east_asian_width(character) in {"W", "F"}


def runs_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction is of a script that runs from right to left."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in {"R", "AL"}:
            return True
        if direction == "L":
            return False
    return False
