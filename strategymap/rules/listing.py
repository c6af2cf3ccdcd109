"""Rules by name, and their pages for a reader."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Sequence

from strategymap.errors import UnknownName
from strategymap.rules import FAMILIES, RULES, Rule
from strategymap.rules.page import page_of
from strategymap.wording import nearest


def rule_named(name: str) -> Rule:
    """One rule. Raises UnknownName with the nearest name."""
    by_name = {rule.NAME: rule for rule in RULES}
    if name not in by_name:
        close = nearest(name, by_name)
        hint = f'; the nearest is "{close}"' if close else "; `strategymap rules` lists them"
        raise UnknownName(f'there is no rule "{name}"{hint}')
    return by_name[name]


def rules_named(select: Iterable[str] | None = None, ignore: Iterable[str] = ()) -> Sequence[Rule]:
    """The rules that are selected (None: all) and not ignored, in their order. Raises
    UnknownName."""
    wanted = None if select is None else {rule_named(name).NAME for name in select}
    left_out = {rule_named(name).NAME for name in ignore}
    return [rule for rule in RULES if (wanted is None or rule.NAME in wanted) and rule.NAME not in left_out]


def listed() -> str:
    """Every rule in a line: its name, its severity and what it finds, by family."""
    width = max(len(rule.NAME) for rule in RULES)
    parts = []
    for family, rules in FAMILIES.items():
        lines = [f"  {rule.NAME:{width}}  {rule.SEVERITY.value:7}  {page_of(rule).finds}" for rule in rules]
        parts.append("\n".join([family, *lines]))
    return "\n\n".join(parts) + "\n"


def as_text(rule: Rule) -> str:
    """One rule's page."""
    page = page_of(rule)
    paragraphs = {
        "Why it matters": page.why,
        "How to mend it": page.mend,
        "Ask in the workshop": page.question,
        "Source": page.source,
    }
    told = [f"{rule.NAME} ({rule.SEVERITY.value})", textwrap.fill(page.finds, 78, break_on_hyphens=False)]
    told += [
        f"{heading}:\n{textwrap.fill(text, 78, break_on_hyphens=False)}"
        for heading, text in paragraphs.items()
    ]
    told += [
        f"This map fails:\n\n{textwrap.indent(page.fails, '    ')}",
        f"This one passes:\n\n{textwrap.indent(page.passes, '    ')}",
    ]
    return "\n\n".join(part.rstrip("\n") for part in told) + "\n"


def as_json() -> str:
    """Every rule with its page, for scripts."""
    rules = [
        {
            "rule": rule.NAME,
            "family": family,
            "severity": rule.SEVERITY.value,
            "finds": page.finds,
            "why": page.why,
            "mend": page.mend,
            "question": page.question,
            "source": page.source,
        }
        for family, members in FAMILIES.items()
        for rule in members
        for page in [page_of(rule)]
    ]
    return json.dumps({"rules": rules}, ensure_ascii=False, indent=2) + "\n"
