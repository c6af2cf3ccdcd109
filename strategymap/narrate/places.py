"""Where on a page each node and KPI is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol
from urllib.parse import quote

from markupsafe import Markup

from strategymap.story.measured import Named
from strategymap.story.told import Carried, Note, Story


class Places(Protocol):
    """What a page knows of places. An address is '' where there is none."""

    def place_of(self, part: Named) -> str:
        """The address at which a node or KPI is told."""

    def id_of(self, part: Named, place: str) -> Markup:
        """The attribute that makes it such a place; '' where nothing leads there."""

    def notes_on(self, part: Named) -> list[Note]:
        """The notes about a node or KPI, wherever on the page they stand."""


class StoryPlaces:
    """The places on the page of a whole story."""

    def __init__(self, story: Story) -> None:
        self._steps = set(_told(story))
        self._kpis = {one.facts.part.id for group in story.tracked for one in group.kpis}
        self._kpis |= {one.facts.part.id for one in story.loose}
        self._parts = {facts.part.id for parts in story.parts.values() for facts in parts}
        self._notes: dict[str, list[Note]] = {}
        for note in story.all_notes():
            # What is found about a link stands where the link is told, and its mark with it.
            if note.about is not None and note.leads_to is None:
                self._notes.setdefault(note.about.id, []).append(note)

    def place_of(self, part: Named) -> str:
        """The row of a KPI; the line at which a node is told, else its entry among the parts;
        nothing for what is outside of a part that is told."""
        if part.id not in self._kpis | self._parts:
            return ""
        if part.kind == "kpi":
            place = "kpi"
        else:
            place = "step" if part.id in self._steps else "part"
        return _address(part, place)

    def id_of(self, part: Named, place: str) -> Markup:
        """The attribute, for any place."""
        return Markup(' id="{}"').format(anchor(part.id, place))

    def notes_on(self, part: Named) -> list[Note]:
        """The notes, wherever they stand."""
        return self._notes.get(part.id, [])


class EditionPlaces:
    """The places of a page for one audience: on the page of the whole story beside it, `file`,
    or ('') nowhere. There every KPI has a row, and every node an entry among the parts."""

    def __init__(self, file: str) -> None:
        self._file = file

    def place_of(self, part: Named) -> str:
        """The address in the other file."""
        return self._file and self._file + _address(part, "kpi" if part.kind == "kpi" else "part")

    def id_of(self, part: Named, place: str) -> Markup:
        """Nothing: a node can be told several times on such a page."""
        return Markup("")

    def notes_on(self, part: Named) -> list[Note]:
        """None but those that stand beside it."""
        return []


def anchor(name: str, place: str) -> str:
    """The id of a place on the page.

    >>> anchor("short-calls", "step")
    'step-short-calls'
    """
    return f"{place}-{name}"


def _address(part: Named, place: str) -> str:
    return "#" + quote(anchor(part.id, place), safe="-._~")


def file_address(name: str) -> str:
    """A file beside the page as an address; `./` keeps a colon in it from being a scheme.

    >>> file_address("a b:c.html")
    './a%20b%3Ac.html'
    """
    return "./" + quote(name, safe="-._~")


def _told(story: Story) -> Iterator[str]:
    """The nodes that have a heading, or a line of their own in a chain."""
    for carried in (*story.goals, *story.outward, *story.nowhere):
        yield carried.facts.part.id
        yield from (step.node.id for chain in carried.chains for step in chain if step.place == "here")


def numbers_of_steps(told: Iterable[Carried]) -> dict[Named, str]:
    """A number, in reading order, for each node that a later chain points back to: in letters,
    so that nobody takes it for the number of a finding."""
    steps = [step for one in told for chain in one.chains for step in chain]
    wanted = {step.node for step in steps if step.place == "above"}
    found = dict.fromkeys(step.node for step in steps if step.place == "here" and step.node in wanted)
    return {node: in_letters(number) for number, node in enumerate(found, 1)}


def in_letters(number: int) -> str:
    """A number from 1 on in letters.

    >>> in_letters(1), in_letters(26), in_letters(27), in_letters(703)
    ('A', 'Z', 'AA', 'AAA')
    """
    letters = ""
    while number:
        number, digit = divmod(number - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters
