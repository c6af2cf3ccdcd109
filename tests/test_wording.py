"""The nearest of many words."""

from __future__ import annotations

from strategymap.wording import nearest_of_each

#: So many that no word is compared with each of them.
MANY = [f"node-{number:06d}" for number in range(50_001)]


def test_each_word_gets_the_nearest_and_those_without_one_are_left_out() -> None:
    assert nearest_of_each(["Loyality", "profits", "xyz"], ["loyalty", "profit", "growth"]) == {
        "Loyality": "loyalty",
        "profits": "profit",
    }
    assert nearest_of_each([], ["loyalty"]) == {}
    assert nearest_of_each(["loyalty"], []) == {}


def test_among_very_many_words_a_single_slip_is_found() -> None:
    slips = [
        "solved-frist-time",
        "solved-first-tim",
        "solvedd-first-time",
        "solved_first-time",
        "SOLVED-FIRST-TIME",
    ]
    assert nearest_of_each([*slips, "solved"], ["solved-first-time", *MANY]) == dict.fromkeys(
        slips, "solved-first-time"
    )


def test_where_very_many_are_unknown_a_thousand_are_looked_up() -> None:
    unknown = [f"noed-{number:06d}" for number in range(2_000)]
    assert len(nearest_of_each(unknown, ["node-000000"])) == 1_000


def test_the_order_of_the_words_changes_nothing() -> None:
    words, known = ["loyalti", "groth"], ["loyalty", "loyalto", "growth"]
    assert nearest_of_each(words, known) == nearest_of_each(words[::-1], known[::-1])
