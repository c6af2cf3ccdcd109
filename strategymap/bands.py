"""The perspectives of a map, as bands from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass

from strategymap.model import Map, Role

#: The perspectives of a map that declares none, top to bottom, each in the role of its id.
DEFAULT_PERSPECTIVES: dict[str, tuple[str, Role]] = {
    "financial": ("Financial", "financial"),
    "customer": ("Customer", "customer"),
    "process": ("Internal process", "process"),
    "people": ("Learning and growth", "people"),
}


@dataclass(frozen=True, slots=True)
class Band:
    """A perspective: its id, title and role; `position` counts from the top."""

    id: str
    title: str
    role: Role | None
    position: int


def bands_of(written: Map) -> dict[str, Band]:
    """The perspectives by id, top to bottom: the declared ones, a role that isn't given
    being that of the id; else the four of the balanced scorecard."""
    items: list[tuple[str, str, Role | None]]
    if written.perspectives is None:
        items = [(name, title, role) for name, (title, role) in DEFAULT_PERSPECTIVES.items()]
    else:
        items = [(name, p.title, p.role or _role_of(name)) for name, p in written.perspectives.items()]
    return {name: Band(name, title, role, n) for n, (name, title, role) in enumerate(items)}


def _role_of(name: str) -> Role | None:
    return DEFAULT_PERSPECTIVES[name][1] if name in DEFAULT_PERSPECTIVES else None
