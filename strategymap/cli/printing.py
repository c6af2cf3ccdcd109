"""What commands share: printing, options and how a map is read."""

from __future__ import annotations

import datetime
import os
import shutil
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

from strategymap.cli.options import Key
from strategymap.errors import OutputError, StrategyMapError, TextError
from strategymap.settings import NEAREST, Asked, Standing
from strategymap.wording import fitted, printable

if TYPE_CHECKING:
    from strategymap.api import StrategyMap
    from strategymap.report import Style

_Command = TypeVar("_Command", bound=Callable[..., Any])


def put(content: str | bytes) -> None:
    """Print data to standard output, as it is. Raises OutputError, also for bytes on a
    terminal, and BrokenPipeError where nobody reads it any more."""
    if isinstance(content, bytes) and sys.stdout.isatty():
        raise OutputError("this format is no text for a terminal; name a file with -o FILE, or use a pipe")
    try:
        if isinstance(content, bytes):
            sys.stdout.buffer.write(content)
        else:
            sys.stdout.write(content if content.endswith("\n") or not content else content + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"the standard output can't be written: {error.strerror}") from error


def say(text: str) -> None:
    """Print a remark to standard error, made printable; on a terminal in lines that fit it."""
    width = style_of(sys.stderr).width
    click.echo("\n".join(fitted(line, width) for line in printable(text).split("\n")), err=True)


@contextmanager
def warnings_said() -> Iterator[None]:
    """Say each warning once in the end: what whoever reads the outputs should know."""
    with warnings.catch_warnings(record=True, action="always") as remarks:
        yield
    for remark in dict.fromkeys(str(remark.message) for remark in remarks):
        say(f"Warning: {remark}.")


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None] | None]:
    """What is to be told how many of how many are done: a line on a terminal, gone in the end;
    None where nobody looks on."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return
    told = False

    def tell(done: int, of: int) -> None:
        nonlocal told
        told = True
        click.echo(f"\r{done} of {of} {what} …", err=True, nl=False)

    try:
        yield tell
    finally:
        if told:
            click.echo("\r\x1b[K", err=True, nl=False)


def wrote(out: str | None, content: str | bytes) -> None:
    """Say that a file was written; without one, print what stands in it."""
    if out is None:
        put(content)
    else:
        say(f"Wrote {out}.")


def style_of(stream: IO[str], *, explain: bool = False) -> Style:
    """How a report is wanted on a stream: laid out on a terminal, and in colour there
    unless NO_COLOR or TERM=dumb say otherwise; FORCE_COLOR asks for colour anywhere."""
    from strategymap.report import Style

    terminal = stream.isatty()
    colour = terminal and os.environ.get("TERM") != "dumb"
    if os.environ.get("FORCE_COLOR", "") not in {"", "0"}:
        colour = True
    if os.environ.get("NO_COLOR"):
        colour = False
    width = shutil.get_terminal_size((80, 24)).columns if terminal else None
    return Style(explain=explain, colour=colour, width=width)


def refuse(error: StrategyMapError) -> None:
    """Say what is refused, and for a map's text every fault with its line."""
    if not isinstance(error, TextError):
        say(f"Error: {error}")
        return
    from strategymap.report import counted, text

    style = style_of(sys.stderr)
    for finding in error.findings:
        click.echo(text.fault(finding, style), err=True)
    say(f"Nothing was done: {counted(len(error.findings), 'fault')} to mend first.")


def read_map(
    file: str,
    as_of: datetime.date | None = None,
    settings: Asked = NEAREST,
    measurements: Iterable[str] = (),
) -> StrategyMap:
    """The map in a file, or on standard input for `-`, under the settings of its folder."""
    from strategymap import opening

    return opening.load(one_map(file), as_of=as_of, measurements=measurements, settings=settings)


def one_map(file: str) -> Path:
    """The one map that FILE stands for; a folder must hold just one."""
    from strategymap import opening

    found = opening.find_maps([file])
    if len(found) > 1:
        raise click.UsageError(f"{file} holds {len(found)} maps; name one of them")
    return found[0]


