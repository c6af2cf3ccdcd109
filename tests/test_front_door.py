"""What `import strategymap` offers, and what it costs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest

import strategymap

MAP = """\
title: Shop
goals:
  profit: Improve profit
  loyalty: {title: Improve loyalty, focus: loyalty, supports: {profit: customers who stay buy more}}
kpis:
  clicks: Newsletter clicks
"""


def test_every_exported_name_is_there_and_none_hides_a_module():
    for name in strategymap.__all__:
        assert getattr(strategymap, name) is not None
    assert strategymap.__all__ == sorted(
        strategymap.__all__, key=lambda n: (not n.isupper(), not n[0].isupper(), n)
    )
    assert set(strategymap.__all__) == set(strategymap._HOMES)
    assert not {f"strategymap.{name}" for name in strategymap.__all__} & sys.modules.keys()


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nothing"):
        strategymap.nothing  # noqa: B018


def test_a_map_is_loaded_checked_and_questioned_in_a_few_lines(tmp_path: Path):
    (tmp_path / "map.yaml").write_text(MAP)
    m = strategymap.load(tmp_path / "map.yaml")
    assert [f.node for f in m.check(select=["orphan-kpi"])] == ["clicks"]
    assert m.why("loyalty").top_goals == ("profit",)
    assert repr(m) == "<StrategyMap 'Shop': 2 nodes, 1 KPIs>"


def test_the_graph_is_a_read_only_networkx_graph_with_the_links_on_its_edges():
    graph = strategymap.loads(MAP).graph
    assert isinstance(graph, nx.DiGraph)
    assert graph.nodes["loyalty"] == {"kind": "goal", "title": "Improve loyalty"}
    assert graph.edges["loyalty", "profit"]["supports"].because == "customers who stay buy more"
    with pytest.raises(nx.NetworkXError):
        graph.add_node("x")


def test_a_map_that_cannot_be_understood_raises_with_every_fault():
    with pytest.raises(strategymap.MapError) as caught:
        strategymap.loads("goals: {a: {titel: A}}", name="x.yaml")
    found = [(f.rule, f.line, f.column) for f in caught.value.findings]
    assert found == [("missing-key", 1, 1), ("missing-key", 1, 9), ("unknown-key", 1, 13)]


def test_in_a_notebook_a_map_shows_itself_as_a_picture():
    assert strategymap.loads(MAP)._repr_svg_().startswith("<svg")


def test_an_output_is_never_written_over_the_map(tmp_path: Path):
    path = tmp_path / "map.yaml"
    path.write_text(MAP)
    (tmp_path / "map.svg").symlink_to(path)
    with pytest.raises(strategymap.OutputError, match="is read here"):
        strategymap.load(path).render(tmp_path / "map.svg")
    assert path.read_text() == MAP


def test_a_starter_map_under_a_name_that_no_file_can_have_is_refused(tmp_path: Path):
    with pytest.raises(strategymap.OutputError, match="can't be written"):
        strategymap.new(tmp_path / ("a" * 300 + ".yaml"))


def test_a_link_that_leads_in_a_circle_stops_no_search_for_maps(tmp_path: Path):
    (tmp_path / "a.yaml").write_text("title: A\ninclude: loop.yaml\n")
    (tmp_path / "b.yaml").write_text("title: B\n")
    (tmp_path / "loop.yaml").symlink_to(tmp_path / "loop.yaml")
    assert strategymap.find_maps([tmp_path]) == [tmp_path / "a.yaml", tmp_path / "b.yaml"]
    assert strategymap.find_maps([tmp_path / "loop.yaml"]) == [tmp_path / "loop.yaml"]


def test_an_output_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path):
    with pytest.raises(strategymap.OutputError, match="can't be written"):
        strategymap.loads(MAP).render(tmp_path / "no-such-folder" / "map.svg")
    assert list(tmp_path.iterdir()) == []


def test_a_format_that_there_is_not_is_refused_with_those_that_there_are(tmp_path: Path):
    with pytest.raises(strategymap.UnknownName, match=r"write one of \.dot, \.json, \.mmd, \.pdf, \.png"):
        strategymap.loads(MAP).render(tmp_path / "map.jpg")
    with pytest.raises(strategymap.UnknownName, match=r"write one of \.html, \.md"):
        strategymap.loads(MAP).narrate(tmp_path / "story")


@pytest.mark.parametrize("words", ["--version", "rules", "explain orphan-kpi", "schema"])
def test_a_small_command_loads_no_heavy_library(words: str):
    code = (
        f"import sys; sys.argv[1:] = {words.split()}\n"
        "from strategymap.__main__ import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print([m for m in ('networkx', 'jinja2', 'pydot', 'yaml') if m in sys.modules], file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stderr.strip() == "[]"
