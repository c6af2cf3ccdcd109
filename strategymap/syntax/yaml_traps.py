"""Text that YAML takes away without a word: comments that were not meant, and a lost "?"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from strategymap.finding import Address
from strategymap.syntax.draft import Draft
from strategymap.syntax.yaml_failure import put_in_quotes

#: A comment that begins like text: no space between "#" and what follows.
_HASH = re.compile(r"#(?<=[ \t]#)(?=\S)")
#: A text in brackets that begins with "?": libyaml takes that for the mark of a key.
_QUESTION = re.compile(r"\?(?<=[\[{, \t\r\n]\?)(?=[^\s,\[\]{}])")


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
