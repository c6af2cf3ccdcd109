"""The KPI catalogue: what the field knows of the measures that everybody uses.

`find` says which entry a KPI of a map is; the entry completes what the map leaves out and
tells how people game the number. The data are in catalogue.yaml and are read on first use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from strategymap import document

Focus = Literal[
    "loyalty", "experience", "quality", "efficiency", "compliance",
    "growth", "financial", "people", "risk", "capability",
]  # fmt: skip
Direction = Literal["up", "down", "range", "context"]
Level = Literal["corporate", "department", "operational"]
Source = Literal["survey", "customer-feedback", "operations", "finance", "people", "audit", "other"]

_DATA = Path(__file__).with_name("catalogue.yaml")

#: Hyphens of all kinds and trade marks, which a name may have or lack.
_IGNORED = dict.fromkeys(map(ord, "-\u00ad\u2010\u2011\u2012\u2013\u2014\u2212\u00ae\u2122"))
_BRACKETED = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
#: What a unit is made of once digits, currencies and per cent are taken off: € m, calls/h, 1-5, % of calls.
_UNIT_MARKS = "0123456789.,:+-\u2013\u2026%\u2030\u20ac$\u00a3\u00a5"
_UNIT_TEXT = """
    s sec secs second seconds min mins minute minutes h hr hrs hour hours d day days week weeks
    month months quarter quarters yr year years k m mn mio bn million millions thousand
    eur euro euros usd gbp chf percent pct pp point points pts score index number count ratio x
    star stars in of per to a call calls contact contacts customer customers order orders ticket tickets case cases
    item items visit visits unit units passenger passengers transaction transactions km ha t kg
"""
_UNIT_WORDS = frozenset(["", *_UNIT_TEXT.split()])


@dataclass(frozen=True, slots=True)
class Entry:
    """A KPI that the field knows.

    None stands for what differs from house to house and is therefore not supplied: the
    direction of an effort score, the unit of a cycle time, and the unit of whatever is
    counted in `money`. `level` is the usual one, for information. `barometer` marks the
    overall verdicts of customers. `counter` holds what usually balances the KPI, as ids of
    entries or in words (`counter_names` has it readable). `reference` is the literature, or
    ''; under the basis `published` it vouches for `gamed` or `counter`, under `practice` for
    the KPI alone.
    """

    id: str
    name: str
    abbreviations: tuple[str, ...]
    aliases: tuple[str, ...]
    unit: str | None
    money: bool
    direction: Direction | None
    focus: Focus | None
    timing: Literal["leading", "lagging"] | None
    level: Level
    scale: tuple[Decimal, Decimal] | None
    source: Source
    barometer: bool
    gamed: str
    counter: tuple[str, ...]
    reference: str
    basis: Literal["published", "practice"]

    @property
    def abbreviation(self) -> str | None:
        """The usual abbreviation: FCR."""
        return self.abbreviations[0] if self.abbreviations else None

    @property
    def title(self) -> str:
        """The name with the abbreviation: First-contact resolution (FCR)."""
        return f"{self.name} ({self.abbreviation})" if self.abbreviations else self.name

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that it is called: the name, the abbreviations, the aliases."""
        return (self.name, *self.abbreviations, *self.aliases)


@dataclass(frozen=True, slots=True)
class _Catalogue:
    """The entries by id, by key of a name, and by case-folded abbreviation."""

    entries: Mapping[str, Entry]
    by_name: Mapping[str, Entry]
    by_abbreviation: Mapping[str, Entry]


def entries() -> Mapping[str, Entry]:
    """The entries by id, in the order in which they are shown."""
    return _catalogue().entries


def find(*, catalogue: str | None, title: str | None, id: str | None) -> Entry | None:
    """The entry that a KPI is, or None.

    What it says of itself under `catalogue` decides; else its title; else its id, if that is
    a published abbreviation.

    >>> find(catalogue=None, title="First contact resolution [%]", id="k7").id
    'fcr'
    >>> find(catalogue=None, title="How long calls take", id="aht").name
    'Average handle time'
    >>> find(catalogue=None, title="Retention", id="cmp")
    """
    if catalogue:
        return known(catalogue)
    entry = is_name(title) if title else None
    if entry is None and id:
        return _catalogue().by_abbreviation.get(id.casefold())
    return entry


def known(name: str) -> Entry | None:
    """The entry with this id, name, alias or abbreviation.

    >>> known("otif") is known("On time in full") is known("DIFOT")
    True
    """
    return entries().get(name.casefold()) or is_name(name)


