"""The story as Markdown: readable as it stands, and rendered by any CommonMark reader.

Every text of the map is escaped, so that it shows literally and can't add markup, HTML or
links of its own; only what could be read as markup gets a backslash.
"""

from __future__ import annotations

import re
from pathlib import Path

from markupsafe import Markup

from strategymap.narrate.dress import Dress
from strategymap.narrate.html import follows, web_address
from strategymap.narrate.telling import TEMPLATES, Beside, Told, is_judged
from strategymap.narrate.templates import environment, rendered
from strategymap.numbers import day_text
from strategymap.story.editions import CALLED
from strategymap.story.told import Story

# Space that could end a line or begin a block; the no-break space stays.
_SPACE = re.compile("[ \t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
_MARKUP = re.compile(
    r"""[\\`*_\[\]<|~$]                   # emphasis, code, links, HTML, tables, formulas
    | &(?=\#?\w+;)                        # character references
    | :(?=//|[\w+-]+:|[^\s@]+@)           # addresses, emoji
    | @(?=\w)                             # addresses, mentions
    | (?<=www)\.                          # addresses without a scheme
    | ^>                                  # quotations
    | ^\#(?=\#*(?:\s|$))                  # headings
    | (?<=\s)\#(?=\#*$)                   # what closes a heading, and would not be shown
    | ^[-+](?=[\s-]|$) | ^=(?==*\s*$)     # lists, rules, underlined headings
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BLANK_LINES = re.compile(r"\n{3,}")
_NUMBERED = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")


def write(
    told: Told,
    picture: str | None = None,
    *,
    template_folder: Path | None = None,
    beside: Beside = (),
    dress: Dress | None = None,
) -> str:
    """The text; it has no place for the picture, leads to no other, and wears no colours. Raises TemplateFault."""
    made = environment(template_folder, finalize=_literal)
    made.filters["day"] = day_text
    made.filters["follows"] = follows
    made.filters["address"] = _address
    made.filters["code"] = code
    made.globals["indent"] = lambda width: Markup(" " * width)
    made.globals["heading"] = lambda depth: Markup("#" * depth)
    made.globals["judged"] = is_judged(told)
    text = rendered(
        made,
        TEMPLATES[type(told)] + ".md.jinja",
        story=told,
        cover=told if isinstance(told, Story) else told.cover,
        called="" if isinstance(told, Story) else CALLED[told.cover.audience],
    )
    return _BLANK_LINES.sub("\n\n", text).strip() + "\n"


def _literal(value: object) -> Markup:
    return value if isinstance(value, Markup) else Markup(escaped(str(value)))


def escaped(text: str) -> str:
    r"""The text in one line, as Markdown that shows it literally.

    >>> print(escaped("# 1\n<b> *x* https://a.b a_b 2 > 1 - & &amp;"))
    \# 1 \<b> \*x\* https\://a.b a\_b 2 > 1 - & \&amp;
    """
    line = _MARKUP.sub(r"\\\g<0>", _SPACE.sub(" ", text).strip())
    return _NUMBERED.sub(r"\1\\\2", line)


def code(text: str) -> Markup:
    """The text as a code span, whatever backticks it holds.

    >>> print(code("how a`b"))
    ``how a`b``
    """
    line = _SPACE.sub(" ", text).strip()
    longest = max((len(run) for run in re.findall("`+", line)), default=0)
    fence, pad = "`" * (longest + 1), " " if line[:1] == "`" or line[-1:] == "`" else ""
    return Markup(f"{fence}{pad}{line}{pad}{fence}")


def _address(url: str) -> Markup:
    """A link that shows where it leads, or the text where it may not lead there."""
    return Markup(f"<{url.strip()}>") if web_address(url) else _literal(url)
