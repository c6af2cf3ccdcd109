"""Text that YAML takes away or apart without a word: comments that were not meant, a lost "?",
and numbers with a comma in them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from strategymap import advice
from strategymap.finding import Address
from strategymap.syntax.characters import shown
from strategymap.syntax.draft import Draft
from strategymap.syntax.yaml_failure import put_in_quotes

#: A comment that begins like text: no space between "#" and what follows.
_HASH = re.compile(r"#(?<=[ \t]#)(?=\S)")
#: A text in brackets that begins with "?": libyaml takes that for the mark of a key.
_QUESTION = re.compile(r"\?(?<=[\[{, \t\r\n]\?)(?=[^\s,\[\]{}])")
#: A comma between two digits, and the rest of the number that it may stand in.
_COMMA = re.compile(r"(?<=\d),(?=\d)([\d.]+(?:,[\d.]+)*)")
#: A number as far as a comma, with a sign or a currency before it or not.
_NUMBER = re.compile(r"[^\w\s]{0,3}\s?\d[\d.]*")


def swallowed(draft: Draft) -> tuple[Address, ...]:
    """The addresses of plain scalars behind which a comment begins like text."""
    text, places = draft.text, draft.places
    entries = set()
    for found in _HASH.finditer(text):
        end = found.start()
        while text[end - 1] in " \t":
            end -= 1
        entry = bisect_right(places.value_starts, end) - 1
        start, value_end = places.value(entry)
        if entry and value_end == end and text[start] not in "\"'|>[{":
            entries.add(entry)
    return tuple(places.addresses(draft.tree, sorted(entries)))


def refuse_lost_marks(draft: Draft) -> None:
    """Report the keys that have lost the "?" before them."""
    key_starts = draft.places.key_starts
    for found in _QUESTION.finditer(draft.text):
        entry = bisect_left(key_starts, found.end())
        if entry < len(key_starts) and key_starts[entry] == found.end():
            end = draft.places.key_ends[entry]
            message = 'a text in brackets can\'t begin with "?"'
            remedy = put_in_quotes(draft.text[found.start() : end], but="")
            draft.refuse("syntax", found.start(), end, message, remedy)


def refuse_split_numbers(draft: Draft) -> None:
    """Report numbers with a comma in brackets, where the comma ends the value: {value: 1,250}.

    In a list, [75,85] is two values; only where other commas of it have a space behind them,
    one without doesn't divide: [1,250, 1,300].
    """
    text, places = draft.text, draft.places
    past = 0
    for found in _COMMA.finditer(text):
        entry = bisect_right(places.value_starts, found.start()) - 1
        following = entry + 1
        if found.start() < past or following >= len(places.key_starts):
            continue
        start, end = places.value(entry)
        if end != found.start() or start == end or places.key_starts[following] != found.start() + 1:
            continue
        is_list = places.key_starts[entry] == start
        if is_list and not _is_spaced(text, start, found.end()):
            continue
        past = max(found.end(), places.key_ends[following])
        _refuse_split(draft, start, past)


def _is_spaced(text: str, start: int, end: int) -> bool:
    """Whether a comma with white space behind it stands next to the stretch."""
    return text[end : end + 2] in {", ", ",\n", ",\r"} or text[max(0, start - 2) : start] == ", "


def _refuse_split(draft: Draft, start: int, end: int) -> None:
    written = draft.text[start:end]
    is_number = _NUMBER.fullmatch(written.partition(",")[0]) is not None
    remedy = advice.for_number(written) if is_number else put_in_quotes(written, but="")
    message = f'in brackets the comma in "{shown(written)}" ends the value'
    draft.refuse("syntax", start, end, message, remedy)
