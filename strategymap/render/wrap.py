"""Breaking text into lines that fit a width."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from strategymap.render.widths import is_wide, width

ELLIPSIS = "…"
#: White space at which a line may end: not that which holds a number and its unit together.
_SPACES = re.compile(r"[^\S\u00a0\u2007\u202f]+")
#: Characters that no line begins with.
_NO_START = frozenset("、。，．：；！？）」』】〉》〕’”…‥ー々ゝゞ,.:;!?)]}%")
#: Characters that no line ends with.
_NO_END = frozenset("（「『【〈《〔‘“([{$€£¥")
_JOINER = "\u200d"
#: Besides accents: joiners, and the vowels of Thai and Lao that follow their consonant.
_FOLLOWING = frozenset(f"{_JOINER}\ufe0e\ufe0f\u0e30\u0e32\u0e33\u0e45\u0e46\u0eb0\u0eb2\u0eb3\u0ec6")
#: After these a line may end, within a word.
_BREAKS = frozenset("-‐–—/_\u00ad\u200b")
_VOWEL = "[aeiouyäöüáéíóúàèìòùâêîôûåæøœ]"
#: Letters that stand for one sound stay together.
_CONSONANT = "(?:sch|ch|ck|dt|ph|sh|th|(?!ch|ck|dt|ph|sh|th)[bcdfghjklmnpqrstvwxzßçñ])"
#: The end of a syllable, as in most European languages: the last consonant goes with the vowel
#: behind it, as do two that begin a word. be|zahlt, bes|ser, Kü|che, Be|trieb, Wirt|schaft. An s
#: that joins two German words ends the first one: Organisations|entwicklung.
_SYLLABLE = re.compile(
    f"(?:ion|ung|heit|keit|schaft|tät)s(?=[^\\W\\d_]{{3}})"
    f"|{_VOWEL}{_CONSONANT}{{0,3}}?(?=(?:[dgkpt]r|sch[lmnrw]|(?!ck|dt){_CONSONANT}){_VOWEL})",
    re.IGNORECASE,
)
#: What may stand around a word.
_AROUND = "\"'()[]“”„«»‘’.,:;!?"
#: So many letters of a word stay together at its beginning, and at its end.
_LEAST_HEAD = 3
_LEAST_TAIL = 4


@dataclass(frozen=True, slots=True)
class Lines:
    """A text in lines. `cut` says that an ellipsis stands for the rest of it."""

    lines: tuple[str, ...]
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Font:
    """Size in px, and weight."""

    size: float
    bold: bool = False

    def width(self, text: str) -> float:
        """Width of a text in px."""
        return width(text, self.size, bold=self.bold)


class _Piece(NamedTuple):
    """What must stay together, with the space behind it, if there is one: its width with and
    without that space."""

    text: str
    whole: float
    width: float


class _Line(NamedTuple):
    """A line as it is shown, and what it stands for."""

    shown: str
    text: str


def wrapped(text: str, room: float, font: Font, *, most: int = 3, even: bool = False) -> Lines:
    """`text` in at most `most` lines of at most `room` px; white space becomes single spaces.

    A word that is too long is broken, with a hyphen between letters that take one. With
    `even`, the lines become about equally long. An empty text has no lines.
    """
    space = font.width(" ")
    pieces = [
        _Piece(piece, width + (space if piece[-1] == " " else 0), width)
        for piece, ems in _measured(text, font.bold)
        for width in (font.size * ems,)
    ]
    lines = _filled(pieces, room, font, most)
    if len(lines) > most:
        rest = "".join(line.text for line in lines[most - 1 :]).rstrip(" ")
        return Lines((*(line.shown for line in lines[: most - 1]), shortened(rest, room, font)), cut=True)
    if even and len(lines) > 1:
        lines = _evened(pieces, room, font, lines)
    return Lines(tuple(line.shown for line in lines))


def longest_word(text: str, font: Font) -> float:
    """Width in px of the widest part of a text that stays in one line where there is room."""
    return max((font.size * ems for _, ems in _measured(text, font.bold)), default=0.0)


def shortened(text: str, room: float, font: Font) -> str:
    """As much of `text` as fits into `room` px with an ellipsis behind it; all of it where
    that fits."""
    if font.width(text) <= room:
        return text
    left = room - font.width(ELLIPSIS)
    return _head(text, left, font).rstrip() + ELLIPSIS


def _evened(pieces: list[_Piece], room: float, font: Font, lines: list[_Line]) -> list[_Line]:
    """The same number of lines, in the least room that holds them."""
    low, high = max(room / 2, *(piece.width for piece in pieces)), room
    while high - low > 4:
        middle = (low + high) / 2
        tried = _filled(pieces, middle, font, len(lines))
        if len(tried) > len(lines):
            low = middle
        else:
            high, lines = middle, tried
    return lines


def _filled(pieces: list[_Piece], room: float, font: Font, most: int) -> list[_Line]:
    """Line after line, each as full as it gets; beyond `most` and one more of them the rest is a
    single one, since to break a word without end would cost the square of its length."""
    lines: list[_Line] = []
    text, used = "", 0.0
    for piece in pieces:
        if len(lines) > most:
            text += piece.text
            continue
        if text and used + piece.width > room:
            lines.append(_Line(text.rstrip(" "), text))
            text, used = "", 0.0
        text, used = text + piece.text, used + piece.whole
        if piece.width > room:
            while len(lines) <= most and font.width(text.rstrip(" ")) > room:
                line = _broken(text, room, font)
                lines.append(line)
                text = text[len(line.text) :]
            used = font.width(text)
    return [*lines, _Line(text.rstrip(" "), text)] if text.strip(" ") else lines


def _broken(text: str, room: float, font: Font) -> _Line:
    """The part of a long word that fits; it is never empty."""
    head = _head(text, room - font.width("-"), font) or next(clusters(text))
    word = text.rstrip(" ")
    end = _place(word, len(head))
    takes_hyphen = word[end - 1].islower() and word[end : end + 1].islower()
    hyphen = "-" if takes_hyphen and word.strip(_AROUND).isalpha() else ""
    return _Line(word[:end] + hyphen, word[:end])


def _place(word: str, most: int) -> int:
    """Where to break a word of which the first `most` characters fit: behind a syllable, else as
    late as leaves some letters for the next line."""
    bare = word.strip(_AROUND)
    start = word.find(bare)
    last = min(most, start + len(bare) - _LEAST_TAIL)
    if not bare.isalpha() or most >= len(word) or last - start < _LEAST_HEAD:
        return most
    ends = [start + found.end() for found in _SYLLABLE.finditer(bare)]
    fitting = [end for end in ends if start + _LEAST_HEAD <= end <= last]
    if fitting and most - fitting[-1] < 8:
        return fitting[-1]
    return last if not is_extending(word[last]) else most


def _head(text: str, room: float, font: Font) -> str:
    """As many whole clusters of the beginning as fit."""
    ends, used = [0], 0.0
    for cluster in clusters(text):
        before = text[ends[-1] - 1 : ends[-1]]
        used += font.width(before + cluster) - font.width(before)
        if used > room:
            break
        ends.append(ends[-1] + len(cluster))
    while font.width(text[: ends[-1]]) > room and len(ends) > 1:  # joined letters: more than two count
        ends.pop()
    return text[: ends[-1]]


@lru_cache(maxsize=1 << 12)
def _measured(text: str, bold: bool) -> tuple[tuple[str, float], ...]:
    """The pieces of a text, each with its width in em without the space behind it; kept, for the
    search for a layout breaks the same texts many times."""
    return tuple((piece, Font(1, bold).width(piece.rstrip(" "))) for piece in _pieces(text))


def _pieces(text: str) -> Iterator[str]:
    """What must stay together, each piece with the space behind it."""
    for word in filter(None, _SPACES.split(text)):
        if word.isascii() and word.isalnum():  # most words: nothing in them takes a break
            yield word + " "
            continue
        start = 0
        for place in range(1, len(word)):
            if _may_break(word[place - 1], word[place]):
                yield word[start:place]
                start = place
        yield word[start:] + " "


def _may_break(before: str, after: str) -> bool:
    if after in _NO_START or before in _NO_END or before == _JOINER or is_extending(after):
        return False
    if before in _BREAKS:
        return after.isalnum()
    return is_wide(before) or is_wide(after)


def clusters(text: str) -> Iterator[str]:
    """The characters of a text as a reader sees them: an accent with its letter, a family
    of emoji as one."""
    cluster = ""
    for character in text:
        joined = cluster.endswith(_JOINER) or _is_half_flag(cluster, character)
        if cluster and not (joined or is_extending(character)):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def is_extending(character: str) -> bool:
    """Whether a character belongs to the one before it."""
    return (
        unicodedata.category(character) in {"Mn", "Me", "Mc"}
        or character in _FOLLOWING
        or 0x1F3FB <= ord(character) <= 0x1F3FF
    )


def _is_half_flag(cluster: str, character: str) -> bool:
    halves = range(0x1F1E6, 0x1F200)
    return len(cluster) == 1 and ord(cluster) in halves and ord(character) in halves
