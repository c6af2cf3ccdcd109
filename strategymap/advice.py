"""What to write instead of a number or a date that can't be read as it stands.

Where the text can be read in two ways, the sentence names both; nothing is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

#: Longer numbers than this are no measurement that anybody took.
MOST_DIGITS = 40
#: Longer texts than this are not searched for a number.
LONGEST = 200

_A_NUMBER = "write a number, such as 12.5"
_COMMA = re.compile(r"((?:^[-\u2212])?\d+),(\d+)")
_GROUPED = re.compile(r"[^\d]*\d{1,3}(?:[,'\u2019\s\u00a0\u202f_]\d{3})+(?:[.,]\d+)?[^\d]*")
_BETWEEN_THOUSANDS = re.compile(r"(?<=\d)[,'\u2019\s\u00a0\u202f_](?=\d{3})")
#: As much of Europe and South America write it: 1.250,00 and 1.250.000.
_POINTED = re.compile(r"([^\d]*)(\d{1,3}(?:\.\d{3})+)(?:,(\d+))?([^\d]*)")
_FRACTION = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*/\s*([0-9]+(?:\.[0-9]+)?)")
_EXPONENT = re.compile(r"([0-9.]+)[eE]([+-]?[0-9]+)")
_PLAIN = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?\s*%?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})([./]?)([0-9]{2})\2([0-9]{2})")
#: A year with its month and day, or its quarter, in a form that isn't the language's own.
_SHORT = re.compile(r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?")
_QUARTER = re.compile(r"(?:Q([1-4])[ /-]?([0-9]{4})|([0-9]{4})[ /]?Q([1-4]))", re.IGNORECASE)
_A_DATE = "write a date as 2026-12-31, 2026-12, 2026-Q4 or 2026"


def for_number(text: str) -> str:
    """What to write instead of a text that is no number of the map language.

    >>> for_number("2/5")
    'write 0.4 if it is a share, or 2 if it is 2 on a scale to 5'
    >>> for_number("1.250,00")
    'write 1250.00: a point separates the decimals, and nothing the thousands'
    >>> for_number("٦٨")
    'write 68, in the digits 0 to 9'
    """
    if len(text) > LONGEST:
        return _A_NUMBER
    if text.lower().lstrip("+-.") in {"inf", "infinity", "nan"}:
        return "write a finite number"
    return (
        _exponent(text)
        or _fraction(text)
        or _separated(text)
        or _other_digits(text)
        or _vulgar(text)
        or _A_NUMBER
    )


def _exponent(text: str) -> str | None:
    """A number as calculators write it, 1e3."""
    found = _EXPONENT.fullmatch(text.lstrip("+-"))
    if found is None or found[1].count(".") > 1 or found[1] == ".":
        return None
    power = int(found[2][:6])
    if abs(power) > MOST_DIGITS:
        return "write the number out, without an exponent"
    sign = "-" if text.startswith("-") else ""
    return f"write {sign}{format(Decimal(found[1]).scaleb(power), 'f')}, without an exponent"


def _fraction(text: str) -> str | None:
    """2/5 is a share, or a mark on a scale."""
    found = _FRACTION.fullmatch(text)
    if found is None or len(text) > MOST_DIGITS or not Decimal(found[2]):
        return None
    share = (Decimal(found[1]) / Decimal(found[2])).quantize(Decimal("0.0001")).normalize()
    return f"write {share:f} if it is a share, or {found[1]} if it is {found[1]} on a scale to {found[2]}"


def _separated(text: str) -> str | None:
    """Commas, points, blanks and apostrophes inside a number."""
    comma = _COMMA.search(text)
    if comma and text.count(",") == 1 and "." not in text:
        whole, rest = comma.groups()
        if len(rest) == 3:
            return (
                f"write {whole}{rest} if the comma separates thousands, or {whole}.{rest} if it is a decimal"
            )
        return f"write {whole}.{rest}: a point separates the decimals"
    if _GROUPED.fullmatch(text):
        return f"write {_BETWEEN_THOUSANDS.sub('', text).strip()}, without separators between the thousands"
    pointed = _POINTED.fullmatch(text)
    if pointed is None:
        return None
    before, whole, decimals, behind = pointed.groups()
    if decimals is None:
        return f"write {before}{whole.replace('.', '')}{behind}, without separators between the thousands"
    number = f"{before}{whole.replace('.', '')}.{decimals}{behind}"
    return f"write {number}: a point separates the decimals, and nothing the thousands"


def _other_digits(text: str) -> str | None:
    """Digits of another script, such as Arabic or full-width ones."""
    if text.isascii():
        return None
    plain = "".join(
        str(unicodedata.decimal(c)) if unicodedata.decimal(c, None) is not None else _SIGNS.get(c, c)
        for c in text
    )
    return f"write {plain}, in the digits 0 to 9" if plain != text and _PLAIN.fullmatch(plain) else None


_SIGNS = {"\u066b": ".", "\u066c": "", "\u066a": "%", "\uff0e": ".", "\uff05": "%"}


def _vulgar(text: str) -> str | None:
    """A fraction that is one character: ½, 1¾."""
    whole, last = text[:-1].strip(), text[-1:]
    if not last or not unicodedata.decomposition(last).startswith("<fraction>"):
        return None
    if whole and not (whole.isascii() and whole.isdigit()):
        return None
    share = Decimal(str(round(unicodedata.numeric(last), 4)))
    return f"write {int(whole or 0) + share}"


def for_date(text: str) -> str:
    """What to write instead of a text that is no date of the map language.

    >>> for_date("31.05.2026"), for_date("5/6/2026")
    ('write 2026-05-31', 'write 2026-06-05 if the day comes first, or 2026-05-06 if the month does')
    >>> for_date("2026-5-3"), for_date("2026-5"), for_date("Q1 2026"), for_date("2026-13-1")[:12]
    ('write 2026-05-03', 'write 2026-05', 'write 2026-Q1', 'write a date')
    """
    year_first = _YEAR_FIRST.fullmatch(text)
    if year_first and _can_be(int(year_first[3]), int(year_first[4])):
        return f"write {year_first[1]}-{year_first[3]}-{year_first[4]}"
    found = _DAY_FIRST.fullmatch(text)
    if found is None:
        return _padded(text) or _quarter(text) or _A_DATE
    one, other, year = int(found[1]), int(found[3]), found[4]
    pairs = [(other, one), (one, other)]
    read = [f"{year}-{month:02}-{day:02}" for month, day in pairs if _can_be(month, day)]
    if len(read) == 2 and one != other and found[2] != ".":
        return f"write {read[0]} if the day comes first, or {read[1]} if the month does"
    return f"write {read[0]}" if read else _A_DATE


def _padded(text: str) -> str | None:
    """2026-5-3 lacks noughts."""
    found = _SHORT.fullmatch(text)
    if found is None or not _can_be(int(found[2]), int(found[3] or 1)):
        return None
    return f"write {found[1]}-{int(found[2]):02}" + (f"-{int(found[3]):02}" if found[3] else "")


def _quarter(text: str) -> str | None:
    """Q1 2026 has the year behind it."""
    found = _QUARTER.fullmatch(text)
    return f"write {found[2] or found[3]}-Q{found[1] or found[4]}" if found else None


def _can_be(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= 31
