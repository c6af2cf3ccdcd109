"""Maps as they were: `git:REV:PATH` names the file that a revision of a git repository holds.

The map, the files that it includes and its tables are copied from the revision into a folder of
their own and read there, so that they all are of one time. Git is asked for what it stores and
for nothing else: no hook, filter, pager or helper of a repository runs, and nothing is fetched.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from strategymap import files, loader, programs
from strategymap.errors import MapError, UnknownName
from strategymap.finding import Finding
from strategymap.measurements.connection import is_connection
from strategymap.measurements.sources import LARGEST_FILE

#: How a map in a revision is named.
PREFIX = "git:"

#: What a revision may be called: HEAD, main~3, v1.2, origin/main, a hash, HEAD@{1}.
_REVISION = re.compile(r"[A-Za-z0-9_@][A-Za-z0-9_./~^@{}+-]{0,199}")
#: Seconds that git may take for one answer.
_TIME_LIMIT = 60.0
#: Maps of more files than this are compared from a checkout.
_MOST_FILES = 200
#: Said before every question: no replacements, no monitor of the file system, no pager.
_PLAINLY = ("--no-pager", "--no-replace-objects", "--literal-pathspecs", "-c", "core.fsmonitor=false")


class Revision(NamedTuple):
    """A map's file in a revision, copied out: where it is called, the copy, the folder of all
    copies, and where the file stands in the repository today, whether it is still there or not."""

    name: str
    copy: Path
    root: Path
    home: Path

    def moved(self, finding: Finding) -> Finding:
        """A finding that calls the copies as the files are called in the revision."""
        place = replace(finding.location, file=self._told(finding.location.file))
        return replace(finding, location=place, message=self._told(finding.message))

    def _told(self, text: str) -> str:
        revision = self.name.rpartition(":")[0]
        return text.replace(f"{self.root}{os.sep}", f"{revision}:")


def is_revision(name: str) -> bool:
    """Whether a name is one of a map in a revision. A file of just that name goes first."""
    return name.startswith(PREFIX) and not files.exists(Path(name))


def home_of(name: str) -> Path:
    """Where the file of `git:REV:PATH` stands in the repository today. Raises UnknownName."""
    revision, path = _parted(name)
    return _Repository(revision).top / path


@contextmanager
def copied(name: str) -> Iterator[Revision]:
    """The file of `git:REV:PATH`, with all that the map includes and its tables, until they are
    read. PATH is one from the top of the repository in which the current folder lies, or from
    that folder if it begins with `./`.

    Raises UnknownName where git, the repository, the revision or the file isn't there, or a
    file is one that can't be copied; faults in the text are told by the loader.
    """
    revision, path = _parted(name)
    repository = _Repository(revision)
    with tempfile.TemporaryDirectory(prefix="strategymap-") as folder:
        root = files.full(Path(folder))
        inside = repository.path_of(path)
        copying = _Copying(repository, root, PurePosixPath(inside).parent)
        if not copying.copy(inside):
            raise UnknownName(f'{revision} holds no file "{inside}"; name it from the top of the repository')
        copying.follow(inside)
        yield Revision(f"{PREFIX}{revision}:{inside}", root / inside, root, repository.top / inside)


def _parted(name: str) -> tuple[str, str]:
    """The revision and the path. Raises UnknownName for what could be taken for something else."""
    revision, colon, path = name.removeprefix(PREFIX).partition(":")
    if not colon or not path:
        raise UnknownName(f'"{name}" names no file; write git:REVISION:PATH, such as git:HEAD:map.yaml')
    if not _REVISION.fullmatch(revision) or ".." in revision:
        raise UnknownName(
            f'"{revision}" can\'t be a revision; write a branch, a tag or a commit, such as HEAD'
        )
    parts = PurePosixPath(path).parts
    if (
        not parts
        or path.startswith("/")
        or ".." in parts
        or re.search(r"[\x00-\x1f\x7f\\:]", path)
        or path.endswith("/")
    ):
        raise UnknownName(
            f'"{path}" can\'t be a file of a revision; write it from the top of the repository, '
            "or from here with ./"
        )
    return revision, path


class _Repository:
    """The repository of the current folder, at one of its commits."""

    def __init__(self, revision: str) -> None:
        found = programs.on_path("git")
        if found is None:
            raise UnknownName("git is not installed, or not on the search path; name a file instead")
        self._git = found
        top = self._ask("rev-parse", "--show-toplevel")
        if top is None:
            raise UnknownName("the current folder is in no git repository that git would read")
        self.top = Path(_line(top))
        self._below = _line(self._ask("rev-parse", "--show-prefix") or b"")
        commit = self._ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        if commit is None:
            raise UnknownName(f'this repository has no revision "{revision}"')
        self._commit = _line(commit)

    def path_of(self, path: str) -> str:
        """A path from the top of the repository."""
        return str(PurePosixPath(self._below, path) if path.startswith("./") else PurePosixPath(path))

    def read(self, path: str) -> bytes | None:
        """The bytes of a file; None where there is none. Raises UnknownName for a link, a folder,
        and what is too large."""
        listed = self._ask("ls-tree", "-z", "-l", "--full-tree", self._commit, "--", path)
        if not listed:
            return None
        mode, _, rest = listed.rstrip(b"\0").decode("utf-8", "replace").partition(" ")
        kind, number, size = rest.partition("\t")[0].split()
        if kind != "blob" or mode == "120000":
            what = "a link" if kind == "blob" else "no file"
            raise UnknownName(f'"{path}" is {what} in that revision; only files are read from it')
        if size.isdigit() and int(size) > LARGEST_FILE:  # of a text that is missing git knows no size
            raise UnknownName(f'"{path}" is larger than {LARGEST_FILE >> 20} MB in that revision')
        found = self._ask("cat-file", "blob", number)
        if found is None:
            raise UnknownName(
                f'the text of "{path}" is missing from this copy of the repository; fetch it first'
            )
        return found

    def _ask(self, *question: str) -> bytes | None:
        """What git answers; None where it can't."""
        try:
            ended = programs.run([self._git, *_PLAINLY, *question], Path.cwd(), _environment(), _TIME_LIMIT)
        except TimeoutError:
            raise UnknownName(f"git gave no answer in {_TIME_LIMIT:g} seconds") from None
        except OSError as error:
            raise UnknownName(f"git can't be run: {error.strerror or error}") from None
        return ended.answer if ended.code == 0 else None


