"""Stories as text: one self-contained HTML page, or Markdown. The only door to jinja2.

Each form is a module whose `write` turns a story into text; it knows nothing of the map.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from strategymap.narrate import html, markdown
from strategymap.narrate.dress import Dress
from strategymap.narrate.index import IndexRow, index
from strategymap.narrate.telling import EVERYBODY, Beside, Told, part_of

__all__ = ["EVERYBODY", "FORMS", "Beside", "Dress", "Form", "IndexRow", "Told", "index", "part_of", "write"]


class Form(Protocol):
    """How every form is called."""

    def __call__(
        self,
        told: Told,
        picture: str | None = None,
        *,
        template_folder: Path | None = None,
        beside: Beside = (),
        dress: Dress | None = None,
    ) -> str:
        """The story, or what one audience is told of it, as text. `picture` is the map as SVG,
        `template_folder` holds templates that replace the shipped ones, `beside` are the pages
        for other audiences in the same folder, `dress` are its colours and font. A form without
        pictures, links or colours leaves them out."""


FORMS: dict[str, Form] = {"html": html.write, "md": markdown.write}


def write(
    told: Told,
    form: str,
    *,
    picture: str | None = None,
    template_folder: Path | None = None,
    beside: Beside = (),
    dress: Dress | None = None,
) -> str:
    """The story, or what one audience is told of it, in one of the FORMS."""
    return FORMS[form](told, picture, template_folder=template_folder, beside=beside, dress=dress)
