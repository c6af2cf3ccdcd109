"""Finds the files that ship with the package, installed or in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """The shipped folder `maps` or `templates`."""
    installed = _PACKAGE / f"_{name}"
    return installed if installed.is_dir() else _PACKAGE.parent / name


def examples() -> dict[str, Path]:
    """The example maps by name, sorted."""
    return {path.stem: path for path in sorted(folder("maps").glob("*.yaml"))}
