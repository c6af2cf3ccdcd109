"""The door to jinja2: the shipped templates, and those of a user's own folder before them.

Templates are code. They come with the package or from a folder that somebody names on the
command line, never from a map; the sandbox is a second fence.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from strategymap.errors import StrategyMapError
from strategymap.resources import folder

Filter = Callable[..., Any]

#: What a template may run into.
_FAULTS = (
    TemplateError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    RecursionError,
    OSError,
)


class TemplateFault(StrategyMapError):
    """A template that can't be used; the message says where and why."""


def environment(
    template_folder: Path | None, finalize: Filter | None = None
) -> ImmutableSandboxedEnvironment:
    """Where templates live. What they print is escaped: as HTML, unless `finalize` turns it
    into markup before. Raises TemplateFault."""
    if template_folder is not None and not template_folder.is_dir():
        raise TemplateFault(f"there is no folder of templates {template_folder}; name one that exists")
    folders = [folder("templates")] if template_folder is None else [template_folder, folder("templates")]
    made = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([FileSystemLoader(path) for path in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    if finalize is not None:
        made.finalize = finalize
    return made


def templates_in(folder: Path) -> list[Path]:
    """What is read from a folder of templates: templates, style sheets and scripts, and what a
    template names by its whole name; nothing else, so that a page can stand beside them."""
    held = [path for path in folder.rglob("*") if path.is_file()]
    own = [path for path in held if path.suffix in {".jinja", ".css", ".js"}]
    said = "".join(path.read_text("utf-8", "replace") for path in own if path.suffix == ".jinja")
    names = {path: path.relative_to(folder).as_posix() for path in held}
    return own + [path for path in held if f'"{names[path]}"' in said or f"'{names[path]}'" in said]


def rendered(made: ImmutableSandboxedEnvironment, name: str, **values: object) -> str:
    """What a template makes of the values. Raises TemplateFault."""
    try:
        return made.get_template(name).render(**values)
    except TemplateSyntaxError as error:
        place = f"{error.name or name}, line {error.lineno}"
        raise TemplateFault(f"the template {place} can't be used: {error.message}") from error
    except _FAULTS as error:
        raise TemplateFault(f"the template {name} can't be used: {error}") from error


def source(made: ImmutableSandboxedEnvironment, name: str) -> str:
    """The text of a file in the template folders, as it stands. Raises TemplateFault."""
    assert made.loader is not None
    try:
        return made.loader.get_source(made, name)[0]
    except _FAULTS as error:
        raise TemplateFault(f"the file {name} can't be read: {error}") from error
