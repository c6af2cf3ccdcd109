"""A page in the look of a picture: the colours of a theme as those of a page.

Washes are mixed as strong as the texts on them can bear; where a colour is for lines and
marks alone it has the contrast that these need. So a theme that can be read as a picture
can be read as a page.
"""

from __future__ import annotations

from collections.abc import Iterable

from strategymap.finding import Severity
from strategymap.narrate.dress import Dress
from strategymap.render.contrast import GRAPHIC, TEXT, contrast
from strategymap.render.palettes import LIGHT
from strategymap.render.theme import Theme
from strategymap.scorecard import Status

#: What lights a line of sight, on light grounds and on dark ones.
_SIGHTS = ("#0b57c2", "#6fb1ff")
#: How much of a colour is in its wash, at most, in hundredths.
_MOST_WASH = 8


def dress_of(theme: Theme) -> Dress | None:
    """How a page is dressed in a theme; None for the light one, which it wears by itself."""
    if theme == LIGHT:
        return None
    badges, accent, sight = theme.badges, theme.tones["financial"].strong, _sight(theme)
    error, warning, note = badges[Severity.ERROR], badges[Severity.WARNING], badges[Severity.NOTE]
    good = theme.statuses[Status.ACHIEVED]
    colours = {
        "paper": theme.paper, "ink": theme.ink, "muted": theme.muted, "faint": theme.faint, "line": theme.line,
        "underline": _mixed(theme.paper, theme.line, 60), "accent": accent, "wash": _wash(theme, theme.ink),
        "error": error, "error-wash": _wash(theme, error), "error-line": _mixed(theme.paper, error, 50),
        "warning": warning, "warning-wash": _wash(theme, warning),
        "note": note, "note-wash": _wash(theme, note),
        "good": good, "good-wash": _mixed(theme.paper, good, 20), "halo": _mixed(theme.paper, accent, 25),
        "sight": sight, "sight-wash": _mixed(theme.card, sight, 12), "focus": sight,
    }  # fmt: skip
    family = theme.family if theme.family != LIGHT.family else ""
    return Dress(colours, family, is_dark=contrast(theme.paper, "#ffffff") > contrast(theme.paper, "#000000"))


def _sight(theme: Theme) -> str:
    """The colour of a line of sight: it shows on every ground of the picture. A theme
    without colours gets none."""
    grounds = [theme.paper, theme.card, theme.plain.tint]
    grounds += [tone.tint for tone in (*theme.tones.values(), *theme.others)]
    coloured = not _is_grey(theme.tones["financial"].strong)
    shown = (colour for colour in _SIGHTS if coloured and _can_stand(colour, grounds, GRAPHIC))
    return next(shown, theme.ink)


def _wash(theme: Theme, colour: str) -> str:
    """A ground with a breath of a colour, on which texts of the page can be read."""
    texts = [theme.ink, theme.muted, colour]
    washes = (_mixed(theme.paper, colour, share) for share in range(_MOST_WASH, 0, -1))
    return next((wash for wash in washes if _can_stand(wash, texts, TEXT)), theme.paper)


def _can_stand(colour: str, others: Iterable[str], needed: float) -> bool:
    return all(contrast(colour, other) >= needed for other in others)


def _mixed(ground: str, colour: str, share: int) -> str:
    """A ground with so many hundredths of a colour.

    >>> _mixed("#ffffff", "#000000", 20)
    '#cccccc'
    """
    parts = zip(_parts(ground), _parts(colour), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share / 100):02x}" for a, b in parts)


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))


def _is_grey(colour: str) -> bool:
    return len(set(_parts(colour))) == 1
