"""Who holds what."""

from __future__ import annotations

import pytest

import strategymap
from strategymap.errors import UnknownName
from strategymap.graph import MapGraph
from strategymap.owners import Owner, owned_by, owners

MAP = """
title: Owners
owner: The board
goals: {b: {title: B, owner: head of  service}, a: {title: A, owner: Head of Service}}
outcomes: {c: {title: C, owner: Ärztin}}
kpis: {k: {title: K, measures: a, owner: HEAD OF SERVICE}, l: {title: L, measures: a}}
"""


def graph_of(text: str) -> MapGraph:
    return strategymap.loads(text).in_words


def test_an_owner_is_spelled_as_at_the_smallest_id_and_holds_ids_in_map_order() -> None:
    assert owners(graph_of(MAP)) == (
        Owner("Head of Service", ("b", "a", "k")),
        Owner("Ärztin", ("c",)),
    )


def test_case_width_of_spaces_and_composed_letters_make_no_difference() -> None:
    graph = graph_of(MAP)
    assert owned_by(graph, " head of\tSERVICE ") == Owner("Head of Service", ("b", "a", "k"))
    assert owned_by(graph, "a\u0308rztin").holds == ("c",)


def test_an_unknown_owner_is_refused_with_the_nearest_one_and_the_list() -> None:
    with pytest.raises(UnknownName) as refused:
        owned_by(graph_of(MAP), "Head of Servce")
    assert str(refused.value) == (
        '"Head of Servce" owns nothing on this map; the nearest is "Head of Service"; '
        "there are Head of Service, Ärztin"
    )


def test_where_nobody_owns_anything_it_is_said_how_to_write_it() -> None:
    with pytest.raises(UnknownName, match="nobody owns anything on this map"):
        owned_by(graph_of("title: T\ngoals: {a: A}"), "x")


def test_a_long_list_of_owners_is_cut_and_the_others_are_counted() -> None:
    goals = ", ".join(f"g{n:02}: {{title: G, owner: Team {n:02}}}" for n in range(15))
    with pytest.raises(UnknownName, match=r"Team 10, Team 11 and 3 more$"):
        owned_by(graph_of(f"title: T\ngoals: {{{goals}}}"), "Zzz")
