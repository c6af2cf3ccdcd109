"""What a slide shows of a map of which nobody could read all on it: its goals, or a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from strategymap.view import View
from strategymap.view.extract import extract
from strategymap.view.overviews import overview_for
from strategymap.view.pages import Page

#: A slide on which titles are smaller than this, in points, shows less.
CROWDED = 5.0


def uncrowded(page: Page, is_fit: Callable[[View], bool]) -> Page:
    """The page, or one with as many of its cards as can be made out, or with a sentence alone.
    `is_fit` says of a view whether it can be made out on a slide."""
    if is_fit(page.view):
        return page
    if any(page.view.cards()):
        name, found = overview_for(page.view, lambda view: _is_less(view, page.view) and is_fit(view))
        if is_fit(found):
            return replace(page, name=page.name or name, view=found, overview=True)
    count = sum(1 for _ in page.view.cards()) + len(page.view.loose)
    told = f"{count} cards and KPIs" if page.view.loose else f"{count} cards" if count > 1 else "This card"
    sentence = extract(page.view, (), f"{told} would be too small to be read on one slide")
    return replace(page, view=sentence, overview=True)


def _is_less(view: View, whole: View) -> bool:
    """Whether there are fewer cards or loose KPIs in a view: KPIs in cards took no room before."""
    return bool(whole.loose) or sum(1 for _ in view.cards()) < sum(1 for _ in whole.cards())


def remark(whole: View, shown: View) -> str:
    """What to write so that all of a map can be read, of which a slide shows a part."""
    every, left = (sum(1 for _ in view.cards()) for view in (whole, shown))
    return (
        f"the text of all {every} cards would be smaller than {CROWDED:g} pt on one slide, which shows "
        f"{left or 'none'} of them; split the map over several slides (--split), or draw a part of it "
        "(such as --focus ID)"
    )
