"""What can be told: a whole story, or what one audience is told of it."""

from __future__ import annotations

from collections.abc import Sequence

from strategymap.story.editions import Executive, Frontline, Manager
from strategymap.story.told import Carried, Story

Told = Story | Executive | Manager | Frontline
#: Pages that stand beside one another: what each is called, and its file.
Beside = Sequence[tuple[str, str]]
#: What the page of the whole story is called beside the others.
EVERYBODY = "everybody"

#: The template of each, without the suffixes of its form.
TEMPLATES: dict[type, str] = {
    Story: "story",
    Executive: "executive",
    Manager: "manager",
    Frontline: "frontline",
}


def chains_of(told: Told) -> list[Carried]:
    """All goals and other nodes with their chains, in reading order."""
    if isinstance(told, Story):
        return [*told.goals, *told.outward, *told.nowhere]
    return [one for section in told.sections for one in section.chains] if isinstance(told, Manager) else []


def is_judged(told: Told) -> bool:
    """Whether any KPI can be judged, so that statuses are worth telling."""
    if isinstance(told, Manager):
        return told.judged
    return not isinstance(told, Frontline) and told.standing is not None


def part_of(told: Told) -> tuple[str, ...]:
    """The ids of the part of the map that a page for one audience shows as a picture."""
    return told.part if isinstance(told, Executive) else ()
