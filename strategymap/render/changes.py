"""What became of things between two versions, as SVG. Outlines, lines, signs and words tell it
as well as colours do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from strategymap.render import marks, theme
from strategymap.render.drawing import Box, PlacedArrow, PlacedCard, Point
from strategymap.render.link_badges import CHANGE
from strategymap.render.markup import element
from strategymap.render.pen import Pen
from strategymap.render.pieces import PlacedBadge, Run
from strategymap.render.tags import LINKS, PAD, SIGNS, told_on
from strategymap.view import Arrow, ChangeKind

#: Half of the side of a badge.
_HALF = 9.5
_GONE = "5 4"


def frame(placed: PlacedCard, look: theme.Theme) -> str:
    """The outline of a card: double where it is new, dashed where it is gone, and strong where it
    has changed."""
    card, dress = placed.shape.card, theme.CARDS[placed.shape.card.kind]
    path = marks.outline(dress, placed.shape.width, placed.shape.height)
    if card.change is not None:
        return framed(path, card.change, look)
    colour = placed.tone.strong if dress.toned and not card.faded else look.line
    return element(
        "path",
        d=path,
        fill=look.card,
        stroke=colour,
        stroke_width=dress.weight,
        stroke_dasharray=dress.dashes or None,
        stroke_linecap="round" if dress.cut else None,
    )


def framed(path: str, change: ChangeKind, look: theme.Theme, scale: float = 1) -> str:
    """An outline that tells what became of a card."""
    colour = look.changes[change]
    if change == "added":
        outer = element("path", d=path, fill=look.card, stroke=colour, stroke_width=6.4 * scale)
        return outer + "\n" + element("path", d=path, fill="none", stroke=look.card, stroke_width=2 * scale)
    dashes = _GONE if change == "removed" else None
    weight = 1.4 if change == "removed" else 3
    return element(
        "path", d=path, fill=look.card, stroke=colour, stroke_width=weight * scale, stroke_dasharray=dashes
    )


def tag(run: Run, change: ChangeKind, pen: Pen) -> str:
    """The words that say what became of a card, on their ground."""
    left = run.x - run.width if run.anchor == "end" else run.x
    ground = element(
        "rect", x=left - PAD, y=run.y - 11, width=run.width + 2 * PAD, height=15, rx=4, fill=pen.look.changes[change]
    )  # fmt: skip
    return ground + "\n" + pen.text(run)


def struck(runs: Iterable[Run], look: theme.Theme) -> str:
    """Lines through what is gone."""
    path = "".join(
        f"M{left:.1f} {run.y - 0.32 * run.font.size:.1f}h{run.width:.1f}"
        for run in runs
        for left in (_left(run),)
    )
    return element("path", d=path, stroke=look.changes["removed"], stroke_width=1.3) if path else ""


def _left(run: Run) -> float:
    anchor = {"start": "end", "end": "start"}.get(run.anchor, run.anchor) if run.leftwards else run.anchor
    return run.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * run.width


def sign(change: ChangeKind, x: float, y: float, look: theme.Theme) -> str:
    """The sign of a KPI, in the place of its status: a plus, a cross, or a plus over a minus."""
    ground = element("circle", cx=x, cy=y, r=5.2, fill=look.changes[change])
    strokes = {
        "added": ((-3, 0, 3, 0), (0, -3, 0, 3)),
        "removed": ((-2.2, -2.2, 2.2, 2.2), (-2.2, 2.2, 2.2, -2.2)),
        "changed": ((-2.8, -0.9, 2.8, -0.9), (0, -3.5, 0, 1.7), (-2.8, 3.1, 2.8, 3.1)),
    }[change]
    path = "".join(f"M{x + a:.1f} {y + b:.1f}L{x + c:.1f} {y + d:.1f}" for a, b, c, d in strokes)
    return ground + "\n" + element("path", d=path, stroke=look.paper, stroke_width=1.4)


def badge(placed: PlacedBadge, pen: Pen) -> str:
    """The number of a change in a square: filled where it is new, dashed where it is gone."""
    assert placed.badge.change is not None
    ground = square(placed.badge.change, placed.x, placed.y, pen.look)
    colour = _on(placed.badge.change, pen.look)
    run = Run(told_on(placed.badge), placed.x, placed.y + 3.7, theme.BADGE, colour, "middle")
    return ground + "\n" + pen.text(run)


def square(change: ChangeKind, x: float, y: float, look: theme.Theme, half: Point = (_HALF, _HALF)) -> str:
    """The ground of a number or a sign."""
    filled = change == "added"
    return element(
        "rect", x=x - half[0], y=y - half[1], width=2 * half[0], height=2 * half[1], rx=4,
        fill=look.changes[change] if filled else look.paper,
        stroke=look.changes[change], stroke_width=1.8,
        stroke_dasharray="3 2" if change == "removed" else None,
    )  # fmt: skip


def on_line(placed: PlacedBadge, pen: Pen) -> str:
    """The sign and the number of what became of a link."""
    change = placed.badge.change
    assert change is not None
    width, height = CHANGE
    ground = square(change, placed.x, placed.y, pen.look, (width / 2, height / 2))
    words = f"{SIGNS[change]} {told_on(placed.badge)}"
    run = Run(words, placed.x, placed.y + 3.7, theme.BADGE, _on(change, pen.look), "middle")
    return ground + "\n" + pen.text(run)


def come(x: float, y: float, look: theme.Theme) -> str:
    """The mark of a finding that came, or is there in another way: an exclamation mark."""
    ground = element("circle", cx=x, cy=y, r=8.5, fill=look.paper, stroke=look.line, stroke_width=1.2)
    path = f"M{x:.1f} {y - 4.5:.1f}v5.4m0 2.4v2"
    return ground + "\n" + element("path", d=path, fill="none", stroke=look.line, stroke_width=2)


def sample(what: str, box: Box, look: theme.Theme) -> str:
    """A small picture for the key: of a card and the sign of a KPI, or of a link."""
    middle = box.y + box.height / 2
    if what in LINKS:
        points = [(box.x + box.width * part / 3, middle) for part in range(4)]
        line = drawn(Arrow("", "", change=LINKS[what][0]), points, look)
        return element("g", line)
    path = marks.outline(theme.Dress(1, round=4), box.width, box.height)
    place = f"translate({box.x:g} {box.y:g})"
    if what not in SIGNS:
        card = element("path", d=path, fill=look.card, stroke=look.line, stroke_width=1)
        return element("g", card, transform=place)
    change = next(change for change in SIGNS if change == what)
    inside = sign(change, box.width / 2, box.height / 2, look)
    return element("g", [framed(path, change, look, 0.7), inside], transform=place)


#: The marks of notes by their kind.
NOTES = {"accepted": marks.tick, "harms": marks.harm, "gone": marks.tick, "come": come, "changed": come}


def _on(change: ChangeKind, look: theme.Theme) -> str:
    """The colour of what stands on a badge."""
    return look.paper if change == "added" else look.changes[change]


def line(placed: PlacedArrow, look: theme.Theme) -> str:
    """The line of a link with its head: thick where it is new, dotted where it is gone, thin where
    it stands in the background."""
    return drawn(placed.arrow, placed.points, look)


def drawn(arrow: Arrow, points: Sequence[Point], look: theme.Theme) -> str:
    """The line of a link that runs through some points."""
    stroke, colour = theme.ARROWS[arrow.kind], look.of_link(arrow.kind)
    weight, dashes = stroke.weight, stroke.dashes
    if arrow.change is not None:
        colour = look.changes[arrow.change]
        weight = {"added": 3.4, "removed": 1.8, "changed": 2.6}[arrow.change]
        dashes = "0.1 4.5" if arrow.change == "removed" else dashes and "9 5"
    elif arrow.faded:
        weight = 0.9
    path = element(
        "path",
        d=marks.line(marks.shortened(points, 7)),
        fill="none",
        stroke=colour,
        stroke_width=weight,
        stroke_dasharray=dashes or None,
        stroke_linecap="round" if arrow.change == "removed" else None,
    )
    return path + "\n" + marks.arrow_head(arrow.kind, points, look, colour)
