"""The marks of a status: each has a shape of its own, so that it can be told without colour."""

from __future__ import annotations

from markupsafe import Markup

from strategymap.scorecard import Status

#: Shapes around the middle of a field of 16 × 16. A tick and a ring are lines, the others are full.
_SHAPES = {
    Status.ACHIEVED: '<path d="M-5.4 .4-1.7 4.2 5.6-4.4"/>',
    Status.ON_TRACK: '<circle r="5.2"/>',
    Status.AT_RISK: '<path d="M0-5.8 6.3 5.2H-6.3z"/>',
    Status.OFF_TRACK: '<path d="M-5-5H5V5H-5z"/>',
    Status.NO_DATA: '<circle r="4.6"/>',
}


def shape(status: Status, x: float = 0, y: float = 0, scale: float = 1) -> Markup:
    """The mark as a part of a drawing, its middle at a place. The class says the status."""
    return Markup('<g class="status {}" transform="translate({:.1f} {:.1f}) scale({:g})">{}</g>').format(
        status.value, x, y, scale, Markup(_SHAPES[status])
    )


def status_mark(status: Status) -> Markup:
    """The mark as a picture of its own, which says nothing: words stand beside it."""
    return Markup(
        '<svg class="state" viewBox="-8 -8 16 16" width="16" height="16" aria-hidden="true" focusable="false">'
        "{}</svg>"
    ).format(shape(status))
