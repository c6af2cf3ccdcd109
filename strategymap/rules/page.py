"""The reference page of a rule, read from its docstring."""

from __future__ import annotations

import ast
import inspect
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from strategymap.rules import Rule

_PART = re.compile(
    r"\*\*(Why it matters|How to mend it|Ask in the workshop|Source)\.\*\*\s+(.*?)(?=\n\n|\Z)", re.DOTALL
)
_EXAMPLE = re.compile(r"^(Fails|Passes):\n\n```yaml\n(.*?)^```", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Page:
    """What a rule finds, why it matters, how to mend it, what to ask in the workshop and
    who says so; an example map that fails and one that passes."""

    finds: str
    why: str
    mend: str
    question: str
    source: str
    fails: str
    passes: str


def page_of(rule: Rule) -> Page:
    """The page of a rule. Raises KeyError where its docstring lacks a part."""
    return _read(rule.__doc__ or _in_source(rule))


@cache
def _read(docstring: str) -> Page:
    text = inspect.cleandoc(docstring)
    parts = {name: " ".join(words.split()) for name, words in _PART.findall(text)}
    examples = dict(_EXAMPLE.findall(text))
    return Page(
        finds=text.split("\n", 1)[0],
        why=parts["Why it matters"],
        mend=parts["How to mend it"],
        question=parts["Ask in the workshop"],
        source=parts["Source"],
        fails=examples["Fails"],
        passes=examples["Passes"],
    )


def _in_source(rule: Any) -> str:
    """The docstring as it stands in the file: under `python -OO` a module has none."""
    return ast.get_docstring(ast.parse(inspect.getsource(rule))) or ""
