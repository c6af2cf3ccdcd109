"""Joined letters: in which of its forms each letter of an Arabic word is drawn."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

_ARABIC = re.compile("[\u0620-\u06ff]")
_LAM = "\u0644"
#: A stroke that joins on both sides, and has one form.
_STROKE = "\u0640"
_FORMS = ("isolated", "initial", "final", "medial")
#: Unicode's characters for the forms of single letters, and of lam with alef behind it.
_BLOCKS = (range(0xFB50, 0xFBFF), range(0xFE80, 0xFEFD))


def joined(text: str) -> str:
    """The text with the character for the drawn form in place of each Arabic letter, to measure it
    by. Vowel marks are left out; other text stays.

    >>> [f"{ord(each):X}" for each in joined("\u0628\u0628 \u0644\u0627")]
    ['FE91', 'FE90', '20', 'FEFB']
    """
    return "".join(_drawn(text)) if _ARABIC.search(text) else text


def _drawn(text: str) -> Iterator[str]:
    forms = _forms()
    letters = [each for each in _paired(text) if unicodedata.category(each[0]) not in {"Mn", "Me"}]
    for before, letter, after in zip(["", *letters], letters, [*letters[1:], ""], strict=False):
        back = _joins_on(before) and _joins_back(letter)
        on = _joins_on(letter) and _joins_back(after)
        yield forms.get((letter, _FORMS[2 * back + on]), letter)


def _paired(text: str) -> Iterator[str]:
    """The letters; lam with alef behind it is drawn as one."""
    start = 0
    while start < len(text):
        pair = text[start : start + 2]
        letter = pair if pair[0] == _LAM and (pair, "final") in _forms() else pair[0]
        yield letter
        start += len(letter)


def _joins_on(letter: str) -> bool:
    return letter == _STROKE or (letter, "initial") in _forms()


def _joins_back(letter: str) -> bool:
    return letter == _STROKE or (letter, "final") in _forms()


@cache
def _forms() -> dict[tuple[str, str], str]:
    """The character for each form of a letter."""
    found: dict[tuple[str, str], str] = {}
    for code in (code for block in _BLOCKS for code in block):
        form, *parts = unicodedata.decomposition(chr(code)).split() or [""]
        letters = "".join(chr(int(part, 16)) for part in parts)
        if len(letters) == 1 or letters.startswith(_LAM):
            found.setdefault((letters, form.strip("<>")), chr(code))
    return found
