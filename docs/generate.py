"""Writes what the documentation takes from the code: the reference pages, the picture, and
what the commands in the README and the guides print.

    python docs/generate.py             writes it
    python docs/generate.py --check     says what is not up to date, and fails if anything is
"""

from __future__ import annotations

import inspect
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

from blocks import refreshed
from commands import commands_page
from front_door import python_page
from settings_page import settings_page

from strategymap import load, loads, model
from strategymap.catalogue import Entry, counter_names, entries
from strategymap.render import plain
from strategymap.rules import FAMILIES, Rule
from strategymap.rules.page import Page, page_of
from strategymap.words import WORDS

DOCS = Path(__file__).parent
ROOT = DOCS.parent
NOTICE = "<!-- Made by docs/generate.py; edit the code instead. -->\n\n"
#: Pages that are written by hand, but for what their commands print.
PLAYED = (
    "README.md",
    "docs/guides/continuous-integration.md",
    "docs/guides/numbers.md",
    "docs/guides/paper-and-slides.md",
    "docs/guides/which-page-for-whom.md",
    "docs/guides/workshop.md",
    "docs/guides/writing-a-map.md",
    "docs/guides/your-firms-colours.md",
)

_RULES = """\
# The rules

What `strategymap check` looks for. Each rule has a page: why it matters, how to mend it,
what to ask in the workshop, who says so, and two example maps.
"""
_ABOUT_ACCEPTING = [
    "accept-without-reason | error | An `accept` that doesn't say why; the finding is not accepted.",
    "stale-accept | note | An `accept` for which nothing is found any more.",
]
_ABOUT_TABLES = [
    "wrong-row | warning | A row of a table with measurements that can't be used, or a second value for one day.",
    "wrong-measurements | error | A table with measurements, named by the map, that can't be read.",
]
_KEYS = """\
# The keys of the map language

[Writing a map](../guides/writing-a-map.md) teaches them one by one. `title` is the only key
that must be there.
"""
_CATALOGUE = """\
# The KPI catalogue

The {number} KPIs that `strategymap` knows by their titles, aliases and published
abbreviations. A KPI of a map takes from its entry what it doesn't say itself: unit,
direction, focus, timing, scale and source. `strategymap catalogue WORD` prints an entry
whole, with its aliases and reference.
"""


def made() -> Iterator[tuple[str, str]]:
    """What the code says: path in the repository and text of every reference page and picture."""
    for name, text in pages():
        yield f"docs/reference/{name}", NOTICE + text
    yield "docs/pictures/contact-centre.svg", picture()


def played() -> Iterator[tuple[str, str]]:
    """The pages that show what commands print: path in the repository and text as it should be."""
    for name in PLAYED:
        yield name, refreshed((ROOT / name).read_text("utf-8"))


def pages() -> Iterator[tuple[str, str]]:
    """The reference pages: path below docs/reference/ and text."""
    yield "rules.md", rule_list()
    for family, rules in FAMILIES.items():
        for rule in rules:
            yield f"rules/{rule.NAME}.md", rule_page(rule, family)
    yield "commands.md", commands_page()
    yield "keys.md", keys()
    yield "picture.md", picture_page()
    yield "settings.md", settings_page()
    yield "python.md", python_page()
    yield "catalogue.md", catalogue()


def picture() -> str:
    """The map that the README shows."""
    return load(ROOT / "maps" / "contact-centre.yaml").render(format="svg")


def picture_page() -> str:
    """The keys of the picture as JSON, as the module that writes it tells them."""
    head, keys, rest = inspect.getdoc(plain).split("\n\n")
    small = loads("title: Shop\ngoals: {stay: Customers stay}\nkpis: {rate: {title: Rate, measures: stay}}")
    example = small.render(format="json", hide=["findings"])
    return (
        f"# The picture as JSON\n\nWhat `strategymap render map.yaml -o map.json` writes:\n{head[0].lower()}{head[1:]}\n\n"
        f"```text\n{textwrap.dedent(keys)}\n```\n\n{rest}\n\n## A small map\n\n```json\n{example}```\n"
    )


def table(head: str, rows: list[str]) -> str:
    """A table of rows whose cells are joined by ` | `; `head` is its first row."""
    return (
        "\n".join([f"| {head} |", "|" + "---|" * (head.count(" | ") + 1), *(f"| {row} |" for row in rows)])
        + "\n"
    )


def cell(text: str) -> str:
    """A text that can't end a cell of a table."""
    return text.replace("|", "\\|").replace("\n", " ")


def rule_list() -> str:
    """The rules by family, each with a link to its page."""
    parts = [_RULES]
    for family, rules in FAMILIES.items():
        rows = [
            f"[{r.NAME}](rules/{r.NAME}.md) | {r.SEVERITY.value} | {cell(page_of(r).finds)}" for r in rules
        ]
        parts.append(f"## {family}\n\n{table('rule | severity | what it finds', rows)}")
    parts.append(f"## About accepting\n\n{table('rule | severity | what it finds', _ABOUT_ACCEPTING)}")
    parts.append(f"## About measurements\n\n{table('rule | severity | what it finds', _ABOUT_TABLES)}")
    parts.append(
        "Both are told whatever `--select` and `--ignore` say, and can neither be accepted nor set: mend the\n"
        "table. See [numbers from your own tables](../guides/numbers.md).\n"
    )
    return "\n".join(parts)


