"""The story as one HTML page that needs nothing else: no network.

The page forbids itself everything but its own style sheet, and the script that makes the map
of a whole story answer; it names both by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from strategymap.narrate.dress import Dress
from strategymap.narrate.dress import style as dress_style
from strategymap.narrate.interactive import data_of
from strategymap.narrate.marks import status_mark
from strategymap.narrate.places import (
    EditionPlaces,
    Places,
    StoryPlaces,
    anchor,
    file_address,
    numbers_of_steps,
)
from strategymap.narrate.spark import spark
from strategymap.narrate.telling import EVERYBODY, TEMPLATES, Beside, Told, chains_of, is_judged
from strategymap.narrate.templates import environment, rendered, source
from strategymap.numbers import day_text
from strategymap.story.editions import CALLED
from strategymap.story.told import Carried, Note, Story

#: The room for the picture on an A4 page, in millimetres, and how much larger it must get
#: for a reader to turn the page.
_UPRIGHT, _LYING, _WORTH_TURNING = (190, 270), (277, 183), 1.15
_LONGEST_TITLE = 70
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"'`\\]+", re.IGNORECASE)
_CODE = re.compile(r'("[^"]*"|“[^”]*”|`[^`]+`)')
_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
_VIEW_BOX = re.compile(r"<svg[^>]*\sviewBox=[\"']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)")
_LINES_OF_HEAD, _LINES_OF_STEP, _LINES_OF_REMARK = 5, 4, 19
#: The parts of the script, those first that the later ones need.
_SCRIPTS = ("map-graph.js", "map-stage.js", "map-words.js", "map.js")
_PROLOGUE = re.compile(r"^\s*(?:<\?xml.*?\?>|<!DOCTYPE[^>\[]*>|<!--.*?-->|\s)*", re.DOTALL)


def write(
    told: Told,
    picture: str | None = None,
    *,
    template_folder: Path | None = None,
    beside: Beside = (),
    dress: Dress | None = None,
) -> str:
    """The page. `picture` is the map as SVG text, whose ids must not begin with `step-`,
    `part-`, `kpi-` or `the-`. `beside` are the pages for the other audiences, each by what it
    is called and its file. Raises TemplateFault."""
    dressed = dress_style(dress) if dress else ""
    made = environment(template_folder)
    style = source(made, "story.css")
    picture = _PROLOGUE.sub("", picture) if picture else ""
    # Only a whole story tells of every card that its map shows.
    script = _script(made) if picture and isinstance(told, Story) else ""
    made.filters |= _FILTERS
    made.globals |= _globals(told, dict(beside))
    cover = told if isinstance(told, Story) else told.cover
    running = running_title(cover.title)
    return rendered(
        made,
        TEMPLATES[type(told)] + ".html.jinja",
        story=told,
        cover=cover,
        audience="" if isinstance(told, Story) else told.cover.audience,
        called="" if isinstance(told, Story) else CALLED[told.cover.audience],
        beside=beside,
        style=Markup(style),
        running=Markup(running),
        dress=Markup(dressed),
        policy=policy([style, running, *filter(None, [dressed]), *_STYLE.findall(picture)], script),
        script=Markup(script),
        data=data_of(told, StoryPlaces(told)) if script and isinstance(told, Story) else {},
        picture=Markup(picture),
        is_wide=_is_wide(picture),
    )


def _globals(told: Told, beside: dict[str, str]) -> dict[str, object]:
    """What the partial templates ask of the page."""
    whole = beside.get(EVERYBODY, "")
    places: Places = StoryPlaces(told) if isinstance(told, Story) else EditionPlaces(_beside(whole))
    return {
        "place_of": places.place_of,
        "id_of": places.id_of,
        "notes_on": places.notes_on,
        # Those about a node that don't stand where it is told, such as those beside a harm.
        "notes_elsewhere": lambda part, here: tuple(n for n in places.notes_on(part) if n not in here),
        "number_of": numbers_of_steps(chains_of(told)).get,
        "has_notes": lambda carried: bool(_notes_in(carried)),
        "is_crowded": _is_crowded,
        "judged": is_judged(told),
        "is_part": isinstance(told, Story) and bool(told.part),
    }


def _script(made: ImmutableSandboxedEnvironment) -> str:
    """The script of the map; nothing of it can be reached from outside."""
    return "\n".join(['(() => {\n"use strict";', *(source(made, name) for name in _SCRIPTS), "})();"])


def _beside(file: str) -> str:
    return file_address(file) if file else ""


def policy(styles: Iterable[str], script: str = "") -> str:
    """A Content-Security-Policy that allows these style sheets, one script, and nothing else."""
    hashes = " ".join(f"'sha256-{_hash(style)}'" for style in styles)
    scripts = f"script-src 'sha256-{_hash(script)}'; " if script else ""
    return (
        f"default-src 'none'; {scripts}style-src {hashes}; img-src data:; base-uri 'none'; form-action 'none'"
    )


def running_title(title: str) -> str:
    """A style sheet that prints the title at the foot of each page. Every character that
    isn't a plain letter or digit is escaped, so that it can't be anything but text.

    >>> running_title("Map 1")
    '@page { @bottom-left { content: "Map\\\\20 1"; } }'
    """
    short = title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1].rstrip() + "…"
    text = "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):x} " for c in short)
    return f'@page {{ @bottom-left {{ content: "{text}"; }} }}'


def _hash(style: str) -> str:
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


def web_address(url: str) -> str:
    """The address where a link may lead there, '' where it may not.

    >>> web_address("https://example.org/a"), web_address("javascript:alert(1)")
    ('https://example.org/a', '')
    """
    return url if _ADDRESS.fullmatch(url.strip()) else ""


def coded(text: str) -> Markup:
    """The text as HTML, with what stands between backticks as code; between quotation
    marks titles stand, and stay as they are.

    >>> str(coded('Say it of "a `b`" under `measures`'))
    'Say it of &#34;a `b`&#34; under <code>measures</code>'
    """
    parts = (
        Markup("<code>{}</code>").format(part[1:-1]) if part.startswith("`") else escape(part)
        for part in _CODE.split(text)
    )
    return Markup("").join(parts)


def follows(headline: str) -> str:
    """A headline as it goes on after a colon.

    >>> follows("A harm that nobody watches"), follows("KPIs that compete")
    ('a harm that nobody watches', 'KPIs that compete')
    """
    return headline if headline[1:2].isupper() else headline[:1].lower() + headline[1:]


def _is_crowded(carried: Carried) -> bool:
    """Whether the findings about a goal and its chains are longer than the chains: then they
    stand below, and not in the margin. What a line and a finding take is a rough guess."""
    steps = sum(map(len, carried.chains))
    remarks = sum(len(note.remarks) for note in _notes_in(carried))
    return remarks * _LINES_OF_REMARK > _LINES_OF_HEAD + steps * _LINES_OF_STEP


def _notes_in(carried: Carried) -> list[Note]:
    """The notes that stand at a goal and its chains."""
    return [*carried.notes, *(note for chain in carried.chains for step in chain for note in step.notes)]


def _is_wide(picture: str) -> bool:
    """Whether the picture gets clearly larger on a page that lies on its side."""
    found = _VIEW_BOX.search(picture)
    if found is None:
        return False
    width, height = float(found[1]), float(found[2])
    upright, lying = (min(across / width, down / height) for across, down in (_UPRIGHT, _LYING))
    return lying > _WORTH_TURNING * upright


_FILTERS = {
    "web_address": web_address,
    "file_address": file_address,
    "anchor": anchor,
    "coded": coded,
    "day": day_text,
    "follows": follows,
    "status_mark": status_mark,
    "spark": spark,
}
