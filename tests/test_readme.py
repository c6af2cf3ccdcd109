"""The README does what it says: its tutorial is played as a reader would play it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from blocks import Shown, blocks, played

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = [block.text.strip() for block in blocks(README) if block.language == "sh"]


@cache
def tutorial() -> list[Shown]:
    """What the commands of the tutorial print, one after the other."""
    return list(played(README))


def printed_by(command: str) -> list[str]:
    return [shown.printed for shown in tutorial() if shown.printed.startswith(f"$ {command}")]


def test_every_command_of_the_tutorial_prints_what_the_readme_shows() -> None:
    for shown in tutorial():
        assert shown.is_true, f"run docs/generate.py; really printed:\n{shown.printed}"


def test_only_a_check_that_finds_something_ends_with_an_exit_code_other_than_zero() -> None:
    codes = {shown.printed.splitlines()[0]: shown.codes for shown in tutorial()}
    assert codes == {
        "$ strategymap check map.yaml": (1,),
        "$ strategymap why map.yaml aht": (0,),
        "$ strategymap explain unbalanced-reward": (0,),
        "$ strategymap render map.yaml -o map.svg": (0, 0),
        '$ strategymap sight map.yaml "Head of service"': (0,),
    }


def test_the_sixth_step_of_the_tutorial_mends_what_it_says() -> None:
    before, after = (
        set(re.findall(r"^  \S \w+  (\S+)$", text, re.MULTILINE)) for text in printed_by("strategymap check")
    )
    assert before - after == {"unbalanced-reward", "unmeasured-goal", "unwatched-harm"}
    assert after - before == {"stated-not-rewarded", "sole-measure"}


def test_the_tutorial_has_all_its_blocks() -> None:
    languages = [(block.language, block.marker) for block in blocks(README)]
    assert languages == [
        ("sh", ""),
        ("sh", ""),
        ("yaml", "save as map.yaml"),
        ("console", ""),
        ("console", ""),
        ("console", ""),
        ("console", ""),
        ("yaml", "append to map.yaml"),
        ("console", ""),
        ("console", ""),
        ("python", ""),
    ]


def test_the_first_command_builds_a_map_that_there_is() -> None:
    found = re.search(r"strategymap build (\S+) -o out$", COMMANDS[0])
    assert found and (ROOT / found[1]).is_file()


def test_the_build_server_ends_with_the_test_command_of_the_readme_and_begins_with_the_other() -> None:
    run = (ROOT / ".ci" / "run").read_text("utf-8")
    assert run.rstrip().endswith(f"\n{COMMANDS[1]}")
    assert COMMANDS[0] in run
    assert "STRATEGYMAP_TEST_NO_SKIPS=1" in run


def test_the_readme_counts_the_maps_right() -> None:
    assert "**Nine finished maps**" in README
    assert len(list((ROOT / "maps").glob("*.yaml"))) == 9
