"""The command `strategymap`."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line; ends the process with its exit code.

    0 done; 1 `check` found something; 2 usage, unreadable input or output that can't be
    written; 130 interrupted. A closed pipe ends quietly.
    """
    if sys.argv[1:] == ["--version"]:  # asked by scripts, so nothing else is loaded
        from strategymap import __version__

        print(f"strategymap {__version__}")
        return
    try:
        from strategymap.cli import run

        code = run()
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    main()
