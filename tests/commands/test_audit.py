"""`audit`: for each KPI what the map answers, and where it is silent."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

import strategymap as package
from strategymap.audit import QUESTIONS
from strategymap.resources import examples

MAP = """\
title: Contact centre
as_of: 2026-06-30
period: {from: 2025-12-31, to: 2026-12-31}
goals:
  profit: Improve financial performance
  loyalty: {title: Improve customer loyalty, supports: {profit: they buy again}}
outcomes:
  short-calls:
    title: Calls are short
    supports: profit
    harms: {loyalty: callers are hurried off the phone}
  solved: {title: Problems are solved, say: Solve it, for: callers, supports: loyalty}
initiatives:
  bonus: {title: A bonus, provides: reward, supports: short-calls}
kpis:
  aht:
    title: Average handle time
    measures: short-calls
    baseline: 420 s
    target: {value: 315, for: all agents}
    actual: {value: 350, at: 2026-05-31}
    owner: Head of service
    level: operational
    decision: how many agents we need
    limits: Nobody is cut off
  pride: {title: Pride, measures: solved, balances: joy, respondents: sample, actual: -3.5}
  joy: {title: Joy, measures: solved, focus: people, target: {between: [1, 4]}}
  clicks: Newsletter clicks
"""
WAY = "If “Problems are solved” (“Joy” tells), then “Improve customer loyalty”."
GAMED = (
    "Agents rush callers, pass them on too early or hang up; some answer and drop a call at once, which counts "
    "as a very short one."
)
TEXT = """\
Metric audit: Contact centre
4 KPIs; 7 of 16 answers are blank:
     1  Why do we track this?
     3  What would you do to win this number without helping anyone?
     1  How does it feel for those who are measured?
     2  What keeps it honest?
2 KPIs without words for the front line.
Rewarded KPIs with blanks come first, then those with the most blanks.

Average handle time (aht): pay hangs on it, 1 blank
  why       If “Calls are short” (“Average handle time” tells), then “Improve
            financial performance”.
            Informs how many agents we need.
  behaviour Pay hangs on it: “A bonus”.
            How it is gamed: Agents rush callers, pass them on too early or hang
            up; some answer and drop a call at once, which counts as a very
            short one.
            “Calls are short” works against “Improve customer loyalty”: callers
            are hurried off the phone.
            Limit: Nobody is cut off.
  affected  Answered for by Head of service; operational level; for all agents.
            No words for the front line.
  balance   BLANK. What keeps it honest?
            Suggestion of the catalogue: First-contact resolution (FCR) or
            Repeat contact rate or Customer satisfaction (CSAT).
  standing  350 s (May 2026); target 315 s by December 2026: on track.

Newsletter clicks (clicks): 4 blanks
  why       BLANK. Why do we track this?
            Measures nothing on this map.
  behaviour BLANK. What would you do to win this number without helping anyone?
  affected  BLANK. How does it feel for those who are measured?
            Nobody answers for it.
            No words for the front line.
  balance   BLANK. What keeps it honest?
  standing  no value yet; no target: no data.

Joy (joy): 1 blank
  why       If “Problems are solved” (“Joy” tells), then “Improve customer
            loyalty”.
            No decision is named that it informs.
  behaviour BLANK. What would you do to win this number without helping anyone?
  affected  Nobody answers for it; for callers.
            On the front line: “Solve it”
  balance   Balanced by “Pride”.
  standing  no value yet; target 1–4 by December 2026: no data.

Pride (pride): 1 blank
  why       If “Problems are solved” (“Pride” tells), then “Improve customer
            loyalty”.
            No decision is named that it informs.
  behaviour BLANK. What would you do to win this number without helping anyone?
  affected  Nobody answers for it; for callers; asks a sample.
            On the front line: “Solve it”
  balance   Balanced by “Joy”.
  standing  −3.5; no target: not judged.
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("map.yaml").write_text(MAP)


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_a_reader_gets_the_blanks_counted_and_a_block_for_each_kpi(strategymap):
    ran = strategymap("audit", "map.yaml")
    assert (ran.code, ran.err, plain(ran.out)) == (0, "", TEXT)


@pytest.mark.parametrize("name", examples())
def test_the_text_fits_80_columns(strategymap, name):
    told = strategymap("audit", examples()[name]).out
    assert [line for line in told.splitlines() if len(line) > 80] == []


