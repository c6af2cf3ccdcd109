"""Characters that no document can hold."""

from __future__ import annotations

import re

# What XML 1.0 can't hold, not even as a reference; DOT could, and no engine would draw it.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legible(text: str) -> str:
    """The text with U+FFFD for control characters, surrogates and the like.

    >>> legible("a\\x00b") == "a\\N{REPLACEMENT CHARACTER}b"
    True
    """
    return _FORBIDDEN.sub("\ufffd", text)
