"""The page that opens a folder of stories."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from strategymap.narrate.html import policy
from strategymap.narrate.places import file_address
from strategymap.narrate.telling import Beside
from strategymap.narrate.templates import environment, rendered, source


@dataclass(frozen=True, slots=True)
class IndexRow:
    """A map: its title, the files of its story and picture beside the page, what was found in
    a few words, and the pages for each audience."""

    title: str
    story: str
    picture: str
    verdict: str
    audiences: Beside = ()


def index(rows: Sequence[IndexRow]) -> str:
    """An HTML page that leads to the stories and pictures, in the order given."""
    made = environment(None)
    made.filters["file_address"] = file_address
    style = source(made, "story.css")
    return rendered(made, "index.html.jinja", rows=rows, style=Markup(style), policy=policy([style]))
