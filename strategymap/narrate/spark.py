"""A history as a small picture: the way of the values, the target, and where it stands now.

All have one size, so that they can stand side by side. From left to right time passes, from
the baseline or first value to the day of the target or the last value; from bottom to top
the values rise, between the lowest and the highest of values, baseline and target.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from markupsafe import Markup

from strategymap.narrate.marks import shape
from strategymap.story.measured import History

#: The size of the drawing, and the room at its edges for marks.
WIDTH, HEIGHT = 240, 80
_LEFT, _RIGHT, _TOP, _BOTTOM = 6, 12, 10, 10
#: Up to so many values each has a dot of its own.
_DOTTED = 15


def spark(history: History) -> Markup:
    """The drawing as SVG, with the history's words for those who don't see it."""
    return Markup(
        '<svg class="spark" viewBox="0 0 {} {}" role="img" aria-label="{}" focusable="false">{}</svg>'
    ).format(WIDTH, HEIGHT, f"{history.kpi.title}: {history.words}", Markup("").join(_parts(history)))


def _parts(history: History) -> Iterator[Markup]:
    field = _Field(history)
    yield from _target(history, field)
    yield from _baseline(history, field)
    points = [field.place(day, value) for day, value in history.readings]
    yield Markup('<polyline class="way" points="{}"/>').format(
        " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    )
    for x, y in points[:-1] if len(points) <= _DOTTED else ():
        yield Markup('<circle class="dot" cx="{:.1f}" cy="{:.1f}" r="1.8"/>').format(x, y)
    # The ground sets the mark off from the lines behind it.
    yield Markup('<circle class="ground" cx="{:.1f}" cy="{:.1f}" r="7"/>').format(*points[-1])
    yield shape(history.figures.status, *points[-1], 0.85)


class _Field:
    """Where a day and a value stand. All stands in the middle if there is but one."""

    def __init__(self, history: History) -> None:
        days = [history.readings[0][0], history.readings[-1][0], history.since, history.due]
        known = [day for day in days if day is not None]
        self.start, self.end = min(known), max(known)
        values = [value for _, value in history.readings]
        values += [each for each in (history.baseline, history.low, history.high) if each is not None]
        self._low, self._high = Fraction(min(values)), Fraction(max(values))

    def x(self, day: datetime.date) -> float:
        days = (self.end - self.start).days
        return _LEFT + (WIDTH - _LEFT - _RIGHT) * ((day - self.start).days / days if days else 0.5)

    def y(self, value: Decimal) -> float:
        height = self._high - self._low
        share = float((Fraction(value) - self._low) / height) if height else 0.5
        return HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * share

    def place(self, day: datetime.date, value: Decimal) -> tuple[float, float]:
        return self.x(day), self.y(value)


def _target(history: History, field: _Field) -> Iterator[Markup]:
    """The target as a line or a band, which ends at its day."""
    if history.low is None or history.high is None:
        return
    right, top = field.x(history.due or field.end), field.y(history.high)
    if history.low == history.high:
        yield Markup('<path class="target" d="M{} {:.1f}H{:.1f}"/>').format(_LEFT, top, right)
    else:
        band = Markup('<rect class="band" x="{}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>')
        yield band.format(_LEFT, top, max(right - _LEFT, 1), field.y(history.low) - top)
    if history.due:
        yield Markup('<path class="due" d="M{:.1f} 2V{}"/>').format(right, HEIGHT - 2)


def _baseline(history: History, field: _Field) -> Iterator[Markup]:
    """A ring at the baseline, and the way from there to the first value."""
    if history.baseline is None:
        return
    (day, value), since = history.readings[0], history.since or field.start
    x, y = field.place(since, history.baseline)
    if since < day:
        yield Markup('<path class="lead" d="M{:.1f} {:.1f}L{:.1f} {:.1f}"/>').format(
            x, y, *field.place(day, value)
        )
    yield Markup('<circle class="baseline" cx="{:.1f}" cy="{:.1f}" r="3.4"/>').format(x, y)
