"""Text in DOT: every text of a map goes through here on its way into a DOT document."""

from __future__ import annotations

import re

from strategymap.render.characters import legible

_PLAIN = re.compile(r"[A-Za-z0-9_.\-]+", re.ASCII)
#: What of a string stands in one pair of quotes: Graphviz reads none of more than 16 KB.
_PART = re.compile(r"(?:\\.|[^\\]){1,3000}", re.DOTALL)


def quoted(*lines: str) -> str:
    r"""A DOT string that shows each of `lines` literally, one below the other, flush left: no
    HTML labels, escapes or entities.

    >>> print(quoted('say "hi" to C:\\N', "a < b &amp; c"))
    "say \"hi\" to C:\\N\la < b &amp;amp; c\l"
    >>> print(quoted("<b>x</b>"))
    "<b>x</b>"
    """
    written = [_escaped(line) for line in lines]
    whole = "".join(f"{line}\\l" for line in written) if len(written) > 1 else "".join(written)
    return '"' + '" + "'.join(_PART.findall(whole)) + '"'


def _escaped(line: str) -> str:
    flat = re.sub(r"[\t\n\r]", " ", legible(line))
    return flat.replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;")


def name(wanted: str, otherwise: str) -> str:
    r"""A DOT name: `wanted` where it is plain, else the other one, which must hold a space, so
    that it can't be the id of anything else.

    >>> print(name("solved-first-time", "node 7"), name("Lösung", "node 8"))
    "solved-first-time" "node 8"
    """
    return f'"{wanted if _PLAIN.fullmatch(wanted) else otherwise}"'
