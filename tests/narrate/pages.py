"""Pages for the tests of the narratives: stories of maps, hostile texts, and HTML read strictly."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import strategymap
from strategymap.api import StrategyMap
from strategymap.narrate import write
from strategymap.story import Story, story_of

#: Texts that would be something else than text if anybody forgot to escape them.
HOSTILE = (
    "<script>window.pwned = 1</script>",
    "</style><img src=x onerror='window.pwned = 1'>",
    "\"'><svg onload=window.pwned=1>",
    "{{ 7 * 7 }} {% raw %} ${7*7}",
    "&lt;b&gt; &amp; &#60;",
    "*bold* _so_ `code` ~~no~~ # not a heading",
    "[click](javascript:alert(1)) ![x](http://example.invalid/x.png)",
    "<https://example.invalid> https://example.invalid www.example.invalid",
    "| a | table | ---",
    "1. a list",
    "- another",
    "> said",
    "---",
    "\\",
    "שלום (עולם) 1234",
    "مرحبا: 12 % \u200f",
    "顧客は「戻る」",
    "]]> <!-- comment --> <![CDATA[",
)

_VOID = {"meta", "br", "hr", "img", "input", "link", "path", "circle", "rect", "line", "polygon"}


@dataclass
class Page(HTMLParser):
    """An HTML page read strictly: its texts, ids, links and elements. A tag that isn't
    closed, or closes another, is a fault."""

    source: str
    text: str = ""
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    attributes: set[str] = field(default_factory=set)
    _open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.source)
        self.close()
        assert self._open == [], f"not closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        for name, value in attrs:
            assert value is not None, f"{tag} {name} has no value"
            self.attributes.add(name)
            if name == "id":
                self.ids.append(value)
            if name in {"href", "src", "action"}:
                self.links.append(value)
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        assert self._open and self._open[-1] == tag, f"</{tag}> closes {self._open[-3:]}"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open[-1:] not in (["style"], ["script"]):
            self.text += data


def story(read: StrategyMap) -> Story:
    """The story of a map and what is found in it."""
    return story_of(read.in_words, read.check())


def bare_page(read: StrategyMap, *, templates: Path | None = None) -> str:
    """The HTML page of a map, without the picture."""
    return write(story(read), "html", template_folder=templates)


def hostile_map() -> StrategyMap:
    """A map in which every text is out to do harm."""
    texts = iter(range(10_000))

    def text() -> str:
        return HOSTILE[next(texts) % len(HOSTILE)]

    def quoted(value: str) -> str:
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'

    lines = [f"title: {quoted(HOSTILE[0])}"]
    lines += [f"{key}: {quoted(text())}" for key in ("summary", "organization", "owner", "vision", "mission")]
    lines += [f"values: [{quoted(text())}, {quoted(text())}]", f"description: {quoted(text())}"]
    lines += ["url: javascript:alert(1)", "goals:"]
    for n, title in enumerate(HOSTILE):
        lines += [f"  g<{n}>&#:", f"    title: {quoted(title)}", f"    owner: {quoted(text())}"]
        lines += [
            f"    say: {quoted(text())}",
            f"    for: {quoted(text())}",
            "    url: https://example.invalid/a?b=c&d",
        ]
        lines += [f"    description: {quoted(text())}"]
    lines += ["outcomes:"]
    for n, title in enumerate(HOSTILE):
        lines += [f"  o{n}:", f"    title: {quoted(title)}", "    url: 'data:text/html,<script>1</script>'"]
        lines += [f"    supports: {{g<{n}>&#: {{because: {quoted(text())}, after: 3 months}}}}"]
        lines += [f"    harms: {{g<{(n + 1) % len(HOSTILE)}>&#: {quoted(text())}}}"]
    lines += ["kpis:"]
    for n, title in enumerate(HOSTILE):
        lines += [
            f"  k{n}:",
            f"    title: {quoted(title)}",
            f"    measures: {'[]' if n % 5 == 0 else f'o{n}'}",
        ]
        lines += [
            f"    owner: {quoted(text())}",
            f"    decision: {quoted(text())}",
            f"    limits: {quoted(text())}",
        ]
        lines += [f"    target: {{value: 3, for: {quoted(text())}}}", f"    touchpoint: {quoted(text())}"]
        lines += ["    unit: '<i>'", f"    accept: {{rule: no-limits, because: {quoted(text())}}}"]
    return strategymap.loads("\n".join(lines), name="<i>{{ 1 }}.yaml")
