"""What every part of an SVG is drawn with: the theme, and names that are given once."""

from __future__ import annotations

from strategymap.render.markup import Ids, element, escaped
from strategymap.render.pieces import Run
from strategymap.render.theme import Theme


class Pen:
    """Draws in the colours and the font of a theme."""

    def __init__(self, look: Theme, id_prefix: str) -> None:
        self.look = look
        self.new = Ids(id_prefix).new

    def text(self, run: Run) -> str:
        """A line of text; smaller in a font that may run wider than it was measured. The
        picture is enlarged by as much, so that the letters keep their size."""
        return element(
            "text",
            escaped(run.text),
            x=run.x,
            y=run.y,
            font_size=run.font.size / self.look.room,
            font_weight="bold" if run.font.bold else None,
            fill=run.colour,
            text_anchor=run.anchor if run.anchor != "start" else None,
            letter_spacing=run.spaced or None,
            direction="rtl" if run.leftwards else None,
        )
