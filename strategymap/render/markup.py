"""Writing SVG elements: the one place where text becomes markup."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from strategymap.render.characters import legible

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


def escaped(text: str) -> str:
    """Text that stands in an element or an attribute for itself, whatever it holds; what XML
    can't hold becomes U+FFFD.

    >>> escaped('</title><script>1 & "2"]]>')
    '&lt;/title&gt;&lt;script&gt;1 &amp; &quot;2&quot;]]&gt;'
    """
    return legible(text).translate(_ESCAPES)


def element(name: str, content: str | Iterable[str] = "", /, **attributes: object) -> str:
    """An element with markup in it. Attributes that are None are left out; `_` stands for `-`,
    and at the end for nothing.

    >>> element("rect", x=1.0, stroke_width=2, class_=None)
    '<rect x="1" stroke-width="2"/>'
    """
    written = "".join(
        f' {_written(key)}="{_value(value)}"' for key, value in attributes.items() if value is not None
    )
    inner = content if isinstance(content, str) else "\n".join(filter(None, content))
    if not inner:
        return f"<{name}{written}/>"
    return (
        f"<{name}{written}>\n{inner}\n</{name}>" if inner[0] == "<" else f"<{name}{written}>{inner}</{name}>"
    )


@lru_cache
def _written(key: str) -> str:
    """The name of an attribute."""
    return key.rstrip("_").replace("_", "-")


def _value(value: object) -> str:
    return number(value) if isinstance(value, (int, float)) else escaped(str(value))


def number(value: float) -> str:
    """A number with at most one decimal.

    >>> number(3.0), number(-0.04), number(2.25)
    ('3', '0', '2.2')
    """
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


class Ids:
    """Readable names for elements, each given once.

    >>> ids = Ids("m1-")
    >>> ids.new("card", "growth"), ids.new("card", "a/b"), ids.new("card", "a&b"), ids.new("title")
    ('m1-card-growth', 'm1-card-a-b', 'm1-card-a-b-2', 'm1-title')
    """

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._given: set[str] = set()

    def new(self, *parts: str) -> str:
        """A name made of the parts: letters, digits, `-`, `_` and `.` stay."""
        stem = self._prefix + "-".join(_plain(part) for part in parts)
        name, count = stem, 1
        while name in self._given:
            count += 1
            name = f"{stem}-{count}"
        self._given.add(name)
        return name


def _plain(text: str) -> str:
    kept = (c if c.isalnum() or c in "-_." else "-" for c in unicodedata.normalize("NFC", text))
    return "".join(kept)[:80]
