"""Laying views out with an engine, and saying what can be done when that fails."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from strategymap.errors import LayoutError
from strategymap.render import engine as engines
from strategymap.render import paper
from strategymap.render.drawing import Drawing
from strategymap.render.media import SCREEN, Medium
from strategymap.render.palettes import LIGHT
from strategymap.render.sheet import FOR_A_SCREEN, Shape, sheet
from strategymap.render.theme import Theme
from strategymap.view import View

#: No engine lays out more cards or links than these in any time that somebody would wait.
MOST_CARDS = 10_000
MOST_LINKS = 30_000

_Answer = TypeVar("_Answer")


class Layouts:
    """Lays out the views of one picture, `whole` and parts of it, with one engine and in the
    colours of one theme; in `time_limit` seconds altogether, which begin now."""

    def __init__(
        self, whole: View, engine: str | None = None, time_limit: float = 20.0, look: Theme = LIGHT
    ) -> None:
        self._whole, self._engine, self._look = whole, engine, look
        self._deadline = engines.Deadline(time_limit)
        self._answers: dict[str, Mapping[str, Any]] = {}

    def shaped(self, view: View, shape: Shape = FOR_A_SCREEN) -> Drawing:
        """A view with everything in its place. Raises LayoutError and UnknownName, as all here."""
        return self._in_time(lambda: sheet(view, self._ask, self._look, shape))

    def laid(self, view: View, medium: Medium) -> Drawing:
        """A view on the page of a medium, with the largest text that it can have there."""
        if medium is SCREEN:
            return self.shaped(view)
        return self._in_time(lambda: paper.fitted(view, self._ask, self._look, medium))

    def fits(self, view: View, medium: Medium) -> bool:
        """Whether all text of a view can be read on the page of a medium."""
        return self._in_time(lambda: paper.fits(view, self._ask, self._look, medium))

    def _ask(self, source: str) -> Mapping[str, Any]:
        """What the engine answers, which is asked each thing once."""
        left = self._deadline.left()
        if source not in self._answers:
            self._answers[source] = engines.lay_out(source, engine=self._engine, time_limit=left)
        return self._answers[source]

    def _in_time(self, lay_out: Callable[[], _Answer]) -> _Answer:
        if sum(1 for _ in self._whole.cards()) > MOST_CARDS or len(self._whole.arrows) > MOST_LINKS:
            raise LayoutError(self._too_much("is too large for one picture"))
        try:
            found = lay_out()
            self._deadline.left()
        except engines.OutOfTime as error:
            problem = f"can't be laid out in {self._deadline.seconds:g} seconds"
            raise LayoutError(self._too_much(problem, ", or give it more time")) from error
        return found

    def _too_much(self, problem: str, more: str = "") -> str:
        cards = sum(1 for _ in self._whole.cards())
        return (
            f"this map of {cards} cards and {len(self._whole.arrows)} links {problem}; draw a smaller "
            f"selection, such as --select +ID for a goal with all that leads to it{more}"
        )
