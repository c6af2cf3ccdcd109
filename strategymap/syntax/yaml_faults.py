"""What the YAML parser says of a syntax error, said to the person who wrote the map.

The parser names the place where it gave up and the rule of its grammar that failed. `explain`
looks at the text around that place for the mistake behind it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import yaml

from strategymap.syntax.characters import shown
from strategymap.syntax.places import Places
from strategymap.syntax.source import Source
from strategymap.syntax.yaml_failure import Explanation, Failure, open_quote, put_in_quotes, unreadable
from strategymap.syntax.yaml_lines import after_map, bad_line, continued, no_colon

_QUOTES = frozenset("\"'")
_BEYOND = re.compile(r"\\U(?!000|0010)[0-9a-fA-F]{8}")


def explain(error: yaml.YAMLError, source: Source, places: Places) -> Explanation:
    """The mistake behind a syntax error; `places` are those of what was read before it."""
    begun, gave_up = getattr(error, "context_mark", None), getattr(error, "problem_mark", None)
    at = gave_up.index if gave_up else 0
    since = begun.index if begun else at
    problem = f"{getattr(error, 'context', '')}: {getattr(error, 'problem', '')}"
    failure = Failure(source, places, problem, min(at, len(source.text)), min(since, len(source.text)))
    for words, explanation in _EXPLANATIONS:
        if re.search(words, problem):
            return explanation(failure)
    return unreadable(failure)


def _tab(failure: Failure) -> Explanation:
    is_first = not failure.before.strip(" \t")
    message = "a tab is used for indentation" if is_first else "a tab stands where only spaces can"
    return failure.at, failure.at + 1, message, "write spaces in its place"


def _bad_start(failure: Failure) -> Explanation:
    """A text that begins with a character that YAML keeps for itself."""
    return _tab(failure) if failure.character == "\t" else _reserved(failure, failure.at)


def _bad_word(failure: Failure) -> Explanation:
    """A text that YAML takes for an anchor, an alias, a tag or a block of lines."""
    return _reserved(failure, failure.since)


def _reserved(failure: Failure, at: int) -> Explanation:
    start, end = failure.stretch(at)
    text = failure.source.text[start:end]
    return start, end, f'a text can\'t begin with "{shown(text[:1])}"', put_in_quotes(text, but="")


def _open_quote(failure: Failure) -> Explanation:
    return open_quote(failure.source, failure.since)


def _escape(failure: Failure) -> Explanation:
    """A backslash in double quotes with which no escape begins."""
    text = failure.source.text
    at = text.rfind("\\", 0, failure.at + 1)
    if "Unicode character" in failure.problem:
        return _no_character(failure.source, at)
    message = f'"{shown(text[at : at + 2])}" can\'t be read: in double quotes, a backslash begins a special character'
    return at, at + 2, message, 'write "\\\\" for a backslash, or put the text in single quotes'


def _no_character(source: Source, at: int) -> Explanation:
    message = f'"{shown(source.text[at : at + 6])}" is half of a character or none'
    return at, at + 2, message, "write the character itself"


def beyond_unicode(source: Source, places: Places) -> Explanation:
    """An escape behind the last value that was read, with a number that no character has."""
    found = _BEYOND.search(source.text, places.value_ends[-1] if places.value_ends else 0)
    return _no_character(source, found.start() if found else 0)


def _second_colon(failure: Failure) -> Explanation:
    """A colon where no key can be: inside a text, or in a line that goes on with the text above."""
    start = failure.value_start()
    if start == failure.at:
        return continued(failure)
    first, last = failure.stretch(start)
    text = failure.source.text[first:last]
    if text[0] in _QUOTES:
        return _after_quote(failure, first)
    message = f'"{shown(text)}" has a colon in it, so that it looks like one more key'
    return first, last, message, put_in_quotes(text, but="")


def _no_colon(failure: Failure) -> Explanation:
    return no_colon(failure.source, failure.since)


def _misplaced(failure: Failure) -> Explanation:
    """Something that is neither a further key nor a further item."""
    before = failure.before.rstrip()
    if failure.character in {"]", "}", ","}:
        return _extra(failure)
    if not before and failure.character == ":":
        return failure.at, failure.at + 1, "a key is missing before the colon", "write the key"
    if not before:
        return bad_line(failure)
    if before[-1] in _QUOTES:
        return _after_quote(failure, failure.token_start())
    start, end = failure.stretch(failure.value_start())
    text = failure.source.text[start:end]
    if before[-1] in {"]", "}"} and start < failure.at:
        return start, end, f'"{shown(text)}" goes on behind the closing bracket', put_in_quotes(text)
    return unreadable(failure)


def _after_quote(failure: Failure, start: int) -> Explanation:
    """Text behind a closing quote, or behind the quote that a missing one made a closing one."""
    source = failure.source
    if source.line(start) != source.line(failure.at):
        return open_quote(source, start)
    first, last = failure.stretch(start)
    text = source.text[first:last]
    message = f"{shown(text)} goes on behind the closing quote"
    if text[0] == "'":
        inner = text[1:].removesuffix("'")
        return first, last, message, f'put a text with an apostrophe in double quotes: "{shown(inner)}"'
    return first, last, message, put_in_quotes(text, but="")


def _extra(failure: Failure) -> Explanation:
    """A closing bracket or a comma with which nothing ends."""
    start, end = failure.stretch(failure.value_start())
    remedy = "take it out"
    if start < failure.at:
        remedy += ", or, " + put_in_quotes(failure.source.text[start:end])
    return failure.at, failure.at + 1, f'there is a "{failure.character}" too many', remedy


def _in_brackets(failure: Failure) -> Explanation:
    """Something in brackets that is neither a comma nor their end."""
    source, opened = failure.source, failure.source.text[failure.since]
    closing = "]" if opened == "[" else "}"
    first, last = failure.stretch(failure.since)
    opens_lines = not source.text[failure.since + 1 : source.line_end(failure.since)].strip()
    if not failure.character or not (failure.is_one_line or opens_lines):
        message = f'the bracket "{opened}" is not closed: "{closing}" is missing'
        return (
            first,
            last,
            message,
            f'write "{closing}" at its end, or, {put_in_quotes(source.text[first:last])}',
        )
    if failure.character in {"]", "}"}:
        message = f'the bracket "{opened}" is closed by "{failure.character}"'
        return failure.at, failure.at + 1, message, f'write "{closing}"'
    if failure.character == ":":
        return _colon_in_brackets(failure, opened)
    message = f'a comma or "{closing}" is missing before this'
    return *failure.stretch(failure.at), message, "write a comma between two values"


def _colon_in_brackets(failure: Failure, opened: str) -> Explanation:
    before = failure.before
    text = before[max(map(before.rfind, "[]{},")) + 1 :].strip()
    start = failure.at - len(before) + before.rfind(text)
    value, _, key = text.rpartition(" ")
    if opened == "{" and value and not value.rstrip().endswith(":"):
        message = f'a comma is missing before "{shown(key)}"'
        return failure.at - len(key), failure.at + 1, message, "write a comma between two values"
    message = f'"{shown(text)}:" has a colon too many'
    return start, failure.at + 1, message, "put a text that has a colon in quotes"


def _no_content(failure: Failure) -> Explanation:
    """A bracket or comma where a value should be."""
    if not failure.character:
        return failure.at, failure.at, "a value is missing at the end", "write it, and close all brackets"
    if failure.before.rstrip().endswith((",", "[", "{")) and failure.character != ":":
        message = f'a value is missing before "{failure.character}"'
        return failure.at, failure.at + 1, message, "write the value, or take the comma out"
    return _reserved(failure, failure.at)


def _list_in_line(failure: Failure) -> Explanation:
    start, end = failure.stretch(failure.at)
    remedy = f"begin the list on the next line, or, {put_in_quotes(failure.source.text[start:end])}"
    return start, end, 'a list can\'t begin with "- " behind a key', remedy


def _directive(failure: Failure) -> Explanation:
    start, end = failure.stretch(failure.since)
    return start, end, 'a line can\'t begin with "%"', put_in_quotes(failure.source.text[start:end])


# The first whose words are in what the parser says; libyaml's and PyYAML's own differ a little.
_EXPLANATIONS: tuple[tuple[str, Callable[[Failure], Explanation]], ...] = (
    (r"cannot start any token", _bad_start),
    (r"tab character", _tab),
    (r"quoted scalar.*(end of stream|document indicator|document separator)", _open_quote),
    (r"quoted scalar", _escape),
    (r"anchor|alias|tag|block scalar", _bad_word),
    (r"mapping values are not allowed", _second_colon),
    (r"could not find expected ':'", _no_colon),
    (r"sequence entries are not allowed", _list_in_line),
    (r"mapping keys are not allowed", _bad_start),
    (r"flow (sequence|mapping):", _in_brackets),
    (r"node content", _no_content),
    (r"block (mapping|collection|sequence)", _misplaced),
    (r"document start", after_map),
    (r"directive|incompatible YAML", _directive),
)
