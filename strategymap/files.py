"""Outputs: written whole or not at all, and never over an input. Folders of maps."""

from __future__ import annotations

import contextlib
import os
import re
import stat
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from strategymap.errors import OutputError, UnknownName

#: How a file with findings ends that is written beside the picture and the story.
FINDINGS = ".findings.json"

#: What describes a project of Python, and may hold settings for maps; it is no map.
PROJECT = "pyproject.toml"

#: Other names of formats.
_FORMATS = {"htm": "html", "markdown": "md", "gv": "dot", "txt": "text"}
_SUFFIXES = {".yaml", ".yml", ".json", ".toml"}
# None of these looks beyond a line: blank lines without end would cost their square.
_REPORT = re.compile(rb'^[ \t]*"findings"[ \t]*:', re.MULTILINE)

#: How much of a file is looked at to see whether it is a map.
_GLANCE = 65_536
_KEY = re.compile(
    rb'^(?:[ \t]*\{?[ \t]*"(?:strategymap|title|goals|outcomes|kpis)"[ \t]*:'
    rb"|(?:strategymap|title|goals|outcomes|kpis)[ \t]*[:=]|\[(?:goals|outcomes|kpis)\b)",
    re.MULTILINE,
)


def write(path: Path, content: str | bytes, *, inputs: Iterable[Path] = ()) -> None:
    """Write `content` to `path`, text as UTF-8, whole or not at all: whoever reads the file
    sees the old content or the new one. Raises OutputError, also where `path` is one of the
    inputs."""
    refuse_inputs([path], inputs)
    if os.path.isdir(path):
        raise OutputError(f"{path} is a folder; name a file in it")
    try:
        if exists(path) and not path.is_file():
            with path.open("wb") as stream:  # a device or a pipe
                stream.write(_bytes(content))
            return
        _replace(path, _bytes(content))
    except (OSError, ValueError) as error:
        raise OutputError(f"{path} can't be written: {_reason(error)}") from error


def format_of(out: str | Path | None, asked: str | None, known: Iterable[str], default: str) -> str:
    """The format of an output: as asked for, else by the suffix, else the default. Raises UnknownName
    for one that is not known, and where the suffix is that of another format than is asked for."""
    suffix = Path(out).suffix.strip() if out is not None else ""
    named = suffix.lstrip(".").lower()
    by_suffix, wanted = _FORMATS.get(named, named), _FORMATS.get(asked or "", asked)
    kind = wanted or (by_suffix if out is not None else default)
    if kind not in known:
        if wanted:
            raise UnknownName(f'"{asked}" is no format here; write one of {", ".join(sorted(known))}')
        seen = f'"{suffix}" is no suffix' if suffix else f'"{out}" has no suffix'
        raise UnknownName(f"{seen} of a format here; write one of {', '.join(map(_suffix, sorted(known)))}")
    if by_suffix in known and by_suffix != kind:
        raise UnknownName(
            f'"{out}" ends in {suffix}, and {asked} is asked for; name a file that ends in {_suffix(kind)}, '
            "or leave the format out"
        )
    return kind


def _suffix(kind: str) -> str:
    return ".txt" if kind == "text" else f".{kind}"


def exists(path: Path) -> bool:
    """Whether there is such a file or folder. A name that no file can have, as it is too long
    or holds a zero, is none; `Path.exists` fails on it."""
    return os.path.exists(path)


def is_file(path: Path) -> bool:
    """Whether there is such a file, and no folder; also False for a name that no file can have."""
    return os.path.isfile(path)


def is_link(path: Path) -> bool:
    """Whether there is such a link, wherever it leads; also False for a name that no file can have."""
    return os.path.islink(path)


def is_anybodys(path: Path) -> bool:
    """Whether somebody else put a file into a folder for everybody, such as /tmp. Root is
    nobody else, and Windows has no such folder."""
    if not hasattr(os, "geteuid"):
        return False
    everybodys = stat.S_IWOTH | stat.S_ISVTX
    shared = path.parent.stat().st_mode & everybodys == everybodys
    return shared and path.lstat().st_uid not in {os.geteuid(), 0}


