"""A firm's own theme: a TOML file with the colours and the font that differ from a built-in one.

It is data: nothing in it is run, and nothing outside of it is read. Everything wrong with it
is told at once, with the place; a theme that can't be read is refused with the pair of
colours, their contrast, what they need, and the nearest colour of the same hue that would do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, PlainValidator, ValidationError

from strategymap import document, faults, files, shorthand
from strategymap.document import Document
from strategymap.errors import MapError, SettingsError, UnknownName
from strategymap.faults import Fault
from strategymap.finding import Address
from strategymap.model import Written
from strategymap.render import contrast
from strategymap.render.palettes import THEMES
from strategymap.render.theme import FAMILY, METRIC, Theme, Tone
from strategymap.settings import theme_name

#: How much wider than Arial a font may be that nobody measured.
ROOM = 1.15
_MOST_ROOM = 1.5
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_FONT = re.compile(r"[^\W\d_][\w -]{0,59}")


def theme_named(asked: str | Path) -> Theme:
    """The built-in theme of a name, or that in a TOML file. Raises UnknownName for a theme
    that there isn't, and SettingsError for one that can't be understood or read."""
    if str(asked) in THEMES:
        return THEMES[str(asked)]
    try:
        path = Path(theme_name(str(asked)))
    except ValueError as error:
        raise UnknownName(f'there is no theme "{asked}"; {error}') from None
    if not files.is_file(path):
        raise UnknownName(f'there is no theme in "{files.shown(path)}"; name a .toml file that exists')
    try:
        source = document.read(path, files.shown(path))
    except MapError as error:
        raise SettingsError(error.findings) from None
    return _theme(source, path.stem)


def _colour(text: str) -> str:
    if not _COLOUR.fullmatch(text):
        raise ValueError('write a colour as # and six digits from 0 to f, such as "#1f4e8c"')
    return text.lower()


def _font(text: str) -> str:
    if not _FONT.fullmatch(text):
        raise ValueError('write the name of one font: letters, digits, spaces and hyphens, such as "Georgia"')
    return text


def _room(text: str) -> float:
    if not re.fullmatch(r"1(\.\d{1,4})?", text) or float(text) > _MOST_ROOM:
        raise ValueError(f"write a number from 1 to {_MOST_ROOM}")
    return float(text)


_Colour = Annotated[str | None, PlainValidator(shorthand.parsed(_colour))]


class _Tone(Written):
    strong: _Colour = None
    tint: _Colour = None


class _Bands(Written):
    financial: _Tone = _Tone.model_construct()
    customer: _Tone = _Tone.model_construct()
    process: _Tone = _Tone.model_construct()
    people: _Tone = _Tone.model_construct()
    plain: _Tone = _Tone.model_construct()
    others: tuple[_Tone, ...] = Field(default=(), max_length=12)


class _Colours(Written):
    paper: _Colour = None
    card: _Colour = None
    ink: _Colour = None
    muted: _Colour = None
    line: _Colour = None
    faint: _Colour = None
    harm: _Colour = None
    harm_tint: _Colour = Field(default=None, alias="harm-tint")
    reward: _Colour = None
    loose: _Colour = None
    hatch: _Colour = None
    track: _Colour = None


class _Statuses(Written):
    achieved: _Colour = None
    on_track: _Colour = Field(default=None, alias="on-track")
    at_risk: _Colour = Field(default=None, alias="at-risk")
    off_track: _Colour = Field(default=None, alias="off-track")
    no_data: _Colour = Field(default=None, alias="no-data")


class _Findings(Written):
    error: _Colour = None
    warning: _Colour = None
    note: _Colour = None


class _Changes(Written):
    added: _Colour = None
    removed: _Colour = None
    changed: _Colour = None


class _Own(Written):
    """What a theme's file says."""

    based_on: Literal["light", "dark", "print"] = Field(default="light", alias="based-on")
    font: Annotated[str | None, PlainValidator(shorthand.parsed(_font))] = None
    font_room: Annotated[float | None, PlainValidator(shorthand.parsed(_room))] = Field(
        default=None, alias="font-room"
    )
    colours: _Colours = _Colours.model_construct()
    bands: _Bands = _Bands.model_construct()
    statuses: _Statuses = _Statuses.model_construct()
    findings: _Findings = _Findings.model_construct()
    changes: _Changes = _Changes.model_construct()


_PARTS: dict[str, type[Written]] = {
    "colours": _Colours, "bands": _Bands, "statuses": _Statuses, "findings": _Findings,
    "changes": _Changes,
}  # fmt: skip


def _model_at(address: Address) -> type[Written]:
    if len(address) > 1:
        return _Tone
    return _PARTS.get(str(address[0]), _Own) if address else _Own


