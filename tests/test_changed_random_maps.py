"""Two versions of random maps as one picture: what is marked is told, and the reverse."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from random import Random

import pytest
from strategies import KINDS, RawMap, as_yaml, random_map

import strategymap
from strategymap.api import StrategyMap
from strategymap.compare import LinkChange
from strategymap.view import Badge, View
from strategymap.view.changed import changed_view

FLIPPED = {"added": "removed", "removed": "added", "changed": "changed", None: None}


def loaded(written: RawMap) -> StrategyMap:
    return strategymap.loads(as_yaml(written))


def edited(written: RawMap, rng: Random) -> RawMap:
    """The map after a workshop: nodes are renamed, reworded, moved, and no longer linked or measured."""
    after = copy.deepcopy(written)
    for kind in KINDS:
        for name in [name for name in after.get(kind, {}) if rng.random() < 0.5]:
            what = rng.choice(("id", "title", "supports", "harms", "kpis", "measures"))
            if what == "id":
                after = json.loads(json.dumps(after).replace(json.dumps(name), json.dumps(f"{name}-new")))
            elif isinstance(after[kind][name], dict):
                after[kind][name] |= {"title": "Reworded"} if what == "title" else {}
                after[kind][name].pop(what if what in {"supports", "harms"} else "", None)
    for kpi in after.get("kpis", {}).values():
        if isinstance(kpi, dict) and rng.random() < 0.3:
            kpi.pop(rng.choice(("measures", "harms", "balances")), None)
    return after


def marks(shown: View) -> Iterator[tuple[str | None, tuple[Badge, ...]]]:
    """What became of each card, KPI and link, and its badges."""
    yield from ((arrow.change, arrow.badges) for arrow in shown.arrows)
    yield from ((card.change, card.badges) for card in shown.cards())
    yield from ((kpi.change, kpi.badges) for card in shown.cards() for kpi in card.kpis)
    yield from ((kpi.change, kpi.badges) for kpi in shown.loose)


def edits() -> Iterator[tuple[StrategyMap, StrategyMap]]:
    for seed in range(25):
        before = random_map(Random(seed), 9)
        yield loaded(before), loaded(edited(before, Random(seed)))


def rewrites() -> Iterator[tuple[StrategyMap, StrategyMap]]:
    """Two maps that have a few ids in common, so that links lead to what is not there any more."""
    for seed in range(25):
        yield loaded(random_map(Random(seed), 9)), loaded(random_map(Random(1000 + seed), 9))


def view(before: StrategyMap, after: StrategyMap) -> View:
    return changed_view(before.in_words, after.in_words, before.diff(after))


@pytest.mark.parametrize("pairs", [edits, rewrites])
def test_what_is_marked_has_a_number_and_each_number_of_the_legend_is_on_the_picture(
    pairs: Callable[[], Iterator[tuple[StrategyMap, StrategyMap]]],
) -> None:
    told = 0
    for before, after in pairs():
        shown = view(before, after)
        found = list(marks(shown))
        assert [pair for pair in found if bool(pair[0]) != bool(pair[1])] == []
        numbers = {badge.number for badge in shown.badges} | {b.number for _, badges in found for b in badges}
        assert numbers - {None} == {item.number for item in shown.legend}
        told += len(shown.legend)
    assert told >= 50


def test_the_other_way_round_what_came_went_and_what_went_came() -> None:
    for before, after in edits():
        there, back = before.diff(after), after.diff(before)
        assert (there.added, there.removed) == (back.removed, back.added)
        assert ends(there.links_added) == ends(back.links_removed)
        assert ends(there.links_removed) == ends(back.links_added)
        assert sorted((item.was or item.id, item.id) for item in there.changed) == sorted(
            (item.id, item.was or item.id) for item in back.changed
        )
        if any(item.was for item in there.changed):
            continue
        flipped = {
            (arrow.tail, arrow.head, arrow.kind): FLIPPED[arrow.change]
            for arrow in view(before, after).arrows
        }
        assert flipped == {(a.tail, a.head, a.kind): a.change for a in view(after, before).arrows}


def test_between_a_map_and_itself_nothing_is_marked() -> None:
    for before, _ in edits():
        shown = view(before, before)
        assert not before.diff(before)
        assert {mark for mark, badges in marks(shown) if mark or badges} == set()
        assert (shown.legend, shown.notes, shown.more) == ((), (), "Nothing has changed in meaning.")


def ends(links: tuple[LinkChange, ...]) -> set[tuple[str, ...]]:
    return {
        (
            link.relation,
            *(
                sorted((link.source, link.target))
                if link.relation == "balances"
                else (link.source, link.target)
            ),
        )
        for link in links
    }
