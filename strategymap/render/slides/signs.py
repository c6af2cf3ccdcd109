"""The marks of statuses and findings: each differs in shape, and in colour."""

from __future__ import annotations

from strategymap.finding import Severity
from strategymap.render.drawing import Box, Point
from strategymap.render.slides import shapes
from strategymap.render.slides.inks import Inks
from strategymap.render.slides.shapes import Paragraph, body, outline, run, shape
from strategymap.scorecard import Status
from strategymap.view import Badge

#: The signs of a status.
SIGNS: dict[Status | None, str] = {
    Status.ACHIEVED: "✔",
    Status.ON_TRACK: "●",
    Status.AT_RISK: "▲",
    Status.OFF_TRACK: "■",
    Status.NO_DATA: "○",
    None: "○",
}
_BADGE_SHAPES = {Severity.ERROR: "octagon", Severity.WARNING: "triangle", Severity.NOTE: "ellipse"}


def badge_box(badge: Badge, middle: Point, radius: float) -> Box:
    """What a badge covers; the edges of a triangle are farther from its middle."""
    grown = radius * 1.25 if badge.severity is Severity.WARNING and not badge.accepted else radius
    return Box(middle[0] - grown, middle[1] - grown, 2 * grown, 2 * grown)


def badge_shape(number: int, badge: Badge, middle: Point, radius: float, inks: Inks) -> str:
    """The mark of a finding with its number: another shape for each severity."""
    words = "✓" if badge.accepted else str(badge.number or "+")
    quiet = badge.accepted or badge.severity is Severity.NOTE
    ink, paper = inks.badge(badge.severity), inks.theme.paper
    box = badge_box(badge, middle, radius)
    size = radius * 1.33
    text = Paragraph(run(words, size, bold=True, ink=ink if quiet else paper), size, align="ctr")
    low = "b" if box.width > 2 * radius else "ctr"
    return shape(
        number, f"Finding {words}", box,
        shapes.preset("ellipse" if badge.accepted else _BADGE_SHAPES[badge.severity]),
        ground=paper if quiet else ink, line=outline(ink if quiet else paper, 1.0),
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
