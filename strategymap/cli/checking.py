"""The commands that judge: check, rules, explain."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from strategymap.cli.options import Key, Rules, given_options, settings_options
from strategymap.cli.printing import as_of_option, measurements_option, progress, put, say, style_of
from strategymap.finding import Severity
from strategymap.settings import Asked, Settings
from strategymap.wording import fitted, printable

if TYPE_CHECKING:
    from strategymap.report import Checked
    from strategymap.surveying import Old, Row


@click.command("check")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "sarif", "github", "junit"]), default="text",
    show_default=True, help="For a reader, for a script, or for a build server.",
)  # fmt: skip
@click.option(
    "--fail-on", cls=Key, type=click.Choice(["error", "warning", "note", "never"]),
    show_default="warning", help="Exit with 1 from this severity up.",
)  # fmt: skip
@click.option(
    "--select", cls=Key, type=Rules(), metavar="RULES", multiple=True,
    help="Only these rules (comma-separated).",
)  # fmt: skip
@click.option(
    "--ignore", cls=Key, type=Rules(), metavar="RULES", multiple=True,
    help="All but these rules (comma-separated).",
)  # fmt: skip
@click.option("--explain", is_flag=True, help="Say why it matters, and what to ask in the workshop.")
@as_of_option
@measurements_option
@click.option(
    "--baseline", cls=Key, metavar="FILE",
    help="Leave out the old findings that this file keeps, so that only new ones fail.",
)  # fmt: skip
@click.option("--no-baseline", is_flag=True, help="Leave out nothing, whatever baseline the settings name.")
@click.option("--update-baseline", is_flag=True, help="Write all that is found now into the baseline.")
@settings_options
@click.option(
    "--show-settings", is_flag=True,
    help="Check nothing; list what holds for each map, and where it comes from.",
)  # fmt: skip
@given_options
def check_command(
    files: tuple[str, ...],
    form: str,
    explain: bool,
    no_baseline: bool,
    update_baseline: bool,
    show_settings: bool,
    given: Settings,
    settings: Asked,
) -> int:
    """Say what is wrong with the strategy in each FILE (or folder of maps; - is standard input).

    Exits with 1 where something is found at or above --fail-on, with 2 where a text can't be
    understood.
    """
    from strategymap import report
    from strategymap.surveying import survey, what_holds

    if no_baseline and update_baseline:
        raise click.UsageError("--no-baseline and --update-baseline don't go together; write one of them")
    if show_settings:
        put(_listed(what_holds(files, given=given, settings=settings)))
        return 0
    old: Old = "update" if update_baseline else "show" if no_baseline else "hide"
    with progress("maps checked") as done:
        found = survey(files, given=given, settings=settings, old=old, done=done)
    put(report.write(found.checked, form, style_of(sys.stdout, explain=explain)))
    for each in found.checked:
        for remark in each.unread:
            say(f"{each.file}: {remark}.")
    for remark in found.remarks:
        say(remark)
    if form == "text":
        say(_summary(found.checked))
    return found.code


def _listed(held: Iterable[tuple[str, Sequence[Row]]]) -> str:
    """The settings of some maps, one a line: its key, its value, and where it comes from."""
    blocks = []
    for file, rows in held:
        keys, values = (max(len(row[column]) for row in rows) for column in (0, 1))
        lines = [f"  {key:{keys}}  {value:{values}}  {origin}".rstrip() for key, value, origin in rows]
        blocks.append("\n".join([file, *lines]))
    return printable("\n\n".join(blocks) + "\n")


def _summary(checked: Sequence[Checked]) -> str:
    from strategymap.report import counted, summary

    counts = summary(checked)
    found = [counted(counts[each.value], each.value) for each in reversed(Severity) if counts[each.value]]
    accepted = f"; {counts['accepted']} accepted" if counts["accepted"] else ""
    nothing = "nothing new found" if any(each.old for each in checked) else "nothing found"
    return f"{counted(len(checked), 'map')}: {', '.join(found) or nothing}{accepted}."


@click.command("rules")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="For a reader or for a script.",
)  # fmt: skip
def rules_command(form: str) -> None:
    """List the rules: name, severity and what each finds."""
    from strategymap.rules.listing import as_json, listed

    if form == "json":
        put(as_json())
        return
    width = style_of(sys.stdout).width
    put("\n".join(fitted(line, width) for line in listed().split("\n")))


@click.command("explain")
@click.argument("rule")
def explain_command(rule: str) -> None:
    """One rule's page: why it matters, how to mend it, what to ask, who says so, examples."""
    from strategymap.rules.listing import as_text, rule_named

    put(as_text(rule_named(rule)))
