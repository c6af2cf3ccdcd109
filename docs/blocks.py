"""The fenced blocks of a page, and what its commands really print.

A page is one session in an empty folder, read from the top down. A comment above a block says
what it is to the session; readers don't see it:

    <!-- save as map.yaml -->      the block becomes that file
    <!-- append to map.yaml -->    the block is added to that file
    <!-- refused as map.yaml -->   the block becomes that file, which is no map that can be read
    <!-- from map.yaml -->         the block shows lines of that file, in one piece
    <!-- fragment -->              the block is part of something, and is not tried
    <!-- prints -->                what the Python block above it prints

In a block marked as `console`, each line that begins with `$ ` is a command, and what follows
is what a terminal of 80 columns shows, colour aside; a line `…` stands for any lines.
"""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import tempfile
import termios
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_FENCE = re.compile(
    r"(?:^<!-- (?P<marker>[^\n]*?) -->\n+)?^```(?P<language>\w*)\n(?P<text>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
#: A line of a page that stands for any lines of output.
ELLIPSIS = "…"


class Block(NamedTuple):
    """A fenced block: its language, the comment above it ('' without one), its text, and
    where the text begins and ends in the page."""

    language: str
    marker: str
    text: str
    start: int
    end: int


class Shown(NamedTuple):
    """A block of output: what the page shows, what is really printed, and the exit codes."""

    block: Block
    printed: str
    codes: tuple[int, ...]

    @property
    def is_true(self) -> bool:
        """Whether the page shows what is printed."""
        return bool(re.fullmatch(_pattern(self.block.text), self.printed))


def blocks(page: str) -> list[Block]:
    """The fenced blocks of a page, in order."""
    return [
        Block(found["language"], found["marker"] or "", found["text"], found.start("text"), found.end("text"))
        for found in _FENCE.finditer(page)
    ]


def played(page: str) -> Iterator[Shown]:
    """Play the session of a page: every block that shows output, with what is printed.

    Raises ValueError where a command or a Python block breaks down, and where a block shows
    lines that the file it names doesn't have.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        answer = ""
        for block in blocks(page):
            save(block, folder)
            if block.language == "console":
                yield _console(block, folder)
            elif block.language == "python" and block.marker != "fragment":
                code, answer = _run([sys.executable, "-c", block.text], folder)
                if code:
                    raise ValueError(f"a Python block fails:\n{answer}")
            elif block.marker == "prints":
                yield Shown(block, answer, ())


def refreshed(page: str) -> str:
    """The page with every output as it is now; a block that is true stays as it is."""
    for shown in reversed(list(played(page))):
        if not shown.is_true:
            page = page[: shown.block.start] + shown.printed + page[shown.block.end :]
    return page


def save(block: Block, folder: Path) -> None:
    """Do to the files of the session what the comment above a block says."""
    verb, _, file = block.marker.rpartition(" ")
    if verb in {"save as", "refused as"}:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(block.text, "utf-8")
    elif verb == "append to":
        with (folder / file).open("a", encoding="utf-8") as stream:
            stream.write(block.text)
    elif verb == "from" and block.text not in (folder / file).read_text("utf-8"):
        raise ValueError(f"{file} has no such lines:\n{block.text}")


def _console(block: Block, folder: Path) -> Shown:
    """Type the commands of a block, each in a shell that knows how the last one ended."""
    printed, codes = "", [0]
    for line in block.text.splitlines():
        if line.startswith("$ "):
            code, output = _run(["sh", "-c", f"(exit {codes[-1]})\n{line[2:]}"], folder)
            if "Traceback (most recent call last)" in output:
                raise ValueError(f"a command fails: {line}\n{output}")
            printed += f"{line}\n{output}"
            codes.append(code)
    return Shown(block, printed, tuple(codes[1:]))


def _run(command: list[str], folder: Path) -> tuple[int, str]:
    """The exit code of a command, and what a terminal of 80 columns shows of it."""
    screen, terminal = pty.openpty()
    try:
        termios.tcsetwinsize(terminal, (24, 80))
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=_environment(folder),
            stdin=subprocess.DEVNULL,
            stdout=terminal,
            stderr=terminal,
        )
    finally:
        os.close(terminal)
    with os.fdopen(screen, "rb") as stream:
        output = _everything(stream.fileno()).decode("utf-8").replace("\r\n", "\n")
    return process.wait(), _COLOUR.sub("", output)


def _everything(screen: int) -> bytes:
    """All that is written to a terminal before the last writer closes it."""
    parts = []
    while True:
        try:
            part = os.read(screen, 65536)
        except OSError:  # how Linux says that nobody writes any more
            part = b""
        if not part:
            return b"".join(parts)
        parts.append(part)


def _environment(folder: Path) -> dict[str, str]:
    """What a reader has who activated the virtual environment, and nothing else."""
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.defpath])
    return {"PATH": programs, "HOME": str(folder), "LANG": "C.UTF-8", "TERM": "xterm-256color"}


def _pattern(shown: str) -> str:
    """What output must look like where a page shows this much of it."""
    return "".join(
        r"(?:.*\n)*?" if line == ELLIPSIS else re.escape(line) + r"\n" for line in shown.splitlines()
    )
