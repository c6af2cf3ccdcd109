"""How a page is dressed: the colours and the font that differ from those of its style sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_NAME = re.compile(r"[a-z]+(-[a-z]+)*")
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_FAMILY = re.compile(r"[\w ,'-]+")


@dataclass(frozen=True, slots=True)
class Dress:
    """`colours` by the names that the style sheet has for them, without the two hyphens;
    `family` is a list of fonts for all texts, '' for those of the style sheet."""

    colours: Mapping[str, str]
    family: str = ""
    is_dark: bool = False


def style(dress: Dress) -> str:
    """The style sheet that dresses a page. A dark one is for the screen alone: paper stays
    white. Raises ValueError for what is no colour and no list of fonts.

    >>> style(Dress({"ink": "#111111"}))
    ':root { --ink: #111111; }'
    >>> style(Dress({"ink": "red; }"}))
    Traceback (most recent call last):
    ValueError: '--ink: red; }' is no colour
    """
    for name, colour in dress.colours.items():
        if not (_NAME.fullmatch(name) and _COLOUR.fullmatch(colour)):
            raise ValueError(f"{f'--{name}: {colour}'!r} is no colour")
    if dress.family and not _FAMILY.fullmatch(dress.family):
        raise ValueError(f"{dress.family!r} is no list of fonts")
    said = [f"--{name}: {colour};" for name, colour in dress.colours.items()]
    fonts = [f"--sans: {dress.family};", f"--serif: {dress.family};"] if dress.family else []
    scheme = ["color-scheme: dark;"] if dress.is_dark else []
    rules = f":root {{ {' '.join([*scheme, *said, *fonts])} }}"
    return f"@media screen {{ {rules} }}" if dress.is_dark else rules
