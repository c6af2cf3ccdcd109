"""What the speaker may need, below a slide: where the map comes from, and its findings in words."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from strategymap.render.slides.fitting import badges_of
from strategymap.view import Card, KpiRow, View
from strategymap.view.pages import Page


def notes(whole: View, page: Page, source: str, day: datetime.date | None) -> Iterator[str]:
    """The lines of the notes of a page: with the findings that it marks, or all of them where the
    page has no name because it is the only one."""
    yield f"{whole.title}: {page.name}" if page.name else whole.title
    if source:
        yield f"Source: {source}"
    if day:
        yield f"As of {day.isoformat()}"
    if any(arrow.kind != "harms" for arrow in page.view.arrows):
        yield "Read upwards: if this, then that."
    numbers = _numbers(page.view)
    for item in whole.legend:
        if not page.name or item.number in numbers:
            yield f"{item.number}. {item.severity.value.capitalize()}: {item.text} ({item.rule})"
            yield from (f"    {line}" for line in item.details)
    if not page.name:
        yield from filter(None, [whole.more, *(note.text for note in whole.notes)])


def _numbers(view: View) -> set[int | None]:
    """The numbers of the findings that a view marks."""
    marked: list[Card | KpiRow] = [*view.cards(), *view.loose]
    own = {badge.number for badges in (view.badges, *(a.badges for a in view.arrows)) for badge in badges}
    return own | {badge.number for each in marked for badge in badges_of(each)}
