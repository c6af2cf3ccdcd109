"""The audit as data: JSON whose keys are the fields of the rows."""

from __future__ import annotations

import dataclasses
import datetime
import json
from decimal import Decimal
from typing import Any

from strategymap.audit import Audit


def write(audit: Audit) -> str:
    """An object with the counts of blanks, and a row a KPI; numbers are numbers, days ISO dates."""
    answer = {
        "title": audit.title,
        "file": audit.file,
        "as_of": audit.as_of,
        "blanks": audit.blanks,
        "kpis": [_row(dataclasses.asdict(row), row.blanks) for row in audit.rows],
    }
    return json.dumps(answer, ensure_ascii=False, indent=2, default=_plain) + "\n"


def _row(row: dict[str, Any], blanks: tuple[str, ...]) -> dict[str, Any]:
    for part in ("last_shown", "target_shown"):
        del row["standing"][part]
    return {"kpi": row.pop("kpi"), "title": row.pop("title"), "blanks": blanks, **row}


def _plain(value: object) -> float | int | str:
    """What JSON has no form for."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    assert isinstance(value, datetime.date)
    return value.isoformat()
