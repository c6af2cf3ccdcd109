"""What a map, a node, a KPI and a link say, key by key, as it is compared and as it is told.

Defaults are answered first, so that a default that is written out changes nothing; texts are
compared without their line breaks, numbers without their spelling, lists without their order.
"""

from __future__ import annotations

import datetime
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from strategymap.compare.difference import Change
from strategymap.graph import MapGraph
from strategymap.links import Link, reason_text
from strategymap.measure import Measure
from strategymap.model import Acceptance, Goal, Initiative, Kpi, Node, Outcome, Setting
from strategymap.numbers import baseline_text, day_text, quantity_text, scale_text, target_text, term_text
from strategymap.scorecard import Status, status_words
from strategymap.values import Quantity, Reading, unit_code


class Said(NamedTuple):
    """What is said under a key: in words, and as it is compared. Where `written` is given, too,
    a change is one only if it was written: what the map's period dates is told at the period."""

    told: str
    meaning: Hashable
    written: Hashable = None


def changes(old: Mapping[str, Said], new: Mapping[str, Said]) -> tuple[Change, ...]:
    """What differs, in the order of the keys of the old version and then of the new."""
    nothing = Said("", None)
    pairs = {key: (old.get(key, nothing), new.get(key, nothing)) for key in {**old, **new}}
    return tuple(
        Change(key, before.told, after.told)
        for key, (before, after) in pairs.items()
        if _differ(before, after) and not (key == "history" and _goes_on(before.meaning, after.meaning))
    )


def _goes_on(before: Any, after: Any) -> bool:
    """Whether a history only grew at its end, which the latest actual tells."""
    return not before or not after or after[: len(before)] == before


def _differ(before: Said, after: Said) -> bool:
    if before.meaning == after.meaning:
        return False
    return before.written is None or after.written is None or before.written != after.written


def _text(value: object) -> Said:
    told = " ".join(str(value).split()) if value is not None else ""
    return Said(told, told or None)


def _yes(value: bool | None) -> Said:
    return Said("yes" if value else "", bool(value) or None)


def _all(texts: Iterable[str]) -> Said:
    each = sorted({" ".join(text.split()) for text in texts})
    return Said("; ".join(each), tuple(each) or None)


def _day(day: datetime.date | None) -> Said:
    return Said(day_text(day) if day else "", day)


def _accepted(acceptances: Iterable[Acceptance]) -> Said:
    reasons: dict[str, str] = {}
    for each in acceptances:
        reason = " ".join((each.because or "").split())
        reasons[each.rule] = reasons.get(each.rule) or reason
    told = [f"{rule} ({reason})" if reason else rule for rule, reason in sorted(reasons.items())]
    return Said("; ".join(told), tuple(sorted(reasons.items())) or None)


# The map


def of_map(graph: MapGraph) -> dict[str, Said]:
    """What a map says of itself. The order of the perspectives is not compared."""
    said, period = graph.map, graph.map.period
    texts = ("title", "organization", "summary", "vision", "mission", "owner", "description", "url")
    days = (period.from_, period.to) if period else (None, None)
    return {
        **{key: _text(getattr(said, key)) for key in texts},
        "values": _all(said.values),
        "tags": _all(said.tags),
        "as_of": _day(said.as_of),
        "period": Said(" to ".join(day_text(day) if day else "…" for day in days) if any(days) else "", days),
        **{f"perspectives.{name}": _band(*band) for name, band in _bands(graph)},
        **{f"rules.{name}": _setting(setting) for name, setting in sorted(said.rules.items())},
        "accept": _accepted(said.accept),
    }


def _bands(graph: MapGraph) -> Iterator[tuple[str, tuple[str, str | None]]]:
    for name, band in sorted(graph.perspectives.items()):
        yield name, (band.title, band.role)


def _band(title: str, role: str | None) -> Said:
    return Said(f"{title} (role: {role})" if role else title, (title, role))


def _setting(setting: Setting) -> Said:
    limit = f"limit {setting.limit}" if setting.limit is not None else ""
    told = ", ".join(filter(None, [setting.severity, limit]))
    return Said(told, told or None)


# A node or KPI


