"""The layout's inks become a theme's colours.

The layout knows two inks by name besides the tones of bands, which it is handed: so it
needs no theme, and the same map has the same shape in every theme.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from strategymap.render.drawing import Chip, Drawing, PlacedArrow, PlacedCard, PlacedItem, PlacedNote, Strip
from strategymap.render.pale import pale
from strategymap.render.pieces import PlacedKpi, Run
from strategymap.render.theme import Theme
from strategymap.view import Arrow, Card, KpiRow

_WithRuns = TypeVar("_WithRuns", PlacedKpi, PlacedItem, PlacedNote)


def inked(drawing: Drawing, theme: Theme) -> Drawing:
    """The drawing in the colours of a theme, which it carries from now on."""
    inks = _Inks(theme, pale(theme))
    return replace(
        drawing,
        theme=theme,
        runs=inks.runs(drawing.runs),
        bands=tuple(replace(band, runs=inks.runs(band.runs)) for band in drawing.bands),
        cards=tuple(map(inks.card, drawing.cards)),
        arrows=tuple(map(inks.arrow, drawing.arrows)),
        strip=inks.strip(drawing.strip) if drawing.strip else None,
        legend=tuple(map(inks.piece, drawing.legend)),
        notes=tuple(map(inks.piece, drawing.notes)),
        key=tuple(replace(entry, run=inks.run(entry.run)) for entry in drawing.key),
    )


class _Inks:
    """The colours of a theme by the names that the layout has for them; `quiet` is the theme of
    what is faded."""

    def __init__(self, theme: Theme, quiet: Theme | None = None) -> None:
        self.quiet = _Inks(quiet) if quiet else self
        self.strong = theme.muted
        self._colours = {
            "ink": theme.ink,
            "muted": theme.muted,
            "paper": theme.paper,
            "line": theme.line,
            "harm": theme.harm,
        }

    def run(self, run: Run) -> Run:
        return replace(run, colour=self._colours.get(run.colour, run.colour))

    def runs(self, runs: Iterable[Run]) -> tuple[Run, ...]:
        return tuple(map(self.run, runs))

    def piece(self, piece: _WithRuns) -> _WithRuns:
        return replace(piece, runs=self.runs(piece.runs))

    def of(self, shown: Card | KpiRow | Arrow) -> _Inks:
        return self.quiet if shown.faded else self

    def row(self, row: PlacedKpi) -> PlacedKpi:
        return self.of(row.kpi).piece(row)

    def card(self, card: PlacedCard) -> PlacedCard:
        shape, inks = card.shape, self.of(card.shape.card)
        kpis = tuple(map(self.row, shape.kpis))
        tag = inks.run(shape.tag) if shape.tag else None
        tone = replace(card.tone, strong=inks.strong) if shape.card.faded else card.tone
        shape = replace(shape, runs=inks.runs(shape.runs), kpis=kpis, tag=tag)
        return replace(card, shape=shape, tone=tone)

    def arrow(self, arrow: PlacedArrow) -> PlacedArrow:
        label, inks = arrow.label, self.of(arrow.arrow)
        return replace(arrow, label=replace(label, run=inks.run(label.run))) if label else arrow

    def strip(self, strip: Strip) -> Strip:
        chips = tuple(Chip(chip.kpi, chip.box, self.row(chip.row)) for chip in strip.chips)
        return replace(strip, runs=self.runs(strip.runs), chips=chips)
