"""Words: the nearest one to a slip, and text made safe to print."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

# Control characters, bidirectional overrides and isolates, separators of lines, surrogates.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str) -> str:
    r"""The text with every character that a terminal would obey shown as an escape; tabs
    and line ends stay.

    >>> print(printable("red: \x1b[31m"))
    red: \x1b[31m
    """
    return _UNPRINTABLE.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def one_line(text: str) -> str:
    """The printable text in one line.

    >>> one_line("first\\n  second")
    'first second'
    """
    return printable(re.sub(r"\s*[\r\n\t]\s*", " ", text).strip())


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The known word that is most like `word`, ignoring case; None where none is like it.

    >>> nearest("suports", ["supports", "measures"])
    'supports'
    """
    by_fold: dict[str, str] = {}
    for name in known:
        by_fold.setdefault(name.casefold(), name)
    close = difflib.get_close_matches(word.casefold()[:200], by_fold, n=1, cutoff=cutoff)
    return by_fold[close[0]] if close else None