def test_as_data_it_holds_ids_numbers_and_days(strategymap):
    answer = json.loads(strategymap("audit", "map.yaml", "--format", "json").out)
    assert {key: value for key, value in answer.items() if key != "kpis"} == {
        "title": "Contact centre",
        "file": "map.yaml",
        "as_of": "2026-06-30",
        "blanks": {"why": 1, "behaviour": 3, "affected": 1, "balance": 2},
    }
    assert [row["kpi"] for row in answer["kpis"]] == ["aht", "clicks", "joy", "pride"]
    assert answer["kpis"][0] == {
        "kpi": "aht",
        "title": "Average handle time",
        "blanks": ["balance"],
        "why": {
            "measures": [{"id": "short-calls", "title": "Calls are short"}],
            "chain": ["aht", "short-calls", "profit"],
            "statement": "If “Calls are short” (“Average handle time” tells), then “Improve financial "
            "performance”.",
            "goal": {"id": "profit", "title": "Improve financial performance"},
            "decision": "how many agents we need",
        },
        "behaviour": {
            "rewarded": True,
            "rewarded_by": {"id": "bonus", "title": "A bonus"},
            "gamed": GAMED,
            "harms": [
                "“Calls are short” works against “Improve customer loyalty”: callers are hurried off the phone."
            ],
            "limits": ["Nobody is cut off"],
        },
        "affected": {
            "owner": "Head of service",
            "level": "operational",
            "respondents": None,
            "group": "all agents",
            "say": None,
        },
        "balance": {
            "balances": [],
            "beside": [],
            "suggested": [
                "First-contact resolution (FCR)",
                "Repeat contact rate",
                "Customer satisfaction (CSAT)",
            ],
            "on_the_map": False,
        },
        "standing": {
            "status": "on-track",
            "last": 350,
            "last_at": "2026-05-31",
            "target": 315,
            "between": [],
            "by": "2026-12-31",
            "unit": "s",
        },
    }
    assert answer["kpis"][3]["standing"]["last"] == -3.5


def test_a_spreadsheet_gets_a_line_for_each_kpi_and_its_numbers_stay_numbers(strategymap):
    text = strategymap("audit", "map.yaml", "--format", "csv").out
    assert text.startswith("\ufeffKPI,Id,Blanks,Ask,Why we track it,")
    assert text.count("\n") == text.count("\r\n") == 5
    aht, clicks, joy, pride = table(text)
    assert (aht["Last value"], aht["On"], aht["Target"], aht["By"]) == (
        "350",
        "2026-05-31",
        "315",
        "2026-12-31",
    )
    assert (joy["Target"], joy["Target from"], joy["Target to"]) == ("", "1", "4")
    assert (pride["Last value"], pride["Why we track it"]) == ("-3.5", WAY.replace("Joy", "Pride"))
    assert {key: value for key, value in clicks.items() if value} == {
        "KPI": "Newsletter clicks",
        "Id": "clicks",
        "Blanks": "4",
        "Ask": " ".join(QUESTIONS.values()),
        "Rewarded": "no",
        "Status": "no-data",
    }


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1 day", "@SUM(A1)", "\t=1", '=HYPERLINK("x")', "＝1"])
def test_no_text_of_a_map_becomes_a_formula(strategymap, text):
    told = json.dumps(text, ensure_ascii=False)
    keys = ("title", "owner", "decision", "limits", "say", "unit")
    kpi = "\n".join(f"    {key}: {told}" for key in keys)
    Path("odd.yaml").write_text(
        f"title: {told}\ngoals: {{g: {{title: {told}, for: {told}}}}}\nkpis:\n  =k:\n{kpi}\n    measures: g\n",
        "utf-8",
    )
    (row,) = table(strategymap("audit", "odd.yaml", "--format", "csv").out)
    shown = text.strip()
    assert [row[key] for key in ("KPI", "Id", "Decision", "Limits", "Owner", "For", "On the front line", "Unit")] == [
        f"'{shown}", "'=k", *[f"'{shown}"] * 6,
    ]  # fmt: skip
    assert [cell for cell in row.values() if cell[:1] in set("=+-@\t\r＝")] == []


def test_quotes_commas_and_line_ends_stay_in_their_cell(strategymap):
    Path("odd.yaml").write_text('title: T\nkpis: {k: {title: "a \\"b\\", c\\nd; e", owner: "x,y"}}')
    (row,) = table(strategymap("audit", "odd.yaml", "--format", "csv").out)
    assert (row["KPI"], row["Owner"]) == ('a "b", c d; e', "x,y")


def test_rewarded_kpis_with_blanks_come_first_then_those_with_the_most() -> None:
    text = """
title: Order
goals: {g: G}
kpis:
  whole: {title: Whole, measures: g, rewarded: yes, limits: x, owner: A, balances: part, focus: risk}
  part: {title: Part, measures: g, owner: A, focus: risk}
  loud: {title: Loud}
  paid: {title: Paid, measures: g, rewarded: yes, owner: A, limits: x, focus: risk, balances: []}
  b: {title: b, measures: g, focus: risk}
  a: {title: A, measures: g, focus: risk}
"""
    assert [(row.kpi, row.blanks) for row in package.loads(text).audit().rows] == [
        ("paid", ("balance",)),
        ("loud", ("why", "behaviour", "affected", "balance")),
        ("a", ("behaviour", "affected", "balance")),
        ("b", ("behaviour", "affected", "balance")),
        ("part", ("behaviour",)),
        ("whole", ()),
    ]


def test_a_kpi_beside_it_of_another_focus_balances_and_one_of_the_same_does_not() -> None:
    text = """
title: Beside
goals: {g: G}
kpis:
  a: {title: A, measures: g, focus: efficiency}
  b: {title: B, measures: g, focus: compliance}
  c: {title: C, measures: g, focus: quality}
"""
    rows = {row.kpi: row.balance for row in package.loads(text).audit().rows}
    assert [each.id for each in rows["a"].beside] == ["c"]
    assert [each.id for each in rows["c"].beside] == ["a", "b"]


