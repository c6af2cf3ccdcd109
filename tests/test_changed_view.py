"""Two versions of a map as one picture: what is on it, what became of it, and how it is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import strategymap
from strategymap.numbers import NO_BREAK
from strategymap.view import Badge, KpiRow, View
from strategymap.view.changed import changed_view

MAP = """\
title: Contact centre
as_of: 2026-06-30
perspectives: {money: Money, customer: Customers}
goals:
  profit: {title: Improve profit, perspective: money}
  loyalty: {title: Improve loyalty, perspective: customer, supports: {profit: they buy again}}
outcomes:
  solved:
    title: Problems are solved
    perspective: customer
    supports: {loyalty: nobody likes to call twice}
    kpis:
      fcr: {title: First-contact resolution, unit: "%", baseline: 60, target: 75}
kpis:
  aht: {title: Average handle time, unit: s, baseline: 400, target: 300}
"""
QUIET = strategymap.Settings(select=("unmeasured-goal", "orphan-kpi"))
SIGNS = {"added": "+", "removed": "-", "changed": "~", None: " "}


def drawn(*pairs: str, text: str = MAP) -> View:
    """The view of what it is to write the second of each two texts for the first."""
    new = text
    for old, other in zip(pairs[::2], pairs[1::2], strict=True):
        assert old in new
        new = new.replace(old, other)
    return between(text, new)


def between(old: str, new: str) -> View:
    before = strategymap.loads(old, name="old.yaml", settings=QUIET)
    after = strategymap.loads(new, name="new.yaml", settings=QUIET)
    return changed_view(before.in_words, after.in_words, before.diff(after))


def lines(view: View) -> list[str]:
    """All that a view shows, with what became of it: the sign, the thing, and its numbers. What
    stands in the background is in brackets."""
    return [line.replace(NO_BREAK, " ") for line in _lines(view)]


def _lines(view: View) -> Iterator[str]:
    yield f"{view.title}{_numbers(view.badges)}: {view.subtitle}"
    for band in view.bands:
        yield f"| {band.title}"
        for card in band.cards:
            yield _line(card.change, card.faded, f"{card.id}: {card.title}", card.badges)
            yield from (f"  {row}" for row in _rows(card.kpis))
    yield from (f"loose {row}" for row in _rows(view.loose))
    for arrow in view.arrows:
        yield _line(arrow.change, arrow.faded, f"{arrow.tail} {arrow.kind} {arrow.head}", arrow.badges)
    yield view.heading
    yield from (f"{item.number}. {item.text}" for item in view.legend)
    yield from filter(None, [view.more])
    yield from (f"{note.kind}: {note.text}" for note in view.notes)


def _rows(kpis: Iterable[KpiRow]) -> Iterator[str]:
    return (_line(kpi.change, kpi.faded, f"{kpi.id} {kpi.figures}", kpi.badges) for kpi in kpis)


def _line(change: str | None, faded: bool, told: str, badges: Iterable[Badge]) -> str:
    return f"{SIGNS[change]} " + (f"({told})" if faded else told) + _numbers(badges)


def _numbers(badges: Iterable[Badge]) -> str:
    return "".join(f" [{SIGNS[badge.change]}{badge.number}]" for badge in badges)


def test_a_map_without_any_change_says_so_and_is_drawn_all_the_same() -> None:
    assert lines(drawn()) == [
        "Contact centre: From old.yaml (as of 30 June 2026) to new.yaml (as of 30 June 2026) · "
        "nothing has changed in meaning",
        "| Money",
        "  profit: Improve profit",
        "| Customers",
        "  loyalty: Improve loyalty",
        "  solved: Problems are solved",
        "    fcr 60 % → 75 %",
        "loose   aht 400 s → 300 s",
        "  loyalty supports profit",
        "  solved supports loyalty",
        "What changed",
        "Nothing has changed in meaning.",
    ]


def test_what_is_new_is_told_with_its_links_and_the_rest_stands_in_the_background() -> None:
    new = "  heard:\n    title: Customers feel heard\n    supports: {loyalty: they say so}\n    perspective: customer\n"
    view = drawn("outcomes:\n", f"outcomes:\n{new}")
    assert lines(view) == [
        "Contact centre: From old.yaml (as of 30 June 2026) to new.yaml (as of 30 June 2026) · "
        "1 node and 1 link added",
        "| Money",
        "  (profit: Improve profit)",
        "| Customers",
        "  (loyalty: Improve loyalty)",
        "+ heard: Customers feel heard [+1]",
        "  (solved: Problems are solved)",
        "    (fcr 60 % → 75 %)",
        "loose   (aht 400 s → 300 s)",
        "+ heard supports loyalty [+1]",
        "  (loyalty supports profit)",
        "  (solved supports loyalty)",
        "What changed",
        '1. New outcome "Customers feel heard": it supports "Improve loyalty", because they say so',
    ]


def test_what_is_gone_stands_where_it_stood_with_its_links_and_kpis() -> None:
    solved = MAP[MAP.index("outcomes:") : MAP.index("kpis:\n  aht")]
    view = drawn(solved, "")
    assert lines(view)[3:] == [
        "| Customers",
        "  (loyalty: Improve loyalty)",
        "- solved: Problems are solved [-1]",
        "  - fcr 60 % → 75 % [-2]",
        "loose   (aht 400 s → 300 s)",
        "  (loyalty supports profit)",
        "- solved supports loyalty [-1]",
        "What changed",
        '1. Removed outcome "Problems are solved": it supported "Improve loyalty"',
        '2. Removed KPI "First-contact resolution": it told about "Problems are solved"',
        'come: New finding: goal "Improve loyalty" has no KPI, and nothing leads to it that has one '
        "(warning unmeasured-goal)",
        'come: New finding: goal "Improve profit" has no KPI, and nothing that leads to it has one '
        "(warning unmeasured-goal)",
    ]


def test_a_target_that_moved_is_told_as_old_and_new_and_stands_on_its_kpi() -> None:
    view = drawn("target: 75", "target: {value: 80, by: 2026-12, for: all}", "Improve loyalty", "Win loyalty")
    assert lines(view)[1:] == [
        "| Money",
        "  (profit: Improve profit)",
        "| Customers",
        "~ loyalty: Win loyalty [~1]",
        "  solved: Problems are solved",
        "  ~ fcr 60 % → 80 % [~2]",
        "loose   (aht 400 s → 300 s)",
        "  (loyalty supports profit)",
        "  (solved supports loyalty)",
        "What changed",
        '1. Goal "Win loyalty": title "Improve loyalty" → "Win loyalty"',
        '2. KPI "First-contact resolution": target 75 % → 80 % by December 2026 for all',
    ]


def test_a_new_id_is_one_card_and_its_links_are_as_they_were() -> None:
    view = drawn("  solved:", "  right:")
    assert lines(view)[3:] == [
        "| Customers",
        "  (loyalty: Improve loyalty)",
        "~ right: Problems are solved [~1]",
        "    (fcr 60 % → 75 %)",
        "loose   (aht 400 s → 300 s)",
        "  (loyalty supports profit)",
        "  (right supports loyalty)",
        "What changed",
        '1. Outcome "Problems are solved": its id was solved, it seems',
    ]


def test_links_that_come_go_and_change_have_their_numbers_on_them() -> None:
    view = drawn(
        "supports: {profit: they buy again}", "supports: {profit: {because: they stay, strength: strong}}",
        "supports: {loyalty: nobody likes to call twice}", "supports: {profit: it costs less}\n    harms: loyalty",
    )  # fmt: skip
    assert lines(view)[8:] == [
        "~ loyalty supports profit [~4]",
        "+ solved harms loyalty [+1]",
        "- solved supports loyalty [-3]",
        "+ solved supports profit [+2]",
        "What changed",
        '1. "Problems are solved" now works against "Improve loyalty"',
        '2. "Problems are solved" now supports "Improve profit", because it costs less',
        '3. "Problems are solved" no longer supports "Improve loyalty"',
        '4. "Improve loyalty" supports "Improve profit": because they buy again → they stay; strength now strong',
        'come: New finding: goal "Improve loyalty" has no KPI, and nothing leads to it that has one '
        "(warning unmeasured-goal)",
    ]


def test_a_kpi_that_finds_a_home_is_new_in_its_card_and_its_finding_went() -> None:
    view = drawn("aht: {title", "aht: {measures: solved, title")
    assert lines(view)[3:] == [
        "| Customers",
        "  (loyalty: Improve loyalty)",
        "  solved: Problems are solved",
        "  + aht 400 s → 300 s [+1]",
        "    (fcr 60 % → 75 %)",
        "  (loyalty supports profit)",
        "  (solved supports loyalty)",
        "What changed",
        '1. "Average handle time" now tells about "Problems are solved"',
        'gone: No longer found: KPI "Average handle time" measures nothing on this map (warning orphan-kpi)',
    ]


def test_a_link_that_no_arrow_shows_stands_where_it_begins() -> None:
    view = drawn("aht: {title", "aht: {balances: fcr, title")
    assert lines(view)[5:9] == [
        "  (solved: Problems are solved)",
        "    (fcr 60 % → 75 %)",
        "loose ~ aht 400 s → 300 s [+1]",
        "  (loyalty supports profit)",
    ]


def test_what_a_kpi_harms_is_told_on_the_arrow_of_its_card() -> None:
    view = drawn("baseline: 60, target: 75}", "baseline: 60, target: 75, harms: profit}")
    assert [line for line in lines(view) if "harms" in line or line[0] == "1"] == [
        "+ solved harms profit [+1]",
        '1. "First-contact resolution" now works against "Improve profit"',
    ]


def test_a_perspective_that_is_gone_with_its_cards_stands_in_its_old_place() -> None:
    view = drawn(
        "{money: Money, customer: Customers}", "{customer: Customers}",
        "  profit: {title: Improve profit, perspective: money}\n", "", ", supports: {profit: they buy again}", "",
    )  # fmt: skip
    assert lines(view)[:4] == [
        "Contact centre [~1]: From old.yaml (as of 30 June 2026) to new.yaml (as of 30 June 2026) · "
        "1 node and 1 link removed; the map itself changed",
        "| Money",
        "- profit: Improve profit [-2]",
        "| Customers",
    ]
    assert view.legend[0].text == 'The map itself: no perspective "Money" any more'


def test_a_card_that_moved_stands_in_its_new_perspective_alone() -> None:
    view = drawn("perspective: customer, supports", "perspective: money, supports")
    assert lines(view)[1:6] == [
        "| Money",
        "~ loyalty: Improve loyalty [~1]",
        "  (profit: Improve profit)",
        "| Customers",
        "  (solved: Problems are solved)",
    ]
    assert view.legend[0].text == (
        'Goal "Improve loyalty": perspective Customers → Money; no focus any more, was experience'
    )


def test_what_became_a_kpi_is_no_card_any_more() -> None:
    old = "title: M\ngoals: {a: A}\noutcomes: {b: {title: B, supports: a}}\n"
    view = between(old, "title: M\ngoals: {a: A}\nkpis: {b: {title: B, measures: a}}\n")
    assert [card.id for card in view.cards()] == ["a"]
    assert [(kpi.id, kpi.change) for card in view.cards() for kpi in card.kpis] == [("b", "added")]
    assert view.arrows == ()


def test_from_nothing_to_a_map_and_back() -> None:
    first, last = between("title: Contact centre\n", MAP), between(MAP, "title: Contact centre\n")
    assert {card.change for card in first.cards()} == {"added"}
    assert {arrow.change for arrow in last.arrows} == {"removed"}
    assert [card.id for card in first.cards()] == [card.id for card in last.cards()]
    assert [kpi.change for kpi in last.loose] == ["removed"]


def test_what_a_kpi_harms_no_longer_starts_at_a_card_that_it_no_longer_measures() -> None:
    old = """\
