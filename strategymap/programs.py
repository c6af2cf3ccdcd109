"""Other programs: found safely, run without a shell, and stopped in time. The one door to them.

Who needs one names it, says in which folder it runs and what its environment is; nothing here
knows what a program does.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

#: What any program needs to start.
_NEEDED = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")


class Ended(NamedTuple):
    """How a program ended: its exit code, its answer, and what it complained of."""

    code: int
    answer: bytes
    complaints: str


def found_in(folders: Sequence[str], name: str) -> str | None:
    """The absolute path of a program in one of some folders. Windows looks into the current
    folder first, whatever it is told: what it finds there is not taken."""
    found = shutil.which(name, path=os.pathsep.join(folders)) if folders else None
    safe = found and os.path.realpath(os.path.dirname(found)) in map(os.path.realpath, folders)
    return os.path.abspath(found) if found and safe else None


def on_path(name: str) -> str | None:
    """The absolute path of a program on the search path, never of one in the current folder."""
    here = os.path.realpath(os.getcwd())
    folders = [part for part in os.environ.get("PATH", os.defpath).split(os.pathsep) if os.path.isabs(part)]
    return found_in([folder for folder in folders if os.path.realpath(folder) != here], name)


def environment() -> dict[str, str]:
    """What a program needs to start, and nothing that changes what it does."""
    return {name: os.environ[name] for name in _NEEDED if name in os.environ} | {"LC_ALL": "C"}


def run(
    command: Sequence[str], folder: str | Path, env: Mapping[str, str], time_limit: float, text: bytes = b""
) -> Ended:
    """Run a program, which is called by its absolute path, in a folder and an environment; it
    gets `text` on its standard input. When its time is up, in seconds, it is stopped, with all
    that it started. Raises TimeoutError then, and OSError where it can't be started."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=dict(env),
        **_own_group(),
    )
    try:
        answer, complaints = process.communicate(text, timeout=time_limit)
    except BaseException as error:
        _stop(process)
        if isinstance(error, subprocess.TimeoutExpired):
            raise TimeoutError from None
        raise
    return Ended(process.returncode, answer, complaints.decode("utf-8", "replace").strip()[:500])


def _own_group() -> dict[str, Any]:
    """Makes a program the head of a group that can be stopped as a whole."""
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
