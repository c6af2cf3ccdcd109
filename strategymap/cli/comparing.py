"""The command that compares: diff."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from strategymap.cli.options import given_options, settings_options
from strategymap.cli.printing import (
    as_of_option,
    measurements_option,
    medium_option,
    picture_options,
    put,
    scale_option,
    style_of,
    theme_option,
    warnings_said,
    wrote,
)
from strategymap.settings import Asked, Settings
from strategymap.wording import fitted

if TYPE_CHECKING:
    from strategymap.api import StrategyMap

#: The formats in which the changes are told, and those of the picture, without loading what
#: draws them.
TOLD = ["text", "json"]
PICTURES = ["svg", "pdf", "png", "dot", "mmd"]


@click.command("diff")
@click.argument("old")
@click.argument("new")
@click.option(
    "-o", "--output", "out", metavar="OUT",
    help="The file to write; its suffix tells the format: .svg, .pdf, .png, .dot or .mmd for the map with "
    "the changes marked, .txt or .json for what changed. - prints the map.",
)  # fmt: skip
@click.option(
    "--format", "form", type=click.Choice([*TOLD, *PICTURES]),
    help="Text (the default) or JSON of what changed; or the format of the picture.",
)  # fmt: skip
@medium_option
@scale_option
@theme_option
@picture_options
@as_of_option
@measurements_option
@settings_options
@given_options
def diff_command(
    old: str,
    new: str,
    out: str | None,
    form: str | None,
    medium: str | None,
    scale: float | None,
    given: Settings,
    settings: Asked,
) -> None:
    """What changed in meaning from the map OLD to the map NEW: nodes, KPIs, links, targets, how
    it stands, and the findings that went and came.

    OLD and NEW are files, or git:REVISION:PATH for the map as a revision of the git repository
    around the current folder holds it, with the files that it includes and its tables: PATH is
    from the top of the repository, or from here with ./ (git:HEAD:./map.yaml). The order of
    keys, comments, layout, short or long forms and YAML or JSON are no change. A node or KPI
    whose id is gone, and that is there under a new one with the same title and kind, or with the
    same kind and links, is told as renamed, it seems. Both are judged under the settings of the
    folder of NEW, each from its own day.

    As a picture the map is drawn with what was added, removed and changed marked and numbered; the
    legend tells each in a sentence, and which findings went and came. The rest stands in the
    background.

    As JSON: map, a list of changes, each with key, old and new in words; added, removed and
    changed, lists of id, kind, title, changes, was and alike (the old id where it seems renamed,
    and by what: title or links); links_added, links_removed and links_changed, lists of relation,
    source, target, source_title, target_title, because and changes; findings_gone, findings_come
    and findings_changed, lists of rule, severity, node, title, message, related, accepted and
    changes. All lists are empty where nothing has changed.
    """
    from strategymap import files, opening

    if old == new == "-":
        raise click.UsageError("only one of the two can be standard input; name a file for the other")
    target = None if out == "-" else out
    kind = files.format_of(target, form, [*TOLD, *PICTURES], "text" if out is None else "svg")
    if kind in TOLD and (medium or scale):
        raise click.UsageError("--for and --scale are for a picture; leave them out, or name one with -o")
    before, after = opening.versions(old, new, given, settings)
    if kind in PICTURES:
        _draw(before, after, target, format=kind, medium=medium, scale=scale, theme=given.theme)
    elif kind == "text" and target is None:
        _print(before, after)
    else:
        wrote(target, before.write_diff(after, target, format=kind))


def _print(before: StrategyMap, after: StrategyMap) -> None:
    """What changed, in lines that fit the terminal."""
    from strategymap.report import comparing

    width = style_of(sys.stdout).width
    told = comparing.lines(before.diff(after), before.file, after.file)
    put("\n".join(fitted(line, width) for line in told) + "\n")


def _draw(before: StrategyMap, after: StrategyMap, out: str | None, **asked: Any) -> None:
    """The picture, into a file or to the screen."""
    with warnings_said():
        picture = before.draw_diff(after, out, **asked)
    wrote(out, picture)