def is_name(title: str) -> Entry | None:
    """The entry whose name, alias or abbreviation the whole title is, or None.

    Case, hyphens and spaces don't count, nor does an abbreviation or unit in brackets. Any
    other word in brackets does, and so does the abbreviation of another entry.

    >>> is_name("Churn rate (%)") is is_name("churn-rate") is not None
    True
    >>> is_name("Churn rate (employees)") is is_name("Churn rate (NPS)") is None
    True
    """
    by_name = _catalogue().by_name
    entry = by_name.get(_key(title))
    if entry is not None or not _BRACKETED.search(title):
        return entry
    entry = by_name.get(_key(_BRACKETED.sub(" ", title)))
    if entry is None:
        return None
    inside = (match.strip() for match in _BRACKETED.findall(title))
    return entry if all(_adds_nothing(text, by_name.get(_key(text)), entry) for text in inside) else None


def nearest(name: str) -> str | None:
    """The id, name, alias or abbreviation that is most like `name`, as the catalogue spells
    it; None where none is like it. Slow: for a remark on an unknown name.

    >>> nearest("frist call resolution")
    'first-call resolution'
    """
    import difflib

    spelled = _spelled()
    close = difflib.get_close_matches(_key(name[:200]), spelled, n=1)
    return spelled[close[0]] if close else None


@cache
def _spelled() -> dict[str, str]:
    """Every name and id as the catalogue spells it, by what its spellings have in common."""
    return {_key(text): text for entry in entries().values() for text in (*entry.names, entry.id)}


def search(word: str = "") -> list[Entry]:
    """The entries with `word` anywhere in the id, a name or the focus, in the order of the
    catalogue; an empty word finds all. Case doesn't count, and a hyphen is a space.

    >>> [entry.id for entry in search("net promoter")]
    ['nps', 'enps']
    """
    wanted = _spaced(word)
    return [entry for entry in entries().values() if any(wanted in text for text in _searched(entry))]


def aspect_of(focus: str | None) -> str | None:
    """A focus as it is compared with others: efficiency and compliance are one."""
    return "efficiency" if focus == "compliance" else focus


def counter_names(entry: Entry, without: str | None = None) -> tuple[str, ...]:
    """What usually balances the KPI, in words: First-contact resolution (FCR). Those known to
    be about the aspect `without` are left out."""
    known_ones = ((text, entries().get(text)) for text in entry.counter)
    return tuple(
        other.title if other else text
        for text, other in known_ones
        if not (other and without and aspect_of(other.focus) == without)
    )


def _searched(entry: Entry) -> Iterator[str]:
    return map(_spaced, (entry.id, *entry.names, entry.focus or ""))


def _spaced(text: str) -> str:
    return " ".join(text.casefold().replace("-", " ").split())


def _key(name: str) -> str:
    """What two spellings of one name have in common."""
    name = (
        name.replace("-", "") if name.isascii() else name.translate(_IGNORED)
    )  # the first is four times faster
    return "".join(name.casefold().split())


def _adds_nothing(text: str, other: Entry | None, entry: Entry) -> bool:
    """Whether a text in brackets is only an abbreviation or a unit of `entry`; `other` is the
    entry that the text itself is a name of."""
    if other is not None:
        return other is entry
    return _is_unit(text) or _is_abbreviation(text)


def _is_unit(text: str) -> bool:
    words = text.casefold().replace("/", " ").split()
    return all(word in _UNIT_WORDS or word.strip(_UNIT_MARKS) in _UNIT_WORDS for word in words)


def _is_abbreviation(text: str) -> bool:
    return len(text) <= 8 and text.isalnum() and sum(map(str.isupper, text)) >= 2


@cache
def _catalogue() -> _Catalogue:
    tree: Any = document.parse(_DATA.read_text("utf-8"), _DATA.name, "yaml").tree
    references = tree["references"]
    found = {name: _entry(name, data, references) for name, data in tree["kpis"].items()}
    return _Catalogue(
        MappingProxyType(found),
        {_key(name): entry for entry in found.values() for name in entry.names},
        {short.casefold(): entry for entry in found.values() for short in entry.abbreviations},
    )


def _entry(name: str, data: dict[str, Any], references: Mapping[str, str]) -> Entry:
    unit, scale = data.get("unit"), data.get("scale")
    return Entry(
        id=name,
        name=data["name"],
        abbreviations=_texts(data, "abbreviations"),
        aliases=_texts(data, "aliases"),
        unit=None if unit == "currency" else unit,
        money=unit == "currency",
        direction=data.get("direction"),
        focus=data.get("focus"),
        timing=data.get("timing"),
        level=data["level"],
        scale=(Decimal(scale[0]), Decimal(scale[1])) if scale else None,
        source=data.get("source", "operations"),
        barometer="barometer" in data,
        gamed=data["gamed"],
        counter=_texts(data, "counter"),
        reference="; ".join(references[key] for key in _texts(data, "reference")),
        basis=data.get("basis", "practice"),
    )


def _texts(data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    text = data.get(key)
    return tuple(text.split("; ")) if text else ()