def _environment() -> dict[str, str]:
    """What git needs: the search path, and the home with the settings of its user, where it is
    said whose repositories are trusted. No variable of git's own is passed on."""
    homes = ("HOME", "XDG_CONFIG_HOME", "USERPROFILE")
    kept = {name: os.environ[name] for name in homes if name in os.environ}
    strict = {"GIT_ALLOW_PROTOCOL": "", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
    return {**programs.environment(), **kept, **strict, "GIT_OPTIONAL_LOCKS": "0"}


def _line(answer: bytes) -> str:
    return os.fsdecode(answer).removesuffix("\n")


class _Copying:
    """The copying of one map: files of its folder and below, each once."""

    def __init__(self, repository: _Repository, root: Path, folder: PurePosixPath) -> None:
        self._repository = repository
        self._root = root
        self._folder = root / folder
        self._seen: set[str] = set()

    def copy(self, path: str) -> bool:
        """Copy a file, and say whether there is one."""
        self._seen.add(path)
        if len(self._seen) > _MOST_FILES:
            raise UnknownName(
                f"this map names more than {_MOST_FILES} files, too many to read from a revision; "
                "check the revision out with git worktree, and name the file there"
            )
        data = self._repository.read(path)
        if data is None:
            return False
        target = self._root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        return True

    def follow(self, first: str) -> None:
        """Copy what a map includes, what that includes, and the tables that the map names."""
        waiting = [first]
        while waiting:
            here = self._root / waiting.pop()
            waiting += [path for path in self._wanted(loader.includes(here)) if self.copy(path)]
        targets = [target for target in self._tables(self._root / first) if not is_connection(target)]
        for target in targets:
            names = {target, target.rpartition("#")[0] or target}
            for path in self._wanted({self._folder / name for name in names}):
                self.copy(path)

    def _tables(self, map_file: Path) -> tuple[str, ...]:
        try:
            return loader.load(map_file).map.measurements
        except MapError:  # told when it is loaded
            return ()

    def _wanted(self, found: set[Path]) -> list[str]:
        """Those in the map's folder or below that were not copied, as the revision names them.
        The loader refuses the others."""
        inside = [Path(os.path.normpath(path)) for path in found]
        inside = [path for path in inside if path.is_relative_to(self._folder) and path != self._folder]
        names = sorted(path.relative_to(self._root).as_posix() for path in inside)
        return [name for name in names if name not in self._seen]
