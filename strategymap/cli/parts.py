"""Options that choose a part of a map, and what a picture leaves out."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., Any])

_OPTIONS = [
    click.option(
        "--select",
        metavar="SELECTOR",
        help="Draw a part of the map, such as +loyalty: a goal with all that leads to it.",
    ),
    click.option("--exclude", metavar="SELECTOR", help="Leave out what this one picks."),
    click.option(
        "--focus",
        metavar="ID",
        help="Draw the line of sight of ID: all that leads to it, and all that it leads to.",
    ),
    click.option("--level", metavar="LEVEL", help="Draw what is corporate, department or operational."),
    click.option("--owner", metavar="NAME", help="Draw what NAME owns."),
    click.option("--tag", metavar="TAG", help="Draw what bears TAG."),
    click.option(
        "--fade",
        is_flag=True,
        help="Keep the rest of the map, but pale: each card stands where it stands on the whole map.",
    ),
    click.option(
        "--hide",
        type=click.Choice(["kpis", "findings", "status"]),
        multiple=True,
        help="Leave out the KPIs, what was found, or how the KPIs stand. May be repeated.",
    ),
]
_NAMES = ("select", "exclude", "focus", "level", "owner", "tag", "fade", "hide")
_TOLD = ("select", "exclude", "focus", "level", "tag")


def told_part_options(command: _Command) -> _Command:
    """The same for a story, in which `owner` and `hide` mean nothing or something else."""

    @functools.wraps(command)
    def called(**values: Any) -> Any:
        return command(part={name: values.pop(name) for name in _TOLD}, **values)

    told = (
        click.option(
            "--select", metavar="SELECTOR", help="Tell a part of the map, such as +loyalty or owner:NAME."
        ),
        click.option("--exclude", metavar="SELECTOR", help="Leave out what this one picks."),
        click.option("--focus", metavar="ID", help="Tell the line of sight of ID."),
        click.option("--level", metavar="LEVEL", help="Tell what is corporate, department or operational."),
        click.option("--tag", metavar="TAG", help="Tell what bears TAG."),
    )
    for option in reversed(told):
        called = option(called)
    return called  # type: ignore[return-value]


def part_options(command: _Command) -> _Command:
    """Hand a command one `part` for all of these options, as the API takes them."""

    @functools.wraps(command)
    def called(**values: Any) -> Any:
        return command(part={name: values.pop(name) for name in _NAMES}, **values)

    for option in reversed(_OPTIONS):
        called = option(called)
    return called  # type: ignore[return-value]
