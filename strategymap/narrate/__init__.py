"""Stories as text: one self-contained HTML page, or Markdown. The only door to jinja2.

Each form is a module whose `write` turns a story into text; it knows nothing of the map.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from strategymap.narrate import html, markdown
from strategymap.narrate.index import IndexRow, index
from strategymap.story.told import Story

__all__ = ["FORMS", "Form", "IndexRow", "index", "write"]


class Form(Protocol):
    """How every form is called."""

    def __call__(
        self, story: Story, picture: str | None = None, *, template_folder: Path | None = None
    ) -> str:
        """The story as text. `picture` is the map as SVG, `template_folder` holds templates
        that replace the shipped ones. A form without pictures leaves it out."""


FORMS: dict[str, Form] = {"html": html.write, "md": markdown.write}


def write(story: Story, form: str, *, picture: str | None = None, template_folder: Path | None = None) -> str:
    """The story in one of the FORMS."""
    return FORMS[form](story, picture, template_folder=template_folder)
