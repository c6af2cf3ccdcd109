"""What the models can't see: text that YAML swallowed, units behind numbers, names of rules."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import chain

from strategymap import catalogue
from strategymap.document import Document
from strategymap.faults import Fault
from strategymap.finding import WRONG_MEASUREMENTS, WRONG_ROW, Address
from strategymap.model import Kpi, Map, Setting
from strategymap.values import Quantity
from strategymap.wording import nearest

#: The keys whose value is text, where a `#` may be meant.
_TEXT_KEYS = frozenset(
    [
        "title",
        "because",
        "summary",
        "description",
        "organization",
        "vision",
        "mission",
        "values",
        "owner",
        "for",
        "say",
        "decision",
        "limits",
        "touchpoint",
        "unit",
        "tags",
    ]
)


def doubts(source: Document, written: Map | None, rule_names: Mapping[str, bool]) -> Iterator[Fault]:
    """The faults of one file that need more than one field to be seen. `written` is None
    where the models refused the file."""
    yield from _swallowed(source)
    if written is not None:
        yield from _units(written)
        yield from _entries(written)
        yield from _rules(written, rule_names)


def _swallowed(source: Document) -> Iterator[Fault]:
    for address in source.swallowed:
        key = next((step for step in reversed(address) if isinstance(step, str)), "")
        bare = len(address) == 2 or address[-2:-1] in {("harms",), ("supports",), ("kpis",)}
        if key in _TEXT_KEYS or bare:
            yield Fault(
                "swallowed-text",
                address,
                "what follows the # is a comment and would be lost",
                'put the whole text in quotes, such as "We are #1"; a comment has a space after its #',
            )


def _units(written: Map) -> Iterator[Fault]:
    for address, kpi in written.elements():
        for tail, number in _numbers(kpi) if isinstance(kpi, Kpi) else ():
            if number.suffix in {"", "%"}:
                continue
            assert isinstance(kpi, Kpi)
            unit = kpi.unit or _unit_of_entry(str(address[-1]), kpi)
            if unit is None or number.suffix.casefold() != unit.casefold():
                advice = f"write {number.number}" + (f", or {number.number} {unit}" if unit else "")
                yield Fault(
                    "wrong-value",
                    address + tail,
                    f'"{number.suffix}" behind the number is not the unit of "{address[-1]}"',
                    advice if unit else f"{advice}, and the unit under `unit`",
                )


def _unit_of_entry(name: str, kpi: Kpi) -> str | None:
    entry = catalogue.find(catalogue=kpi.catalogue, title=kpi.title, id=name)
    return entry.unit if entry else None


def _numbers(kpi: Kpi) -> Iterator[tuple[Address, Quantity]]:
    if kpi.baseline and kpi.baseline.value:
        yield ("baseline", "value"), kpi.baseline.value
    if kpi.target and kpi.target.value:
        yield ("target", "value"), kpi.target.value
    for number in kpi.target.between if kpi.target else ():
        if number:
            yield ("target", "between"), number
    for index, actual in enumerate(kpi.actual):
        if actual.value:
            yield ("actual", index, "value"), actual.value


def _entries(written: Map) -> Iterator[Fault]:
    """Names of catalogue entries that there aren't."""
    for address, kpi in written.elements():
        if isinstance(kpi, Kpi) and kpi.catalogue and catalogue.known(kpi.catalogue) is None:
            close = catalogue.nearest(kpi.catalogue)
            remedy = f"write {close}" if close else "see the list that `strategymap catalogue` prints"
            message = f'there is no KPI "{kpi.catalogue}" in the catalogue'
            yield Fault("wrong-value", (*address, "catalogue"), message, remedy)


def _rules(written: Map, known: Mapping[str, bool]) -> Iterator[Fault]:
    """Names of rules that there aren't."""
    if not known:
        return
    yield from rule_settings(written.rules, known)
    everything = chain([((), written.accept)], ((at, element.accept) for at, element in written.elements()))
    for address, acceptances in everything:
        for index, acceptance in enumerate(acceptances):
            if acceptance.rule not in known:
                yield unknown_rule((*address, "accept", index, "rule"), acceptance.rule, known)


def rule_settings(settings: Mapping[str, Setting], known: Mapping[str, bool]) -> Iterator[Fault]:
    """Settings of rules that there aren't, and limits for rules that have none."""
    for name, setting in settings.items():
        if name not in known:
            yield unknown_rule(("rules", name), name, known, at_key=True)
        elif setting.limit is not None and not known[name]:
            message = f'the rule "{name}" has no limit to set'
            yield Fault("wrong-value", ("rules", name, "limit"), message, "take the limit out", at_key=True)


def unknown_rule(address: Address, name: str, known: Collection[str], *, at_key: bool = False) -> Fault:
    """The name of a rule that there isn't, with the nearest that there is."""
    if name in {WRONG_ROW, WRONG_MEASUREMENTS}:
        message = f'what "{name}" finds can neither be accepted nor set'
        return Fault("unknown-rule", address, message, "mend the table, and take this out", at_key=at_key)
    close = nearest(name, known)
    remedy = f"write {close}" if close else "see the list that `strategymap rules` prints"
    return Fault("unknown-rule", address, f'there is no rule "{name}"', remedy, at_key=at_key)
