"""The command that audits: audit."""

from __future__ import annotations

import datetime

import click

from strategymap.cli.options import settings_options
from strategymap.cli.printing import (
    as_of_option,
    measurements_option,
    output_option,
    read_map,
    templates_option,
    wrote,
)
from strategymap.settings import Asked


@click.command("audit")
@click.argument("file")
@output_option(" (.txt, .csv, .html, .json)")
@click.option(
    "--format", "form", type=click.Choice(["text", "csv", "html", "json"]),
    help="The format, where the suffix doesn't tell; else text.",
)  # fmt: skip
@templates_option
@as_of_option
@measurements_option
@settings_options
def audit_command(
    file: str,
    out: str | None,
    form: str | None,
    templates: str | None,
    as_of: datetime.date | None,
    measurements: tuple[str, ...],
    settings: Asked,
) -> None:
    """The metric audit: for each KPI why we track it, what behaviour it could drive, whom it
    touches, what keeps it honest, and how it stands.

    Blanks are the finding: where the map says nothing, the question to ask in the room stands
    instead. KPIs that pay hangs on and that have blanks come first, then those with the most
    blanks. Why we track it is told up to the nearest goal; `why` tells the rest of the way.

    The .csv is for a spreadsheet: UTF-8 with a byte order mark, as Excel needs it, and no text in
    it can become a formula. As JSON: title, file, as_of, blanks (a number for each question), and
    kpis, a list of kpi, title, blanks, why, behaviour, affected, balance and standing; null is
    what the map doesn't say.
    """
    read = read_map(file, as_of, settings, measurements)
    wrote(out, read.write_audit(out, format=form, templates=templates))
