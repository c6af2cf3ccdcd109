"""What the histories tell, in sentences for a manager."""

from __future__ import annotations

from typing import TYPE_CHECKING

from strategymap.evidence.answer import LEVEL, IndependenceEvidence, LinkEvidence, Verdict
from strategymap.evidence.periods import Shared
from strategymap.evidence.readings import fitness
from strategymap.wording import quoted

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

#: Said once in every report.
CAVEAT = (
    "This does not prove what causes what: two figures also move together when a third thing moves both, "
    "and a true effect can be too small, too slow or too steady to show in so few periods. Read it as a "
    "reason to ask, not as a verdict on anybody's work."
)


def counted(number: int, period: str) -> str:
    """Periods in words.

    >>> counted(1, "month"), counted(24, "month")
    ('1 month', '24 months')
    """
    return f"{number} {period}{'' if number == 1 else 's'}"


def of_link(graph: MapGraph, each: LinkEvidence, *, better: bool) -> str:
    """What is said of a link that could be judged; `better` where both KPIs have a direction."""
    assert each.lag is not None
    assert each.lags is not None
    assert each.noise is not None
    cause, effect = quoted(graph.title(each.cause_kpi)), quoted(graph.title(each.effect_kpi))
    if each.verdict is Verdict.NO_SIGN:
        return (
            f"What {cause} did beyond its usual course tells nothing of what {effect} did "
            f"{_within(each.lags, each.period)}, beyond what chance brings: {_blurred(each)}."
        )
    more, less = ("better", "worse") if better else ("higher", "lower")
    then = more if each.verdict is Verdict.TOGETHER else less
    moral = {
        Verdict.TOGETHER: "That is what the map expects.",
        Verdict.AGAINST: "The map expects the contrary.",
    }[each.verdict]
    unsure = "" if better else " Nobody says which way is better for both, so they are compared as they are."
    return (
        f"When {cause} was {more} than its usual course, {effect} was {then} than its own "
        f"{_later(each.lag, each.period)}. {moral}{unsure}"
    )


def _blurred(each: LinkEvidence) -> str:
    """Why that may be so all the same."""
    assert each.p is not None
    if each.p <= LEVEL:
        return "a single comparison would have looked telling, but not one of so many links"
    return f"in so few periods a correlation below {each.noise:.2f} is no more than that"


def too_little(graph: MapGraph, cause: str, effect: str, stretch: Shared, needed: int) -> str:
    """Why a link could not be judged."""
    kpis = (cause, effect)
    pair = f"{quoted(graph.title(cause))} and {quoted(graph.title(effect))}"
    if stretch.read < needed:
        return (
            f"{pair} share {counted(stretch.read, stretch.period)} without a longer gap; it takes {needed}."
        )
    still = " and ".join(quoted(graph.title(kpis[at])) for at in fitness(stretch).still)
    return f"{still} hardly ever changed, so that nothing can be said of what followed."


def of_independence(graph: MapGraph, each: IndependenceEvidence) -> str:
    """What is said where the map implies that two nodes have nothing to do with each other."""
    first, second = (quoted(graph.title(node)) for node in each.nodes)
    known = " and ".join(quoted(graph.title(node)) for node in each.given)
    once = f" once {known} {'is' if len(each.given) == 1 else 'are'} known" if known else ""
    says = f"The map says that {first} and {second} have nothing to do with each other{once}"
    if not each.contradicted:
        return f"{says}; the numbers don't contradict it."
    if each.lag < 0:
        first, second = second, first
    way = "together with" if each.correlation > 0 else "against"
    rough = f", {'is' if len(each.given) == 1 else 'are'} {known} measured too roughly" if known else ""
    when = _later(abs(each.lag), each.period)
    return (
        f"{says}; the numbers say otherwise: {second} moves {way} {first} {when}. Is a link missing{rough}, or "
        "does something move both that is not on the map?"
    )


def _later(lag: int, period: str) -> str:
    return f"{counted(lag, period)} later" if lag else f"in the same {period}"


def _within(lags: tuple[int, int], period: str) -> str:
    first, last = lags
    if first == last:
        return _later(first, period)
    if first == 0:
        return f"within {counted(last, period)}"
    return f"{first} to {counted(last, period)} later"
