"""Text with the place of every key and value; the door to the YAML parser.

`parse` reads text, `read` a file or standard input. Both are safe on a stranger's file: what
would hide, swell or crash is refused, in time and memory that the size of the file bounds.
"""

from __future__ import annotations

import gc
import os
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import reduce
from importlib import import_module
from operator import or_
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, NoReturn

from strategymap.errors import MapError
from strategymap.finding import Address, Finding, Location, Severity
from strategymap.syntax.characters import visible
from strategymap.syntax.draft import LARGEST_TEXT, MOST_SEPARATORS, Draft, Stop
from strategymap.syntax.places import Places, Tree
from strategymap.syntax.source import Source

if TYPE_CHECKING:
    from pathlib import Path

_READERS = {"yaml": "yaml_text", "json": "json_text", "toml": "toml_text"}
_SUFFIXES = {".yaml": "yaml", ".yml": "yaml", ".json": "json", ".toml": "toml"}

_DIVIDE = "divide it, and join the parts with include"

#: What JSON begins with and YAML, as people write it, does not.
_LIKE_JSON = re.compile(r'\ufeff?\s*\{\s*["}]')


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """What a text says, and where.

    `tree` is made of mappings, lists, and scalars as the text that was written (`no`, `null`,
    `0123`, `2026-06-30`); an empty value, quoted or not, and JSON's null are None. `swallowed`
    are the addresses of plain YAML scalars behind which a comment begins like text, as in
    "We are #1".
    """

    source: Source
    tree: dict[str, Tree]
    swallowed: tuple[Address, ...]
    places: Places

    @property
    def name(self) -> str:
        """The name under which the user knows the text."""
        return self.source.name

    @property
    def text(self) -> str:
        """The text, without a byte order mark."""
        return self.source.text

    def key(self, address: Address) -> Location:
        """Where the key, or the list item, at the address stands, its quotes included.

        Steps of the address that the text lacks are passed over; the address () is the
        start of the text.
        """
        entry = self.places.find(self.tree, address)
        return self.source.location(*self.places.key(entry) if entry else (0, 0))

    def value(self, address: Address) -> Location:
        """Where the value at the address stands, its quotes or brackets included. That of a
        missing value is empty and follows the colon; a TOML table stands at its header.

        Steps are passed over as by `key`.
        """
        entry = self.places.find(self.tree, address)
        start, end = self.places.value(entry) if entry else (0, 0)
        while end > start and self.text[end - 1] in "\r\n \t":  # behind a YAML block of lines
            end -= 1
        return self.source.location(start, end)


