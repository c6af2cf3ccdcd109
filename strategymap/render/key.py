"""The key: what the outlines, lines and marks of a picture mean; only those that it shows."""

from __future__ import annotations

from collections.abc import Iterator

from strategymap.finding import Severity
from strategymap.render import theme
from strategymap.render.drawing import Box, KeySample
from strategymap.render.pieces import Run
from strategymap.view import View

#: Told at the end of the key.
READING = "read upwards: if this, then that"
_WIDTHS = {"line": 34.0, "card": 26.0, "mark": 16.0}
_WORDS = {
    "goal": "goal",
    "outcome": "outcome",
    "output": "output",
    "initiative": "initiative",
    "supports": "supports",
    "harms": "works against",
    "feedback": "feedback",
    "kpi": "KPI: baseline → target",
    "rewarded": "rewarded by pay, bonus or ranking",
    Severity.ERROR.value: "error",
    Severity.WARNING.value: "warning",
    Severity.NOTE.value: "note",
}


def key(view: View, left: float, top: float, right: float) -> tuple[tuple[KeySample, ...], float]:
    """The samples in lines, and where they end."""
    samples: list[KeySample] = []
    x, y = left, top
    for what in _shown(view):
        words = _WORDS.get(what, READING)
        width = _sample_width(what)
        needed = width + 7 + theme.KEY.width(words)
        if x > left and x + needed > right:
            x, y = left, y + 24
        box = Box(x, y, width, 14)
        samples.append(
            KeySample(what, box, Run(words, x + width + (7 if width else 0), y + 11, theme.KEY, theme.MUTED))
        )
        x += needed + 20
    return tuple(samples), (y + 14 if samples else top - 18)


def words_of_key(view: View) -> list[str]:
    """The key in words, for a picture without samples."""
    looks = {
        "goal": "bold outline", "outcome": "thin outline", "output": "dashed outline", "initiative": "dotted outline",
        "supports": "arrow", "harms": "dashed line with a bar", "feedback": "dotted arrow", "kpi": "○",
    }  # fmt: skip
    shown = list(_shown(view))
    words = [f"{looks[what]}: {_WORDS[what]}" for what in shown if what in looks]
    return [*words, *([READING] if "reading" in shown else [])]


def _sample_width(what: str) -> float:
    if what == "reading":
        return 0.0
    if what in theme.ARROWS:
        return _WIDTHS["line"]
    return _WIDTHS["card" if what in theme.CARDS else "mark"]


def _shown(view: View) -> Iterator[str]:
    """The kinds of things that a view shows, in the order of the key."""
    kinds = {card.kind for card in view.cards()}
    yield from (kind for kind in theme.CARDS if kind in kinds)
    links = {arrow.kind for arrow in view.arrows}
    yield from (kind for kind in theme.ARROWS if kind in links)
    kpis = [*view.loose, *(kpi for card in view.cards() for kpi in card.kpis)]
    if kpis:
        yield "kpi"
    if any(kpi.rewarded for kpi in kpis):
        yield "rewarded"
    severities = {item.severity for item in view.legend}
    yield from (severity.value for severity in reversed(Severity) if severity in severities)
    if links - {"harms"}:
        yield "reading"
