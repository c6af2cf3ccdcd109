"""The entries of the key as SVG."""

from __future__ import annotations

from collections.abc import Callable

from strategymap.finding import Severity
from strategymap.model import Kind
from strategymap.render import marks, theme
from strategymap.render.drawing import Box, KeySample
from strategymap.render.key import ACCEPTED, BAR, PROGRESS, STATUSES
from strategymap.render.markup import element, escaped
from strategymap.render.pieces import PlacedBar, PlacedMark
from strategymap.scorecard import Status
from strategymap.view import LinkKind, Progress


def sample(entry: KeySample) -> str:
    """A small picture of what is meant, and its name."""
    run = entry.run
    words = element("text", escaped(run.text), x=run.x, y=run.y, font_size=run.font.size, fill=run.colour)
    return element("g", [_picture(entry), words])


def _picture(entry: KeySample) -> str:
    what, box = entry.what, entry.box
    x, y = box.x + box.width / 2, box.y + box.height / 2
    if what in theme.CARDS:
        return _card(what, box.x, box.y, box.width, box.height)
    if what in theme.ARROWS:
        return _line(what, box.x, y, box.width)
    if what in STATUSES:
        return marks.status(PlacedMark(STATUSES[what], x, y))
    if what in {severity.value for severity in Severity}:
        return marks.badge(Severity(what), x, y + (1 if what == Severity.WARNING else 0))
    return _OTHERS[what](box, x, y)


def _bar(box: Box, expected: float | None) -> str:
    way = Progress("", "", 0.4, expected)
    return marks.bar(PlacedBar(way, Status.ON_TRACK, box.x, box.y + box.height / 2, box.width))


_OTHERS: dict[str, Callable[[Box, float, float], str]] = {
    "kpi": lambda _, x, y: marks.ring(x, y),
    "figures": lambda _, x, y: marks.ring(x, y),
    "way": lambda box, _, y: marks.becomes(box.x, y, box.width),
    PROGRESS: lambda box, *_: _bar(box, 0.6),
    BAR: lambda box, *_: _bar(box, None),
    "rewarded": lambda _, x, y: marks.star(x, y),
    ACCEPTED: lambda _, x, y: marks.tick(x, y),
}


def _card(kind: Kind, x: float, y: float, width: float, height: float) -> str:
    dress = theme.CARDS[kind]
    small = theme.Dress(dress.weight, round=dress.round / 2, cut=dress.cut / 2)
    return element(
        "path",
        d=marks.outline(small, width, height),
        transform=f"translate({x:g} {y:g})",
        fill=theme.PAPER,
        stroke=theme.INK if dress.toned else theme.LINE,
        stroke_width=dress.weight,
        stroke_dasharray=dress.dashes or None,
        stroke_linecap="round" if dress.cut else None,
    )


def _line(kind: LinkKind, x: float, y: float, width: float) -> str:
    stroke = theme.ARROWS[kind]
    points = [(x, y), (x + width / 3, y), (x + width * 2 / 3, y), (x + width, y)]
    line = element(
        "path",
        d=marks.line(marks.shortened(points, 7)),
        fill="none",
        stroke=stroke.colour,
        stroke_width=stroke.weight,
        stroke_dasharray=stroke.dashes or None,
    )
    return element("g", [line, marks.arrow_head(kind, points)])
