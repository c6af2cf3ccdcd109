"""Running the command line in this process."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from strategymap.cli import run


class Ran(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str


@pytest.fixture
def strategymap(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Runs one command and returns its exit code and what it printed."""

    def command(*args: object) -> Ran:
        capsys.readouterr()
        code = run([str(arg) for arg in args])
        return Ran(code, *capsys.readouterr())

    return command
