"""The pale colours of a theme, in which the rest of a map is drawn where a part of it stands out.

What is picked keeps its colours; the rest has none. Its texts can still be read, its lines and
marks are weaker than any line in full colour.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from strategymap.render.contrast import contrast
from strategymap.render.theme import Theme, Tone

#: The contrast of texts, and of lines and marks, to every ground on which they can stand.
TEXT, LINE = 3.05, 1.6
#: How much of a bar's track is left, so that the pale bar can be seen on it.
_TRACK = 0.35


def pale(look: Theme) -> Theme:
    """A theme in its pale colours; its grounds stay as they are."""
    tones = [*look.tones.values(), *look.others, look.plain]
    grounds = [look.paper, look.card, look.loose, *(tone.tint for tone in tones)]
    text, line = (_weakened(look.muted, grounds, ratio) for ratio in (TEXT, LINE))
    return replace(
        look,
        ink=text,
        muted=text,
        line=line,
        faint=min(look.faint, line, key=lambda colour: contrast(colour, look.card)),
        track=_mixed(look.track, look.card, _TRACK),
        harm=text,
        harm_tint=look.paper,
        reward=line,
        tones={role: _plain(tone, text) for role, tone in look.tones.items()},
        others=tuple(_plain(tone, text) for tone in look.others),
        plain=_plain(look.plain, text),
        badges=dict.fromkeys(look.badges, text),
        statuses=dict.fromkeys(look.statuses, line),
        changes=dict.fromkeys(look.changes, text),
    )


def _plain(tone: Tone, colour: str) -> Tone:
    return replace(tone, strong=colour)


def _weakened(colour: str, grounds: Iterable[str], ratio: float) -> str:
    """A colour so near to the grounds that it has just this contrast to the nearest of them."""
    grounds = list(grounds)
    nearest = min(grounds, key=lambda ground: contrast(colour, ground))
    low, high = 0, 255
    while low < high:
        share = (low + high) // 2
        mixed = _mixed(colour, nearest, share / 255)
        if min(contrast(mixed, ground) for ground in grounds) >= ratio:
            high = share
        else:
            low = share + 1
    return _mixed(colour, nearest, low / 255)


def _mixed(colour: str, ground: str, share: float) -> str:
    """A colour of which `share` is the first, and the rest the second."""
    pairs = zip(_parts(colour), _parts(ground), strict=True)
    return "#" + "".join(f"{round(one * share + other * (1 - share)):02x}" for one, other in pairs)


def _parts(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
