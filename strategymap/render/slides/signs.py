"""The marks of statuses and findings: each differs in shape, and in colour."""

from __future__ import annotations

from strategymap.finding import Severity
from strategymap.render.drawing import Box, Point
from strategymap.render.slides import shapes
from strategymap.render.slides.shapes import Paragraph, body, outline, run, shape
from strategymap.scorecard import Status
from strategymap.view import Badge

#: The signs of a status; on a dark ground they have paler colours.
SIGNS: dict[Status | None, str] = {
    Status.ACHIEVED: "✔",
    Status.ON_TRACK: "●",
    Status.AT_RISK: "▲",
    Status.OFF_TRACK: "■",
    Status.NO_DATA: "○",
    None: "○",
}
#: What has a meaning of its own keeps its colour under any template.
HARM, QUIET = "#A3172A", "#4C5A69"
_STATUS = {
    Status.ACHIEVED: "#17693A",
    Status.ON_TRACK: "#17693A",
    Status.AT_RISK: "#B36800",
    Status.OFF_TRACK: "#B01E1E",
}
_BADGE = {Severity.ERROR: "#B01E1E", Severity.WARNING: "#8F5200", Severity.NOTE: "#3F5165"}
_ON_DARK = {
    Status.ACHIEVED: "#9BE7B4",
    Status.ON_TRACK: "#9BE7B4",
    Status.AT_RISK: "#FFC46B",
    Status.OFF_TRACK: "#FFB0B0",
}
_BADGE_SHAPES = {Severity.ERROR: "octagon", Severity.WARNING: "triangle", Severity.NOTE: "ellipse"}


def status_colour(status: Status | None, *, dark: bool = False) -> str:
    """The colour of a status on a white ground, or on a dark one."""
    found = None if status is None else (_ON_DARK if dark else _STATUS).get(status)
    return found or ("bg1" if dark else QUIET)


def badge_shape(number: int, badge: Badge, middle: Point, radius: float) -> str:
    """The mark of a finding with its number: another shape for each severity."""
    x, y = middle
    words = "✓" if badge.accepted else str(badge.number or "+")
    quiet = badge.accepted or badge.severity is Severity.NOTE
    ink = _BADGE[badge.severity]
    grown = radius * 1.25 if badge.severity is Severity.WARNING and not badge.accepted else radius
    box = Box(x - grown, y - grown, 2 * grown, 2 * grown)
    size = radius * 1.33
    text = Paragraph(run(words, size, bold=True, ink=ink if quiet else "#FFFFFF"), size, align="ctr")
    low = "b" if grown > radius else "ctr"
    return shape(
        number, f"Finding {words}", box,
        shapes.preset("ellipse" if badge.accepted else _BADGE_SHAPES[badge.severity]),
        ground="#FFFFFF" if quiet else ink, line=outline(ink if quiet else "#FFFFFF", 1.0),
        words=body([text], anchor=low, wraps=False), told=finding_words(badge),
    )  # fmt: skip


def finding_words(badge: Badge) -> str:
    """What a badge says to those who don't see it."""
    if badge.accepted:
        return f"Accepted: {badge.text}"
    return (
        " ".join(filter(None, [badge.severity.value.capitalize(), str(badge.number or "")]))
        + f": {badge.text}"
    )
