"""Numbers, ranges and days as a reader sees them.

The spaces inside a number and between it and its unit don't break, so that nothing is
torn apart at the end of a line; the minus is the typographic one.
"""

from __future__ import annotations

import datetime
import unicodedata
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from strategymap.model import Baseline, Target
from strategymap.values import Quantity

if TYPE_CHECKING:
    from strategymap.measure import Measure

#: Joins a number and its unit, and groups of thousands.
NO_BREAK = "\u00a0"
MINUS = "\u2212"
ARROW = "\u2192"

#: Codes that everybody writes as a sign. Others stay as they were written.
_SIGNS = {"EUR": "€", "GBP": "£", "USD": "US$"}
#: Units up to this length are signs, which stand at every number.
_SHORT = 3
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
#: From this many digits on, thousands are set apart.
_GROUPED_FROM = 5


def quantity_text(quantity: Quantity, unit: str | None = None) -> str:
    """A number with its unit: `unit` where given, else the one written at the number.

    >>> quantity_text(Quantity(Decimal("420")), "s"), quantity_text(Quantity(Decimal("6.4")), "EUR")
    ('420\\xa0s', '€6.40')
    >>> quantity_text(Quantity(Decimal("-21700"), suffix="t"))
    '−21\\xa0700\\xa0t'
    """
    return _dressed(quantity.number, quantity.number, _unit_of(quantity, unit))


def range_text(low: Quantity, high: Quantity, unit: str | None = None) -> str:
    """A range with its unit.

    >>> range_text(Quantity(Decimal(75)), Quantity(Decimal(85)), "%")
    '75–85\\xa0%'
    >>> range_text(Quantity(Decimal(-5)), Quantity(Decimal(5)))
    '−5 to 5'
    """
    return _dressed(low.number, high.number, _unit_of(low, unit))


def scale_text(scale: tuple[Decimal, Decimal]) -> str:
    """The lowest and highest possible value.

    >>> scale_text((Decimal(1), Decimal(5)))
    '1–5'
    """
    return _dressed(*scale, "")


def baseline_text(baseline: Baseline | None, unit: str | None = None) -> str:
    """The value of a baseline, '' without one."""
    return quantity_text(baseline.value, unit) if baseline and baseline.value else ""


def target_text(target: Target | None, unit: str | None = None) -> str:
    """The value or range of a target, '' without one."""
    if target is None:
        return ""
    if target.value is not None:
        return quantity_text(target.value, unit)
    low, high = target.between
    return range_text(low, high, unit) if low and high else ""


def start_text(measure: Measure) -> str:
    """The baseline of a KPI as it stands beside the target: a unit that is a word is left to
    the target. '' without a baseline."""
    baseline = measure.kpi.baseline
    return beside_target(measure, baseline.value) if baseline and baseline.value else ""


def beside_target(measure: Measure, quantity: Quantity) -> str:
    """A value of a KPI as it stands beside the target: a unit that is a word is said there."""
    unit = measure.unit or ""
    told = quantity_text(quantity, unit)
    said = len(unit) > _SHORT and target_text(measure.kpi.target, unit)
    return told.removesuffix(NO_BREAK + unit) if said else told


def figures(measure: Measure) -> str:
    """Baseline and target of a KPI in one line, such as `64 % → 75 %` or `14 → 40 requests`;
    `→ 75 %` with a target alone, the baseline by itself without a target, '' without either."""
    target = target_text(measure.kpi.target, measure.unit)
    start = start_text(measure)
    return f"{start} {ARROW} {target}".strip() if target else start


def share_text(share: Fraction) -> str:
    """A share as whole per cents. What is all but there is not there: less than all is never 100.

    >>> share_text(Fraction(999, 1000)), share_text(Fraction(181, 365)), share_text(Fraction(-1, 8))
    ('99\\xa0%', '50\\xa0%', '−12\\xa0%')
    """
    whole = round(share * 100)
    if share < 1:
        whole = min(whole, 99)
    return f"{MINUS if whole < 0 else ''}{abs(whole)}{NO_BREAK}%"


def day_text(day: datetime.date) -> str:
    """A day in words.

    >>> day_text(datetime.date(2026, 6, 30))
    '30\\xa0June\\xa02026'
    """
    return NO_BREAK.join([str(day.day), month_text(day)])


def month_text(day: datetime.date) -> str:
    """The month of a day in words."""
    return f"{_MONTHS[day.month - 1]}{NO_BREAK}{day.year}"


def term_text(day: datetime.date) -> str:
    """The end of a term in words: the last day of a month stands for the month.

    >>> term_text(datetime.date(2026, 12, 31)), term_text(datetime.date(2026, 12, 15))
    ('December\\xa02026', '15\\xa0December\\xa02026')
    """
    is_last = day == datetime.date.max or (day + datetime.timedelta(days=1)).day == 1
    return month_text(day) if is_last else day_text(day)


def _unit_of(quantity: Quantity, unit: str | None) -> str:
    return unit or quantity.suffix or quantity.currency


def _dressed(low: Decimal, high: Decimal, unit: str) -> str:
    """One number, or a range of two, with a currency before or a unit behind."""
    sign = _SIGNS.get(unit, unit if _is_currency(unit) else "")
    ends = list(dict.fromkeys((low, high)))
    digits = [_digits(number.copy_abs(), money=bool(sign)) for number in ends]
    signed = [f"{MINUS if ends[n] < 0 else ''}{sign}{each}" for n, each in enumerate(digits)]
    joined = " to ".join(signed) if low < 0 else "–".join([signed[0], *digits[1:]])
    return joined if sign or not unit else f"{joined}{NO_BREAK}{unit}"


def _is_currency(unit: str) -> bool:
    return bool(unit) and unicodedata.category(unit[-1]) == "Sc"


def _digits(number: Decimal, *, money: bool) -> str:
    """The digits as written, thousands set apart; money with one decimal gets the second."""
    whole, point, decimals = format(number, "f").partition(".")
    if len(whole) >= _GROUPED_FROM:
        whole = f"{int(whole):,}".replace(",", NO_BREAK)
    return whole + point + (decimals + "0" if money and len(decimals) == 1 else decimals)
