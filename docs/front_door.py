"""The reference page of the Python API, made from the docstrings of the front door."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Iterator
from typing import Any

import strategymap
from strategymap.graph import MapGraph

_HEAD = """\
# The Python API

Everything here is imported from `strategymap`. What a command can do, the API can do.

```python
import strategymap

m = strategymap.loads("title: Shop\\ngoals: {loyalty: Improve customer loyalty}")
print([finding.rule for finding in m.check()])
```
"""

_IN_WORDS = """\
## The map in the field's words

What `m.in_words` offers. An id stands for a node of the results chain or for a KPI.

| `m.in_words.` | is |
|---|---|"""


class _Bare(str):
    """An annotation that is shown without quotes around it."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def python_page() -> str:
    """The page: every name of the front door with its docstring, and the map in words."""
    parts = [_HEAD]
    for heading, names in _grouped().items():
        parts.append(f"## {heading}\n")
        parts += [f"### {name}\n\n{_described(name)}" for name in names]
    return "\n".join([*parts, _IN_WORDS, *_told_shortly(MapGraph)])


def _grouped() -> dict[str, list[str]]:
    """The names of the front door, by what they are."""
    groups: dict[str, list[str]] = {
        "Functions": [],
        "The map": ["StrategyMap"],
        "Answers": [],
        "Exceptions": [],
    }
    for name in strategymap.__all__:
        thing = getattr(strategymap, name)
        if inspect.isfunction(thing):
            groups["Functions"].append(name)
        elif inspect.isclass(thing) and issubclass(thing, Exception):
            groups["Exceptions"].append(name)
        elif name != "StrategyMap":
            groups["Answers"].append(name)
    return groups


def _described(name: str) -> str:
    thing = getattr(strategymap, name)
    if inspect.isfunction(thing):
        return f"```python\n{name}{_signature(thing)}\n```\n\n{inspect.getdoc(thing)}\n"
    if not inspect.isclass(thing):
        return "Every rule, in the order of the families: a tuple of modules, each a `Rule`.\n"
    return "\n".join([f"{inspect.getdoc(thing)}\n", *_fields(thing), *_members(name, thing)])


def _fields(thing: type[Any]) -> list[str]:
    """What a record holds, in order."""
    if not dataclasses.is_dataclass(thing):
        return []
    lines = [f"{field.name}: {field.type}" for field in dataclasses.fields(thing)]
    return ["\n".join(["```python", *lines, "```", ""])]


def _members(name: str, thing: type[Any]) -> list[str]:
    """The methods and properties of a class and of what it builds on, each with a heading of its own."""
    return [
        f"#### {name}.{member}\n\n```python\n{signature}\n```\n\n{told}\n"
        for each in reversed(thing.__mro__)
        for member, signature, told in _public(each)
    ]


def _told_shortly(thing: type[Any]) -> list[str]:
    """The methods and properties of a class and of what it builds on, as rows of a table."""
    public = (member for each in reversed(thing.__mro__) for member in _public(each))
    rows = ((signature, told.split("\n\n")[0].replace("\n", " ")) for _, signature, told in public)
    return [*(f"| `{signature}` | {told} |".replace(" | None", " or None") for signature, told in rows), ""]


def _public(thing: type[Any]) -> Iterator[tuple[str, str, str]]:
    """The public methods and properties that a class adds, in the order of the code: name,
    signature and docstring."""
    for member, value in vars(thing).items():
        function = value.fget if isinstance(value, property) else getattr(value, "func", value)
        if member.startswith("_") or not inspect.isfunction(function) or not inspect.getdoc(function):
            continue
        shown = (
            f"{member}{_signature(function)}"
            if inspect.isfunction(value)
            else f"{member}: {_returned(function)}"
        )
        yield member, shown, inspect.getdoc(function) or ""


def _signature(function: Any) -> str:
    """A signature as it is written in the code, without `self`."""
    signature = inspect.signature(function)
    parameters = [
        each.replace(annotation=_bare(each.annotation))
        for name, each in signature.parameters.items()
        if name != "self"
    ]
    return str(signature.replace(parameters=parameters, return_annotation=_bare(signature.return_annotation)))


def _returned(function: Any) -> str:
    return str(inspect.signature(function).return_annotation)


def _bare(annotation: Any) -> Any:
    return _Bare(annotation) if isinstance(annotation, str) else annotation
