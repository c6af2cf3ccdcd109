"""The audit as CSV (RFC 4180) for a spreadsheet: one line a KPI, and an empty cell for what the
map doesn't say.

The text begins with a byte order mark: without it Excel doesn't read UTF-8. Texts can't
become formulas; numbers stay numbers.
"""

from __future__ import annotations

import csv
import datetime
import io
from decimal import Decimal

from strategymap.audit import QUESTIONS, Audit, AuditRow
from strategymap.audit.rows import Titled
from strategymap.wording import as_cell, one_line

_MARK = "\ufeff"
_COLUMNS = (
    "KPI", "Id", "Blanks", "Ask",
    "Why we track it", "Goal behind it", "Decision",
    "Rewarded", "Rewarded by", "How it is gamed", "Works against", "Limits",
    "Owner", "Level", "Respondents", "For", "On the front line",
    "Balanced by", "Beside it", "Suggested",
    "Last value", "On", "Target", "Target from", "Target to", "By", "Unit", "Status",
)  # fmt: skip
#: What a cell is made of; several texts stand in one cell.
Cell = str | int | Decimal | datetime.date | Titled | tuple[str | Titled, ...] | None


def write(audit: Audit) -> str:
    """The headings, then the KPIs in the order of the audit."""
    stream = io.StringIO()
    lines = csv.writer(stream, lineterminator="\r\n")
    lines.writerow(_COLUMNS)
    lines.writerows([_written(cell) for cell in _cells(row)] for row in audit.rows)
    return _MARK + stream.getvalue()


def _cells(row: AuditRow) -> tuple[Cell, ...]:
    """The cells of a KPI, in the order of the columns."""
    why, behaviour, affected, balance, standing = (
        row.why, row.behaviour, row.affected, row.balance, row.standing
    )  # fmt: skip
    low, high = standing.between or (None, None)
    return (
        row.title, row.kpi, len(row.blanks), " ".join(QUESTIONS[topic] for topic in row.blanks),
        why.statement, why.goal, why.decision,
        "yes" if behaviour.rewarded else "no", behaviour.rewarded_by, behaviour.gamed,
        " ".join(behaviour.harms), behaviour.limits,
        affected.owner, affected.level, affected.respondents, affected.group, affected.say,
        balance.balances, balance.beside, balance.suggested,
        standing.last, standing.last_at, standing.target, low, high, standing.by, standing.unit,
        standing.status.value,
    )  # fmt: skip


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return format(cell, "f")
    if isinstance(cell, (int, datetime.date)):
        return str(cell)
    texts = cell if isinstance(cell, tuple) else (cell,)
    return as_cell(one_line("; ".join(text if isinstance(text, str) else text.title for text in texts)))
