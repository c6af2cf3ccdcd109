"""A firm's template as a package: read in bounds, and rid of what no client's deck should bring.

Macros, buttons of a program's own, and what tells of the slides that are gone are left out. What
every reader's PowerPoint would fetch by itself is refused.
"""

from __future__ import annotations

import io
import os
import re
import stat
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from strategymap.errors import OutputError
from strategymap.warned import warn
from strategymap.wording import printable

#: A template that swells to more than this, or has more parts, is refused unread.
MOST_BYTES = 512 << 20
MOST_PARTS = 10_000
#: So much of it may be XML, which takes ten times the memory once it is read.
MOST_XML = 32 << 20

#: What a presentation is called among the parts, and what templates and those with macros are.
_MAIN = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_KINDS = re.compile(
    rb"application/vnd\.(?:openxmlformats-officedocument\.presentationml|ms-powerpoint)"
    rb"\.(?:presentation|template|slideshow)(?:\.macroEnabled)?\.main\+xml"
)
#: What macros and buttons are called, and what tells of slides, of those who wrote in them and
#: of what was in them before: the end of the types of relations. Nothing refers to these.
_PROGRAMS = ("/vbaProject", "/ui/extensibility", "/ui/userCustomization", "/attachedToolbars")
_TELLTALES = (
    "/thumbnail",
    "/extended-properties",
    "/commentAuthors",
    "/authors",
    "/changesInfo",
    "/revisionInfo",
)
_TYPES = "[Content_Types].xml"
_HYPERLINK, _CONTROL, _SLIDE = "/hyperlink", "/control", "/slide"
#: What zipfile raises for a file that is broken, encrypted or packed in another way.
_UNREADABLE = (BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError, NotImplementedError)
_WEB = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_NAME = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def contents(template: Path) -> io.BytesIO:
    """The package of a template, whole. Raises OutputError for what is no ordinary file or no
    package, swells, or declares entities in its XML."""
    written = io.BytesIO()
    try:
        with (
            os.fdopen(_opened(template), "rb") as file,
            ZipFile(file) as source,
            ZipFile(written, "w") as target,
        ):
            for name, content in _parts(source, template):
                target.writestr(name, _KINDS.sub(_MAIN, content) if name == _TYPES else content)
    except _UNREADABLE as error:
        raise OutputError(
            f"the template {template} can't be read; name a presentation in .pptx, without a password"
        ) from error
    written.seek(0)
    return written


def _opened(template: Path) -> int:
    """A descriptor of an ordinary file. Opening a FIFO or a device neither waits nor reads."""
    descriptor = os.open(template, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OutputError(f"the template {template} is no file; name a presentation in .pptx")
    return descriptor


def _parts(source: ZipFile, template: Path) -> Iterator[tuple[str, bytes]]:
    """The parts, each once. A package may lie about how large they are."""
    listed = {part.filename: part for part in source.infolist() if not part.is_dir()}
    left, left_of_xml = MOST_BYTES, MOST_XML
    if len(source.infolist()) > MOST_PARTS:
        raise OutputError(f"the template {template} has more than {MOST_PARTS:,} parts; take its slides out")
    if sum(part.file_size for part in listed.values()) > left:
        raise OutputError(_too_large(template, left))
    for part in listed.values():
        with source.open(part) as stream:
            content = stream.read(left + 1)
        size_of_xml = len(content) if _is_xml(part.filename, content) else 0
        if len(content) > left or size_of_xml > left_of_xml:
            raise OutputError(_too_large(template, MOST_BYTES if len(content) > left else MOST_XML))
        if size_of_xml and b"<!DOCTYPE" in content.replace(b"\0", b""):
            name = printable(part.filename)[:80]
            raise OutputError(
                f"the template {template} declares entities in {name}; save it again in PowerPoint"
            )
        left -= len(content)
        left_of_xml -= size_of_xml
        yield part.filename, content


def _is_xml(name: str, content: bytes) -> bool:
    """Whether a part is XML, whatever it is called; but for pictures."""
    start = content[:100].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")
    return start.startswith(b"<") and not name.lower().endswith(".svg")


def _too_large(template: Path, most: int) -> str:
    what = "text" if most == MOST_XML else "content"
    return f"the template {template} swells to more than {most >> 20} MB of {what}; take its slides out"


def cleared(presentation: Any, template: Path | None) -> None:
    """Take out what a template without its slides should not bring along; warns of macros and of
    links to files. Raises OutputError for what a reader's program would fetch or run by itself."""
    gone = list(_taken_out(presentation.part.package))
    for owner, _, relation in _relations(presentation.part.package):
        fetched = relation.is_external and not relation.reltype.endswith(_HYPERLINK)
        if fetched or relation.reltype.endswith(_CONTROL):
            raise OutputError(_refused(template, owner, relation))
    if gone:
        told = " and ".join(dict.fromkeys(gone))
        warn(f"the template brings {told}; what you get has none of it")


def _relations(package: Any) -> Iterator[tuple[Any, str, Any]]:
    """Every relation with its owner, the package or a part, and its key there."""
    for owner in (package, *list(package.iter_parts())):
        for key, relation in list(owner._rels.items()):  # noqa: SLF001
            yield owner, key, relation


def _taken_out(package: Any) -> Iterator[str]:
    """Take out what can go, and say what of it the user should know."""
    for owner, key, relation in _relations(package):
        if relation.reltype.endswith((*_TELLTALES, *_PROGRAMS)):
            owner._rels.pop(key)  # noqa: SLF001
            if relation.reltype.endswith(_PROGRAMS):
                yield "macros or buttons of its own"
        elif _leads_astray(relation):
            _unlink(owner, key)
            if relation.is_external:
                yield f"a link to {printable(relation.target_ref)[:80]}"


def _leads_astray(relation: Any) -> bool:
    """Whether it is a link to a slide that is gone, or from a click to anything but the web."""
    if not relation.is_external:
        return bool(relation.reltype.endswith(_SLIDE))
    return bool(relation.reltype.endswith(_HYPERLINK)) and not _WEB.match(relation.target_ref)


def _unlink(owner: Any, key: str) -> None:
    """Take a relation out, and the elements that go by it."""
    root = getattr(owner, "_element", None)
    for element in [] if root is None else [each for each in root.iter() if each.get(_NAME) == key]:
        element.getparent().remove(element)
    owner._rels.pop(key)  # noqa: SLF001


def _refused(template: Path | None, owner: Any, relation: Any) -> str:
    place = printable(str(getattr(owner, "partname", "the package")).removeprefix("/ppt/"))[:80]
    if not relation.is_external:
        return f"the template {template} has controls that run programs, in {place}; take them out"
    target = printable(relation.target_ref)[:80]
    return (
        f"the template {template} fetches {target} wherever it is opened, in {place}; "
        "put the picture or table itself into it"
    )