class Day(click.ParamType):  # type: ignore[type-arg, unused-ignore]  # generic from click 8.4 on
    """A date as the map language writes it."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        """The date, or a usage error that says how to write one."""
        from strategymap.values import day

        if isinstance(value, datetime.date):
            return value
        try:
            return day(str(value))
        except ValueError as error:
            self.fail(f"{value}: {error}", param, ctx)


as_of_option = click.option(
    "--as-of",
    cls=Key,
    type=Day(),
    help="The day from which the map is judged, instead of its own (2026-06-30).",
)


class Table(click.ParamType):  # type: ignore[type-arg, unused-ignore]  # generic from click 8.4 on
    """The name of a table with measurements; in the environment several, by semicolons."""

    name = "source"
    envvar_list_splitter = ";"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name, or a usage error where it is empty."""
        return str(value).strip() or self.fail("write the name of a file, or FILE#TABLE", param, ctx)


measurements_option = click.option(
    "--measurements",
    cls=Key,
    type=Table(),
    metavar="SOURCE",
    multiple=True,
    help="A table with the histories of KPIs: FILE, FILE#TABLE for a database or a sheet, or "
    "postgresql://USER@HOST/DATABASE#TABLE. May be repeated.",
)


class Seconds(click.ParamType):  # type: ignore[type-arg, unused-ignore]  # generic from click 8.4 on
    """How long something may take."""

    name = "seconds"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number, or a usage error that says how to write one."""
        from strategymap.values import seconds

        try:
            return seconds(str(value))
        except ValueError as error:
            self.fail(f"{value}: {error}", param, ctx)


def picture_options(command: _Command) -> _Command:
    """The options of every command that draws."""
    command = click.option(
        "--time-limit", cls=Key, type=Seconds(), show_default="20",
        help="Seconds that the layout of a picture may take, with all its pages.",
    )(command)  # fmt: skip
    return click.option(
        "--engine", cls=Key,
        help="The layout engine: graphviz-pure (comes with strategymap) or dot (a Graphviz of your own).",
    )(command)  # fmt: skip


def output_option(suffixes: str = "") -> Callable[[_Command], _Command]:
    """The option for the file to write; a command is handed None where it is to print."""
    return click.option(
        "-o", "--output", "out", metavar="OUT",
        callback=lambda context, option, out: None if out == "-" else out,
        help=f"The file to write; its suffix tells the format{suffixes}. - prints it.",
    )  # fmt: skip


templates_option = click.option(
    "--template", "templates", metavar="FOLDER", type=click.Path(exists=True, file_okay=False),
    help="Templates of your own that replace the shipped ones. Templates are code: use only those you trust.",
)  # fmt: skip
scale_option = click.option(
    "--scale", metavar="NUMBER", type=click.FloatRange(0, 20, min_open=True), show_default="2",
    help="How many pixels of a .png there are for each of the screen.",
)  # fmt: skip
#: What a picture can be for, without loading what lays it out.
MEDIA = ["screen", "slide", "a4", "a3", "a0"]

medium_option = click.option(
    "--for", "medium", type=click.Choice(MEDIA), show_default="screen",
    help="What the picture is for: it fits the page, and you are told where its text is too small.",
)  # fmt: skip


def _theme(context: click.Context, option: click.Parameter, theme: str | None) -> str | None:
    """The theme, which stands for all pictures where nobody wrote it down for this one."""
    if theme is None or context.get_parameter_source("theme") is ParameterSource.COMMANDLINE:
        return theme
    return Standing(theme)


theme_option = click.option(
    "--theme", cls=Key, metavar="THEME", show_default="light", callback=_theme,
    help="The look: light, dark, print (black and white), or a TOML file with your firm's colours and font.",
)  # fmt: skip
json_option = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="For a reader or for a script.",
)  # fmt: skip
limit_option = click.option(
    "--limit", type=click.IntRange(min=1), default=50, show_default=True, help="How many chains at most."
)
