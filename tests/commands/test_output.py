"""How commands print, and what happens where nobody reads it or there is no room."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from strategymap.cli import run

FULL = Path("/dev/full")
STRATEGYMAP = (sys.executable, "-m", "strategymap")


@pytest.mark.parametrize("words", ["schema", "rules", "--help", "--version"])
def test_a_closed_pipe_ends_a_command_quietly_with_0(words: str):
    with subprocess.Popen(
        [*STRATEGYMAP, words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        told = process.stderr.read()
    assert (process.returncode, told) == (0, "")


@pytest.mark.skipif(not FULL.exists(), reason="needs a device that is always full")
def test_an_output_without_room_is_told_and_exits_with_2():
    with FULL.open("w") as full:
        ran = subprocess.run(
            [*STRATEGYMAP, "schema"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert ran.returncode == 2
    assert ran.stderr == "Error: the standard output can't be written: No space left on device\n"


def test_what_is_redirected_is_utf_8_whatever_the_system_prefers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "map.yaml").write_text("title: M\ngoals: {g: G}\noutcomes: {o: {title: O, supports: g}}\n")
    redirected = io.BytesIO()
    monkeypatch.delenv("PYTHONIOENCODING", raising=False)
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(redirected, encoding="cp1252", newline="\r\n"))
    assert run(["chains", str(tmp_path / "map.yaml")]) == 0
    assert redirected.getvalue().decode() == 'Goal "G"\n  complete  O → G\n'


class Interrupted(io.RawIOBase):
    """What somebody stops while it is read."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object, /) -> int:
        raise KeyboardInterrupt


def test_an_interrupt_is_told_in_a_word_and_exits_with_130(strategymap, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Interrupted())))
    assert strategymap("check", "-") == (130, "", "\nInterrupted.\n")


@pytest.mark.parametrize("seconds", ["nan", "inf", "1e18"])
def test_a_time_limit_is_a_number_of_seconds(strategymap, tmp_path: Path, seconds: str):
    ran = strategymap("render", tmp_path / "map.yaml", "--time-limit", seconds)
    assert (ran.code, ran.out) == (2, "")
    assert "write a number of seconds, at most 86400" in ran.err


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of POSIX")
def test_on_a_terminal_it_is_told_how_many_maps_are_checked(tmp_path: Path):
    for number in range(101):
        (tmp_path / f"{number:03}.yaml").write_text("title: M\ngoals: {g: {title: G, owner: O}}")
    here, there = os.openpty()
    ran = subprocess.run(
        [*STRATEGYMAP, "check", ".", "--select", "no-owner"], cwd=tmp_path, stderr=there,
        env={**os.environ, "TERM": "xterm"}, stdout=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    os.close(there)
    told = os.read(here, 10_000).decode()
    os.close(here)
    assert (ran.returncode, told) == (
        0,
        "\r50 of 101 maps checked …\r100 of 101 maps checked …\r\x1b[K101 maps: nothing found.\r\n",
    )


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of POSIX")
def test_on_a_terminal_an_error_is_broken_between_words(tmp_path: Path):
    (tmp_path / "map.yaml").write_text("title: M\nkpis: {k: {title: K, owner: Head of field service}}")
    here, there = os.openpty()
    ran = subprocess.run(
        [*STRATEGYMAP, "sight", "map.yaml", "Head of feild service in the north"], cwd=tmp_path, stderr=there,
        env={**os.environ, "COLUMNS": "60"}, stdout=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    os.close(there)
    told = os.read(here, 10_000).decode()
    os.close(here)
    assert (ran.returncode, told.split("\r\n")) == (
        2,
        [
            'Error: "Head of feild service in the north" owns nothing on',
            '    this map; the nearest is "Head of field service"; there',
            "    are Head of field service",
            "",
        ],
    )


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(
    "words",
    [["render", "--for", "a4"], ["render", "--select", "nobody-who-is-on-this-map-of-a-contact-centre"]],
)
def test_what_is_said_fits_the_terminal(words: list[str], tmp_path: Path):
    ours, theirs = os.openpty()
    path = Path(__file__).parents[2] / "maps" / "contact-centre.yaml"
    subprocess.run(
        [*STRATEGYMAP, *words, path, "-o", "map.svg"], cwd=tmp_path,
        stderr=theirs, check=False, env={**os.environ, "COLUMNS": "60"},
    )  # fmt: skip
    os.close(theirs)
    said = os.read(ours, 10_000).decode()
    os.close(ours)
    assert len(said.splitlines()) > 1
    assert max(map(len, said.splitlines())) <= 60