def full(path: Path) -> Path:
    """The whole name of a file, without links and detours. `Path.resolve` fails on links that
    lead in a circle; here they are left as they are."""
    return Path(os.path.realpath(path))


def shown(path: str | Path) -> str:
    """A file's name as one reads it: from the current folder where it lies in it or below,
    else as it is."""
    try:
        below = os.path.relpath(path)
    except (OSError, ValueError):  # another drive, or a current folder that is gone
        return str(path)
    return str(path) if below.startswith(os.pardir) or not os.path.isabs(path) else below


def leads_out(path: Path, target: str, root: Path) -> bool:
    """Whether the file at `path`, which a map names as `target`, lies outside of `root` or may do
    so elsewhere: absolute names and backslashes are not for maps. Raises OSError, ValueError or
    RuntimeError for a name that no file can have."""
    inside = path.resolve().is_relative_to(root.resolve())
    return Path(target).is_absolute() or "\\" in target or not inside


def refuse_inputs(paths: Iterable[Path], inputs: Iterable[Path]) -> None:
    """Raises OutputError where one of `paths` is one of the inputs, by whatever name."""
    known = set().union(*map(_marks, inputs))
    for path in paths:
        if not known.isdisjoint(_marks(path)):
            raise OutputError(
                f"{path} is read here, and is never written over; name another file for the output"
            )


def _marks(path: Path) -> set[Path | tuple[int, int]]:
    """What tells a file from all others: its full name and, where it exists, its number."""
    marks: set[Path | tuple[int, int]] = set()
    with contextlib.suppress(OSError, ValueError):
        marks.add(full(path))
        status = path.stat()
        marks.add((status.st_dev, status.st_ino))
    return marks


def _bytes(content: str | bytes) -> bytes:
    return content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content


def _replace(path: Path, content: bytes) -> None:
    target = full(path)
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, _mode(target))
        os.replace(name, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def _mode(target: Path) -> int:
    """The permissions of the old file, else those of any new one."""
    with contextlib.suppress(OSError):
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def make_folder(path: Path) -> None:
    """The folder for outputs, made where there is none. Raises OutputError."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise OutputError(f"the folder {path} can't be made: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    return (error.strerror or str(error)).lower() if isinstance(error, OSError) else str(error)


def maps_in(path: Path) -> list[Path]:
    """The map files that `path` stands for: itself (also `-`, which is standard input), or those
    in the folder and the folders below it, sorted. Hidden ones are left out, and so are data files that are no map.

    Raises UnknownName where a folder holds none.
    """
    if str(path) == "-" or not os.path.isdir(path):  # which no name makes fail
        return [path]
    found = sorted(_candidates(path))
    if not found:
        raise UnknownName(
            f"there is no map in the folder {path}; a map is a .yaml, .json or .toml file with a title"
        )
    return found


def _candidates(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(root, name)
            if (
                not name.startswith(".")
                and name != PROJECT
                and path.suffix.lower() in _SUFFIXES
                and _is_map(path)
            ):
                yield path


def may_include(path: Path) -> bool:
    """Whether the start of a map has the key that includes other files."""
    try:
        with path.open("rb") as stream:
            return b"include" in stream.read(_GLANCE)
    except OSError:
        return False


def _is_map(path: Path) -> bool:
    """Whether a file in a folder speaks the map language: it has one of its main keys at the
    start of a line, and is no report on a map."""
    try:
        if not path.is_file() or path.name.endswith(FINDINGS):
            return False
        with path.open("rb") as stream:
            start = stream.read(_GLANCE).lstrip(b"\xef\xbb\xbf")
            return bool(_KEY.search(start)) and not _REPORT.search(start)
    except OSError:
        return True  # named as unreadable later