def rule_page(rule: Rule, family: str) -> str:
    """One rule's page."""
    page = page_of(rule)
    return (
        f"# {rule.NAME}\n\n{page.finds}\n\n*Severity: {rule.SEVERITY.value}. Family: "
        f"[{family}](../rules.md#{_anchor(family)}).*\n\n"
        f"**Why it matters.** {page.why}\n\n**How to mend it.** {page.mend}\n\n"
        f"**Ask in the workshop.** {page.question}\n\n**Source.** {page.source}\n\n"
        f"## A map that fails\n\n```yaml\n{page.fails}```\n\n{_told(rule, page)}"
        f"## A map that passes\n\n```yaml\n{page.passes}```\n"
    )


def _told(rule: Rule, page: Page) -> str:
    """What the rule says about its example."""
    found = loads(page.fails).check(select=[rule.NAME])
    return "The remark:\n\n" + "".join(f"> {finding.told()}\n\n" for finding in found)


def _anchor(heading: str) -> str:
    return heading.lower().replace(" ", "-")


def keys() -> str:
    """Every key of the map language, by the thing that it stands on."""
    things: dict[str, type[model.Written]] = {
        "The map": model.Map,
        **{_heading(part): part for part in model.SECTIONS.values()},
        "A link": model.Details,
        "A baseline": model.Baseline,
        "A target": model.Target,
        "An actual": model.Actual,
        "A perspective": model.Perspective,
        "An accepted finding": model.Acceptance,
        "A rule's setting": model.Setting,
        "A period": model.Period,
    }
    parts = [_KEYS]
    for heading, thing in things.items():
        names = [field.alias or name for name, field in thing.model_fields.items()]
        rows = [f"`{name}` | {cell(WORDS[name])}" for name in names]
        parts.append(f"## {heading}\n\n{_summary(thing)}\n\n{table('key | what it means', rows)}")
    return "\n".join(parts)


def _heading(part: type[model.Element]) -> str:
    name = "KPI" if part.kind == "kpi" else part.kind
    return f"{'An' if name[0] in 'oi' else 'A'} {name}"


def _summary(thing: type[model.Written]) -> str:
    return (inspect.getdoc(thing) or "").replace("\n", " ")


def catalogue() -> str:
    """Every KPI of the catalogue, by focus."""
    known = entries()
    by_focus: dict[str, list[Entry]] = {}
    for entry in known.values():
        by_focus.setdefault(entry.focus or "", []).append(entry)
    parts = [_CATALOGUE.format(number=len(known))]
    for focus, found in sorted(by_focus.items(), key=lambda item: item[0] or "~"):
        rows = [_catalogue_row(entry) for entry in found]
        head = "KPI | id | unit | better | how it is gamed | balance it with"
        parts.append(f"## {focus.capitalize() or 'Without a focus'}\n\n{table(head, rows)}")
    return "\n".join(parts)


_BETTER = {"up": "higher", "down": "lower", "range": "in a range", "context": "no target"}


def _catalogue_row(entry: Entry) -> str:
    unit = "money" if entry.money else entry.unit or ""
    counter = ", ".join(counter_names(entry))
    cells = [entry.title, f"`{entry.id}`", unit, _BETTER.get(entry.direction or "", ""), entry.gamed, counter]
    return " | ".join(map(cell, cells))


def write() -> None:
    """Write everything, and take away reference pages and pictures that are no longer made."""
    texts = {**dict(made()), **dict(played())}
    for name in _found() - texts.keys():
        (ROOT / name).unlink()
    for name, text in texts.items():
        (ROOT / name).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / name).write_text(text, "utf-8", newline="\n")


def stale(texts: Iterator[tuple[str, str]]) -> list[str]:
    """The files that differ from what they should say, sorted."""
    return sorted(name for name, text in texts if not (ROOT / name).is_file() or _read(name) != text)


def orphaned() -> list[str]:
    """The reference pages and pictures that nothing makes any more, sorted."""
    return sorted(_found() - dict(made()).keys())


def _found() -> set[str]:
    """The reference pages and pictures that there are."""
    below = [path for folder in ("reference", "pictures") for path in (DOCS / folder).rglob("*.*")]
    return {path.relative_to(ROOT).as_posix() for path in below}


def _read(name: str) -> str:
    return (ROOT / name).read_bytes().decode("utf-8")


if __name__ == "__main__":
    if "--check" in sys.argv:
        if old := [*stale(made()), *stale(played()), *orphaned()]:
            sys.exit(f"run docs/generate.py; not up to date: {', '.join(old)}")
    else:
        write()
