"""The events of PyYAML's parser: its C parser, libyaml, where PyYAML was built with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml
from yaml.events import ScalarEvent

#: libyaml's parser where PyYAML was built with it, else the one in Python, ten times slower.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# Line separators end a line in YAML 1.1, which PyYAML reads, and are ordinary characters in 1.2
# and in an editor. While it reads, characters that no text may hold stand for them.
_HIDE = {0x2028: "\u2066", 0x2029: "\u2067"}
_SHOW = {0x2066: "\u2028", 0x2067: "\u2029"}


def event_reader(text: str) -> Callable[[], Any]:
    """What gives the next event of the text each time that it is called."""
    next_event: Callable[[], Any] = LOADER(text.translate(_HIDE) if _has_separators(text) else text).get_event
    if not _has_separators(text):
        return next_event

    def next_shown() -> Any:
        event = next_event()
        if type(event) is ScalarEvent:
            event.value = event.value.translate(_SHOW)
        return event

    return next_shown


def _has_separators(text: str) -> bool:
    return "\u2028" in text or "\u2029" in text
