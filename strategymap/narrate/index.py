"""The page that opens a folder of stories."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from strategymap.narrate.html import policy
from strategymap.narrate.templates import environment, rendered, source


@dataclass(frozen=True, slots=True)
class IndexRow:
    """A map: its title, the files of its story and picture beside the page, and what was
    found in a few words."""

    title: str
    story: str
    picture: str
    verdict: str


def index(rows: Sequence[IndexRow]) -> str:
    """An HTML page that leads to the stories and pictures, in the order given."""
    made = environment(None)
    made.filters["file_address"] = _file_address
    style = source(made, "story.css")
    return rendered(made, "index.html.jinja", rows=rows, style=Markup(style), policy=policy([style]))


def _file_address(name: str) -> str:
    """A file beside the page as an address; `./` keeps a colon in it from being a scheme.

    >>> _file_address("a b:c.html")
    './a%20b%3Ac.html'
    """
    return "./" + quote(name, safe="-._~")
