"""The short forms of the map language, made long, and holes closed.

Each function is a validator of pydantic's: it takes what was written and returns what
the model understands, or raises an error whose text is the advice to the author.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pydantic_core import PydanticCustomError

_Value = TypeVar("_Value")

#: What an id doesn't hold: white space, commas, + and quotes.
_NO_ID = re.compile(r"""[\s,+"']""")


def parsed(parse: Callable[[str], _Value]) -> Callable[[Any], _Value | None]:
    """The validator that lets `parse` read the text; an empty value stays None."""

    def validate(written: Any) -> _Value | None:
        if written is None:
            return None
        if not isinstance(written, str):
            raise PydanticCustomError("one_value", "write one value here")
        try:
            return parse(written)
        except ValueError as error:
            raise PydanticCustomError("advice", "{advice}", {"advice": str(error)}) from None

    return validate


def id_text(written: Any) -> str:
    """An id; a list without its brackets and a title in its place get their own advice."""
    if not isinstance(written, str):
        raise PydanticCustomError("one_value", "write one id here")
    if "," in written:
        parts = ", ".join(part for part in map(str.strip, written.split(",")) if part)
        raise PydanticCustomError("advice", "{advice}", {"advice": f"write [{parts}]"})
    if not written or _NO_ID.search(written):
        raise PydanticCustomError("id", "write an id: text without white space, commas, + and quotes")
    return written


def bare(key: str, fields: Mapping[str, Any]) -> Callable[[Any], Any]:
    """The long form of a value that was written by itself: {key: value}. Empty values of
    the known `fields` are holes, the same as missing keys."""
    keys = {field.alias or name for name, field in fields.items()}

    def lengthen(written: Any) -> Any:
        if isinstance(written, dict):
            if None in written.values():
                return {
                    name: value for name, value in written.items() if value is not None or name not in keys
                }
            return written
        return {key: written} if isinstance(written, str) else written

    return lengthen


def many(written: Any) -> Any:
    """One thing or a list of them, as a list; empty items are holes."""
    if isinstance(written, list):
        return [item for item in written if item is not None]
    return () if written is None else [written]


def pair(written: Any) -> Any:
    """A list of two values, such as [75, 85]."""
    if written is None:
        return ()
    if not isinstance(written, list) or len(written) != 2 or None in written:
        raise PydanticCustomError("advice", "{advice}", {"advice": _two_values(written)})
    return written


def _two_values(written: Any) -> str:
    """What to write for a range that was written in another way: 0-10."""
    ends = re.findall(r"\d+(?:\.\d+)?", written) if isinstance(written, str) and len(written) < 40 else []
    return f"write two values, such as [{', '.join(ends) if len(ends) == 2 else '75, 85'}]"


def rising(ends: tuple[Any, ...]) -> tuple[Any, ...]:
    """The two ends of a range, the lower one first."""
    if ends and not ends[0].number < ends[1].number:
        raise PydanticCustomError("advice", "write the lower value first, such as [75, 85]")
    return ends


def links(written: Any) -> Any:
    """One id, a list of ids, or a mapping from id to details, as the mapping."""
    if isinstance(written, dict):
        return {target: {} if details is None else details for target, details in written.items()}
    if written is None:
        return {}
    if isinstance(written, str):
        return {id_text(written): {}}
    if isinstance(written, list):
        if any(isinstance(item, dict) for item in written):
            raise PydanticCustomError(
                "advice", "{advice}", {"advice": "to say why, write the ids below, without dashes"}
            )
        return {id_text(item): {} for item in written if item is not None}
    return written


def mapping(written: Any) -> Any:
    """A section; an empty one has nothing in it. A node that is only an id has no title."""
    if isinstance(written, dict) and None in written.values():
        return {name: {} if value is None else value for name, value in written.items()}
    return {} if written is None else written


def mapping_or_none(written: Any) -> Any:
    """As `mapping`, where being left out means something else than being empty."""
    return None if written is None else mapping(written)
