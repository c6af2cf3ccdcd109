"""Characters that a map may not hold, raw or as an escape: they hide, reorder or break what is read.

Control characters, halves of surrogate pairs, the bidirectional overrides and isolates (with which
a text can show something other than what it says: CVE-2021-42574), byte order marks inside the
text, and U+FFFE and U+FFFF. The marks U+200E, U+200F and U+061C are ordinary text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_UNSAFE = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff"

#: One unsafe character.
UNSAFE = re.compile(f"[{_UNSAFE}]")
#: Unsafe characters in a row.
UNSAFE_RUN = re.compile(f"[{_UNSAFE}]+")

#: Stands for an unsafe character wherever text is shown or read on.
REPLACEMENT = "\ufffd"

#: An escape in double quotes, as YAML, JSON and TOML write them.
ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))", re.DOTALL)
_NAMED_ESCAPES = {"0": 0x00, "a": 0x07, "b": 0x08, "v": 0x0B, "f": 0x0C, "e": 0x1B, "N": 0x85}


_SAFE_ASCII = bytes({9, 10, 13, *range(0x20, 0x7F)})


def is_safe(text: str) -> bool:
    """Whether the text holds no unsafe character; three times as fast on ASCII as the search is."""
    if text.isascii():
        return not text.encode("ascii").translate(None, _SAFE_ASCII)
    return UNSAFE.search(text) is None


def visible(text: str) -> str:
    """The text with every unsafe character replaced by one U+FFFD, so that columns stay.

    >>> visible("a\\x1b[31mb")
    'a\ufffd[31mb'
    """
    return UNSAFE.sub(REPLACEMENT, text)


def shown(text: str, length: int = 60) -> str:
    """The text for use inside a message: on one line, visible, and cut to a length.

    >>> shown("a\\nb")
    'a b'
    >>> shown("x" * 100, 5)
    'xxxxx…'
    """
    cut = " ".join(text[: 2 * length].split())
    return visible(cut if len(text) <= length else cut[:length] + "…")


def quoted(text: str) -> str:
    """The text in the quotes that YAML, JSON and TOML share; one with a double quote or a
    backslash in it in YAML's single quotes.

    >>> print(quoted("Growth: the plan"), quoted('a "b"'))
    "Growth: the plan" 'a "b"'
    """
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def closing_quote(text: str, start: int, stops: re.Pattern[str]) -> re.Match[str] | None:
    """The first of `stops` behind `start` that is no escape.

    A loop, since one pattern for a whole text in quotes needs memory for each escape in it, or a
    possessive group, with which Python before 3.11.5 goes wrong.
    """
    found = stops.search(text, start)
    while found and found[0].startswith("\\"):
        found = stops.search(text, found.end())
    return found


def unsafe_escapes(raw: str, *, pairs: bool) -> Iterator[tuple[int, int, int]]:
    """Start, end and code point of each escape in `raw` that stands for an unsafe character.

    With `pairs`, a high and a low surrogate in a row are one character, as in JSON.
    """
    half: tuple[int, int, int] | None = None  # a high surrogate that waits for its low one
    for found in ESCAPE.finditer(raw):
        code = _code(found)
        if half is not None:
            if found.start() == half[1] and 0xDC00 <= code <= 0xDFFF:
                half = None
                continue
            yield half
            half = None
        if pairs and 0xD800 <= code <= 0xDBFF:
            half = (found.start(), found.end(), code)
        elif code > 0x10FFFF or UNSAFE.match(chr(code)):
            yield found.start(), found.end(), code
    if half is not None:
        yield half


def _code(found: re.Match[str]) -> int:
    digits = found[1] or found[2] or found[3]
    if digits:
        return int(digits, 16)
    return _NAMED_ESCAPES.get(found[4], 0x20)


def described(code: int) -> str:
    """What an unsafe character is and does, for a message.

    >>> described(0x202E)
    'U+202E, a mark that reverses or reorders the text around it'
    """
    return f"U+{code:04X}, {_kind(code)}"


def _kind(code: int) -> str:
    if 0xD800 <= code <= 0xDFFF:
        return "half of a character"
    if 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069:
        return "a mark that reverses or reorders the text around it"
    if code == 0xFEFF:
        return "a byte order mark, which belongs at the start of a file"
    if code < 0xA0:
        return "a control character"
    return "no character at all"
