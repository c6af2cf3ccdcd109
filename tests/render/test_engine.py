"""Running the layout engine: found safely, stopped in time, and understood."""

from __future__ import annotations

import os
import stat
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from conftest import program as installed
from render.sample_views import contact_centre, view

from strategymap import render
from strategymap.errors import LayoutError, UnknownName
from strategymap.render import engine
from strategymap.render.media import MEDIA
from strategymap.view import Band, Card, View

CHAIN = 'digraph { a [width="1"]; a -> b; }'


def planted(folder: Path, name: str, script: str) -> Path:
    """A program of our own."""
    path = folder / name
    path.write_text(f"#!{sys.executable}\n{script}", "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def only(monkeypatch: pytest.MonkeyPatch, *folders: Path) -> None:
    """Leaves no engines but those in some folders."""
    monkeypatch.setattr(engine, "_beside_python", lambda name: None)
    monkeypatch.setenv("PATH", os.pathsep.join(map(str, folders)))


def test_the_engine_that_pip_installed_is_the_default() -> None:
    assert Path(engine.program()).name.startswith("graphviz-pure")
    assert {item["name"] for item in engine.lay_out(CHAIN)["objects"]} == {"a", "b"}


def test_a_system_dot_is_taken_where_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    dot = os.path.realpath(installed("dot"))
    assert os.path.realpath(engine.program("dot")) == dot
    monkeypatch.setenv(engine.VARIABLE, "dot")
    assert os.path.realpath(engine.program()) == dot
    assert Path(engine.program("graphviz-pure")).name.startswith("graphviz-pure")


def test_without_an_engine_the_error_names_both(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    only(monkeypatch, tmp_path)
    with pytest.raises(LayoutError, match=r"pip install graphviz-pure.*`dot`"):
        render.draw(contact_centre())


def test_an_engine_that_there_is_not_is_refused() -> None:
    with pytest.raises(UnknownName, match='no layout engine "neato"; choose graphviz-pure or dot'):
        render.draw(contact_centre(), engine="neato")


def test_a_program_in_the_current_folder_is_never_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    planted(tmp_path, "dot", "raise SystemExit('planted')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(engine, "_beside_python", lambda name: None)
    for path in (".", "", str(tmp_path), f".{os.pathsep}{tmp_path}"):
        monkeypatch.setenv("PATH", path)
        with pytest.raises(LayoutError, match="not installed"):
            engine.program("dot")


def test_an_engine_that_takes_too_long_is_stopped_with_all_that_it_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    started, survived = tmp_path / "started", tmp_path / "survived"
    child = planted(
        tmp_path,
        "child",
        f"import pathlib, time\npathlib.Path({str(started)!r}).touch()\ntime.sleep(3)\npathlib.Path({str(survived)!r}).touch()",
    )
    planted(tmp_path, "dot", f"import subprocess, time\nsubprocess.Popen([{str(child)!r}])\ntime.sleep(60)")
    only(monkeypatch, tmp_path)
    with pytest.raises(
        LayoutError, match=r"22 cards and 29 links can't be laid out in 2 seconds; .*--select"
    ):
        render.draw(contact_centre(), engine="dot", time_limit=2)
    time.sleep(3)
    assert started.exists()
    assert not survived.exists()


@pytest.mark.parametrize(
    ("form", "wishes"), [("svg", {"medium": MEDIA["a4"]}), ("pdf", {"medium": MEDIA["a4"], "split": True}), ("pptx", {"split": True})]
)  # fmt: skip
def test_the_time_limit_is_that_of_the_whole_picture_with_all_its_pages(
    form: str, wishes: dict[str, Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    true = engine.program("graphviz-pure")
    planted(
        tmp_path,
        "dot",
        f"import os, sys, time\ntime.sleep(0.8)\nos.execv({true!r}, [{true!r}, *sys.argv[1:]])",
    )
    only(monkeypatch, tmp_path)
    with pytest.raises(
        LayoutError, match=r"22 cards and 29 links can't be laid out in 2 seconds; .*more time"
    ):
        render.draw(contact_centre(), form, engine="dot", time_limit=2, **wishes)


def test_a_map_that_no_engine_lays_out_is_refused_at_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    only(monkeypatch, tmp_path)
    cards = tuple(Card(f"c{number}", "goal", "Goal") for number in range(10_001))
    with pytest.raises(
        LayoutError, match=r"10001 cards and 0 links is too large for one picture; .*--select"
    ):
        render.draw(View("Large", "", (Band("", "", None, cards),)))


def test_what_an_engine_complains_of_is_passed_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    planted(tmp_path, "dot", "import sys; sys.stdin.read(); sys.exit('no memory left')")
    only(monkeypatch, tmp_path)
    with pytest.raises(LayoutError, match=r"failed \(1\): no memory left"):
        engine.lay_out(CHAIN)


def test_an_answer_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    planted(tmp_path, "dot", "import sys; sys.stdin.read(); print('{')")
    only(monkeypatch, tmp_path)
    with pytest.raises(LayoutError, match="can't be read"):
        engine.lay_out(CHAIN)


def test_an_engine_sees_nothing_of_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    planted(
        tmp_path,
        "dot",
        "import json, os, sys; sys.stdin.read(); print(json.dumps([sorted(os.environ), os.listdir('.')]))",
    )
    only(monkeypatch, tmp_path)
    monkeypatch.setenv("GVBINDIR", str(tmp_path))
    monkeypatch.setenv("SECRET", "x")
    names, files = engine.lay_out(CHAIN)
    assert not {"GVBINDIR", "SECRET"} & set(names)
    assert files == []


def test_both_engines_give_the_same_picture_where_there_is_one_best_layout() -> None:
    installed("dot")
    chain = view(
        "a | A\n  goal top: Top >\nb | B\n  outcome one: One > top\n  outcome two: Two > top\n  output last: Last > one"
    )
    assert render.draw(chain, engine="dot") == render.draw(chain, engine="graphviz-pure")
