"""The reference page of the commands, made from the commands themselves."""

from __future__ import annotations

import inspect
import textwrap

import click

from strategymap import selection
from strategymap.cli import COMMANDS, main

_HEAD = """\
# The commands

`strategymap COMMAND …`. Where a FILE is asked for, a folder stands for the maps in it and
below it (a file that another one there includes is a part of that one), and `-` for
standard input. Data goes to standard output, everything else to
standard error. On a terminal findings are laid out for reading, in colour unless `NO_COLOR`
is set; elsewhere each is one line, in colour only if `FORCE_COLOR` is set. A file is written
whole or not at all, and never over a file that the command reads, such as a map, a theme or a template.

Exit codes: 0 done; 1 `check` found something at or above `--fail-on`; 2 no answer was
possible (usage, a text that can't be understood, an output that can't be written); 130
interrupted.
"""


def commands_page() -> str:
    """The page: what each command does, its arguments and its options."""
    context = click.Context(main, info_name="strategymap")
    parts = [_HEAD]
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command is not None, name
        parts.append(_section(name, command))
    return "\n".join([*parts, _selectors()])


def _selectors() -> str:
    """The syntax of selectors, as the module that reads them tells it."""
    syntax = textwrap.dedent(inspect.getdoc(selection).split("\n\n")[1])
    return (
        "## Selectors\n\nWhat `select` takes, and `--select` and `--exclude` of `render`. `supports` and `measures` are the links that are followed.\n\n"
        f"```text\n{syntax}\n```\n"
    )


def _section(name: str, command: click.Command) -> str:
    arguments = [_metavar(p) for p in command.params if isinstance(p, click.Argument)]
    usage = " ".join(["strategymap", name, *arguments])
    rows = [_row(p) for p in command.params if isinstance(p, click.Option)]
    if not rows:
        return f"## {name}\n\n```text\n{usage}\n```\n\n{_help(command)}\n"
    options = "\n".join(["| option | what it does |", "|---|---|", *rows])
    return f"## {name}\n\n```text\n{usage} [OPTIONS]\n```\n\n{_help(command)}\n\n{options}\n"


def _help(command: click.Command) -> str:
    return inspect.cleandoc(command.help or "")


def _metavar(argument: click.Argument) -> str:
    name = (argument.metavar or argument.name or "").upper().removesuffix("...")
    shown = f"{name}…" if argument.nargs == -1 else name
    return shown if argument.required else f"[{shown}]"


def _row(option: click.Option) -> str:
    names = ", ".join(f"`{name}`" for name in option.opts)
    values = _values(option)
    shown = option.show_default if isinstance(option.show_default, str) else option.default
    default = f" Default: `{shown}`." if option.show_default and not option.is_flag else ""
    environment = f" Also from the environment: `{option.envvar}`." if option.envvar else ""
    needed = " Required." if option.required else ""
    return f"| {names}{values} | {option.help}{needed}{default}{environment} |"


def _values(option: click.Option) -> str:
    if option.is_flag:
        return ""
    if isinstance(option.type, click.Choice):
        return " " + ", ".join(f"`{choice}`" for choice in option.type.choices)
    return f" {option.metavar or _NAMES.get(option.type.name, option.type.name).upper()}"


_NAMES = {"integer range": "number", "float range": "seconds", "text": "name"}
