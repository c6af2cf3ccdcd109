"""Files to a map: what is included, and every fault told with its place and what to write instead."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from strategymap import check, loader
from strategymap.errors import MapError
from strategymap.finding import Origin
from strategymap.graph import MapGraph


def faults_in(text: str, syntax: str = "yaml") -> list[tuple[str, int, int, str, str]]:
    """Rule, line, column, message and remedy of every fault."""
    with pytest.raises(MapError) as caught:
        loader.loads(text, rule_names=check.rule_names(), syntax=syntax)
    return [(f.rule, f.line, f.column, f.message, f.remedy) for f in caught.value.findings]


def faults_of(path: Path) -> list[tuple[str, str, int, str]]:
    """Rule, file, line and message of every fault of a file and what it includes."""
    with pytest.raises(MapError) as caught:
        loader.load(path, rule_names=check.rule_names())
    return [(f.rule, Path(f.file).name, f.line, f.message) for f in caught.value.findings]


MAP = "title: M\ngoals:\n  a:\n    title: A\n"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (
            "    suports: b",
            ("unknown-key", 5, 5, 'the key "suports" is not known on a goal', "write supports"),
        ),
        (
            "    measures: b",
            ("unknown-key", 5, 5, 'the key "measures" is not known on a goal', "`measures` belongs on a KPI"),
        ),
        (
            "    supports: b, c",
            ("wrong-value", 5, 15, '"b, c" can\'t be read at `supports`', "write [b, c]"),
        ),
        (
            "    supports: A",
            None,
        ),
        (
            "    focus: loyality",
            (
                "wrong-value", 5, 12, '"loyality" is not known at `focus`',
                "write loyalty (allowed: loyalty, experience, quality, efficiency, compliance, growth, financial, "
                "people, risk, capability)",
            ),
        ),
        (
            "    owner: [Anna]",
            (
                "wrong-value", 5, 12, "text is meant at `owner`, not a list",
                "put it in quotes if it is text that begins with [ or {, or that holds a colon",
            ),
        ),
        (
            "    supports: {b: {after: soon}}",
            (
                "wrong-value", 5, 27, '"soon" can\'t be read at `after`',
                "write a number of days, weeks, months, quarters or years, such as 3 months",
            ),
        ),
        (
            "    supports: {b: {evidence: proven}}",
            (
                "wrong-value", 5, 30, '"proven" is not known at `evidence`',
                "write one of assumed, observed, tested",
            ),
        ),
        (
            "    accept: [{rule: orphan-kip, because: x}]",
            ("unknown-rule", 5, 21, 'there is no rule "orphan-kip"', "write orphan-kpi"),
        ),
    ],
)  # fmt: skip
def test_a_slip_on_a_node_is_told_with_its_place_and_what_to_write(line, fault):
    if fault is None:
        assert loader.loads(f"{MAP}{line}\n").map.goals["a"].supports.keys() == {"A"}
    else:
        assert faults_in(f"{MAP}{line}\n") == [fault]


@pytest.mark.parametrize(
    ("value", "remedy"),
    [
        ("1,250", "write 1250 if the comma separates thousands, or 1.250 if it is a decimal"),
        ("12,5", "write 12.5: a point separates the decimals"),
        ("1 250 000", "write 1250000, without separators between the thousands"),
        ("1e3", "write 1000, without an exponent"),
        ("inf", "write a finite number"),
        ("nan", "write a finite number"),
        ("12:30", "write a number, such as 12.5"),
        ("2026-06-30", "write a number, such as 12.5"),
        ("many", "write a number, such as 12.5"),
        ("1_000", "write 1000, without separators between the thousands"),
        ("1''250", "write 1250, without separators between the thousands"),
        ("1.250,00", "write 1250.00: a point separates the decimals, and nothing the thousands"),
        ("1.250.000", "write 1250000, without separators between the thousands"),
        ("1,2,3", "write a number, such as 12.5"),
        ("2/5", "write 0.4 if it is a share, or 2 if it is 2 on a scale to 5"),
        ("2/0", "write a number, such as 12.5"),
        ("½", "write 0.5"),
        ("1½", "write 1.5"),
        ("٦٨٫٥", "write 68.5, in the digits 0 to 9"),
        ("9" * 50, "write a number of at most 40 digits"),
    ],
)
def test_a_number_that_can_be_read_two_ways_or_none_is_refused(value, remedy):
    for key in ("target", "actual"):
        (fault,) = faults_in(f"title: M\nkpis:\n  k: {{title: K, {key}: '{value}'}}\n")
        assert (fault[0], fault[1], fault[4]) == ("wrong-value", 3, remedy)


@pytest.mark.parametrize(
    ("value", "remedy"),
    [
        ("31.05.2026", "write 2026-05-31"),
        ("2026/05/31", "write 2026-05-31"),
        ("5/6/2026", "write 2026-06-05 if the day comes first, or 2026-05-06 if the month does"),
        ("5/31/2026", "write 2026-05-31"),
        ("May-26", "write a date as 2026-12-31, 2026-12, 2026-Q4 or 2026"),
    ],
)
def test_a_date_in_another_form_is_refused_with_its_readings(value, remedy):
    assert faults_in(f"title: M\nas_of: {value}\n") == [
        ("wrong-value", 2, 8, f'"{value}" can\'t be read at `as_of`', remedy)
    ]


@pytest.mark.parametrize(
    ("value", "number", "currency", "suffix"),
    [
        ("315", "315", "", ""),
        ("0123", "123", "", ""),
        ("12.5 %", "12.5", "", "%"),
        ("-3", "-3", "", ""),
        ("+3", "3", "", ""),
        ("€4.10", "4.10", "€", ""),
        ("EUR 4.10", "4.10", "EUR", ""),
        ("US$5", "5", "US$", ""),
        ("-€5", "-5", "€", ""),
        ("315 s", "315", "", "s"),
    ],
)
def test_a_number_keeps_its_currency_and_its_unit(value, number, currency, suffix):
    loaded = loader.loads(f"title: M\nkpis:\n  k: {{title: K, unit: s, target: '{value}'}}\n")
    target = loaded.map.kpis["k"].target
    assert target is not None
    assert target.value is not None
    assert (str(target.value.number), target.value.currency, target.value.suffix) == (
        number,
        currency,
        suffix,
    )


def test_a_unit_behind_a_number_must_be_the_kpis_own():
    assert faults_in("title: M\nkpis:\n  k: {title: K, unit: s, target: 5 min}\n") == [
        ("wrong-value", 3, 34, '"min" behind the number is not the unit of "k"', "write 5, or 5 s")
    ]
    assert faults_in("title: M\nkpis:\n  k: {title: K, target: 5 min}\n")[0][4] == (
        "write 5, and the unit under `unit`"
    )
    loader.loads("title: M\nkpis:\n  k: {title: Average handle time, target: 315 s}\n")


@pytest.mark.parametrize(
    "word",
    [
        "no",
        "on",
        "null",
        "~",
        "0123",
        "12:30",
        "1e3",
        "2026-06-30",
        "0x1F",
        "true",
        "1_000",
        ".5",
        "=",
        "Norway",
    ],
)
def test_a_title_is_what_it_looks_like(word):
    assert loader.loads(f"title: {word}\ngoals:\n  g: {word}\n").map.goals["g"].title == word


@pytest.mark.parametrize("text", ["title:", "title: ''", "title: '  '", "goals: {a: A}"])
def test_a_map_without_a_title_is_refused(text):
    assert any("title" in message for _, _, _, message, _ in faults_in(text))


@pytest.mark.parametrize(
    "text",
    [
        "title: M\ngoals:\n  a:\n",
        "title: M\ngoals:\n  a: {owner: Anna}\n",
        "title: M\ngoals:\n  a: {title: }\n",
    ],
)
def test_a_node_without_a_title_is_refused_at_its_id(text):
    (fault,) = faults_in(text)
    assert fault == ("missing-key", 3, 3, '"a" has no `title`', "write title: …")


@pytest.mark.parametrize("empty", ["", "''", "[]", "{}"])
def test_an_empty_value_is_the_same_as_a_missing_key(empty):
    loaded = loader.loads(
        f"title: M\ngoals:\n  a:\n    title: A\n    supports: {empty}\n    harms: {empty}\n"
    )
    assert loaded.map.goals["a"].supports == {}


def test_a_hash_that_yaml_takes_for_a_comment_is_caught_in_text_and_only_there():
    (fault,) = faults_in("title: We are #1\n")
    assert fault[:3] == ("swallowed-text", 1, 8)
    assert '"We are #1"' in fault[4]
    (fault,) = faults_in("title: M\ngoals:\n  a: We are #1\n")
    assert fault[:3] == ("swallowed-text", 3, 6)
    loader.loads("title: M # a comment\ngoals:\n  a:\n    title: A\n    supports: b #todo\n")


def test_a_title_in_the_place_of_an_id_is_answered_with_the_id():
    (fault,) = faults_in(
        "title: M\ngoals: {a: Improve loyalty}\nkpis: {k: {title: K, measures: Improve loyalty}}\n"
    )
    assert fault == (
        "wrong-value",
        3,
        32,
        '"Improve loyalty" at `measures` is no id',
        "write a, the id of that title",
    )


def test_a_title_that_two_nodes_have_is_answered_with_the_id_of_the_first():
    faults = faults_in(
        "title: M\ngoals: {a: One aim, b: one AIM}\nkpis: {k: {title: K, measures: [One aim]}}\n"
    )
    assert [remedy for *_, remedy in faults] == ["write a, the id of that title"]


def test_faults_of_every_sort_are_told_at_once_in_the_order_of_the_text():
    found = faults_in("titel: M\ngoals: [a, b]\nkpis:\n  k: {title: K, target: x, rewarded: maybe}\n")
    assert [fault[:3] for fault in found] == [
        ("missing-key", 1, 1),
        ("unknown-key", 1, 1),
        ("wrong-value", 2, 8),
        ("wrong-value", 4, 25),
        ("wrong-value", 4, 38),
    ]


def test_an_unknown_key_is_refused_without_a_value_too():
    found = faults_in(
        "title: M\ngoals: {a: {title: Trust, and more, focus: }}\nkpis:\n  k: {title: K, targett: }\n"
        "  l: {title: L, target: {value: 3, bye: }}\nrules: {no-owner: {limits: }}\n"
    )
    assert [fault[:3] + fault[4:] for fault in found] == [
        ("unknown-key", 2, 27, "put the text before it in quotes, if the comma belongs to it"),
        ("unknown-key", 4, 17, "write target"),
        ("unknown-key", 5, 36, "write by"),
        ("unknown-key", 6, 20, "write limit"),
    ]


def test_a_range_that_is_none_is_shown_as_it_was_written():
    found = faults_in("title: M\nkpis: {k: {title: K, target: {between: [9, 2]}, scale: [1, 5, 7]}}\n")
    assert [fault[3:] for fault in found] == [
        ('"[9, 2]" can\'t be read at `between`', "write the lower value first, such as [75, 85]"),
        ('"[1, 5, 7]" can\'t be read at `scale`', "write two values, such as [75, 85]"),
    ]


def test_an_unknown_catalogue_entry_is_refused_with_the_nearest():
    (fault,) = faults_in("title: M\nkpis: {k: {title: K, catalogue: npss}}\n")
    assert fault[:2] == ("wrong-value", 2)
    assert fault[4] == "write nps"


@pytest.mark.parametrize("syntax", ["json", "toml"])
def test_the_same_map_reads_alike_in_json_and_toml(syntax):
    tree = {
        "title": "M",
        "as_of": "2026-06-30",
        "goals": {"a": {"title": "A", "supports": {"b": {"because": "x", "after": "3 months"}}}, "b": "B"},
        "kpis": {
            "k": {"title": "K", "measures": ["a", "b"], "target": {"between": [75, 85]}, "rewarded": True}
        },
    }
    as_toml = """\
