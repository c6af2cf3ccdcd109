"""What every part of an SVG is drawn with: the theme, and names that are given once."""

from __future__ import annotations

from functools import cached_property

from strategymap.render.markup import Ids, element, escaped
from strategymap.render.pale import pale
from strategymap.render.pieces import Run
from strategymap.render.theme import Theme
from strategymap.view import Arrow, Card, KpiRow


class Pen:
    """Draws in the colours and the font of a theme."""

    def __init__(self, look: Theme, id_prefix: str = "", ids: Ids | None = None) -> None:
        self.look = look
        self._ids = ids or Ids(id_prefix)
        self.new = self._ids.new

    @cached_property
    def _quiet(self) -> Pen:
        return Pen(pale(self.look), ids=self._ids)

    def of(self, shown: Card | KpiRow | Arrow) -> Pen:
        """The pen for a thing: a pale one for what is faded."""
        return self._quiet if shown.faded else self

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
