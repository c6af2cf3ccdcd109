"""Laying a view out with an engine, and saying what can be done when that fails."""

from __future__ import annotations

from typing import Any

from strategymap.errors import LayoutError
from strategymap.render import engine as engines
from strategymap.render.drawing import Drawing
from strategymap.render.sheet import sheet
from strategymap.view import View


def placed_by(view: View, engine: str | None, time_limit: float) -> Drawing:
    """The view with everything in its place. Raises LayoutError, UnknownName."""

    def lay_out(source: str) -> dict[str, Any]:
        return engines.lay_out(source, engine=engine, time_limit=time_limit)

    try:
        return sheet(view, lay_out)
    except engines.OutOfTime as error:
        cards = sum(1 for _ in view.cards())
        raise LayoutError(
            f"this map of {cards} cards and {len(view.arrows)} links can't be laid out in {time_limit:g} seconds; "
            "draw a smaller selection, such as --select +ID for a goal with all that leads to it"
        ) from error
