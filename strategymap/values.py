"""Text to values: numbers, dates, lags and yes-or-no, as people write them.

Each function takes the text as it stands in the map and returns the value, or raises
ValueError with a sentence that says what to write instead.
"""

from __future__ import annotations

import calendar
import datetime
import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from strategymap import advice
from strategymap.advice import LONGEST, MOST_DIGITS

#: Seconds: a day. The system refuses to wait for ever.
LONGEST_WAIT = 86_400

_NUMBER = re.compile(
    r"""(?P<sign>[+\-\u2212]?)\s*
        (?P<currency>[^\d\s.,+\-\u2212%]{1,4}?)?\s*
        (?P<inner>[+\-\u2212]?)
        (?P<digits>[0-9]+(?:\.[0-9]+)?|\.[0-9]+)
        \s*(?P<suffix>.*)""",
    re.VERBOSE | re.DOTALL,
)
_DATE = re.compile(r"([0-9]{4})(?:-(?:(Q[1-4])|([0-9]{2})(?:-([0-9]{2}))?))?")
_LAG = re.compile(r"([0-9]{1,6})\s*(day|week|month|quarter|year)s?")
#: What no unit begins with: the number goes on, or it is a time or a date.
_NO_UNIT = ",.:;-+'\u2019_*="
#: An exponent, or the lower part of a fraction.
_CONTINUED = re.compile(r"[eE][+-]?[0-9]+|/\s*[0-9].*", re.DOTALL)
#: Lags in days, and those that go by the calendar in months.
_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
#: Other words for a unit. The signs $ and ¥ stand for several currencies each.
_CODES = {
    "percent": "%",
    "per cent": "%",
    "pct": "%",
    "€": "eur",
    "£": "gbp",
    "₹": "inr",
    "US$": "usd",
    "₩": "krw",
    "₺": "try",
    "₴": "uah",
    "zł": "pln",
}
_YES_NO = {"yes": True, "true": True, "no": False, "false": False}


class Quantity(NamedTuple):
    """A number as written: its value, the currency before it and the unit behind it
    ('' where there is none)."""

    number: Decimal
    currency: str = ""
    suffix: str = ""


class Lag(NamedTuple):
    """How long an effect takes: a number of days, weeks, months, quarters or years."""

    number: int
    unit: str

    def __str__(self) -> str:
        return f"{self.number} {self.unit}{'' if self.number == 1 else 's'}"


class Reading(NamedTuple):
    """A value that was measured, and the day for which it stands; None where nobody says."""

    value: Quantity
    at: datetime.date | None = None


def same_unit(one: str, other: str) -> bool:
    """Whether two units are one: case doesn't count, and a currency has a sign and a code.

    >>> same_unit("€", "EUR"), same_unit("Min", "min"), same_unit("s", "min")
    (True, True, False)
    """
    return unit_code(one) == unit_code(other)


def unit_code(unit: str) -> str:
    """A unit as units are compared."""
    return _CODES.get(unit.strip(), unit.strip().casefold())


def quantity(text: str) -> Quantity:
    """A number, with a currency before it or a unit behind it.

    >>> quantity("64 %").number, quantity("€4.10").currency, quantity("-3").number
    (Decimal('64'), '€', Decimal('-3'))
    >>> quantity("1,250")
    Traceback (most recent call last):
    ValueError: write 1250 if the comma separates thousands, or 1.250 if it is a decimal
    """
    written = text.strip()
    found = _NUMBER.fullmatch(written) if len(written) <= LONGEST else None
    if found is None or (found["sign"] and found["inner"]):
        raise ValueError(advice.for_number(written))
    digits, suffix, currency = found["digits"], found["suffix"].strip(), found["currency"] or ""
    if _goes_on(suffix):
        raise ValueError(advice.for_number(written))
    if len(digits) > MOST_DIGITS:
        raise ValueError(f"write a number of at most {MOST_DIGITS} digits")
    if currency and not _is_currency(currency):
        raise ValueError(f"write the number alone: {_signed(found)}{digits}")
    return Quantity(Decimal(_signed(found) + digits), currency, suffix)