@contextmanager
def without_gc() -> Iterator[None]:
    """Rest Python's cyclic garbage collector while many objects are made and none are dropped:
    it would look through all of them again and again, for nothing."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def parse(
    text: str, name: str, syntax: str = "yaml", *, what: str = "map", instead: str | None = None
) -> Document:
    """Read a text in one of the syntaxes "yaml", "json" and "toml"; `name` is its name in findings,
    and `what` it should be; `instead` is what to do where it is none.

    Raises MapError with everything that is refused in it: `syntax`, `duplicate-key`, `alias`,
    `tag`, `unsafe-text`, `too-deep`, `too-large`. A syntax error ends the reading. Raises
    ValueError for another syntax.
    """
    if syntax not in _READERS:
        raise ValueError(f"{syntax!r} is none of {', '.join(_READERS)}")
    _check_size(text, name)
    source = Source(name, text)
    draft = Draft(source, what, instead)
    reader: Any = import_module(f"strategymap.syntax.{_READERS[syntax]}")
    with without_gc():
        with suppress(Stop):
            draft.refuse_unsafe_text()
            reader.read(draft)
        tree = draft.finished()
    return Document(source, tree, draft.swallowed, draft.places)


def _check_size(text: str, name: str) -> None:
    separators = sum(map(text.count, "\n\r,"))
    if len(text) > LARGEST_TEXT or separators > MOST_SEPARATORS:
        message = (
            f"{len(text):,} characters with {separators:,} lines and commas are too much for one map file"
        )
        _refuse(name, message, _DIVIDE, rule="too-large")


def read(
    path: Path | Literal["-"], name: str | None = None, *, what: str = "map", instead: str | None = None
) -> Document:
    """Read a file, or standard input for "-".

    The suffixes .yaml, .yml, .json and .toml tell the syntax. Anything else is YAML, unless it
    begins as JSON does: with a brace and then a double quote or the closing brace. `name` is
    the file's name in findings; default: the path as given, or "<stdin>". `what` and `instead`
    are as for `parse`.

    Raises MapError as `parse` does, and with `unreadable` for a file that is missing, is no
    ordinary file, or is not text in UTF-8.
    """
    shown = name or ("<stdin>" if path == "-" else str(path))
    text = _decoded(_bytes(path, shown), shown)
    syntax = None if path == "-" else _SUFFIXES.get(path.suffix.lower())
    syntax = syntax or ("json" if _LIKE_JSON.match(text) else "yaml")
    return parse(text, shown, syntax, what=what, instead=instead)


def _bytes(path: Path | Literal["-"], name: str) -> bytearray:
    try:
        if path == "-":
            return _limited(_standard_input(name), name)
        with os.fdopen(_opened(path, name), "rb") as file:
            return _limited(file, name)
    except FileNotFoundError:
        _refuse(name, "there is no such file", "check the name and the folder")
    except PermissionError:
        _refuse(name, "this file may not be read", "ask for the right to read it")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        _refuse(name, f"this can't be read ({reason})", "name a map file")


def _standard_input(name: str) -> BinaryIO:
    stream: BinaryIO | None = getattr(sys.stdin, "buffer", None)
    if stream is None:
        _refuse(name, "there is no standard input", "name a map file")
    return stream


def _opened(path: Path, name: str) -> int:
    """A descriptor of an ordinary file. Opening a FIFO or a device neither waits nor reads."""
    flags = (getattr(os, flag, 0) for flag in ("O_NONBLOCK", "O_NOCTTY", "O_BINARY"))
    descriptor = os.open(path, reduce(or_, flags, os.O_RDONLY))
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        what = "a folder" if stat.S_ISDIR(status.st_mode) else "a device or a channel"
        _refuse(name, f"this is {what}, not a file", "name a map file")
    if status.st_size > LARGEST_TEXT:
        os.close(descriptor)
        _refuse_large_file(name)
    return descriptor


def _limited(file: BinaryIO, name: str) -> bytearray:
    """All bytes of a file, up to the largest size: it may grow, or not tell its size."""
    data = bytearray()
    while chunk := file.read(1 << 20):
        data += chunk
        if len(data) > LARGEST_TEXT:
            _refuse_large_file(name)
    return data


def _refuse_large_file(name: str) -> NoReturn:
    message = f"this file is larger than {LARGEST_TEXT >> 20} MB, too large for a map"
    _refuse(name, message, _DIVIDE, rule="too-large")


def _decoded(data: bytearray, name: str) -> str:
    """The text of the bytes; the first that are not UTF-8 are refused."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        _refuse(name, "this file is saved as UTF-16", "save it as UTF-8")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        source = Source(name, data.decode("utf-8", "replace"))
        before = data[: error.start].decode("utf-8").removeprefix("\ufeff")
        place = source.location(len(before), len(before) + 1)
        byte = data[error.start : error.start + 1]
        meant = byte.decode("cp1252", "replace")
        message = f'the byte 0x{byte.hex().upper()} ("{visible(meant)}" in Windows-1252) is not UTF-8'
        _refuse(name, message, "save the file as UTF-8", place=place)


def _refuse(
    name: str, message: str, remedy: str, *, rule: str = "unreadable", place: Location | None = None
) -> NoReturn:
    location = place or Location(name, 1, 1, 1, 1)
    raise MapError([Finding(rule, Severity.ERROR, location, None, message, remedy)]) from None
