"""Whether a theme can be read: the contrast of every two colours that meet in a picture.

Contrast is reckoned as WCAG 2.2 does (success criteria 1.4.3 and 1.4.11, level AA), from
1 to 21. Every text counts as small: a picture is often shown smaller than it was drawn.
"""

from __future__ import annotations

import colorsys
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from strategymap.finding import Address
from strategymap.render.theme import Theme, Tone
from strategymap.scorecard import Status

#: What a text needs, and what a line or mark does.
TEXT, GRAPHIC = 4.5, 3.0
#: Two statuses whose colours are nearer than this in Oklab look alike; those of the same
#: colour are told apart by their shapes alone, as in the print theme.
APART = 0.07

#: The colours of a theme that have a name of their own: its key, and what it is called in `Theme`.
NAMED = {
    key: key.replace("-", "_")
    for key in (
        "paper", "card", "ink", "muted", "line", "faint", "harm", "harm-tint", "reward", "loose", "hatch", "track",
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """Two colours that meet, by their keys in a theme's file, and the contrast they need."""

    front: Address
    ground: Address
    needed: float


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A pair without the contrast that it needs."""

    pair: Pair
    ratio: float


def colours(theme: Theme) -> dict[Address, str]:
    """Every colour of a theme by its key in a theme's file."""
    found: dict[Address, str] = {("colours", key): getattr(theme, name) for key, name in NAMED.items()}
    for address, tone in _tones(theme):
        found |= {(*address, "strong"): tone.strong, (*address, "tint"): tone.tint}
    found |= {("statuses", _key(status)): colour for status, colour in theme.statuses.items()}
    found |= {("changes", change): colour for change, colour in theme.changes.items()}
    return found | {("findings", str(severity.value)): colour for severity, colour in theme.badges.items()}


def _tones(theme: Theme) -> Iterator[tuple[Address, Tone]]:
    yield from ((("bands", role), tone) for role, tone in theme.tones.items())
    yield from ((("bands", "others", number), tone) for number, tone in enumerate(theme.others))
    yield ("bands", "plain"), theme.plain


def _key(status: Status) -> str:
    return status.value.replace(" ", "-").replace("_", "-")


def pairs(theme: Theme) -> Iterator[Pair]:
    """Every pair of foreground and ground in a picture: texts first, then lines and marks."""

    def named(front: str, needed: float, *grounds: str) -> Iterator[Pair]:
        return (Pair(("colours", front), ("colours", ground), needed) for ground in grounds)

    yield from named("ink", TEXT, "paper", "card", "loose")
    yield from named("muted", TEXT, "paper", "card")
    yield from named("line", TEXT, "paper")
    yield from named("harm", TEXT, "paper", "harm-tint")
    for address, _ in _tones(theme):
        strong, tint = (*address, "strong"), (*address, "tint")
        yield Pair(strong, tint, TEXT)
        yield Pair(strong, ("colours", "card"), TEXT)
        yield Pair(("colours", "paper"), strong, TEXT)
        yield Pair(("colours", "line"), tint, TEXT)
        yield Pair(("colours", "harm"), tint, TEXT)
    for severity in theme.badges:
        yield Pair(("findings", severity.value), ("colours", "paper"), TEXT)
    for change in theme.changes:
        yield Pair(("changes", change), ("colours", "paper"), TEXT)
        yield Pair(("changes", change), ("colours", "card"), GRAPHIC)
        for address, _ in _tones(theme):
            yield Pair(("changes", change), (*address, "tint"), GRAPHIC)
    yield from named("ink", GRAPHIC, "track")
    yield from named("line", GRAPHIC, "card")
    yield from named("reward", GRAPHIC, "card", "paper")
    for status in theme.statuses:
        for ground in ("card", "paper", "track"):
            yield Pair(("statuses", _key(status)), ("colours", ground), GRAPHIC)


def unreadable(theme: Theme) -> Iterator[Unreadable]:
    """The pairs without the contrast that they need."""
    found = colours(theme)
    for pair in pairs(theme):
        ratio = contrast(found[pair.front], found[pair.ground])
        if ratio < pair.needed:
            yield Unreadable(pair, ratio)


def alike(theme: Theme) -> Iterator[tuple[Address, Address]]:
    """Pairs of statuses whose colours differ, but too little to be told apart."""
    judged = (Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK)
    for one, other in combinations(judged, 2):
        first, second = theme.statuses[one], theme.statuses[other]
        if first != second and math.dist(_oklab(first), _oklab(second)) < APART:
            yield ("statuses", _key(one)), ("statuses", _key(other))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21.

    >>> round(contrast("#ffffff", "#767676"), 2)
    4.54
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def nearest(theme: Theme, address: Address, among: Iterable[Pair] | None = None) -> str | None:
    """The colour of the same hue, as near in lightness as possible, that can be read in every
    pair in which the colour at an address takes part, by default `among` all of a picture;
    None where no lightness does.

    >>> from strategymap.render.palettes import LIGHT
    >>> nearest(LIGHT, ("colours", "ink"))
    '#16202c'
    """
    found = colours(theme)
    met = [
        (found[pair.ground if pair.front == address else pair.front], pair.needed)
        for pair in (pairs(theme) if among is None else among)
        if address in (pair.front, pair.ground)
    ]
    return _nearest(found[address], met)


def _nearest(colour: str, met: Sequence[tuple[str, float]]) -> str | None:
    hue, light, strength = colorsys.rgb_to_hls(*_parts(colour))
    steps = sorted((n / 255 for n in range(256)), key=lambda lightness: abs(lightness - light))
    for tried in (colour, *(_hex(colorsys.hls_to_rgb(hue, lightness, strength)) for lightness in steps)):
        if all(contrast(tried, other) >= needed for other, needed in met):
            return tried
    return None


def _parts(colour: str) -> tuple[float, float, float]:
    """Red, green and blue, from 0 to 1."""
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


def _hex(parts: Sequence[float]) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def _linear(colour: str) -> tuple[float, float, float]:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _parts(colour))
    return red, green, blue


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _oklab(colour: str) -> tuple[float, float, float]:
    """Where a colour lies in Oklab (Ottosson 2020), in which distances are what the eye sees."""
    r, g, b = _linear(colour)
    long = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    middle = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )
