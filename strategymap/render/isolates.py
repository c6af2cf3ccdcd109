"""English sentences with Arabic or Hebrew in them: what is quoted keeps an order of its own.

Each drawn line finds its order by itself. So signs that no reader sees stand around a quotation,
on each of its lines: its numbers stay within it, and its quotation marks around it. Signs of this
kind that come with a text are taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from strategymap.render.widths import runs_right_to_left

_LEFTWARDS, _RIGHTWARDS, _END = "\u2067", "\u2066", "\u2069"
_SIGNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BACKWARD = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
#: A quotation from left to right; one with other letters, which a mark follows; and a remark.
_PART = re.compile(
    f'(?<![^\\s(])"[^"{_BACKWARD}]*"(?!\u200e)'
    '|(?<![^\\s(])"(?P<quoted>.*?)(?="\u200e)'
    '|\\((?!")(?P<remark>(?:[^()]|\\([^()]*\\))*)(?=\\))'
)


def isolated(sentence: str) -> str:
    """The sentence with signs around each quotation with Arabic or Hebrew in it, and around
    each remark in brackets that begins so.

    >>> ascii(isolated("Goal (\u0628 25%)")), isolated("Goal (abc)")
    ("'Goal (\\\\u2067\\\\u0628 25%\\\\u2069)'", 'Goal (abc)')
    """
    return _PART.sub(_signed, _SIGNS.sub("", sentence))


def _signed(found: re.Match[str]) -> str:
    quoted, remark = found["quoted"], found["remark"]
    if quoted is not None:
        return f'"{_LEFTWARDS if runs_right_to_left(quoted) else _RIGHTWARDS}{quoted}{_END}'
    if remark is not None:
        return f"({_LEFTWARDS}{remark}{_END}" if runs_right_to_left(remark) else f"({isolated(remark)}"
    return found[0]


def line_by_line(lines: Iterable[str]) -> Iterator[str]:
    """The lines of an isolated sentence, each with the signs of the quotations in it."""
    opened = ""
    for line in lines:
        shown = opened + line
        signs = _SIGNS.findall(shown)
        opened = signs[-1] if signs and signs[-1] != _END else ""
        yield shown + (_END if opened else "")