title = "M"
as_of = 2026-06-30
[goals]
b = "B"
[goals.a]
title = "A"
supports.b = {because = "x", after = "3 months"}
[kpis.k]
title = "K"
measures = ["a", "b"]
target.between = [75, 85]
rewarded = true
"""
    yaml = loader.loads(
        "title: M\nas_of: 2026-06-30\ngoals:\n  a: {title: A, supports: {b: {because: x, after: 3 months}}}\n  b: B\n"
        "kpis:\n  k: {title: K, measures: [a, b], target: {between: [75, 85]}, rewarded: yes}\n"
    )
    other = loader.loads(json.dumps(tree) if syntax == "json" else as_toml, syntax=syntax)
    assert other.map == yaml.map


# Includes


def test_an_included_file_brings_its_nodes_and_keeps_its_other_keys(tmp_path: Path):
    (tmp_path / "map.yaml").write_text("title: M\ninclude: [parts/it.yaml]\ngoals:\n  a: A\n")
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "it.yaml").write_text(
        "title: IT\nas_of: 2020-01-01\nrules: {orphan-kpi: off}\ngoals:\n  b: {title: B, supports: a, perspective: x}\n"
    )
    loaded = loader.load(tmp_path / "map.yaml")
    graph = MapGraph(loaded)
    assert list(graph.nodes) == ["a", "b"]
    assert graph.supports("b") == ["a"]
    assert (loaded.map.title, loaded.map.as_of, loaded.map.rules) == ("M", None, {})
    found = check.check(graph)
    assert [(f.rule, Path(f.file).name, f.line) for f in found if f.rule == "unknown-id"] == [
        ("unknown-id", "it.yaml", 5)
    ]


def test_an_included_file_can_include_and_one_file_is_read_once(tmp_path: Path):
    (tmp_path / "map.yaml").write_text("title: M\ninclude: [a.yaml, b.yaml]\n")
    (tmp_path / "a.yaml").write_text("title: A\ninclude: c.yaml\n")
    (tmp_path / "b.yaml").write_text("title: B\ninclude: c.yaml\n")
    (tmp_path / "c.yaml").write_text("title: C\ngoals: {c: C}\n")
    assert len(loader.load(tmp_path / "map.yaml").sources) == 4


def test_an_include_that_loops_is_refused(tmp_path: Path):
    (tmp_path / "map.yaml").write_text("title: M\ninclude: a.yaml\n")
    (tmp_path / "a.yaml").write_text("title: A\ninclude: map.yaml\n")
    assert faults_of(tmp_path / "map.yaml") == [
        ("wrong-include", "a.yaml", 2, '"map.yaml" includes itself, directly or through others')
    ]


def test_files_can_include_one_another_in_a_long_chain(tmp_path: Path):
    for number in range(1500):
        goal = f"title: M\ngoals: {{g{number}: G}}\n"
        (tmp_path / f"m{number}.yaml").write_text(
            f"{goal}include: m{number + 1}.yaml\n" if number < 1499 else goal
        )
    loaded = loader.load(tmp_path / "m0.yaml")
    assert [name for name, _, _ in loaded.elements()] == [f"g{number}" for number in range(1500)]


@pytest.mark.parametrize(
    "target", ["../secret.yaml", "/etc/passwd", "link.yaml", "a/../../secret.yaml", "C:\\x.yaml"]
)
def test_an_include_that_leaves_the_folder_is_refused(tmp_path: Path, target: str):
    folder = tmp_path / "maps"
    folder.mkdir()
    (tmp_path / "secret.yaml").write_text("title: secret\n")
    (folder / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    (folder / "map.yaml").write_text(f"title: M\ninclude: '{target}'\n")
    ((rule, _, line, message),) = faults_of(folder / "map.yaml")
    assert (rule, line) == ("wrong-include", 2)
    assert "leaves the folder" in message


def test_an_include_that_is_missing_names_the_nearest_file(tmp_path: Path):
    (tmp_path / "people.yaml").write_text("title: P\n")
    (tmp_path / "map.yaml").write_text("title: M\ninclude: poeple.yaml\n")
    with pytest.raises(MapError) as caught:
        loader.load(tmp_path / "map.yaml")
    assert [f.remedy for f in caught.value.findings] == ["write people.yaml"]


def test_of_many_missing_includes_the_first_are_advised(tmp_path: Path):
    (tmp_path / "people.yaml").write_text("title: P\n")
    (tmp_path / "map.yaml").write_text("title: M\ninclude:\n" + "- poeple.yaml\n" * 1_000)
    with pytest.raises(MapError) as caught:
        loader.load(tmp_path / "map.yaml")
    assert [f.remedy for f in caught.value.findings] == ["write people.yaml"] * 20 + [
        "name a file that exists"
    ] * 980


def test_an_include_with_a_name_that_no_file_can_have_is_missing(tmp_path: Path):
    name = "a" * 300 + ".yaml"
    (tmp_path / "map.yaml").write_text(f"title: M\ninclude: {name}\n")
    assert faults_of(tmp_path / "map.yaml") == [
        ("wrong-include", "map.yaml", 2, f'there is no file "{name}"')
    ]


def test_an_id_that_two_files_define_is_refused_at_the_second_with_the_place_of_the_first(tmp_path: Path):
    (tmp_path / "map.yaml").write_text("title: M\ninclude: a.yaml\ngoals:\n  x: X\n")
    (tmp_path / "a.yaml").write_text("title: A\nkpis:\n  x: X\n")
    ((rule, file, line, message),) = faults_of(tmp_path / "map.yaml")
    assert (rule, file, line) == ("duplicate-id", "a.yaml", 3)
    assert message.startswith('"x" is defined twice; the first time in ')
    assert message.endswith("map.yaml, line 4")


def test_faults_of_every_included_file_are_told_at_once(tmp_path: Path):
    (tmp_path / "map.yaml").write_text("title: M\ninclude: [a.yaml, b.yaml]\n")
    (tmp_path / "a.yaml").write_text("titel: A\n")
    (tmp_path / "b.yaml").write_text("title: [\n")
    files = {file for _, file, _, _ in faults_of(tmp_path / "map.yaml")}
    assert files == {"a.yaml", "b.yaml"}


def test_a_limit_for_a_rule_that_has_none_is_refused():
    assert faults_in("title: M\nrules: {orphan-kpi: {limit: 3}, too-many-goals: {limit: 15}}\n") == [
        ("wrong-value", 2, 22, 'the rule "orphan-kpi" has no limit to set', "take the limit out")
    ]


@pytest.mark.parametrize("many", [3, 300])
def test_a_link_in_a_list_stands_at_its_id_and_at_the_first_of_two(many: int):
    ids = [f"u{number}" for number in range(many)]
    text = "title: M\ngoals:\n  a:\n    title: A\n    supports:\n"
    loaded = loader.loads(text + "".join(f"      - {name}\n" for name in [*ids, ids[1]]))
    places = [loaded.place(Origin(0, ("goals", "a", "supports", name))) for name in ids]
    assert [(place.line, place.column) for place in places] == [(6 + number, 9) for number in range(many)]
