"""The commands that write: new, render, narrate, build, schema."""

from __future__ import annotations

import datetime
import json
import sys
from functools import partial
from pathlib import Path
from typing import Any

import click

from strategymap.cli.options import settings_options
from strategymap.cli.parts import part_options, told_part_options
from strategymap.cli.printing import (
    as_of_option,
    measurements_option,
    medium_option,
    output_option,
    picture_options,
    put,
    read_map,
    say,
    scale_option,
    style_of,
    templates_option,
    theme_option,
    warnings_said,
    wrote,
)
from strategymap.errors import LayoutError
from strategymap.settings import Asked

#: The formats of `render`, without loading what draws them.
PICTURES = [
    "svg",
    "pdf",
    "png",
    "pptx",
    "dot",
    "mmd",
    "json",
]


@click.command("new")
@click.argument("file", required=False, type=click.Path(dir_okay=False))
@click.option(
    "--example",
    metavar="NAME",
    help="Copy one of the example maps instead (see their list with: --example list).",
)
def new_command(file: str | None, example: str | None) -> None:
    """Write a starter map with comments that teach the language (to FILE, or to the screen)."""
    from strategymap.resources import examples
    from strategymap.starting import new, tables

    if example == "list":
        put("\n".join(examples()))
        return
    file = None if file == "-" else file
    text = new(file, example=example)
    if file is None:
        put(text)
        for table in tables(example):
            say(f"Its numbers stand in {table}, which comes along where you name a FILE.")
        return
    written = " and ".join(map(str, [file, *tables(example, Path(file).parent)]))
    say(f"Wrote {written}. Next: strategymap check {file}")


@click.command("render")
@click.argument("file")
@output_option()
@click.option(
    "--format", "form", type=click.Choice(PICTURES), help="The format, where the suffix doesn't tell."
)
@part_options
@scale_option
@theme_option
@click.option(
    "--template", metavar="FILE", type=click.Path(exists=True, dir_okay=False),
    help="Your firm's presentation: slides take its size, master, colours and fonts, not its slides.",
)  # fmt: skip
@medium_option
@click.option(
    "--split", is_flag=True,
    help="Slides or pages of a PDF (of A4, without --for) that can be read: an overview, then one for each "
    "top goal or part of what leads there.",
)  # fmt: skip
@as_of_option
@measurements_option
@picture_options
@settings_options
def render_command(
    file: str,
    out: str | None,
    form: str | None,
    part: dict[str, Any],
    scale: float | None,
    theme: str | None,
    template: str | None,
    medium: str | None,
    split: bool,
    as_of: datetime.date | None,
    measurements: tuple[str, ...],
    engine: str | None,
    time_limit: float | None,
    settings: Asked,
) -> None:
    """Draw the map as a picture (.svg, .pdf, .png), as slides (.pptx) or as a Graphviz file (.dot)."""
    read = read_map(file, as_of, settings, measurements)
    wanted = partial(read.render, out, format=form, **part, scale=scale, theme=theme)
    wanted = partial(wanted, template=template, medium=medium, split=split)
    with warnings_said():
        picture = wanted(engine=engine, time_limit=time_limit)
    wrote(out, picture)


@click.command("narrate")
@click.argument("file")
@output_option()
@click.option(
    "--format", "form", type=click.Choice(["html", "md"]), help="The format, where the suffix doesn't tell."
)
@told_part_options
@click.option(
    "--audience",
    type=click.Choice(["executive", "manager", "frontline"]),
    help="A page for one audience: the goals and what decides; what each owner holds; or what the work is for.",
)
@click.option("--owner", metavar="NAME", help="The page of one owner (with --audience manager or frontline).")
@theme_option
@templates_option
@as_of_option
@measurements_option
@picture_options
@settings_options
def narrate_command(
    file: str,
    out: str | None,
    form: str | None,
    part: dict[str, Any],
    audience: str | None,
    owner: str | None,
    theme: str | None,
    templates: str | None,
    as_of: datetime.date | None,
    measurements: tuple[str, ...],
    engine: str | None,
    time_limit: float | None,
    settings: Asked,
) -> int:
    """Write the story of the map: a page (.html) or Markdown (.md), for all or for one audience."""
    read = read_map(file, as_of, settings, measurements)
    write = partial(read.narrate, out, format=form, **part, audience=audience, owner=owner)
    write = partial(write, theme=theme, templates=templates)
    problem: LayoutError | None = None
    with warnings_said():
        try:
            text = write(engine=engine, time_limit=time_limit)
        except LayoutError as error:
            problem, text = error, write(picture=False)
    if problem:
        say(f"The story is written without the picture. {problem}")
    wrote(out, text)
    return 2 if problem else 0


@click.command("build")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    "out",
    metavar="DIR",
    required=True,
    type=click.Path(file_okay=False),
    help="The folder to write to.",
)
@theme_option
@as_of_option
@measurements_option
@picture_options
@settings_options
def build_command(
    files: tuple[str, ...],
    out: str,
    theme: str | None,
    as_of: datetime.date | None,
    measurements: tuple[str, ...],
    engine: str | None,
    time_limit: float | None,
    settings: Asked,
) -> int:
    """Write everything for one or many maps: picture, story, findings and an index page."""
    from strategymap import building, report

    with warnings_said():
        built = building.build(
            files,
            out,
            as_of=as_of,
            measurements=measurements,
            theme=theme,
            engine=engine,
            time_limit=time_limit,
            settings=settings,
        )
    put(report.write([each.checked for each in built], "text", style_of(sys.stdout)))
    for each in built:
        if each.problem:
            say(f"{each.checked.file}: {each.problem}")
        put("".join(f"{path}\n" for path in each.files))
    put(f"{Path(out) / 'index.html'}")
    say(building.summary(built, Path(out)))
    return 2 if any(each.problem for each in built) else 0


@click.command("schema")
def schema_command() -> None:
    """Print the JSON Schema of the map language, for editors."""
    from strategymap.schema import json_schema

    put(json.dumps(json_schema(), ensure_ascii=False, indent=2))
