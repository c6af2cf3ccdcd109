"""What the histories of a map tell about its links: whole answers, on maps with known truth."""

from __future__ import annotations

import builtins
import datetime
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import strategymap
from strategymap.cli import run
from strategymap.evidence import CAVEAT
from strategymap.evidence.implied import Implied, implied
from strategymap.evidence.periods import shared

HEAD = "title: Contact centre\nas_of: 2030-12-31\n"


def months(size: int, start: int = 2020 * 12) -> list[str]:
    return [f"{(start + at) // 12}-{(start + at) % 12 + 1:02d}" for at in range(size)]


def actual(values: Any, days: list[str] | None = None) -> str:
    dated = zip(values, days or months(len(values)), strict=True)
    return "[" + ", ".join(f"{{value: {value:.4f}, at: {at}}}" for value, at in dated) + "]"


def pair(cause: str, effect: str, link: str = "{loyalty: {after: 3 months}}", extra: str = "") -> str:
    """A map with one link, from `solved` to `loyalty`, and the histories of its two ends."""
    return f"""{HEAD}
goals:
  loyalty:
    title: Customers stay
    kpis: {{churn: {{title: Churn, direction: down, actual: {effect}}}}}
outcomes:
  solved:
    title: Problems are solved
    supports: {link}
    kpis: {{fcr: {{title: Solved first time, direction: up{extra}, actual: {cause}}}}}
"""


def followed(size: int = 48, weight: float = 3.0, seed: int = 1, lag: int = 3) -> tuple[Any, Any]:
    """A cause, and an effect so much later."""
    random = np.random.default_rng(seed)
    cause = random.standard_normal(size + lag)
    return cause[lag:], weight * cause[:size] + random.standard_normal(size)


def only(text: str) -> strategymap.LinkEvidence:
    (link,) = strategymap.loads(text).evidence().links
    return link


def test_an_effect_that_follows_its_cause_moved_together_with_its_lag_and_interval():
    cause, effect = followed()
    link = only(pair(actual(cause), actual(-effect)))
    assert (link.source, link.target, link.cause_kpi, link.effect_kpi) == (
        "solved",
        "loyalty",
        "fcr",
        "churn",
    )
    assert link.verdict == "moved together"
    assert (link.period, link.periods, link.needed, link.lags, link.lag) == ("month", 48, 24, (1, 6), 3)
    assert link.correlation is not None and link.interval is not None
    assert 0 < link.interval[0] < link.correlation < link.interval[1] < 1
    assert link.p == link.p_adjusted == 0.0005
    assert link.sentence == (
        'When "Solved first time" was better than its usual course, "Churn" was better than its own '
        "3 months later. That is what the map expects."
    )


def test_an_effect_that_gets_worse_moved_against_it():
    cause, effect = followed()
    link = only(pair(actual(cause), actual(effect)))
    assert (link.verdict, link.lag) == ("moved against it", 3)
    assert link.correlation is not None and link.correlation < 0
    assert link.sentence.endswith(
        '"Churn" was worse than its own 3 months later. The map expects the contrary.'
    )


def test_histories_that_have_nothing_to_do_with_each_other_give_no_sign():
    cause, _ = followed()
    link = only(pair(actual(cause), actual(followed(seed=7)[0])))
    assert link.verdict == "no sign of it"
    assert link.noise is not None and 0.3 < link.noise < 0.6


def test_too_little_data_says_how_many_periods_there_are_and_are_needed():
    cause, effect = followed(14)
    link = only(pair(actual(cause), actual(effect)))
    assert (link.verdict, link.periods, link.needed) == ("too little data", 14, 24)
    assert (link.lag, link.correlation, link.interval, link.p, link.p_adjusted) == (None,) * 5
    assert link.sentence == (
        '"Solved first time" and "Churn" share 14 months without a longer gap; it takes 24.'
    )


def test_a_long_lag_needs_a_history_three_times_as_long():
    cause, effect = followed(30)
    link = only(pair(actual(cause), actual(effect), "{loyalty: {after: 1 year}}"))
    assert (link.verdict, link.needed) == ("too little data", 36)


def test_a_kpi_that_hardly_ever_changes_tells_nothing():
    _, effect = followed()
    link = only(pair(actual(np.repeat([1.0, 2.0, 3.0, 4.0], 12)), actual(effect)))
    assert link.verdict == "too little data"
    assert (
        link.sentence
        == '"Solved first time" hardly ever changed, so that nothing can be said of what followed.'
    )


