"""The audit as text of 80 columns: a block a KPI, which a narrow table could not hold."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from strategymap.audit import QUESTIONS, Audit, AuditRow, Topic
from strategymap.audit.rows import Affected, Balance, Behaviour, Standing, Titled, Why
from strategymap.numbers import term_text
from strategymap.report import counted
from strategymap.wording import one_line

_WIDTH = 80
_LABEL = 12
_BLANK = "BLANK"
_ASKED = {"all": "everybody", "sample": "a sample", "selected": "a selection"}


def write(audit: Audit) -> str:
    """The counts of blanks, then the KPIs in the order of the audit."""
    lines = [*_head(audit), *(line for row in audit.rows for line in ["", *_block(row)])]
    return "\n".join(lines) + "\n"


def _head(audit: Audit) -> Iterator[str]:
    yield from _wrapped("", f"Metric audit: {audit.title}")
    if not audit.rows:
        yield "This map has no KPI."
        return
    answers = len(audit.rows) * len(QUESTIONS)
    yield f"{counted(len(audit.rows), 'KPI')}; {sum(audit.blanks.values())} of {answers} answers are blank:"
    for topic, number in audit.blanks.items():
        yield f"  {number:4}  {QUESTIONS[topic]}"
    if audit.unsaid:
        yield f"{counted(audit.unsaid, 'KPI')} without words for the front line."
    yield from _wrapped("", "Rewarded KPIs with blanks come first, then those with the most blanks.")


def _block(row: AuditRow) -> Iterator[str]:
    marks = ["pay hangs on it"] * row.behaviour.rewarded
    marks += [counted(len(row.blanks), "blank")] * bool(row.blanks)
    yield from _wrapped("", f"{row.title} ({row.kpi}){': ' if marks else ''}{', '.join(marks)}")
    answers: dict[Topic, list[str]] = {
        "why": list(_why(row.why)),
        "behaviour": list(_behaviour(row.behaviour)),
        "affected": list(_affected(row.affected)),
        "balance": list(_balance(row.balance)),
    }
    for topic, told in answers.items():
        blank = [f"{_BLANK}. {QUESTIONS[topic]}"] if topic in row.blanks else []
        yield from _answer(topic, [*blank, *told])
    yield from _answer("standing", [_standing(row.standing)])


def _answer(label: str, told: list[str]) -> Iterator[str]:
    for number, text in enumerate(told):
        yield from _wrapped(f"  {'' if number else label:{_LABEL - 2}}", text)


def _wrapped(label: str, text: str) -> list[str]:
    return textwrap.wrap(
        one_line(text), _WIDTH, initial_indent=label, subsequent_indent=" " * len(label) or "    ",
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def _why(why: Why) -> Iterator[str]:
    if why.statement:
        yield why.statement
    elif why.measures:
        yield f"Tells about {_titles(why.measures)}, which leads to no goal."
    else:
        yield "Measures nothing on this map."
    if why.decision:
        yield f"Informs {_ended(why.decision)}"
    elif why.statement:
        yield "No decision is named that it informs."


def _behaviour(behaviour: Behaviour) -> Iterator[str]:
    if behaviour.rewarded:
        yield f"Pay hangs on it{f': “{behaviour.rewarded_by.title}”' if behaviour.rewarded_by else ''}."
    if behaviour.gamed:
        yield f"How it is gamed: {behaviour.gamed}"
    yield from behaviour.harms
    for limit in behaviour.limits:
        yield f"Limit: {_ended(limit)}"


def _affected(affected: Affected) -> Iterator[str]:
    facts = [
        f"answered for by {affected.owner}" if affected.owner else "nobody answers for it",
        f"{affected.level} level" if affected.level else "",
        f"for {affected.group}" if affected.group else "",
        f"asks {_ASKED[affected.respondents]}" if affected.respondents else "",
    ]
    told = "; ".join(filter(None, facts))
    yield f"{told[0].upper()}{told[1:]}."
    yield f"On the front line: “{affected.say}”" if affected.say else "No words for the front line."


def _balance(balance: Balance) -> Iterator[str]:
    if balance.balances:
        yield f"Balanced by {_titles(balance.balances)}."
    if balance.beside:
        yield f"Beside it, of another focus: {_titles(balance.beside)}."
    if balance.suggested and balance.on_the_map:
        yield f"Suggestion: “{balance.suggested[0]}”, which is on this map already."
    elif balance.suggested:
        yield f"Suggestion of the catalogue: {' or '.join(balance.suggested)}."


def _standing(standing: Standing) -> str:
    last = standing.last_shown or "no value yet"
    at = f" ({term_text(standing.last_at)})" if standing.last_at else ""
    target = f"target {standing.target_shown}" if standing.target_shown else "no target"
    by = f" by {term_text(standing.by)}" if standing.by and standing.target_shown else ""
    return f"{last}{at}; {target}{by}: {standing.words}."


def _titles(named: tuple[Titled, ...]) -> str:
    return ", ".join(f"“{each.title}”" for each in named)


def _ended(text: str) -> str:
    return text if text.rstrip()[-1:] in ".?!" else f"{text}."
