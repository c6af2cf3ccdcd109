"""What the script on a page needs to know of the map, to light lines of sight and tell them."""

from __future__ import annotations

from collections.abc import Iterator

from strategymap.narrate.places import Places
from strategymap.story.measured import Named
from strategymap.story.told import Linked, Story


def data_of(story: Story, places: Places) -> dict[str, object]:
    """Every card and KPI by its id, with the address where it is told, and every link
    (`supports`, `feedback`, `harms` or `measures`) with its reason; a harm that a KPI does is
    one of the cards that it measures, as on the picture."""
    links = list(_links(story))
    supporting = {link["from"] for link in links if link["kind"] == "supports" and link["from"] != link["to"]}
    parts = {
        part.id: {
            "title": part.title,
            "kind": part.kind,
            "top": part.kind == "goal" and part.id not in supporting,
            "place": places.place_of(part),
        }
        for part in _parts(story)
    }
    return {"parts": parts, "links": links}


def _parts(story: Story) -> Iterator[Named]:
    """Cards from the top of the results chain down, then the KPIs."""
    for facts in story.parts.values():
        yield from (one.part for one in facts)
    for group in story.tracked:
        yield from (one.facts.part for one in group.kpis)
    yield from (one.facts.part for one in story.loose)


def _links(story: Story) -> Iterator[dict[str, str]]:
    measured: dict[str, list[str]] = {}
    for link in story.links["measures"]:
        measured.setdefault(link.source.id, []).append(link.target.id)
        yield _link(link.source.id, link, "measures")
    for link in (*story.links["supports"], *story.links["harms"]):
        kind = "feedback" if link.relation == "supports" and _is_feedback(link) else link.relation
        tails = measured.get(link.source.id, []) if link.source.kind == "kpi" else [link.source.id]
        yield from (_link(tail, link, kind) for tail in tails)


def _link(tail: str, link: Linked, kind: str) -> dict[str, str]:
    because = link.reason.because if link.reason else None
    return {"from": tail, "to": link.target.id, "kind": kind, "because": because or ""}


def _is_feedback(link: Linked) -> bool:
    return link.reason is not None and link.reason.feedback
