"""The command `strategymap`."""

from __future__ import annotations

import gc
import os
import sys
from typing import TextIO


def main() -> None:
    """Run the command line; ends the process with its exit code.

    0 done; 1 `check` found something; 2 usage, unreadable input or output that can't be
    written; 130 interrupted. A closed pipe ends quietly, with 0.
    """
    sys.stdout, sys.stderr = sys.stdout or _nowhere(), sys.stderr or _nowhere()
    gc.disable()  # imports make many objects and drop none; the check of each map collects
    try:
        code = _ran()
    except BrokenPipeError:
        code = 0
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        code = 130
    gc.freeze()  # what is left goes with the process: Python need not take it apart object by object
    sys.exit(code if _flushed() else 2)


def _nowhere() -> TextIO:
    """What stands for a stream that the caller closed."""
    return os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")


def _ran() -> int:
    if sys.argv[1:] == ["--version"]:  # asked by scripts, so nothing else is loaded
        from strategymap import __version__

        print(f"strategymap {__version__}")
        return 0
    from strategymap.cli import run

    return run()


def _flushed() -> bool:
    """Print what is left to print; whether that was possible, or nobody reads it any more."""
    try:
        sys.stdout.flush()
    except OSError as error:
        # Python flushes once more at its end, and would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return isinstance(error, BrokenPipeError)
    return True


if __name__ == "__main__":
    main()
