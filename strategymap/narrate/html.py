"""The story as one HTML page that needs nothing else: no network, no scripts.

The page forbids itself everything but its own style sheet, which it names by its hash.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup, escape

from strategymap.narrate.marks import status_mark
from strategymap.narrate.spark import spark
from strategymap.narrate.templates import environment, rendered, source
from strategymap.numbers import day_text
from strategymap.story.measured import Named
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
_PROLOGUE = re.compile(r"^\s*(?:<\?xml.*?\?>|<!DOCTYPE[^>\[]*>|<!--.*?-->|\s)*", re.DOTALL)


def write(story: Story, picture: str | None = None, *, template_folder: Path | None = None) -> str:
    """The page. `picture` is the map as SVG text, whose ids must not begin with `step-`,
    `part-`, `kpi-` or `the-`. Raises TemplateFault."""
    made = environment(template_folder)
    style = source(made, "story.css")
    picture = _PROLOGUE.sub("", picture) if picture else ""
    made.filters["web_address"] = web_address
    made.filters["anchor"] = anchor
    made.filters["coded"] = coded
    made.filters["day"] = day_text
    made.filters["follows"] = follows
    made.filters["status_mark"] = status_mark
    made.filters["spark"] = spark
    made.globals["judged"] = story.standing is not None
    places = _Places(story)
    made.globals["place_of"] = places.place_of
    made.globals["notes_on"] = places.notes_on
    made.globals["notes_elsewhere"] = places.notes_elsewhere
    made.globals["number_of"] = numbers_of_steps(story).get
    made.globals["has_notes"] = lambda carried: bool(_notes_in(carried))
    made.globals["is_crowded"] = _is_crowded
    running = running_title(story.title)
    return rendered(
        made,
        "story.html.jinja",
        story=story,
        style=Markup(style),
        running=Markup(running),
        policy=policy([style, running, *_STYLE.findall(picture)]),
        picture=Markup(picture),
        is_wide=_is_wide(picture),
    )


def policy(styles: Iterable[str]) -> str:
    """A Content-Security-Policy that allows these style sheets and nothing else."""
    hashes = " ".join(f"'sha256-{_hash(style)}'" for style in styles)
    return f"default-src 'none'; style-src {hashes}; img-src data:; base-uri 'none'; form-action 'none'"


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


def anchor(name: str, place: str) -> str:
    """The id of a place on the page.

    >>> anchor("short-calls", "step")
    'step-short-calls'
    """
    return f"{place}-{name}"


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


def numbers_of_steps(story: Story) -> dict[Named, int]:
    """A number, in reading order, for each node that a later chain points back to."""
    steps = [step for one in (*story.goals, *story.nowhere) for chain in one.chains for step in chain]
    wanted = {step.node for step in steps if step.place == "above"}
    told = dict.fromkeys(step.node for step in steps if step.place == "here" and step.node in wanted)
    return {node: number for number, node in enumerate(told, 1)}


class _Places:
    """Where on the page each node and KPI is told, and what was found about it."""

    def __init__(self, story: Story) -> None:
        self._steps = set(_told(story))
        self._notes: dict[str, list[Note]] = {}
        for note in story.all_notes():
            if note.about is not None:
                self._notes.setdefault(note.about.id, []).append(note)

    def place_of(self, part: Named) -> str:
        """The address on the page: the row of a KPI; the line at which a node is told, else
        its entry among the parts."""
        if part.kind == "kpi":
            place = "kpi"
        else:
            place = "step" if part.id in self._steps else "part"
        return "#" + quote(anchor(part.id, place), safe="-._~")

    def notes_on(self, part: Named) -> list[Note]:
        """The notes about a node or KPI, wherever they stand."""
        return self._notes.get(part.id, [])

    def notes_elsewhere(self, part: Named, here: tuple[Note, ...]) -> tuple[Note, ...]:
        """The notes about a node that don't stand where it is told, such as those beside a harm."""
        return tuple(note for note in self.notes_on(part) if note not in here)


def _told(story: Story) -> Iterator[str]:
    """The nodes that have a heading, or a line of their own in a chain."""
    for carried in (*story.goals, *story.nowhere):
        yield carried.facts.part.id
        yield from (step.node.id for chain in carried.chains for step in chain if step.place == "here")


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
