"""The commands that judge: check, rules, explain."""

from __future__ import annotations

import datetime
import sys

import click

from strategymap.cli.printing import as_of_option, put, say, style_of
from strategymap.finding import Severity
from strategymap.wording import fitted


@click.command("check")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "sarif", "github", "junit"]), default="text",
    show_default=True, help="For a reader, for a script, or for a build server.",
)  # fmt: skip
@click.option(
    "--fail-on", type=click.Choice(["error", "warning", "note", "never"]), default="warning",
    show_default=True, help="Exit with 1 from this severity up.",
)  # fmt: skip
@click.option("--select", metavar="RULES", multiple=True, help="Only these rules (comma-separated).")
@click.option("--ignore", metavar="RULES", multiple=True, help="All but these rules (comma-separated).")
@click.option("--explain", is_flag=True, help="Say why it matters, and what to ask in the workshop.")
@as_of_option
def check_command(
    files: tuple[str, ...],
    form: str,
    fail_on: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    explain: bool,
    as_of: datetime.date | None,
) -> int:
    """Say what is wrong with the strategy in each FILE (or folder of maps; - is standard input).

    Exits with 1 where something is found at or above --fail-on, with 2 where a text can't be
    understood.
    """
    from strategymap import report
    from strategymap.surveying import survey

    checked = survey(files, select=_names(select), ignore=_names(ignore) or (), as_of=as_of)
    put(report.write(checked, form, style_of(sys.stdout, explain=explain)))
    for each in checked:
        for remark in each.unread:
            say(f"{each.file}: {remark}.")
    if form == "text":
        say(_summary(report.summary(checked), len(checked)))
    if not all(each.understood for each in checked):
        return 2
    counting = [f.severity for each in checked for f in each.findings if f.accepted is None]
    return int(fail_on != "never" and any(severity >= Severity(fail_on) for severity in counting))


def _names(given: tuple[str, ...]) -> list[str] | None:
    """The names in options that may be given several times and hold several."""
    names = [name.strip() for text in given for name in text.split(",") if name.strip()]
    if given and not names:
        raise click.UsageError("--select and --ignore need the name of a rule")
    return names if given else None


def _summary(counts: dict[str, int], maps: int) -> str:
    from strategymap.report import counted

    found = [counted(counts[each.value], each.value) for each in reversed(Severity) if counts[each.value]]
    accepted = f"; {counts['accepted']} accepted" if counts["accepted"] else ""
    return f"{counted(maps, 'map')}: {', '.join(found) or 'nothing found'}{accepted}."


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
