"""What happens to a command whose output nobody reads, or that has no room."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

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
