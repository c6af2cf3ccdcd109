"""The metric audit as text, as a table for a spreadsheet, and as data: one module a form.

As HTML page the audit is written by `strategymap.narrate`, the door to templates.
"""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from strategymap.audit import Audit


class Form(Protocol):
    """What every form offers."""

    def write(self, audit: Audit, /) -> str:
        """The audit; it ends with the end of a line."""


FORMS: dict[str, str] = {
    "text": "strategymap.report.auditing.text",
    "csv": "strategymap.report.auditing.table",
    "json": "strategymap.report.auditing.structured",
}


def write(audit: Audit, form: str) -> str:
    """The audit in one of the FORMS."""
    return cast(Form, import_module(FORMS[form])).write(audit)
