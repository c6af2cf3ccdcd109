"""The entries of the key as SVG."""

from __future__ import annotations

from collections.abc import Callable

from strategymap.finding import Severity
from strategymap.model import Kind
from strategymap.render import changes, marks, tags, theme
from strategymap.render.drawing import Box, KeySample
from strategymap.render.key import ACCEPTED, BAR, CUT, PROGRESS, STATUSES
from strategymap.render.markup import element, escaped
from strategymap.render.pieces import PlacedBar, PlacedMark
from strategymap.scorecard import Status
from strategymap.view import LinkKind, Progress


def sample(entry: KeySample, look: theme.Theme) -> str:
    """A small picture of what is meant, and its name."""
    run = entry.run
    words = element(
        "text", escaped(run.text), x=run.x, y=run.y, font_size=run.font.size / look.room, fill=run.colour
    )
    return element("g", [_picture(entry, look), words])


def _picture(entry: KeySample, look: theme.Theme) -> str:
    what, box = entry.what, entry.box
    x, y = box.x + box.width / 2, box.y + box.height / 2
    if what in theme.CARDS:
        return _card(what, box, look)
    if what in theme.ARROWS:
        return _line(what, box.x, y, box.width, look)
    if what in STATUSES:
        return marks.status(PlacedMark(STATUSES[what], x, y), look)
    if what in {severity.value for severity in Severity}:
        return marks.badge(Severity(what), x, y + (1 if what == Severity.WARNING else 0), look)
    if what in tags.KEY or what in tags.LINKS:
        return changes.sample(what, box, look)
    return _OTHERS[what](box, x, y, look)


def _bar(box: Box, expected: float | None, look: theme.Theme) -> str:
    way = Progress("", "", 0.4, expected)
    return marks.bar(PlacedBar(way, Status.ON_TRACK, box.x, box.y + box.height / 2, box.width), look)


_OTHERS: dict[str, Callable[[Box, float, float, theme.Theme], str]] = {
    "kpi": lambda _, x, y, look: marks.ring(x, y, look),
    "figures": lambda _, x, y, look: marks.ring(x, y, look),
    "way": lambda box, _, y, look: marks.becomes(box.x, y, box.width, look),
    PROGRESS: lambda box, _x, _y, look: _bar(box, 0.6, look),
    BAR: lambda box, _x, _y, look: _bar(box, None, look),
    "rewarded": lambda _, x, y, look: marks.star(x, y, look),
    ACCEPTED: lambda _, x, y, look: marks.tick(x, y, look),
    CUT: lambda _, x, y, look: marks.cut("+2", x, y, look),
}


def _card(kind: Kind, box: Box, look: theme.Theme) -> str:
    dress = theme.CARDS[kind]
    small = theme.Dress(dress.weight, round=dress.round / 2, cut=dress.cut / 2)
    return element(
        "path",
        d=marks.outline(small, box.width, box.height),
        transform=f"translate({box.x:g} {box.y:g})",
        fill=look.card,
        stroke=look.ink if dress.toned else look.line,
        stroke_width=dress.weight,
        stroke_dasharray=dress.dashes or None,
        stroke_linecap="round" if dress.cut else None,
    )


def _line(kind: LinkKind, x: float, y: float, width: float, look: theme.Theme) -> str:
    stroke = theme.ARROWS[kind]
    points = [(x, y), (x + width / 3, y), (x + width * 2 / 3, y), (x + width, y)]
    line = element(
        "path",
        d=marks.line(marks.shortened(points, 7)),
        fill="none",
        stroke=look.of_link(kind),
        stroke_width=stroke.weight,
        stroke_dasharray=stroke.dashes or None,
    )
    return element("g", [line, marks.arrow_head(kind, points, look)])
