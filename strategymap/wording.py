"""Words: the nearest one to a slip, and text made safe to print."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence

# Control characters, bidirectional overrides and isolates, separators of lines, surrogates.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

# What may be a password in a connection, however it is written: all up to the last @; or where
# that is missing, what stands for the port and is none; or an option.
_PASSWORD = re.compile(
    r"""(://[^:]*:)(.*)(?=@) | (://[^:/?\#@\[\s]*:)(?!\d+(?:[/?\#,\s"']|$))(\S+) | (password=)([^&\#\s]+)""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)

#: What a spreadsheet takes for the beginning of a formula, and what could hide it.
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")

#: How many pairs of words `nearest_of_each` compares letter by letter, and how many words it
#: looks for at all. Where more are unknown, a whole file is missing, and not a letter.
_MOST_COMPARISONS = 50_000
_MOST_WORDS = 1_000


def printable(text: str) -> str:
    r"""The text with every character that a terminal would obey shown as an escape; tabs
    and line ends stay.

    >>> print(printable("red: \x1b[31m"))
    red: \x1b[31m
    """
    return _UNPRINTABLE.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def without_password(text: str, *, same_length: bool = False) -> str:
    """The text without the password of a connection in it; rather too little is left than too
    much. With `same_length` columns stay.

    >>> without_password("postgresql://ann:s3cret@host/db#t"), without_password("a.csv")
    ('postgresql://ann:***@host/db#t', 'a.csv')
    """

    def hidden(found: re.Match[str]) -> str:
        before, password = (group for group in found.groups() if group is not None)
        return before + "*" * (len(password) if same_length else 3)

    return _PASSWORD.sub(hidden, text)


def one_line(text: str) -> str:
    """The printable text in one line.

    >>> one_line("first\\n  second")
    'first second'
    """
    return printable(re.sub(r"\s*[\r\n\t]\s*", " ", text).strip())


def as_cell(text: str) -> str:
    """A text as a cell of a spreadsheet that reads CSV: an apostrophe keeps it from being a
    formula. Also what a space or a tab hides, and the wide signs of Chinese and Japanese.

    >>> as_cell("=1+1"), as_cell("-3 days"), as_cell("\\t@SUM(A1)"), as_cell("Calls = costs")
    ("'=1+1", "'-3 days", "'\\t@SUM(A1)", 'Calls = costs')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def quoted(text: str) -> str:
    """A title in an English sentence. What follows a title in Arabic or Hebrew stays behind it,
    by an invisible mark."""
    runs_back = not text.isascii() and any(unicodedata.bidirectional(c) in {"R", "AL"} for c in text)
    return f'"{text}"' + ("\u200e" if runs_back else "")


def listed(parts: Sequence[str], last: str = " and ") -> str:
    """Several things in one line, with `last` before the last of them; '' without any.

    >>> listed(["a", "b", "c"]), listed(["a", "b"], last=", or "), listed(["a"]), listed([])
    ('a, b and c', 'a, or b', 'a', '')
    """
    return last.join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def fitted(line: str, width: int | None) -> str:
    """A line broken between words to fit a terminal; what follows is indented below the last
    column of a table, or a little. As it is for None.

    >>> print(fitted("orphan-kpi  A KPI that leads to no goal.", 30))
    orphan-kpi  A KPI that leads
                to no goal.
    """
    if width is None or len(line) <= width:
        return line
    columns = [found.end() for found in re.finditer(r"\S {2,}", line[: width // 2])]
    indent = columns[-1] if columns else len(line) - len(line.lstrip()) + 4
    return textwrap.fill(
        line, width, subsequent_indent=" " * indent, drop_whitespace=True,
        break_long_words=False, break_on_hyphens=False, replace_whitespace=False,
    )  # fmt: skip


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The known word that is most like `word`, ignoring case; None where none is like it.

    >>> nearest("suports", ["supports", "measures"])
    'supports'
    """
    import difflib  # most maps have no slip

    by_fold: dict[str, str] = {}
    for name in known:
        by_fold.setdefault(name.casefold(), name)
    close = difflib.get_close_matches(word.casefold()[:200], by_fold, n=1, cutoff=cutoff)
    return by_fold[close[0]] if close else None


def nearest_of_each(words: Iterable[str], known: Iterable[str]) -> dict[str, str]:
    """For each word the known one that is most like it, where there is one.

    As `nearest`, but linear where both are many: then only a single slip is found, a letter
    that is wrong, missing, too many or swapped with its neighbour.

    >>> nearest_of_each(["loyality", "xyz"], ["loyalty", "profit"])
    {'loyality': 'loyalty'}
    """
    wanted = sorted(set(words))[:_MOST_WORDS]
    among = sorted(set(known)) if wanted else []
    few = _MOST_COMPARISONS // max(1, len(among))
    found = {word: nearest(word, among) for word in wanted[:few]}
    found |= _nearest_by_slips(wanted[few:], among)
    return {word: close for word, close in found.items() if close is not None}


def _nearest_by_slips(words: list[str], known: list[str]) -> dict[str, str | None]:
    """Two words are one slip apart if they become alike by leaving out a letter of each."""
    wanted = {slip for word in words for slip in _slips(word)}
    homes: dict[str, str] = {}
    for name in known if wanted else ():
        for slip in _slips(name):
            if slip in wanted:
                homes.setdefault(slip, name)
    return {word: nearest(word, [homes[slip] for slip in _slips(word) if slip in homes]) for word in words}


def _slips(word: str) -> list[str]:
    """The word, and what is left of it without one of its letters."""
    folded = word.casefold()[:80]
    return [folded, *(folded[:at] + folded[at + 1 :] for at in range(len(folded)))]