title: M
outcomes: {trust: Trust, short: Calls are short, quick: Quick answers}
kpis: {aht: {title: Handle time, measures: [short, quick], harms: trust}}
"""
    view = between(old, old.replace("[short, quick]", "quick"))
    assert [(arrow.tail, arrow.change, [b.number for b in arrow.badges]) for arrow in view.arrows] == [
        ("quick", None, []), ("short", "removed", [1]),
    ]  # fmt: skip
    assert [item.text for item in view.legend] == ['"Handle time" no longer tells about "Calls are short"']


def test_links_to_an_id_that_was_renamed_alone_are_told_where_they_begin() -> None:
    old = "title: M\ngoals: {a: A}\noutcomes: {b: {title: B, supports: a}}\n"
    view = between(old, old.replace("{a: A}", "{c: A}"))
    [removed] = view.arrows
    assert (removed.head, removed.change) == ("c", "removed")
    told = {item.number: item.text for item in view.legend}
    assert [told[badge.number or 0] for badge in removed.badges] == ['"B" no longer supports "A"']
    [card] = [card for card in view.cards() if card.id == "b"]
    assert [told[badge.number or 0] for badge in card.badges] == ['"B" now supports "a"']


def test_more_changes_than_the_legend_holds_are_counted() -> None:
    goals = "".join(f"  g{number:02}: Goal {number}\n" for number in range(45))
    view = between("title: M\n", f"title: M\ngoals:\n{goals}")
    assert len(view.legend) == 40
    assert view.more == "and 5 more, marked …: strategymap diff tells all as text"
    badges = [badge.number for card in view.cards() for badge in card.badges]
    assert badges == [*range(1, 41), None, None, None, None, None]


def test_changes_without_a_number_come_in_the_order_in_which_they_are_told() -> None:
    goals = "".join(f"  g{number:02}: Goal {number}\n" for number in range(45))
    nowhere = [f"nowhere-{number}" for number in range(8)]
    old = "title: M\noutcomes: {o: {title: O}}\n"
    new = old.replace("{title: O}", f"{{title: O, supports: [{', '.join(nowhere)}]}}")
    [card] = [card for card in between(old, f"{new}goals:\n{goals}").cards() if card.id == "o"]
    assert [badge.number for badge in card.badges] == [None] * 8
    assert [badge.text for badge in card.badges] == [f'"O" now supports "{name}"' for name in nowhere]


def test_files_of_the_same_name_are_told_with_their_folders_and_revisions_whole() -> None:
    def named(old: str, new: str) -> str:
        before, after = (strategymap.loads("title: M\n", name=name) for name in (old, new))
        return changed_view(before.in_words, after.in_words, before.diff(after)).subtitle

    told = "nothing has changed in meaning"
    assert named("a/map.yaml", "b/map.yaml") == f"From a/map.yaml to b/map.yaml · {told}"
    assert named("git:HEAD:a/map.yaml", "b/map.yaml") == f"From git:HEAD:a/map.yaml to map.yaml · {told}"