def test_two_kpis_that_are_taken_every_other_month_and_reported_each_are_left_out():
    cause, effect = (np.repeat(each, 2) for each in followed(30))
    assert only(pair(actual(cause), actual(effect))).verdict == "too little data"


def test_the_coarser_rhythm_counts_and_the_last_reading_of_a_period():
    cause, effect = followed(30, lag=1)
    ends = [day for at, day in enumerate(months(90)) if at % 3 == 2]
    fine = np.full(90, 50.0)
    fine[2::3] = cause
    link = only(pair(actual(fine, months(90)), actual(-effect, ends), "{loyalty: {after: 1 quarter}}"))
    assert (link.period, link.periods, link.verdict, link.lag) == ("quarter", 30, "moved together", 1)


def test_a_stated_rhythm_is_obeyed_where_it_is_coarser_than_the_readings():
    cause, effect = followed(90)
    link = only(pair(actual(cause), actual(effect), extra=", every: quarter"))
    assert (link.period, link.periods) == ("quarter", 30)


def test_a_single_missing_month_is_bridged_and_a_longer_hole_splits_the_history():
    cause, effect = followed(60)
    days = months(60)
    single = [at for at in range(60) if at != 30]
    link = only(pair(actual(cause[single], [days[at] for at in single]), actual(effect)))
    assert (link.periods, link.verdict) == (59, "moved against it")
    holed = [at for at in range(60) if at not in {20, 21}]
    link = only(pair(actual(cause[holed], [days[at] for at in holed]), actual(effect)))
    assert link.periods == 38


def test_of_a_history_without_end_the_latest_twenty_years_of_weeks_count():
    first = datetime.date(1, 1, 1)
    history = [(first + datetime.timedelta(weeks=week), float(week)) for week in range(100_000)]
    found = shared([history, history], "week")
    assert (found.read, found.values) == (1_040, (tuple(map(float, range(98_960, 100_000))),) * 2)
    assert found.first == history[98_960][0].toordinal() // 7


def test_a_day_in_the_past_hides_what_came_later():
    cause, effect = followed(48)
    text = pair(actual(cause), actual(effect))
    import datetime

    (link,) = strategymap.loads(text, as_of=datetime.date(2022, 6, 30)).evidence().links
    assert link.periods == 30


def test_of_a_range_target_the_distance_counts():
    cause, effect = followed()
    text = pair(actual(-np.abs(cause) * 10), actual(np.abs(effect)), extra=", target: {between: [-1, 0]}")
    text = text.replace("direction: up", "direction: range")
    link = only(text)
    assert "compared as they are" not in link.sentence
    assert link.verdict == "moved together"


def test_without_a_direction_they_are_compared_as_they_are_and_that_is_said():
    cause, effect = followed()
    link = only(pair(actual(cause), actual(effect)).replace("direction: up", "direction: context"))
    assert link.sentence == (
        'When "Solved first time" was higher than its usual course, "Churn" was lower than its own 3 months '
        "later. The map expects the contrary. Nobody says which way is better for both, so they are compared "
        "as they are."
    )


def test_the_headline_comes_first_and_at_most_two_kpis_stand_for_an_end():
    cause, effect = followed()
    series = actual(cause)
    more = (
        f"kpis: {{a: {{title: A, actual: {series}}}, b: {{title: B, direction: up, actual: {series}}}, "
        f"c: {{title: C, direction: up, actual: {series}}}, "
        f"z: {{title: Z, headline: yes, direction: up, actual: {series}}}, fcr"
    )
    links = strategymap.loads(pair(series, actual(effect)).replace("kpis: {fcr", more)).evidence().links
    assert {link.cause_kpi for link in links} == {"z", "b"}


def test_the_order_in_the_file_changes_nothing():
    _, effect = followed()
    blocks = [
        f"  o{at}:\n    title: Outcome {at}\n    supports: loyalty\n"
        f"    kpis: {{k{at}: {{title: KPI {at}, direction: up, actual: {actual(followed(seed=at)[0])}}}}}\n"
        for at in range(4)
    ]
    goal = f"goals: {{loyalty: {{title: Stay, kpis: {{c: {{title: C, actual: {actual(effect)}}}}}}}}}\n"
    texts = [f"{HEAD}{goal}outcomes:\n{''.join(order)}" for order in (blocks, blocks[::-1])]
    first, second = (strategymap.loads(text).evidence() for text in texts)
    assert first == second
    assert len(first.links) == 4 and len(first.independences) == 6