def test_what_leads_to_no_goal_is_told_and_is_no_answer(strategymap):
    Path("lost.yaml").write_text("title: T\noutcomes: {o: Out}\nkpis: {k: {title: K, measures: o}}")
    told = strategymap("audit", "lost.yaml").out
    assert (
        "  why       BLANK. Why do we track this?\n            Tells about “Out”, which leads to no goal."
        in told
    )


def test_why_it_is_tracked_ends_at_the_nearest_goal_and_from_a_goal_at_the_one_behind_it() -> None:
    text = """
title: Steps
goals:
  top: Top
  middle: {title: Middle, supports: {top: it pays}}
  low: {title: Low, supports: [low, middle]}
outcomes: {o: {title: O, supports: {low: it helps}}}
kpis: {a: {title: A, measures: o}, b: {title: B, measures: low}, c: {title: C, measures: top}}
"""
    rows = {row.kpi: row.why for row in package.loads(text).audit().rows}
    assert {name: (why.chain, why.statement, why.goal and why.goal.id) for name, why in rows.items()} == {
        "a": (("a", "o", "low"), "If “O” (“A” tells), then “Low”, because it helps.", "low"),
        "b": (("b", "low", "middle"), "If “Low” (“B” tells), then “Middle”.", "middle"),
        "c": (("c", "top"), "“C” tells about “Top”.", "top"),
    }


def test_from_a_goal_a_long_way_to_the_goal_behind_it_is_told_by_its_ends() -> None:
    links = "".join(f"  o{n}: {{title: O{n}, supports: o{n + 1}}}\n" for n in range(40))
    text = f"""
title: Long
goals: {{low: {{title: Low, supports: o0}}, top: Top}}
outcomes:
{links}  o40: {{title: End, supports: top}}
kpis: {{k: {{title: K, measures: low}}}}
"""
    [row] = package.loads(text).audit().rows
    assert (row.why.chain, row.why.statement) == (
        (),
        "“K” tells about “Low”, which leads to “Top” by a long way.",
    )


def test_goals_in_a_loop_are_goals_enough_and_a_long_way_is_told_by_its_ends() -> None:
    links = "".join(f"  o{n}: {{title: O{n}, supports: o{n + 1}}}\n" for n in range(40))
    text = f"""
title: Long
goals: {{a: {{title: A, supports: b}}, b: {{title: B, supports: a}}}}
outcomes:
{links}  o40: {{title: End, supports: a}}
kpis: {{near: {{title: Near, measures: o40}}, far: {{title: Far, measures: o0}}}}
"""
    rows = {row.kpi: row.why for row in package.loads(text).audit().rows}
    assert (rows["near"].chain, rows["near"].statement) == (
        ("near", "o40", "a"),
        "If “End” (“Near” tells), then “A”.",
    )
    assert (rows["far"].chain, rows["far"].statement) == (
        (),
        "“Far” tells about “O0”, which leads to “A” by a long way.",
    )


@pytest.mark.parametrize(("suffix", "start"), [
    ("txt", "Metric audit: "), ("csv", "\ufeffKPI,"), ("html", "<!DOCTYPE html>"), ("json", "{\n"),
])  # fmt: skip
def test_the_suffix_decides_the_format(strategymap, suffix, start):
    ran = strategymap("audit", "map.yaml", "-o", f"audit.{suffix}")
    assert (ran.code, ran.out, ran.err) == (0, "", f"Wrote audit.{suffix}.\n")
    assert Path(f"audit.{suffix}").read_bytes().decode("utf-8").startswith(start)


def test_a_csv_file_keeps_the_line_ends_of_the_format(strategymap):
    strategymap("audit", "map.yaml", "-o", "audit.csv")
    text = Path("audit.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    assert text.count(b"\r\n") == text.count(b"\n") == 5


def test_a_map_on_standard_input_is_audited_from_another_day(strategymap, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(MAP.encode())))
    told = plain(strategymap("audit", "-", "--as-of", "2027-01-31").out)
    assert "  standing  350 s (May 2026); target 315 s by December 2026: off track.\n" in told


def test_a_format_that_there_is_not_and_a_map_as_output_are_refused(strategymap):
    ran = strategymap("audit", "map.yaml", "-o", "audit.xlsx")
    assert (ran.code, ran.err) == (
        2,
        'Error: ".xlsx" is no suffix of a format here; write one of .csv, .html, .json, .txt\n',
    )
    assert strategymap("audit", "map.yaml", "-o", "map.yaml", "--format", "text").code == 2
    assert Path("map.yaml").read_text() == MAP


def test_a_map_without_kpis_says_so(strategymap):
    Path("none.yaml").write_text("title: None yet")
    assert strategymap("audit", "none.yaml").out == "Metric audit: None yet\nThis map has no KPI.\n"
    assert len(strategymap("audit", "none.yaml", "--format", "csv").out.splitlines()) == 1
    assert json.loads(strategymap("audit", "none.yaml", "--format", "json").out)["kpis"] == []
