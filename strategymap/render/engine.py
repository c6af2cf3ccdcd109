"""Running a layout engine: the one place where a picture needs another program.

The engine gets DOT on its standard input and answers with JSON. It is called by its
absolute path, without a shell, in an empty folder and a clean environment, and is
stopped, with all that it started, when its time is up.
"""

from __future__ import annotations

import json
import os
import sys
import sysconfig
import tempfile
import time
from pathlib import Path
from typing import Any, cast

from strategymap import programs
from strategymap.errors import LayoutError, UnknownName

#: The engines, in the order in which they are looked for.
ENGINES = ("graphviz-pure", "dot")
#: Asks for an engine where the caller doesn't.
VARIABLE = "STRATEGYMAP_ENGINE"


class OutOfTime(LayoutError):
    """The engine was stopped because its time was up."""


class Deadline:
    """When what may take so many seconds, from now on, must be done."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """The seconds that are left. Raises OutOfTime where there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise OutOfTime(f"the layout took longer than {self.seconds:g} seconds")
        return left


def lay_out(source: str, *, engine: str | None = None, time_limit: float = 20.0) -> dict[str, Any]:
    """What the engine answers to a DOT document, as Graphviz's `json0` format.

    Without `engine` the environment variable STRATEGYMAP_ENGINE decides; without that,
    graphviz-pure is taken, or else `dot`. Raises UnknownName for another engine, LayoutError
    without one or when it fails, and OutOfTime when it takes longer than `time_limit` seconds.
    """
    answer = _run([*command(engine), "-Tjson0"], source.encode("ascii"), time_limit)
    try:
        return cast(dict[str, Any], json.loads(answer))
    except ValueError as error:
        raise LayoutError(f"the layout engine gave an answer that can't be read: {error}") from error


def command(engine: str | None = None) -> list[str]:
    """How an engine is called, without the format of its answer."""
    return [program(engine), "-Kdot"]


def program(engine: str | None = None) -> str:
    """The absolute path of an engine. Raises LayoutError where it isn't there, and
    UnknownName."""
    asked = engine or os.environ.get(VARIABLE) or None
    if asked is not None and asked not in ENGINES:
        raise UnknownName(f'there is no layout engine "{asked}"; choose {" or ".join(ENGINES)}')
    tried = (asked,) if asked else ENGINES
    for name in tried:
        found = _beside_python(name) if name == "graphviz-pure" else None
        found = found or programs.on_path(name)
        if found:
            return found
    raise LayoutError(_missing(asked))


def _missing(asked: str | None) -> str:
    what = f'the layout engine "{asked}" is not installed' if asked else "no layout engine is installed"
    return (
        f"{what}; run `pip install graphviz-pure`, or install Graphviz for its `dot` "
        f"(https://graphviz.org) and ask for it with {VARIABLE}=dot"
    )


def _beside_python(name: str) -> str | None:
    """A program that pip installed with this Python."""
    folders = (sysconfig.get_path("scripts"), str(Path(sys.executable).parent))
    return programs.found_in(folders, name) or _recorded(name)


def _recorded(name: str) -> str | None:
    """A program where pip's own records say that it is, as after `pip install --target`."""
    from importlib import metadata

    try:
        files = metadata.files(name) or []
    except metadata.PackageNotFoundError:
        return None
    paths = (Path(str(file.locate())) for file in files if file.stem == name and file.suffix in {"", ".exe"})
    return next((str(path.resolve()) for path in paths if path.is_file()), None)


def _run(command: list[str], text: bytes, time_limit: float) -> bytes:
    with tempfile.TemporaryDirectory(prefix="strategymap-") as folder:
        try:
            ended = programs.run(command, folder, programs.environment(), time_limit, text)
        except TimeoutError:
            raise OutOfTime(f"the layout took longer than {time_limit:g} seconds") from None
        except OSError as error:
            raise LayoutError(f"the layout engine {command[0]} can't be started: {error}") from error
    if ended.code != 0:
        raise LayoutError(f"the layout engine {command[0]} failed ({ended.code}): {ended.complaints}")
    return ended.answer
