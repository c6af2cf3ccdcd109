"""The KPI catalogue: what is recognised, what it supplies, and that the data are whole."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from strategymap import catalogue, model
from strategymap.catalogue import Entry

TABLE = Path(__file__).with_name("catalogue_table.txt")
COLUMNS = ("focus", "unit", "direction", "scale", "source", "timing", "barometer")

#: The KPIs of the field that the catalogue began with.
_FIRST = """
    aht att acw cph cpc cts occ util adh shr sl asa abn frt ttr blg ssr trf fac sch wfr
    fcr rcr qa cca rop esc cmp ret otd bo por clm cvi
    csat nps ces star rsp cab nsh jcs
    crr chn rpr clv sow ref ncu cnv xsl
    rev mar i2c dso cac
    eng enps ajs atr abs trn prd
"""
FIRST = _FIRST.split()

ENTRIES = list(catalogue.entries().values())


def rows() -> list[list[str]]:
    lines = TABLE.read_text("utf-8").splitlines()
    return [[cell.strip() for cell in line.split("|")] for line in lines if line and not line.startswith("#")]


def supplied(entry: Entry) -> list[str]:
    """What an entry gives to a KPI, spelled as in the table."""
    scale = f"{entry.scale[0]}..{entry.scale[1]}" if entry.scale else "-"
    values = (entry.focus, entry.unit, entry.direction, scale, entry.source, entry.timing)
    return [*(value or "-" for value in values), "yes" if entry.barometer else "no"]


def find(title: str | None = None, id: str = "k1", named: str | None = None) -> str | None:
    """The id of the entry that a KPI is."""
    entry = catalogue.find(catalogue=named, title=title, id=id)
    return entry.id if entry else None


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row[0]}, {row[1]}")
def test_a_well_known_kpi_supplies_what_the_field_agrees_on(row: list[str]) -> None:
    title, name, entry_name, *expected = row
    entry = catalogue.find(catalogue=None, title=title, id=name)
    assert entry is not None
    assert [entry.name, *supplied(entry)] == [entry_name, *expected]


def test_the_table_pins_every_kpi_that_the_catalogue_began_with() -> None:
    pinned = {find(title, name) for title, name, *_ in rows()}
    assert set(FIRST) <= pinned


@pytest.mark.parametrize(
    "title",
    [
        "Retention",  # of customers or of staff?
        "Retention rate",
        "Turnover",  # of staff, or sales?
        "Attrition",
        "Satisfaction",
        "Engagement",
        "Availability",
        "Response rate",
        "Productivity",
        "Backlog",  # an order backlog is good news
        "SLA",  # a contract, or a share?
        "Customer retention programme cost",
        "Cost of customer retention",
        "Training on average handle time",
        "Average handle time of the night shift",
        "Handle time variance",
        "Non-customer satisfaction",
        "Increase customer satisfaction",
        "Improve first-contact resolution",
        "NPS programme roll-out",
        "Service level agreement",
        "Service level (chat only)",  # a bracket that narrows it down is part of the name
        "Churn rate (employees)",
        "Customer satisfaction (NPS)",  # another KPI's abbreviation: which is meant?
        "Average handle time (AHT",
        "Shipping cost per contact lens",
        "% reduction in back orders",
        "a",
        "()",
        "%",
        "-",
        " ",
        "",
    ],
)
def test_a_title_that_only_resembles_a_name_is_not_recognised(title: str) -> None:
    assert find(title) is None
    assert catalogue.is_name(title) is None


@pytest.mark.parametrize(
    "name",
    ["blg", "cmp", "star", "util", "crr", "ref", "aht-2", "my-aht", "a-h-t", "average-handle-time", ""],
)
def test_an_id_counts_only_if_it_is_a_published_abbreviation(name: str) -> None:
    assert find("Something of our own", name) is None


@pytest.mark.parametrize(
    "title",
    [
        "Churn rate (%)",
        "Churn rate [ in % ]",
        "Churn rate (% of customers)",
        "Churn rate (percent)",
        "Churn rate (EMEA)",
        "Churn rate (churn)",
        "Churn\u00a0rate",
        "churn\u2011rate",
        "Churn\nrate",
        " CHURN  RATE ",
    ],
)
def test_case_hyphens_spaces_and_a_bracketed_unit_or_abbreviation_do_not_count(title: str) -> None:
    assert find(title) == "chn"


@pytest.mark.parametrize(
    ("title", "entry"),
    [
        ("Customer lifetime value (€k)", "clv"),
        ("Cost per contact (€ per call)", "cpc"),
        ("Calls per hour (calls/h)", "cph"),
        ("Public star rating (1-5)", "star"),
        ("Net Promoter Score (-100 … +100)", "nps"),
        ("Net Promoter Score [nps]", "nps"),
        ("Service level (SL) [%]", "sl"),
        ("Repeat contact rate (7 days)", "rcr"),
    ],
)
def test_units_in_brackets_are_told_from_words(title: str, entry: str) -> None:
    assert find(title) == entry


def test_what_a_kpi_says_of_itself_under_catalogue_decides() -> None:
    assert find("Average handle time", "nps", named="fcr") == "fcr"
    assert find("Average handle time", "nps", named="First call resolution") == "fcr"
    assert find("Average handle time", "nps", named="Otif") == "otif"
    assert find("Average handle time", "nps", named="cmp") == "cmp"
    assert find("Average handle time", "nps", named="no such thing") is None


def test_an_unknown_entry_is_answered_with_the_nearest_name() -> None:
    assert catalogue.known("frist contact resolution") is None
    assert catalogue.nearest("frist contact resolution") == "First-contact resolution"
    assert catalogue.nearest("deployment-frequnecy") == "deployment-frequency"
    assert catalogue.nearest("x" * 100_000) is None
    assert catalogue.nearest("") is None


def test_the_parts_of_an_entry_name_each_other() -> None:
    entry = catalogue.entries()["aht"]
    assert entry.title == "Average handle time (AHT)"
    assert catalogue.entries()["cts"].title == "Cost to serve per customer"
    assert catalogue.counter_names(entry) == (
        "First-contact resolution (FCR)",
        "Repeat contact rate",
        "Customer satisfaction (CSAT)",
    )
    assert catalogue.counter_names(catalogue.entries()["acw"])[0] == "a check of the case notes"


def test_a_search_finds_parts_of_ids_names_abbreviations_and_foci() -> None:
    def found(word: str) -> list[str]:
        return [entry.id for entry in catalogue.search(word)]

    assert found("handling") == ["aht"]
    assert found("Net-Promoter") == ["nps", "enps"]
    assert found("ltifr") == ["ltifr"]
    assert found("fcr") == ["fcr"]  # and not the "number oF CRitical incidents"
    assert found("take up") == found("Take-Up") == ["digital-take-up"]
    assert found("complianc") == ["adh", "sla", "script-adherence", "training-completion"]
    assert found("no such thing") == []
    assert found("") == list(catalogue.entries())


def test_the_overall_barometers_are_the_verdicts_of_customers() -> None:
    barometers = [entry.id for entry in ENTRIES if entry.barometer]
    assert barometers == ["csat", "nps", "ces", "net-easy", "star", "user-satisfaction"]


def test_the_catalogue_has_the_first_kpis_and_many_more() -> None:
    assert set(FIRST) <= set(catalogue.entries())
    assert len(ENTRIES) >= len(FIRST) + 40


def test_no_name_belongs_to_two_entries() -> None:
    ids_and_names = [{catalogue._key(name) for name in (entry.id, *entry.names)} for entry in ENTRIES]
    twice = [
        name
        for name, count in Counter(name for names in ids_and_names for name in names).items()
        if count > 1
    ]
    assert twice == []


def test_no_entry_gives_a_name_twice() -> None:
    for entry in ENTRIES:
        names = [catalogue._key(name) for name in entry.names]
        assert len(set(names)) == len(names), entry.id


def test_every_entry_is_found_by_everything_that_it_is_called() -> None:
    for entry in ENTRIES:
        assert {catalogue.is_name(name) for name in entry.names} == {entry}
        assert {catalogue.known(name) for name in (entry.id, entry.id.upper())} == {entry}
        for short in entry.abbreviations:
            assert catalogue.find(catalogue=None, title="Our own words", id=short.lower()) is entry


def test_every_entry_says_in_a_sentence_or_two_how_it_is_gamed_and_what_balances_it() -> None:
    for entry in ENTRIES:
        assert entry.name[0].isupper() or entry.name[0].isdigit(), entry.id
        assert 20 < len(entry.gamed) <= 240 and "  " not in entry.gamed, entry.id
        assert entry.gamed.endswith(".") and (entry.gamed[0].isupper() or entry.gamed[0] == '"'), entry.id
        assert entry.counter, entry.id


def test_every_entry_uses_the_words_of_the_map_language() -> None:
    for entry in ENTRIES:
        assert entry.focus in {None, *get_args(model.Focus)}, entry.id
        assert entry.level in get_args(model.Level), entry.id
        assert entry.source in get_args(model.Source), entry.id
        assert entry.direction in {None, "up", "down", "range", "context"}, entry.id
        assert entry.timing in {None, "leading", "lagging"}, entry.id
        assert entry.basis in {"published", "practice"}, entry.id
    assert get_args(catalogue.Focus) == get_args(model.Focus)
    assert get_args(catalogue.Level) == get_args(model.Level)
    assert get_args(catalogue.Source) == get_args(model.Source)


def test_a_scale_is_given_only_where_the_unit_has_one() -> None:
    scaled = {(entry.unit, *map(int, entry.scale)) for entry in ENTRIES if entry.scale}
    assert scaled == {("%", 0, 100), ("points", -100, 100), ("stars", 1, 5)}


def test_money_has_no_unit_until_the_map_names_the_currency() -> None:
    money = {entry.id for entry in ENTRIES if entry.money}
    assert {
        "cpc",
        "cts",
        "clv",
        "cac",
        "revenue",
        "cost-per-transaction",
        "rask",
        "household-income",
    } <= money
    assert {entry.unit for entry in ENTRIES if entry.money} == {None}
    assert "currency" not in {entry.unit for entry in ENTRIES}


def test_a_counter_is_another_entry_or_plain_words_and_never_a_misspelt_id() -> None:
    for entry in ENTRIES:
        for text in entry.counter:
            if text in catalogue.entries():
                assert text != entry.id
            else:
                assert " " in text and catalogue.known(text) is None, (entry.id, text)


def test_what_is_called_published_names_its_source() -> None:
    assert [entry.id for entry in ENTRIES if entry.basis == "published" and not entry.reference] == []
    assert catalogue.entries()["xsl"].reference == (
        "Harris & Tayler (2019), Don't let metrics undermine your business, Harvard Business Review 97(5)"
    )


def test_what_only_practice_vouches_for_is_not_called_published() -> None:
    practice = """
        cts shr ssr sch wfr rcr cca rop esc cmp ret otd por clm cvi rsp cab nsh jcs
        crr chn rpr clv sow ref ncu cnv i2c dso cac eng enps atr abs trn prd
    """
    assert {catalogue.entries()[name].basis for name in practice.split()} == {"practice"}


def test_customers_are_heard_only_where_customers_speak() -> None:
    heard = [entry for entry in ENTRIES if entry.source in {"survey", "customer-feedback"}]
    assert {entry.id for entry in heard if entry.focus != "people"} == {
        "csat", "nps", "ces", "net-easy", "star", "user-satisfaction", "jcs", "cmp", "complaints",
    }  # fmt: skip
    assert {entry.id for entry in heard if entry.focus == "people"} == {"eng", "enps", "ajs"}