def test_links_are_told_against_the_map_first_and_then_by_strength():
    cause, effect = followed()
    text = pair(actual(cause), actual(effect)) + (
        f"  quiet:\n    title: Quiet\n    supports: loyalty\n"
        f"    kpis: {{q: {{title: Q, direction: up, actual: {actual(followed(seed=9)[0])}}}}}\n"
        f"  new:\n    title: New\n    supports: loyalty\n    kpis: {{n: {{title: N, actual: {actual([1.0, 2.0])}}}}}\n"
        "  bare: {title: Bare, supports: loyalty}\n"
    )
    found = strategymap.loads(text).evidence()
    assert [(link.source, link.verdict) for link in found.links] == [
        ("solved", "moved against it"),
        ("quiet", "no sign of it"),
        ("new", "too little data"),
    ]
    assert found.without_history == 1
    p = found.links[0].p
    assert p is not None and found.links[0].p_adjusted == pytest.approx(2 * p)


# What the map denies


def denied(link: bool) -> str:
    """Problems solved drive loyalty and cost; `link` lets loyalty drive cost too, in the figures."""
    random = np.random.default_rng(4)
    size = 72
    middle = random.standard_normal(size + 3)
    own = random.standard_normal(size + 1)
    first = middle[1 : size + 1] + own[1:]
    second = middle[:size] + random.standard_normal(size) * 0.6 + (1.5 * own[:size] if link else 0)
    kpis = {"solved": middle[3:], "loyalty": first, "cost": second}
    lines = [
        f"  {node}-kpi: {{title: {node} figure, direction: up, measures: {node}, actual: {actual(values)}}}"
        for node, values in kpis.items()
    ]
    return (
        f"{HEAD}goals: {{loyalty: Customers stay, cost: Costs fall}}\n"
        "outcomes: {solved: {title: Problems are solved, supports: [loyalty, cost]}}\nkpis:\n"
        + "\n".join(lines)
    )


def test_a_link_that_the_map_lacks_contradicts_what_it_denies():
    (found,) = strategymap.loads(denied(link=True)).evidence().independences
    assert (found.nodes, found.given, found.contradicted) == (("cost", "loyalty"), ("solved",), True)
    assert (found.kpis, found.given_kpis) == (("cost-kpi", "loyalty-kpi"), ("solved-kpi",))
    assert (found.period, found.periods, found.lag) == ("month", 72, -1)
    assert found.sentence == (
        'The map says that "Costs fall" and "Customers stay" have nothing to do with each other once '
        '"Problems are solved" is known; the numbers say otherwise: "Costs fall" moves together with '
        '"Customers stay" 1 month later. Is a link missing, is "Problems are solved" measured too roughly, or '
        "does something move both that is not on the map?"
    )


def test_a_map_that_is_right_is_not_contradicted():
    (found,) = strategymap.loads(denied(link=False)).evidence().independences
    assert not found.contradicted
    assert found.sentence.endswith("the numbers don't contradict it.")


@pytest.mark.parametrize(
    "joined",
    [
        "harms: {cost: it is dear}",
        "supports: {cost: {feedback: true}}",
        "supports: {cost: }",
    ],
)
def test_any_link_between_two_nodes_keeps_the_map_from_denying_one(joined: str):
    text = denied(link=True).replace(
        "loyalty: Customers stay", f"loyalty: {{title: Customers stay, {joined}}}"
    )
    assert strategymap.loads(text).evidence().independences == ()


