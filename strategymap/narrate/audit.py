"""The metric audit as one HTML page, for the screen and for A4 on its side: no network, no
scripts, in the look of the story."""

from __future__ import annotations

from pathlib import Path, PurePath

from markupsafe import Markup

from strategymap.audit import QUESTIONS, Audit
from strategymap.narrate.html import policy, running_title
from strategymap.narrate.marks import status_mark
from strategymap.narrate.templates import environment, rendered, source
from strategymap.numbers import day_text, term_text


def write(audit: Audit, *, template_folder: Path | None = None) -> str:
    """The page. `template_folder` holds templates and style sheets that replace the shipped
    ones. Raises TemplateFault."""
    made = environment(template_folder)
    made.filters["day"] = day_text
    made.filters["term"] = term_text
    made.filters["file_name"] = lambda file: PurePath(file).name or file
    made.filters["status_mark"] = status_mark
    made.globals["questions"] = QUESTIONS
    styles = [source(made, "story.css"), source(made, "audit.css"), running_title(f"Audit: {audit.title}")]
    return rendered(
        made,
        "audit.html.jinja",
        audit=audit,
        styles=list(map(Markup, styles)),
        policy=policy(styles),
    )