_SORT = faults.Text("theme", _model_at, 'write a table, such as {strong = "#1f4e8c", tint = "#edf2f8"}')


def _theme(source: Document, name: str) -> Theme:
    """The theme that a document holds."""
    try:
        written = _Own.model_validate(source.tree)
    except ValidationError as error:
        details: Any = error.errors(include_url=False)
        raise _refusal(faults.told(details, source.tree, _SORT), source) from None
    theme = _with_changes(_made(written, name), written.changes)
    if wrong := [*_unreadable(theme, source.tree), *_alike(theme, source.tree)]:
        raise _refusal(iter(wrong), source)
    return theme


def _refusal(wrong: Iterator[Fault], source: Document) -> SettingsError:
    return SettingsError(sorted(faults.found(wrong, source), key=lambda finding: finding.sort_key))


def _made(written: _Own, name: str) -> Theme:
    """The built-in theme with what the file says in its place."""
    base = THEMES[written.based_on]
    room = written.font_room or (
        ROOM if written.font and written.font.casefold() not in METRIC else base.room
    )
    given = {key: colour for key, colour in written.colours if colour is not None}
    return replace(
        base,
        **given,
        name=name,
        font=written.font or base.font,
        family=f"'{written.font}', {FAMILY}" if written.font else base.family,
        room=room,
        tones={role: _tone(tone, getattr(written.bands, role)) for role, tone in base.tones.items()},
        others=tuple(_tone(base.plain, each) for each in written.bands.others) or base.others,
        plain=_tone(base.plain, written.bands.plain),
        statuses={
            status: getattr(written.statuses, status.name.lower()) or old
            for status, old in base.statuses.items()
        },
        badges={
            severity: getattr(written.findings, severity.value) or old
            for severity, old in base.badges.items()
        },
    )


def _with_changes(theme: Theme, written: _Changes) -> Theme:
    """The theme with the colours of changes that the file gives; the others are moved to where
    they can be read on its grounds."""
    found = {
        change: getattr(written, change) or contrast.nearest(theme, ("changes", change)) or old
        for change, old in theme.changes.items()
    }
    return replace(theme, changes=found)


def _tone(base: Tone, written: _Tone) -> Tone:
    return replace(base, strong=written.strong or base.strong, tint=written.tint or base.tint)


def _unreadable(theme: Theme, tree: Mapping[str, Any]) -> Iterator[Fault]:
    """What can't be read: told at the colour in front if the file gives it, else at its ground."""
    found = contrast.colours(theme)
    for each in contrast.unreadable(theme):
        pair = each.pair
        blamed = pair.front if _gives(tree, pair.front) or not _gives(tree, pair.ground) else pair.ground
        front, ground = (f"{_named(at)} {found[at]}" for at in (pair.front, pair.ground))
        what = "text" if pair.needed == contrast.TEXT else "a mark"
        ratio = int(each.ratio * 100) / 100  # never rounded up to what is needed
        message = f"the contrast of {front} on {ground} is {ratio:g}, and {what} needs {pair.needed:g}"
        yield Fault("contrast", blamed, message, _remedy(theme, pair, blamed))


def _remedy(theme: Theme, pair: contrast.Pair, blamed: Address) -> str:
    """The nearest colour that can be read everywhere, else with the other colour of the pair."""
    everywhere = contrast.nearest(theme, blamed)
    if everywhere is not None:
        return (
            f'write {blamed[-1]} = "{everywhere}", the nearest of its hue that can be read wherever it stands'
        )
    here = contrast.nearest(theme, blamed, among=[pair])
    if here is not None:
        return f'write {blamed[-1]} = "{here}" for this pair; no one colour of its hue suits all its grounds'
    other = pair.ground if blamed == pair.front else pair.front
    return f"change {_named(other)} too: no colour of this hue can be read with it"


def _alike(theme: Theme, tree: Mapping[str, Any]) -> Iterator[Fault]:
    """Statuses that differ too little."""
    found = contrast.colours(theme)
    for one, other in contrast.alike(theme):
        at, beside = (one, other) if _gives(tree, one) else (other, one)
        message = f"the colour of {_named(at)}, {found[at]}, looks like {found[beside]} of {_named(beside)}"
        yield Fault(
            "contrast", at, message, "write colours farther apart, or the same one: shapes differ too"
        )


def _gives(tree: Any, address: Address) -> bool:
    """Whether the file says something at an address."""
    inside: Any = tree
    for step in address:
        if isinstance(inside, list):
            inside = dict(enumerate(inside))
        if not isinstance(inside, dict) or step not in inside:
            return False
        inside = inside[step]
    return True


def _named(address: Address) -> str:
    """A colour as the file's author knows it, such as bands.financial.strong."""
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in address)
