"""A theme of ours as the theme of a deck: its colours and its font, which all shapes follow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from strategymap.render.contrast import contrast
from strategymap.render.markup import escaped
from strategymap.render.theme import Theme

#: The accents of the roles of perspectives; those without a role take turns with the rest.
ACCENTS = {"financial": "accent1", "customer": "accent2", "process": "accent3", "people": "accent4"}
OTHERS = ("accent5", "accent6")


def is_dark(theme: Theme) -> bool:
    """Whether words are lighter than the page."""
    return contrast(theme.ink, "#000000") > contrast(theme.paper, "#000000")


def scheme(theme: Theme) -> dict[str, str]:
    """The twelve colours of a deck, dark and light by what they are, as Office expects."""
    strong = theme.tones["financial"].strong
    page, words = (theme.paper, theme.loose), (theme.ink, strong)
    (dk1, dk2), (lt1, lt2) = (page, words) if is_dark(theme) else (words, page)
    others = [theme.others[number % len(theme.others)].strong for number in range(len(OTHERS))]
    accents = {accent: theme.tones[role].strong for role, accent in ACCENTS.items()}
    return {
        "dk1": dk1, "lt1": lt1, "dk2": dk2, "lt2": lt2, **accents, **dict(zip(OTHERS, others, strict=True)),
        "hlink": strong, "folHlink": theme.tones["people"].strong,
    }  # fmt: skip


def dress(presentation: Any, theme: Theme) -> None:
    """Writes the theme into the theme part of the slides; that of the notes stays as it is."""
    master = presentation.slide_master
    for relation in master.part.rels.values():
        if relation.reltype.endswith("/theme"):
            part = relation.target_part
            part._blob = _written(part.blob.decode("utf-8"), theme).encode("utf-8")  # noqa: SLF001
    if is_dark(theme):
        named = dict(_dark_on_light())
        for name, colour in named.items():
            master._element.find("{*}clrMap").set(name, colour)  # noqa: SLF001


def _dark_on_light() -> Iterator[tuple[str, str]]:
    yield from (("bg1", "dk1"), ("tx1", "lt1"), ("bg2", "dk2"), ("tx2", "lt2"))


def _written(text: str, theme: Theme) -> str:
    name = escaped(theme.name)
    colours = "".join(
        f'<a:{key}><a:srgbClr val="{colour[1:].upper()}"/></a:{key}>' for key, colour in scheme(theme).items()
    )
    whole = f'<a:clrScheme name="{name}">{colours}</a:clrScheme>'
    text = re.sub(r"<a:clrScheme .*?</a:clrScheme>", lambda _: whole, text, flags=re.DOTALL)
    text = re.sub(
        r'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*', rf"\g<1>{escaped(theme.font)}", text
    )
    return re.sub(r'(<a:theme [^>]*\bname=")[^"]*', lambda found: found[1] + name, text, count=1)
