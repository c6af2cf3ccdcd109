"""Laying a view out with an engine, and saying what can be done when that fails."""

from __future__ import annotations

from typing import Any

from strategymap.errors import LayoutError
from strategymap.render import engine as engines
from strategymap.render.drawing import Drawing
from strategymap.render.media import SCREEN, Medium
from strategymap.render.palettes import LIGHT
from strategymap.render.paper import fitted
from strategymap.render.sheet import FOR_A_SCREEN, Shape, sheet
from strategymap.render.theme import Theme
from strategymap.view import View

#: No engine lays out more cards or links than these in any time that somebody would wait.
MOST_CARDS = 10_000
MOST_LINKS = 30_000


def placed_by(
    view: View,
    engine: str | None,
    time_limit: float,
    look: Theme = LIGHT,
    medium: Medium = SCREEN,
    shape: Shape = FOR_A_SCREEN,
) -> Drawing:
    """The view with everything in its place, in the colours of a theme, on the page of a medium;
    on a screen in a shape. Raises LayoutError, UnknownName."""
    if sum(1 for _ in view.cards()) > MOST_CARDS or len(view.arrows) > MOST_LINKS:
        raise LayoutError(_too_much(view, "is too large for one picture"))

    def lay_out(source: str) -> dict[str, Any]:
        return engines.lay_out(source, engine=engine, time_limit=time_limit)

    try:
        if medium is SCREEN:
            return sheet(view, lay_out, look, shape)
        return fitted(view, lay_out, look, medium)
    except engines.OutOfTime as error:
        raise LayoutError(_too_much(view, f"can't be laid out in {time_limit:g} seconds")) from error


def _too_much(view: View, problem: str) -> str:
    cards = sum(1 for _ in view.cards())
    return (
        f"this map of {cards} cards and {len(view.arrows)} links {problem}; draw a smaller selection, "
        "such as --select +ID for a goal with all that leads to it"
    )