def _goes_on(suffix: str) -> bool:
    """Whether what stands behind the digits still belongs to the number."""
    if not suffix:
        return False
    return suffix[0] in _NO_UNIT or suffix[0].isnumeric() or _CONTINUED.fullmatch(suffix) is not None


def _signed(found: re.Match[str]) -> str:
    return "-" if (found["sign"] or found["inner"]) in {"-", "\u2212"} else ""


def _is_currency(text: str) -> bool:
    """A currency sign, with letters before it or not (US$), or a code of three capitals."""
    if len(text) == 3 and text.isascii() and text.isalpha() and text.isupper():
        return True
    return unicodedata.category(text[-1]) == "Sc" and all(c.isalpha() for c in text[:-1])


def day(text: str) -> datetime.date:
    """A date; a year, a quarter or a month means its last day.

    >>> day("2026-Q1").isoformat(), day("2028-02").isoformat(), day("2026").isoformat()
    ('2026-03-31', '2028-02-29', '2026-12-31')
    """
    found = _DATE.fullmatch(text.strip())
    if found is None:
        raise ValueError(advice.for_date(text.strip()))
    year, quarter, month, number = found.groups()
    last_month = int(month) if month else (int(quarter[1]) * 3 if quarter else 12)
    if int(year) < 1 or not 1 <= last_month <= 12:
        raise ValueError("write a month from 01 to 12")
    last_day = calendar.monthrange(int(year), last_month)[1]
    if number and not 1 <= int(number) <= last_day:
        raise ValueError(f"that month has {last_day} days")
    return datetime.date(int(year), last_month, int(number) if number else last_day)


def lag(text: str) -> Lag:
    """How long an effect takes.

    >>> str(lag("3 months")), str(lag("1 year"))
    ('3 months', '1 year')
    """
    found = _LAG.fullmatch(text.strip().lower())
    if found is None:
        raise ValueError("write a number of days, weeks, months, quarters or years, such as 3 months")
    return Lag(int(found[1]), found[2])


def back(start: datetime.date, time: Lag) -> datetime.date:
    """The day that lies so long before another, by the calendar; the end of a short month
    stands for days that it lacks.

    >>> back(datetime.date(2026, 5, 31), Lag(1, "quarter")).isoformat()
    '2026-02-28'
    >>> back(datetime.date(2026, 5, 31), Lag(2, "week")).isoformat()
    '2026-05-17'
    """
    if time.unit in _DAYS:
        days = time.number * _DAYS[time.unit]
        return datetime.date.fromordinal(max(1, start.toordinal() - days))
    months = start.year * 12 + start.month - 1 - time.number * _MONTHS[time.unit]
    if months < 12:
        return datetime.date.min
    year, month = divmod(months, 12)
    return datetime.date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def yes_or_no(text: str) -> bool:
    """Yes, no, true or false, in any case."""
    answer = _YES_NO.get(text.strip().lower())
    if answer is None:
        raise ValueError("write yes or no")
    return answer


def count(text: str) -> int:
    """A whole number from 0 up."""
    if not (text.strip().isascii() and text.strip().isdigit() and len(text.strip()) <= 9):
        raise ValueError("write a whole number, such as 15")
    return int(text)


def seconds(text: str) -> float:
    """How many seconds to wait: more than none, and a day at most.

    >>> seconds("0.5")
    0.5
    """
    found = re.fullmatch(r"[0-9]{1,9}(?:\.[0-9]{1,9})?", text.strip())
    if found is None or not 0 < float(found[0]) <= LONGEST_WAIT:
        raise ValueError(f"write a number of seconds, at most {LONGEST_WAIT}")
    return float(found[0])


def version(text: str) -> int:
    """The version of the map language; there is one."""
    if text.strip() != "1":
        raise ValueError("write 1: the version of the map language")
    return 1
