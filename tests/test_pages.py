"""A view on several pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from render.sample_views import contact_centre, large, view

import strategymap
from strategymap.view import Arrow, Band, Card, KpiRow, View
from strategymap.view.extract import extract, overview, without_ways
from strategymap.view.fading import faded
from strategymap.view.overviews import abridged, overview_for
from strategymap.view.pages import Page, pages
from strategymap.view.shown import Progress

MAPS = sorted((Path(__file__).parent.parent / "maps").glob("*.yaml"))


def at_most(count: int) -> Callable[[View], bool]:
    """Pages have room for so many cards and KPIs, each of which counts half."""
    return lambda shown: (
        sum(1 + len(card.kpis) / 2 for card in shown.cards()) + len(shown.loose) / 2 <= count
        and not shown.legend
    )


def told(found: tuple[Page, ...]) -> list[tuple[str, str, list[str]]]:
    assert all(page.view.title == page.name for page in found)
    return [(page.name, page.view.subtitle, [card.id for card in page.view.cards()]) for page in found]


CHAIN = """
top |
  goal profit: Profit
  goal loyal: Loyalty > profit
  outcome fast: Fast > loyal
  outcome right: Right > loyal
  output desk: Desk > fast
  output base: Base > right
  initiative train: Train > base desk
"""


def chain() -> View:
    found = view(CHAIN)
    (band,) = found.bands
    cards = tuple(Card(c.id, c.kind, c.title, top=c.id == "profit") for c in band.cards)
    return View(
        found.title, "Us · as of today · All of it", (Band("top", "", None, cards),), arrows=found.arrows
    )


def test_a_map_that_can_be_read_is_one_page_without_a_name() -> None:
    found = chain()
    assert pages(found, at_most(7)) == (Page("", found),)


def test_where_only_the_texts_are_too_much_the_map_is_one_page_without_them() -> None:
    (page,) = pages(contact_centre(), lambda shown: not shown.legend)
    assert page == Page("", contact_centre().without_texts())


def test_an_overview_comes_first_then_the_nearest_of_the_goal_then_what_leads_there() -> None:
    assert told(pages(chain(), at_most(5))) == [
        ("Overview of the goals and outcomes", "Contact centre strategy 2026 · as of today · 4 of 7 cards", ["profit", "loyal", "fast", "right"]),
        ("Profit", "Contact centre strategy 2026 · what leads there, 4 of 7 cards", ["profit", "loyal", "fast", "right"]),
        ("“Fast” and “Right”", "Contact centre strategy 2026 · what leads there, 5 of 7 cards",
         ["fast", "right", "desk", "base", "train"]),
    ]  # fmt: skip


def test_an_overview_shows_as_many_cards_as_can_be_read_and_is_called_by_what_it_shows() -> None:
    names = {room: overview_for(chain(), at_most(room)) for room in range(1, 8)}
    assert [(room, name, [c.id for c in found.cards()]) for room, (name, found) in names.items()] == [
        (1, "Overview of the goals", ["profit", "loyal"]),
        (2, "Overview of the goals", ["profit", "loyal"]),
        (3, "Overview of the goals", ["profit", "loyal"]),
        (4, "Overview of the goals and outcomes", ["profit", "loyal", "fast", "right"]),
        (5, "Overview of the goals and outcomes", ["profit", "loyal", "fast", "right"]),
        (6, "Overview of the goals and outcomes", ["profit", "loyal", "fast", "right"]),
        (7, "Overview", ["profit", "loyal", "fast", "right", "desk", "base", "train"]),
    ]


def test_an_arrow_over_what_is_left_out_says_by_way_of_what() -> None:
    found = abridged(overview(chain()), {"profit", "train"})
    assert found.arrows == (
        Arrow("train", "profit", details=("By way of “Base”, “Right” and “Loyalty”",)),
    )  # fmt: skip
    assert [(card.above, card.below) for card in found.cards()] == [((), ()), ((), ())]
    assert found.subtitle == "as of today · 2 of 7 cards"


def test_a_card_at_the_end_of_a_page_tells_what_is_on_another() -> None:
    _, first, second = pages(chain(), at_most(5))
    ends = {card.id: (card.above, card.below) for card in first.view.cards()}
    assert ends["fast"] == ((), ("“Desk” supports it",))
    starts = {card.id: (card.above, card.below) for card in second.view.cards()}
    assert starts["right"] == (("supports “Loyalty”",), ())


def test_what_leads_to_a_card_directly_is_shared_out_where_there_is_no_room_for_all() -> None:
    fan = View(
        "Fan",
        bands=(Band("", "", None, (Card("g", "goal", "G", top=True), *(Card(f"o{n}", "output", f"O{n}") for n in range(5)))),),
        arrows=tuple(Arrow(f"o{n}", "g") for n in range(5)),
    )  # fmt: skip
    assert told(pages(fan, at_most(3)))[1:] == [
        ("G (1 of 3)", "Fan · what leads there, 3 of 6 cards", ["g", "o0", "o1"]),
        ("G (2 of 3)", "Fan · what leads there, 3 of 6 cards", ["g", "o2", "o3"]),
        ("G (3 of 3)", "Fan · what leads there, 2 of 6 cards", ["g", "o4"]),
    ]


def test_pages_of_nothing_but_what_is_faded_are_left_out_and_not_counted() -> None:
    wide = view("top |\n  goal g: G\n" + "".join(f"  outcome o{n}: O{n} > g\n" for n in range(8)))
    every = [name for name, _, _ in told(pages(wide, at_most(4)))]
    assert every == ["Overview", *(f"G ({n} of 4)" for n in range(1, 5))]
    clear = pages(faded(wide, {"o2", "o7"}), at_most(4))
    assert [(name, cards) for name, _, cards in told(clear)[1:]] == [
        ("G (1 of 2)", ["g", "o2", "o3"]),
        ("G (2 of 2)", ["g", "o6", "o7"]),
    ]
    assert [name for name, _, _ in told(pages(faded(chain(), {"train"}), at_most(5)))][1:] == [
        "“Fast” and “Right”"
    ]


def test_loose_kpis_have_a_page_where_one_of_them_is_not_faded() -> None:
    cards = tuple(Card(name, "goal", name.upper()) for name in "ab")
    found = View("M", bands=(Band("top", "", None, cards),), loose=(KpiRow("l", "L"), KpiRow("m", "M")))
    assert [name for name, _, _ in told(pages(faded(found, {"b"}), at_most(1)))][1:] == ["B"]
    assert [name for name, _, _ in told(pages(faded(found, {"m"}), at_most(1)))][1:] == [
        "KPIs that measure nothing"
    ]


def test_what_waits_for_a_page_of_its_own_shares_one_where_there_is_room() -> None:
    chains = [[f"{letter}{n}" for n in range(5)] for letter in "ab"]
    cards = tuple(Card(name, "outcome", name, top=name == "g") for name in ["g", *chains[0], *chains[1]])
    arrows = tuple(Arrow(tail, head) for chain in chains for head, tail in pairwise(["g", *chain]))
    found = pages(View("M", bands=(Band("", "", None, cards),), arrows=arrows), at_most(4))
    assert [(page.name, [card.id for card in page.view.cards()]) for page in found[1:]] == [
        ("g", ["g", "a0", "b0"]),
        ("a0", ["a0", "a1", "a2", "a3"]),
        ("b0", ["b0", "b1", "b2", "b3"]),
        ("“a3” and “b3”", ["a3", "a4", "b3", "b4"]),
    ]


def test_kpis_that_measure_nothing_have_a_page_and_the_overview_has_no_kpis() -> None:
    loose = (KpiRow("clicks", "Clicks"), KpiRow("likes", "Likes"))
    card = Card("g", "goal", "G", kpis=(KpiRow("k", "K"),) * 4)
    found = pages(View("M", bands=(Band("", "", None, (card,)),), loose=loose), at_most(3))
    assert [(page.name, [kpi.id for kpi in page.view.loose]) for page in found] == [
        ("Overview", []),
        ("G", []),
        ("KPIs that measure nothing", ["clicks", "likes"]),
    ]
    assert [card.kpis for card in found[0].view.cards()] == [()]


def test_findings_keep_their_numbers_and_stand_on_the_pages_that_mark_them() -> None:
    whole = contact_centre()
    part = extract(whole, {"easy", "heard"}, "")
    marked = {badge.number for card in part.cards() for badge in card.badges}
    marked |= {badge.number for card in part.cards() for kpi in card.kpis for badge in kpi.badges}
    assert [item for item in whole.legend if item.number in marked] == list(part.legend)


def test_a_view_without_the_ways_of_kpis_tells_their_latest_values() -> None:
    measured = KpiRow("k", "K", "1 → 9", now="4", progress=Progress("1", "9", 0.4))
    wanted, loose = KpiRow("w", "W", "2 → 3"), replace(measured, id="l")
    whole = View(
        "M", bands=(Band("", "", None, (Card("g", "goal", "G", kpis=(measured, wanted)),)),), loose=(loose,)
    )
    found = without_ways(whole)
    assert [kpi for card in found.cards() for kpi in card.kpis] == [KpiRow("k", "K", now="4"), wanted]
    assert found.loose == (KpiRow("l", "K", now="4"),)


links = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11), st.sampled_from(["supports", "harms", "feedback"])), max_size=40)  # fmt: skip


@given(links=links, tops=st.sets(st.integers(0, 11)), room=st.integers(1, 14), loose=st.integers(0, 4))
@settings(max_examples=150, deadline=None)
def test_every_card_and_kpi_stands_on_a_page_and_a_page_is_too_full_only_where_it_must_be(
    links: list[tuple[int, int, str]], tops: set[int], room: int, loose: int
) -> None:
    cards = tuple(
        Card(f"n{n}", "outcome", f"N{n}", top=n in tops, kpis=(KpiRow(f"k{n}", "K"),) * (n % 3))
        for n in range(12)
    )
    arrows = tuple(dict.fromkeys(Arrow(f"n{a}", f"n{b}", kind) for a, b, kind in links))  # type: ignore[arg-type]
    whole = View("M", bands=(Band("", "", None, cards),), arrows=arrows,
                 loose=tuple(KpiRow(f"l{n}", "L") for n in range(loose)))  # fmt: skip
    found = pages(whole, at_most(room))
    shown = [page.view for page in found if not page.overview]
    assert {card.id for each in shown for card in each.cards()} == {card.id for card in cards}
    assert {kpi.id for each in shown for kpi in each.loose} == {kpi.id for kpi in whole.loose}
    for each in shown:
        assert at_most(room)(each) or len(list(each.cards())) <= 2


@given(links=links, shown=st.sets(st.integers(0, 11), min_size=1))
@settings(max_examples=150, deadline=None)
def test_an_overview_tells_what_leads_where_by_way_of_what_is_left_out(
    links: list[tuple[int, int, str]], shown: set[int]
) -> None:
    cards = tuple(Card(f"n{n}", "outcome", f"N{n}") for n in range(12))
    arrows = tuple(dict.fromkeys(Arrow(f"n{a}", f"n{b}", kind) for a, b, kind in links))  # type: ignore[arg-type]
    found = abridged(View("M", bands=(Band("", "", None, cards),), arrows=arrows), {f"n{n}" for n in shown})
    supports = nx.DiGraph((a, b) for a, b, kind in links if kind == "supports")
    supports.add_nodes_from(range(12))
    direct = {(a, b) for a, b, kind in links if kind != "harms"}

    def leads(tail: int, head: int) -> bool:
        between = supports.subgraph({*range(12)} - shown | {tail, head})
        return nx.has_path(between, tail, head)

    by_way = [
        (f"n{a}", f"n{b}") for a in shown for b in shown if a != b and (a, b) not in direct and leads(a, b)
    ]
    assert sorted((a.tail, a.head) for a in found.arrows if a.details) == sorted(by_way)
    assert [a for a in found.arrows if not a.details] == [
        a for a in arrows if {int(a.tail[1:]), int(a.head[1:])} <= shown
    ]


def test_a_chain_of_a_thousand_cards_needs_no_recursion() -> None:
    count = 1200
    cards = tuple(Card(f"n{n}", "outcome", f"N{n}", top=not n) for n in range(count))
    arrows = tuple(Arrow(f"n{n + 1}", f"n{n}") for n in range(count - 1))
    found = pages(View("M", bands=(Band("", "", None, cards),), arrows=arrows), at_most(100))
    assert {card.id for page in found[1:] for card in page.view.cards()} == {card.id for card in cards}


@pytest.mark.parametrize("file", MAPS, ids=lambda file: file.stem)
def test_the_example_maps_come_whole_on_pages_of_eight_cards(file: Path) -> None:
    whole = strategymap.load(file).view
    found = pages(whole, at_most(12))
    assert {card.id for page in found[1:] or found for card in page.view.cards()} == {
        c.id for c in whole.cards()
    }
    assert len(found) <= 2 + 2 * sum(1 for _ in whole.cards()) / 4


def test_a_large_map_is_asked_about_a_few_times_a_page() -> None:
    asked = 0

    def fits(shown: View) -> bool:
        nonlocal asked
        asked += 1
        return at_most(20)(shown)

    found = pages(large(200), fits)
    assert asked <= 12 * len(found)
