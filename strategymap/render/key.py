"""The key: what the outlines, lines and marks of a picture mean; only those that it shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache

from strategymap.finding import Severity
from strategymap.numbers import ARROW
from strategymap.render import cuts, tags, theme
from strategymap.render.drawing import Box, KeySample
from strategymap.render.kpis import ARROW_LENGTH
from strategymap.render.pieces import Run
from strategymap.scorecard import Status
from strategymap.view import Badge, KpiRow, View, status_words

#: The mark of a finding that the authors live with.
ACCEPTED = "accepted"
#: The mark of neighbours that are left out.
CUT = "cut"
#: A bar from baseline to target, with and without the line where it should be by now.
PROGRESS, BAR = "progress", "bar"
#: The entries of the key that are statuses, by their names.
STATUSES = {str(status): status for status in Status}
#: As wide as on the map; cards are smaller.
_WIDTHS = {
    **dict.fromkeys((*STATUSES, "kpi", "figures"), 9.0),
    **dict.fromkeys((PROGRESS, BAR), 48.0),
    "way": ARROW_LENGTH,
    "rewarded": 12.0,
    ACCEPTED: 19.0,
    CUT: cuts.WIDTH,
    **dict.fromkeys(tags.KEY, 26.0),
    **dict.fromkeys(tags.LINKS, 54.0),
}
_LINE, _CARD, _BADGE = 34.0, 26.0, 22.0
_GAP = 7
_BETWEEN = 22
_LEAD = 26
_WORDS = {
    "goal": "goal",
    "outcome": "outcome",
    "output": "output",
    "initiative": "initiative",
    "supports": "supports",
    "harms": "works against",
    "feedback": "feedback",
    "kpi": "KPI",
    "figures": "KPI, from baseline to target",
    **{name: status_words(status) for name, status in STATUSES.items()},
    Status.NO_DATA.value: "no data to judge by",
    PROGRESS: "from baseline to target, with a line where it should be by now",
    BAR: "from baseline to target",
    "way": "from baseline to target",
    "rewarded": "rewarded by pay, bonus or ranking",
    Severity.ERROR.value: "error",
    Severity.WARNING.value: "warning",
    Severity.NOTE.value: "note",
    ACCEPTED: "found and accepted",
    CUT: "so many linked cards are left out",
    **tags.KEY,
    **{what: words for what, (_, words) in tags.LINKS.items()},
}


def reading(view: View) -> str:
    """How the map is read, where something leads to something, and what is not faded."""
    leads = any(arrow.kind != "harms" for arrow in view.arrows)
    return " ".join(filter(None, ["Read upwards: if this, then that." if leads else "", view.picked]))


def key(view: View, left: float, top: float, right: float) -> tuple[tuple[KeySample, ...], float]:
    """The samples in lines of about the same length, and where they end."""
    shown = list(_shown(view))
    lines = _lines(shown, right - left)
    samples = []
    for number, entries in enumerate(lines):
        x, y = left, top + _LEAD * number
        for what in entries:
            width = _sample_width(what)
            run = Run(_WORDS[what], x + width + _GAP, y + 11, theme.KEY, "muted")
            samples.append(KeySample(what, Box(x, y, width, 14), run))
            x += _needed(what) + _BETWEEN
    return tuple(samples), (top + _LEAD * (len(lines) - 1) + 14 if lines else top - 18)


def _lines(shown: Sequence[str], room: float) -> list[list[str]]:
    """The entries in as few lines as possible, and these as short as possible."""
    lines = _filled(shown, room)
    while room > _BETWEEN and len(_filled(shown, room - 12)) == len(lines):
        room -= 12
    return _filled(shown, room)


def _filled(shown: Sequence[str], room: float) -> list[list[str]]:
    """Line after line, each as full as it gets; the statuses stay together where they fit."""
    lines: list[list[str]] = []
    left = 0.0
    for block in _blocks(shown, room):
        width = sum(_needed(what) + _BETWEEN for what in block)
        if not lines or width - _BETWEEN > left:
            lines.append([])
            left = room
        lines[-1] += block
        left -= width
    return lines


def _blocks(shown: Sequence[str], room: float) -> list[list[str]]:
    """What must not be torn apart."""
    statuses = [what for what in shown if what in STATUSES]
    if sum(_needed(what) + _BETWEEN for what in statuses) - _BETWEEN > room:
        return [[what] for what in shown]
    return [statuses if what in STATUSES else [what] for what in shown if what not in statuses[1:]]


@cache
def _needed(what: str) -> float:
    return _sample_width(what) + _GAP + theme.KEY.width(_WORDS[what])


def _sample_width(what: str) -> float:
    if what in _WIDTHS:
        return _WIDTHS[what]
    if what in theme.ARROWS:
        return _LINE
    return _CARD if what in theme.CARDS else _BADGE


def words_of_key(view: View) -> list[str]:
    """The key in words, for a picture without samples."""
    looks = {
        "goal": "bold outline", "outcome": "thin outline", "output": "dashed outline", "initiative": "dotted outline",
        "supports": "arrow", "harms": "dashed line with a bar", "feedback": "dotted arrow", "kpi": "○", "figures": "○",
        CUT: "+2 above, left out", **tags.LOOKS,
    }  # fmt: skip
    shown = list(_shown(view))
    words = [f"{looks[what]}: {_WORDS[what]}" for what in shown if what in looks]
    judged = any(kpi.status for kpi in _kpis(view))
    return [*words, "○: KPI, from baseline to target, the value now, and how it stands"] if judged else words


def _shown(view: View) -> Iterator[str]:
    """The kinds of things that a view shows, in the order of the key."""
    # The outline of what came, went or changed tells that; what it is stands in words on the card.
    kinds = {card.kind for card in view.cards() if card.change is None}
    yield from (kind for kind in theme.CARDS if kind in kinds)
    links = {arrow.kind for arrow in view.arrows}
    yield from (kind for kind in theme.ARROWS if kind in links)
    kpis = _kpis(view)
    yield from _of_kpis(kpis, {card.status for card in view.cards()} - {None, Status.NO_DATA})
    if any(kpi.rewarded for kpi in kpis):
        yield "rewarded"
    badges = list(_badges(view, kpis))
    severities = {badge.severity for badge in badges if not (badge.accepted or badge.change)}
    yield from (severity.value for severity in reversed(Severity) if severity in severities)
    if any(badge.accepted for badge in badges):
        yield ACCEPTED
    if any(card.above or card.below for card in view.cards()):
        yield CUT
    yield from tags.shown_by(view)


def _kpis(view: View) -> list[KpiRow]:
    return [*view.loose, *(kpi for card in view.cards() for kpi in card.kpis)]


def _of_kpis(kpis: Sequence[KpiRow], of_cards: AbstractSet[Status | None]) -> Iterator[str]:
    """What the marks of KPIs and cards and the figures of KPIs mean; where no KPI has a status
    all their marks are the same."""
    statuses = {kpi.status for kpi in kpis}
    yield from (name for name, status in STATUSES.items() if status in statuses | of_cards)
    if statuses <= {None}:
        if any(kpi.change is None for kpi in kpis):
            yield "figures" if any(kpi.figures for kpi in kpis) else "kpi"
        elif any(ARROW in kpi.figures for kpi in kpis):
            yield "way"
        return
    moving = [(kpi.status, kpi.progress) for kpi in kpis if kpi.progress]
    if moving:
        dated = any(way.expected is not None for status, way in moving if status is not Status.ACHIEVED)
        yield PROGRESS if dated else BAR
    elif any(ARROW in kpi.figures for kpi in kpis):
        yield "way"


def _badges(view: View, kpis: Sequence[KpiRow]) -> Iterator[Badge]:
    yield from view.badges
    for arrow in view.arrows:
        yield from arrow.badges
    for card in view.cards():
        yield from card.badges
    for kpi in kpis:
        yield from kpi.badges
