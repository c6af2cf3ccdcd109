"""The command line: every command is one call of the API and one print.

COMMANDS lists them with the module that holds each; it is imported when it is used.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from io import TextIOWrapper
from typing import TextIO

import click

from strategymap import __version__
from strategymap.cli.printing import refuse, say
from strategymap.errors import StrategyMapError

COMMANDS: dict[str, str] = {
    "new": "making",
    "check": "checking",
    "rules": "checking",
    "explain": "checking",
    "why": "asking",
    "how": "asking",
    "chains": "asking",
    "sight": "asking",
    "select": "selecting",
    "audit": "auditing",
    "evidence": "observing",
    "diff": "comparing",
    "catalogue": "asking",
    "render": "making",
    "narrate": "making",
    "build": "making",
    "schema": "making",
}


class _Commands(click.Group):
    """The commands, imported on first use and listed in their own order."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"strategymap.cli.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from strategymap.wording import nearest

            close = nearest(args[0], COMMANDS)
            hint = f"Did you mean {close}?" if close else "See strategymap --help."
            ctx.fail(f'There is no command "{args[0]}". {hint}')
        name, command, rest = super().resolve_command(ctx, args)
        if command is not None:
            _refuse_twice(click.Context(command, ctx, name), rest)
        return name, command, rest


def _refuse_twice(ctx: click.Context, args: list[str]) -> None:
    """Of an option that takes one value and is given two, click would take the last one."""
    try:
        given = ctx.command.make_parser(ctx).parse_args(list(args))[2]
    except click.UsageError:
        return  # which is told when the command is run
    single = [
        each for each in given if isinstance(each, click.Option) and not (each.multiple or each.is_flag)
    ]
    for option in single:
        if single.count(option) > 1:
            names = " or ".join(option.opts)
            raise click.UsageError(f"{names} is given {single.count(option)} times; write it once", ctx)


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="strategymap %(version)s")
def main() -> None:
    """Check, question, draw and tell a strategy map that is written as a text file.

    Begin with: strategymap new map.yaml, then strategymap check map.yaml
    """


def run(args: list[str] | None = None) -> int:
    """The exit code of one run; 0 where a pipe was closed."""
    _prepare(sys.stdout)
    _prepare(sys.stderr)
    stdout = sys.stdout
    try:
        code = main.main(args, prog_name="strategymap", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.Abort:
        say("Interrupted.")
        return 130
    except SystemExit:
        if sys.stdout is stdout:
            raise
        return 0  # a pipe was closed: click wraps the stream then, and exits with 1
    except click.ClickException as error:
        error.show()
        return 2
    except StrategyMapError as error:
        refuse(error)
        return 2


def _prepare(stream: TextIO) -> None:
    """Let no character stop a command. What goes into a file or a pipe is UTF-8, as the files
    are that commands write, also on Windows; unless PYTHONIOENCODING asks for something else."""
    if not isinstance(stream, TextIOWrapper):
        return
    if stream.isatty() or "PYTHONIOENCODING" in os.environ:
        stream.reconfigure(errors="backslashreplace")
    else:
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