def of_item(graph: MapGraph, name: str) -> dict[str, Said]:
    """What a node or KPI says, without its links."""
    element = graph.elements[name]
    level = element.level if isinstance(element, (Goal, Kpi)) else None
    say = element.say if isinstance(element, (Goal, Outcome, Kpi)) else None
    return {
        "kind": _text(element.kind),
        "title": _text(element.title),
        **(_of_node(graph, name, element) if isinstance(element, Node) else {}),
        "level": _text(level),
        "focus": _text(graph.focus(name)),
        "owner": _text(element.owner),
        "say": _text(say),
        **(_of_kpi(graph, name, element) if isinstance(element, Kpi) else {}),
        "description": _text(element.description),
        "tags": _all(element.tags),
        "url": _text(element.url),
        "accept": _accepted(element.accept),
    }


def _of_node(graph: MapGraph, name: str, node: Node) -> dict[str, Said]:
    band = graph.perspective(name)
    status = graph.scorecard.status(name)
    return {
        "perspective": _text(band.title if band else node.perspective),
        "for": _text(node.for_),
        "provides": _text(node.provides if isinstance(node, Initiative) else None),
        "status": _status(status),
    }


def _of_kpi(graph: MapGraph, name: str, kpi: Kpi) -> dict[str, Said]:
    measure, unit = graph.measures[name], graph.measures[name].unit
    scale = measure.scale
    return {
        "catalogue": _text(measure.entry.name if measure.entry else kpi.catalogue),
        "unit": Said(unit or "", unit_code(unit) if unit else None),
        "direction": _text(measure.direction),
        "baseline": _baseline(graph, name, measure),
        "target": _target(graph, name, measure),
        **_progress(graph, name, measure),
        "scale": Said(scale_text(scale) if scale else "", scale),
        "source": _text(measure.source),
        "timing": _text(measure.timing),
        **{key: _text(getattr(kpi, key)) for key in ("touchpoint", "respondents", "decision", "every")},
        "headline": _yes(kpi.headline),
        "rewarded": _yes(kpi.rewarded),
        "limits": _all(kpi.limits),
    }


def _baseline(graph: MapGraph, name: str, measure: Measure) -> Said:
    baseline = measure.kpi.baseline
    if baseline is None:
        return Said("", None)
    since = graph.scorecard.since(name)
    told = baseline_text(baseline, measure.unit) + (f" on {day_text(since)}" if since else "")
    number = _number(baseline.value)
    return Said(told, (number, since), (number, baseline.at))


def _target(graph: MapGraph, name: str, measure: Measure) -> Said:
    target = measure.kpi.target
    if target is None:
        return Said("", None)
    due = graph.scorecard.due(name)
    group = " ".join((target.for_ or "").split())
    parts = [
        target_text(target, measure.unit),
        f"by {term_text(due)}" if due else "",
        f"for {group}" if group else "",
    ]
    numbers = (_number(target.value), *map(_number, target.between))
    told = " ".join(filter(None, parts))
    return Said(told, (numbers, due, group), (numbers, target.by, group))


def _number(quantity: Quantity | None) -> Any:
    return quantity.number if quantity else None


def _progress(graph: MapGraph, name: str, measure: Measure) -> dict[str, Said]:
    """Where it stands: the latest actual, all of them as a whole, and the status."""
    score = graph.scorecard.score(name)
    marks = tuple((each.at, each.value.number) for each in graph.scorecard.history(name))
    count = f"{len(marks)} value{'' if len(marks) == 1 else 's'}" if marks else ""
    return {
        "actual": _reading(score.latest, measure.unit),
        "history": Said(count, marks),
        "status": _status(score.status, measured=score.latest is not None),
    }


def _reading(reading: Reading | None, unit: str | None) -> Said:
    if reading is None:
        return Said("", None)
    at = f" on {day_text(reading.at)}" if reading.at else ""
    return Said(quantity_text(reading.value, unit) + at, (reading.value.number, reading.at))


def _status(status: Status | None, *, measured: bool = False) -> Said:
    """That nothing is known is one thing, whether anything is to be known or not."""
    told = status_words(status, measured=measured) if status else ""
    known = status is not None and (measured or status is not Status.NO_DATA)
    return Said(told, told if known else None)


# A link


def of_link(link: Link) -> dict[str, Said]:
    """What is said of a link."""
    details = link.details
    if details is None:
        return {}
    return {
        "because": reason_of(link),
        "after": _text(details.after),
        "strength": _text(details.strength),
        "evidence": _text(details.evidence),
        "feedback": _yes(details.feedback),
    }


def reason_of(link: Link) -> Said:
    """The reason of a link as it goes on after "because"."""
    return _text(reason_text(" ".join((link.because or "").split())))