def test_of_a_large_map_a_bounded_number_of_pairs_is_looked_at_and_the_others_are_counted():
    size = 4_000
    links = "".join(f"  n{at:04}: {{title: N, supports: n{at + 1:04}}}\n" for at in range(size - 1))
    graph = strategymap.loads(f"{HEAD}outcomes:\n{links}  n{size - 1:04}: N\n").in_words
    found, loops, untried = implied(graph, graph.nodes)
    tried = 300_000 // (size + size - 1)
    assert found == [Implied("n0000", f"n{at:04}", ("n0001",)) for at in range(2, tried + 2)]
    assert (loops, untried) == ((), size * (size - 1) // 2 - (size - 1) - tried)


def test_nothing_is_said_to_be_independent_of_a_node_in_a_loop():
    text = denied(link=True).replace("cost: Costs fall", "cost: {title: Costs fall, supports: solved}")
    found = strategymap.loads(text).evidence()
    assert (found.independences, found.in_loops) == ((), ("cost", "solved"))


# The command


def test_the_command_prints_paragraphs_of_eighty_columns(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    cause, effect = followed()
    (tmp_path / "map.yaml").write_text(pair(actual(cause), actual(-effect)))
    assert run(["evidence", str(tmp_path / "map.yaml")]) == 0
    printed = capsys.readouterr().out
    assert max(map(len, printed.split("\n"))) <= max(80, len(str(tmp_path)) + 10)
    told = " ".join(printed.split())
    assert (
        'Moved together. When "Solved first time" was better than its usual course, "Churn" was better'
        in told
    )
    assert told.count(CAVEAT) == 1
    assert "\x1b" not in printed


def test_colour_makes_the_heads_bold_and_changes_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    cause, effect = followed()
    text = pair(actual(cause), actual(-effect)).replace("Customers stay", "Customers stay with us " * 5)
    (tmp_path / "map.yaml").write_text(text)
    assert run(["evidence", str(tmp_path / "map.yaml")]) == 0
    plain = capsys.readouterr().out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert run(["evidence", str(tmp_path / "map.yaml")]) == 0
    bold = capsys.readouterr().out
    assert bold.count("\x1b[1m") == bold.count("\x1b[0m") == 1
    assert bold.replace("\x1b[1m", "").replace("\x1b[0m", "") == plain


def test_the_command_answers_in_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "map.yaml").write_text(pair(actual([1.0, 2.0]), actual([1.0, 2.0])))
    assert run(["evidence", str(tmp_path / "map.yaml"), "--format", "json", "--as-of", "2024-01-31"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "links": [
            {
                "source": "solved",
                "target": "loyalty",
                "cause_kpi": "fcr",
                "effect_kpi": "churn",
                "verdict": "too little data",
                "sentence": '"Solved first time" and "Churn" share 2 months without a longer gap; it takes 24.',
                "period": "month",
                "periods": 2,
                "needed": 24,
                "lags": None,
                "lag": None,
                "correlation": None,
                "interval": None,
                "noise": None,
                "p": None,
                "p_adjusted": None,
                "seasonal": None,
            }
        ],
        "independences": [],
        "without_history": 0,
        "in_loops": [],
        "untried": 0,
        "periods_needed": 24,
    }


def test_a_map_without_histories_is_told_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "map.yaml").write_text("title: T\ngoals: {a: {title: A, supports: b}, b: B}")
    assert run(["evidence", str(tmp_path / "map.yaml")]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert told.endswith(
        "No link of this map has a history at both of its ends. 1 link has no history at one end or both; 24 "
        "shared periods are needed."
    )


def test_a_map_on_which_nothing_supports_anything_is_told_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "map.yaml").write_text("title: T\nas_of: 2026-12-31\nkpis: {k: {title: K, actual: [1, 2]}}")
    assert run(["evidence", str(tmp_path / "map.yaml")]) == 0
    assert " ".join(capsys.readouterr().out.split()).partition("2026-12-31) ")[2] == (
        "On this map nothing supports anything else: there is no effect to compare with a cause. Link what is "
        "meant to bring something about to what it brings about (`supports`)."
    )


def test_the_histories_come_from_where_the_settings_say(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    rows = [f"{kpi},{at},{number}" for number, at in enumerate(months(30)) for kpi in ("churn", "fcr")]
    (tmp_path / "elsewhere.csv").write_text("\n".join(["kpi,at,value", *rows]))
    (tmp_path / "other.toml").write_text('measurements = ["elsewhere.csv"]')
    (tmp_path / "map.yaml").write_text(pair("[1]", "[1]"))
    periods = []
    for options in (["--config", str(tmp_path / "other.toml")], ["--no-config"]):
        assert run(["evidence", str(tmp_path / "map.yaml"), "--format", "json", *options]) == 0
        periods.append([link["periods"] for link in json.loads(capsys.readouterr().out)["links"]])
    assert periods == [[30], []]


def test_without_the_extra_the_line_that_installs_it_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "map.yaml").write_text("title: T")
    real = builtins.__import__

    def without_numpy(name: str, *rest: Any) -> Any:
        if name == "numpy":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without_numpy)
    assert run(["evidence", str(tmp_path / "map.yaml")]) == 2
    assert capsys.readouterr().err == (
        'Error: "evidence" is an extra that isn\'t installed; run: pip install "strategymap[evidence]" '
        '(in a copy of the repository: pip install ".[evidence]")\n'
    )


def test_checking_a_map_loads_neither_numpy_nor_scipy(tmp_path: Path):
    (tmp_path / "map.yaml").write_text("title: T")
    code = (
        "import sys, strategymap; strategymap.load(sys.argv[1]).check(); strategymap.Evidence; "
        "print({'numpy', 'scipy'} & set(sys.modules))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "map.yaml")], capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "set()"
