"""Running a layout engine: the one place where a picture starts another program.

The engine gets DOT on its standard input and answers with JSON. It is called by its
absolute path, without a shell, in an empty folder and a clean environment, and is
stopped, with all that it started, when its time is up.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from strategymap.errors import LayoutError, UnknownName

#: The engines, in the order in which they are looked for.
ENGINES = ("graphviz-pure", "dot")
#: Asks for an engine where the caller doesn't.
VARIABLE = "STRATEGYMAP_ENGINE"


class OutOfTime(LayoutError):
    """The engine was stopped because its time was up."""


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
        found = found or _on_path(name)
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
    return _in((sysconfig.get_path("scripts"), str(Path(sys.executable).parent)), name) or _recorded(name)


def _in(folders: Sequence[str], name: str) -> str | None:
    """A program in one of some folders. Windows looks into the current folder first,
    whatever it is told: what it finds there is not taken."""
    found = shutil.which(name, path=os.pathsep.join(folders)) if folders else None
    safe = found and os.path.realpath(os.path.dirname(found)) in map(os.path.realpath, folders)
    return os.path.abspath(found) if found and safe else None


def _recorded(name: str) -> str | None:
    """A program where pip's own records say that it is, as after `pip install --target`."""
    from importlib import metadata

    try:
        files = metadata.files(name) or []
    except metadata.PackageNotFoundError:
        return None
    paths = (Path(str(file.locate())) for file in files if file.stem == name and file.suffix in {"", ".exe"})
    return next((str(path.resolve()) for path in paths if path.is_file()), None)


def _on_path(name: str) -> str | None:
    """A program on the search path, never one of the current folder."""
    here = os.path.realpath(os.getcwd())
    folders = [part for part in os.environ.get("PATH", os.defpath).split(os.pathsep) if os.path.isabs(part)]
    return _in([folder for folder in folders if os.path.realpath(folder) != here], name)


def _run(command: list[str], text: bytes, time_limit: float) -> bytes:
    with tempfile.TemporaryDirectory(prefix="strategymap-") as folder:
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                cwd=folder,
                env=_environment(),
                **_own_group(),
            )
        except OSError as error:
            raise LayoutError(f"the layout engine {command[0]} can't be started: {error}") from error
        answer: bytes
        try:
            answer, complaints = process.communicate(text, timeout=time_limit)
        except BaseException as error:
            _stop(process)
            if isinstance(error, subprocess.TimeoutExpired):
                raise OutOfTime(f"the layout took longer than {time_limit:g} seconds") from None
            raise
    if process.returncode != 0:
        said = complaints.decode("utf-8", "replace").strip()[:500]
        raise LayoutError(f"the layout engine {command[0]} failed ({process.returncode}): {said}")
    return answer


def _environment() -> dict[str, str]:
    """What a program needs to start, and nothing that changes what Graphviz does."""
    needed = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
    return {name: os.environ[name] for name in needed if name in os.environ} | {"LC_ALL": "C"}


def _own_group() -> dict[str, Any]:
    """Makes the engine the head of a group that can be stopped as a whole."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True}


def _stop(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
    process.communicate()
