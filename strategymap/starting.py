"""A first map: the starter that teaches the language, or a copy of an example."""

from __future__ import annotations

from pathlib import Path

from strategymap import files
from strategymap.errors import OutputError, UnknownName
from strategymap.resources import examples, folder
from strategymap.wording import nearest


def new(out: str | Path | None = None, *, example: str | None = None) -> str:
    """A starter map that teaches the language, or one of the example maps: its text, also
    written to `out`, with the table of its numbers beside it where it has one.

    Raises OutputError where a file exists, UnknownName for an example that there isn't or a
    file that is no .yaml.
    """
    source = _example(example) if example is not None else folder("templates") / "starter.yaml"
    text = source.read_text("utf-8")
    if out is not None:
        if Path(out).suffix.lower() not in {".yaml", ".yml"}:
            raise UnknownName(f'"{out}" can\'t be a map in YAML, which this is; name a .yaml file')
        _write({Path(out): text} | tables(example, Path(out).parent))
    return text


def tables(example: str | None, beside: Path = Path()) -> dict[Path, str]:
    """The tables of numbers that belong to an example: where each stands beside its map, and
    its text."""
    table = examples()[example].with_suffix(".csv") if example is not None else None
    if table is None or not table.exists():
        return {}
    return {beside / table.name: table.read_text("utf-8")}


def _write(texts: dict[Path, str]) -> None:
    """All of them, or none."""
    for path in texts:
        if files.exists(path):
            raise OutputError(f"{path} exists already; name another file, or move it away first")
    for path, text in reversed(texts.items()):
        files.write(path, text)


def _example(name: str) -> Path:
    known = examples()
    if name not in known:
        close = nearest(name, known)
        hint = f'; the nearest is "{close}"' if close else ""
        raise UnknownName(f'there is no example "{name}"{hint}; there are {", ".join(known)}')
    return known[name]
