"""The inside of cards: every line of text and every badge has its place before the layout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from strategymap.render import theme
from strategymap.render.cuts import PlacedCut, placed_cuts
from strategymap.render.kpis import kpi_rows
from strategymap.render.pieces import PlacedBadge, PlacedKpi, PlacedMark, Run
from strategymap.render.spread import spread
from strategymap.render.tags import placed_tag
from strategymap.render.widths import runs_right_to_left
from strategymap.render.wrap import wrapped
from strategymap.scorecard import Status
from strategymap.view import Badge, Card

#: Distance of the middles of two badges, side by side and below each other.
BADGE_STEP = 25
BADGE_STEP_DOWN = 23
#: How far the badges on the upper edge of a card stay away from the words below them.
_CLEAR = 4
_RADIUS = 12
#: How far outside of the edge the badges beside a card have their middle: clear of its text.
_OUTSIDE = 5
#: Titles with more lines than this are cut.
_MOST_LINES = 6
_TITLE_LEAD = 17


@dataclass(frozen=True, slots=True)
class CardShape:
    """A card's size and what stands in it, from its upper left corner. `badges` are its own,
    which stand on its upper edge; those of its KPIs stand on its right edge. `mark` says how
    it stands, before the word for what it is; None where nothing is known of it. `cuts` tell of
    neighbours that are left out."""

    card: Card
    width: float
    height: float
    runs: tuple[Run, ...]
    kpis: tuple[PlacedKpi, ...]
    badges: tuple[PlacedBadge, ...]
    rule: float | None
    mark: PlacedMark | None = None
    cuts: tuple[PlacedCut, ...] = ()
    tag: Run | None = None


@lru_cache(maxsize=4096)
def card_shape(card: Card, tone: theme.Tone, width: int = theme.CARD_WIDTH) -> CardShape:
    """The size and the inside of a card. Ways to break rows are tried by the dozen: it is kept."""
    pad = theme.CARD_PADDING
    leftwards = runs_right_to_left(card.title)
    # Words that run from right to left begin below the badges.
    drop = _CLEAR if leftwards and card.badges else 0
    mark = _mark(card, width, 16 + drop, leftwards=leftwards)
    kind = _kind(card, tone, width, drop, leftwards=leftwards)
    lines = wrapped(card.title, width - 2 * pad, theme.CARD, most=_MOST_LINES, even=True).lines
    x = width - pad if leftwards else pad
    titles = [
        Run(line, x, 38 + drop + _TITLE_LEAD * n, theme.CARD, leftwards=leftwards)
        for n, line in enumerate(lines)
    ]
    y = 26 + drop + _TITLE_LEAD * len(lines)
    rule = y + 4.5 if card.kpis else None
    kpis, bottom = kpi_rows(card.kpis, width, y + 10) if card.kpis else ((), float(y))
    tag = placed_tag(card, kind)
    most = _most_on_top(tag or kind, width)
    height = _even(max(bottom + 7, _needed_beside(card, most)))
    badges, kpis = _marked(card, kpis, width, height, most)
    cuts = placed_cuts(card, height)
    runs = _quiet((kind, *titles)) if card.faded or card.change == "removed" else (kind, *titles)
    return CardShape(card, width, height, runs, kpis, badges, rule, mark, cuts, tag)


def _quiet(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Texts that stand in the background; what stands on a ground stays as it is."""
    return tuple(run if run.colour == "paper" else replace(run, colour="muted") for run in runs)


def _mark(card: Card, width: float, y: float, *, leftwards: bool) -> PlacedMark | None:
    """The mark of a status, above those of the KPIs. That there are no data is told by them."""
    if card.status is None or card.status is Status.NO_DATA:
        return None
    x = theme.CARD_PADDING + 5.0
    return PlacedMark(card.status, width - x if leftwards else x, y, theme.CARD_MARK)


def _kind(card: Card, tone: theme.Tone, width: float, drop: float, *, leftwards: bool) -> Run:
    """The word for what a card is, behind its mark."""
    words = "TOP GOAL" if card.top else card.kind.upper()
    left = theme.CARD_PADDING + (0 if card.status in {None, Status.NO_DATA} else theme.STATUS_WIDTH)
    run = Run(words, left, 20 + drop, theme.KIND, tone.strong, spaced=theme.SPACED)
    if card.top:
        run = replace(run, x=run.x + 6, y=run.y - 1, colour="paper")
    return replace(run, x=width - run.x, anchor="end") if leftwards else run


def _even(size: float) -> int:
    """Rounded up to an even number, so that the middle is whole."""
    return 2 * -int(-size // 2)


def _most_on_top(kind: Run, width: float) -> int:
    """How many badges fit on the upper edge without covering the word for what a card is."""
    end = 0.0 if kind.anchor == "end" else kind.x + kind.width
    return max(1, min(6, 1 + int((width - 18 - _RADIUS - _CLEAR - end) // BADGE_STEP)))


def on_top(badges: Sequence[Badge], width: float) -> tuple[PlacedBadge, ...]:
    """Badges along the upper edge, the last one near the right corner."""
    room = width - 36
    step = min(BADGE_STEP, room / max(1, len(badges) - 1))
    first = width - 18 - step * (len(badges) - 1)
    return tuple(PlacedBadge(badge, round(first + step * n, 1), 0) for n, badge in enumerate(badges))


def _needed_beside(card: Card, most: int) -> float:
    """How high a card must be, so that all badges on its right edge have room."""
    count = len(card.badges[most:]) + sum(len(kpi.badges) for kpi in card.kpis)
    return _first_beside(card) + BADGE_STEP_DOWN * (count - 1) + 12 if count else 0


def _first_beside(card: Card) -> float:
    """The highest place on the right edge."""
    return 22 if card.badges else 14


def _marked(
    card: Card, rows: Sequence[PlacedKpi], width: float, height: float, most: int
) -> tuple[tuple[PlacedBadge, ...], tuple[PlacedKpi, ...]]:
    """The badges of the card, and the KPIs with theirs. Those of a KPI stand on the right edge
    at the height of its row, or as near to it as the others allow; so do those of the card
    beyond the first `most`, for which its upper edge has no room."""
    over = card.badges[most:]
    middles = [0.0 for _ in over] + [row.y + row.height / 2 for row in rows for _ in row.kpi.badges]
    low, high = _first_beside(card), height - 12
    places = iter(spread(middles, low, high, BADGE_STEP_DOWN)) if middles else iter(())

    def beside(badges: Sequence[Badge]) -> tuple[PlacedBadge, ...]:
        return tuple(PlacedBadge(badge, width + _OUTSIDE, round(next(places), 1)) for badge in badges)

    own = (*on_top(card.badges[:most], width), *beside(over))
    return own, tuple(replace(row, badges=beside(row.kpi.badges)) for row in rows)
