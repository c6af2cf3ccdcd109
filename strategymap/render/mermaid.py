"""A view as a Mermaid flowchart, for pages that draw Mermaid themselves: wikis, READMEs.

Bands are subgraphs, kinds are shapes, what works against something is dashed and ends in a
cross. KPIs and the rules of findings stand as lines in the boxes of what they are about; what
the findings say stands below, as remarks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from strategymap.model import Kind
from strategymap.render.characters import legible
from strategymap.render.cuts import cut_lines
from strategymap.render.key import reading
from strategymap.render.pale import pale
from strategymap.render.palettes import LIGHT
from strategymap.render.tags import SIGNS, headed, numbered, signed
from strategymap.view import Arrow, Badge, Band, Card, ChangeKind, KpiRow, LinkKind, View, status_words
from strategymap.wording import one_line

#: What opens and closes the box of a kind.
_SHAPES: dict[Kind, tuple[str, str]] = {
    "goal": ("([", "])"),
    "outcome": ("(", ")"),
    "output": ("[", "]"),
    "initiative": ("{{", "}}"),
}
_LINKS: dict[LinkKind, str] = {
    "supports": "-->",
    "harms": '-.-x|"works against"|',
    "feedback": '-.-|"▼ feedback"|',
}
_CLASSES: dict[Kind, str] = {
    "goal": "stroke-width:3px",
    "outcome": "stroke-width:1px",
    "output": "stroke-width:1px,stroke-dasharray:7 4",
    "initiative": "stroke-width:2px,stroke-dasharray:2 4",
}
#: The lines of what was added, removed and changed between two versions.
_CHANGES: dict[ChangeKind, str] = {
    "added": "stroke-width:4px",
    "removed": "stroke-width:2px,stroke-dasharray:2 6",
    "changed": "stroke-width:3px",
}
#: All that Mermaid, its Markdown or HTML could take for more than a letter; and at the
#: beginning of a line what would make it a list or a heading.
_MEANT = re.compile(r"[^\w\s,.()/'?!:%-]|_|:(?! )|%(?=%)", re.ASCII)
#: Where Mermaid would see an icon, a formula or a line end even in what is escaped.
_JOINED = re.compile(r"(?<=:)(?=fa-)|(?<=\$)(?=\$)|(?<=\\)(?=n)|(?<=ﬂ)(?=°)|(?<=¶)(?=ß)")
_LIST = re.compile(r"^\s*(?:[-]|\d+(?=[.)]))")
#: Where Mermaid would see, even in a remark, an order to itself or the beginning of a tag.
_ORDERS = re.compile(r"(?<=%)(?=\{)|(?<=<)(?=\w)")


def mermaid(view: View) -> str:
    """The flowchart: every card, KPI, link and finding of the view."""
    names = {card.id: f"n{number}" for number, card in enumerate(view.cards())}
    rules = {item.number: item.rule for item in view.legend}
    lines = ["---", f"title: {_title(view.title)}", "---", "flowchart BT"]
    lines += [f"  %% {_remark(text)}" for text in (view.subtitle, reading(view)) if text]
    for number, band in enumerate(view.bands):
        lines += _subgraph(number, band, names, rules)
    if view.loose:
        lines += ['  subgraph loose["Measures nothing"]']
        lines += [f'    k{n}["{_label(_kpi(kpi, rules))}"]' for n, kpi in enumerate(view.loose)]
        lines += ["  end"]
    lines += [f"  {_link(arrow, names, rules)}" for arrow in view.arrows]
    lines += _order(view)
    lines += _dress(view, names)
    lines += [f"  %% {text}" for text in _remarks(view)]
    return "\n".join(lines) + "\n"


def quoted(*lines: str) -> str:
    """A label of Mermaid that shows each of `lines` literally: no Markdown, HTML, icons,
    entities or formulas.

    >>> print(quoted('say "hi" #1; <b>', "1. `x`"))
    "say #34;hi#34; #35;1#59; #60;b#62;<br/>#49;. #96;x#96;"
    """
    return f'"{_label(lines)}"'


def _label(lines: Iterable[str]) -> str:
    return "<br/>".join(_escaped(_flat(line)) for line in lines)


def _escaped(line: str) -> str:
    apart = _JOINED.sub("\u2060", line)
    plain = _MEANT.sub(lambda found: _code(found[0]) if found[0].isascii() else found[0], apart)
    return _LIST.sub(lambda found: "".join(map(_code, found[0].strip())), plain)


def _code(text: str) -> str:
    return "".join(f"#{ord(character)};" for character in text)


def _title(text: str) -> str:
    """As YAML in double quotes; Mermaid looks for tags and orders before it reads YAML."""
    told = json.dumps(_flat(text), ensure_ascii=False)
    return told.replace("<", "\\u003c").replace("%{", "%\\u007b")


def _remark(text: str) -> str:
    return _ORDERS.sub("\u2060", _flat(text))


def _flat(text: str) -> str:
    return one_line(legible(text))


def _subgraph(number: int, band: Band, names: Mapping[str, str], rules: Mapping[int, str]) -> Iterator[str]:
    """A band with its cards; one without a title is no group."""
    if band.title:
        yield f"  subgraph b{number}[{quoted(band.title)}]"
    for card in band.cards:
        opened, closed = _SHAPES[card.kind]
        yield f'    {names[card.id]}{opened}"{_label(_lines(card, rules))}"{closed}'
    if band.title:
        yield "  end"


def _lines(card: Card, rules: Mapping[int, str]) -> Iterator[str]:
    """What it is, its title, its KPIs, what was found, and what is left out."""
    kind = "TOP GOAL" if card.top else card.kind.upper()
    yield headed(f"{kind}, {status_words(card.status)}" if card.status else kind, card.change)
    yield card.title
    yield from _found(card.badges, rules)
    for kpi in card.kpis:
        yield from _kpi(kpi, rules)
    yield from cut_lines(card)


def _kpi(kpi: KpiRow, rules: Mapping[int, str]) -> Iterator[str]:
    stands = status_words(kpi.status) if kpi.status else ""
    told = (kpi.figures, f"now {kpi.now}" if kpi.now else "", stands, "rewarded" if kpi.rewarded else "")
    figures = ", ".join(filter(None, told))
    sign = SIGNS[kpi.change] if kpi.change else "•"
    yield f"{sign} {kpi.title}: {figures}" if figures else f"{sign} {kpi.title}"
    yield from _found(kpi.badges, rules)


def _found(badges: Iterable[Badge], rules: Mapping[int, str]) -> Iterator[str]:
    """The marks of findings, by the number that the remarks tell, and the rule."""
    for badge in badges:
        if badge.change:
            yield numbered(badge.change, badge.number)
        elif badge.accepted:
            yield "✓ accepted"
        elif badge.number is None:
            yield f"! {badge.severity.value} +"
        else:
            yield f"! {badge.severity.value} {badge.number}: {rules.get(badge.number, '')}"


def _link(arrow: Arrow, names: Mapping[str, str], rules: Mapping[int, str]) -> str:
    """A link; what feeds back is written from its head, as a line with the direction in words,
    since Mermaid would turn the bands round where an arrow leads back."""
    ends = [names[arrow.tail], names[arrow.head]]
    first, last = reversed(ends) if arrow.kind == "feedback" else ends
    line, _, words = _LINKS[arrow.kind].partition("|")
    if arrow.change:
        told = [words.strip('|"'), signed(arrow.badges) or SIGNS[arrow.change]]
        return f"{first} {line}|{quoted(', '.join(filter(None, told)))}| {last}"
    if arrow.badges:
        told = [words.strip('|"'), *_found(arrow.badges, rules)]
        return f"{first} {line}|{quoted(*filter(None, told))}| {last}"
    return f"{first} {_LINKS[arrow.kind]} {last}"


def _order(view: View) -> Iterator[str]:
    """Invisible links that keep the bands below each other."""
    bands = [f"b{number}" for number, band in enumerate(view.bands) if band.title and band.cards]
    for upper, lower in pairwise(bands):
        yield f"  {lower} ~~~ {upper}"


def _dress(view: View, names: Mapping[str, str]) -> Iterator[str]:
    """The outlines of the kinds, and the colour of what works against something."""
    for kind, style in _CLASSES.items():
        if members := [names[card.id] for card in view.cards() if card.kind == kind]:
            yield f"  classDef {kind} {style}"
            yield f"  class {','.join(members)} {kind}"
    harms = [str(number) for number, arrow in enumerate(view.arrows) if arrow.kind == "harms"]
    if harms:
        yield f"  linkStyle {','.join(harms)} stroke:#b3261e,stroke-width:2px,stroke-dasharray:7 4"
    for change, style in _CHANGES.items():
        if members := [names[card.id] for card in view.cards() if card.change == change]:
            yield f"  classDef {change} {style}"
            yield f"  class {','.join(members)} {change}"
        if links := [str(number) for number, arrow in enumerate(view.arrows) if arrow.change == change]:
            yield f"  linkStyle {','.join(links)} {style}"
    yield from _faded(view, names)


def _faded(view: View, names: Mapping[str, str]) -> Iterator[str]:
    """The colours of what stands in the background."""
    look = pale(LIGHT)
    boxes = [names[card.id] for card in view.cards() if card.faded]
    boxes += [f"k{number}" for number, kpi in enumerate(view.loose) if kpi.faded]
    if boxes:
        yield f"  classDef faded color:{look.muted},stroke:{look.line}"
        yield f"  class {','.join(boxes)} faded"
    if links := [str(number) for number, arrow in enumerate(view.arrows) if arrow.faded]:
        yield f"  linkStyle {','.join(links)} color:{look.muted},stroke:{look.line}"


def _remarks(view: View) -> Iterator[str]:
    for item in view.legend:
        if item.change:
            yield _remark(f"{numbered(item.change, item.number)}: {item.text}")
        else:
            yield _remark(f"{item.severity.value} {item.number}: {item.text} ({item.rule})")
    yield from map(_remark, filter(None, [view.more, *(note.text for note in view.notes)]))
