"""What the script on a page needs to know of the map, to light lines of sight and tell them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from strategymap.narrate.places import Places
from strategymap.story.measured import Figures
from strategymap.story.told import Facts, Linked, Story


def data_of(story: Story, places: Places) -> dict[str, object]:
    """Every card and KPI by its id, with the address where it is told, and what is said of it
    when it is chosen: `beyond` and `before` are titles of what it leads to and what leads to it
    outside of the part that is told; and every link (`supports`, `feedback`, `harms` or `measures`) with its
    reason. A harm that a KPI does is one of the cards that it measures, as on the picture."""
    links = list(_links(story))
    supporting = {link["from"] for link in links if link["kind"] == "supports" and link["from"] != link["to"]}
    beyond, before = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for cut in story.cut:
        if cut.relation == "supports" and not _is_feedback(cut):
            beyond[cut.source.id].append(cut.target.title)
            before[cut.target.id].append(cut.source.title)
    parts = {}
    for facts, said in _parts(story):
        part = facts.part
        parts[part.id] = {
            "title": part.title,
            "kind": part.kind,
            "top": part.kind == "goal" and part.id not in supporting | beyond.keys(),
            "beyond": beyond.get(part.id, []),
            "before": before.get(part.id, []),
            "place": places.place_of(part),
            "owner": facts.owner,
            **said,
        }
    return {"parts": parts, "links": links}


def _parts(story: Story) -> Iterator[tuple[Facts, dict[str, str]]]:
    """Cards from the top of the results chain down, then the KPIs; with what is said of each
    sort alone."""
    for parts in story.parts.values():
        yield from ((facts, {"band": facts.perspective}) for facts in parts)
    kpis = [*(one for group in story.tracked for one in group.kpis), *story.loose]
    judged = story.standing is not None
    for one in kpis:
        standing = one.figures.standing if judged else ""
        yield one.facts, {"figures": _figures(one.figures), "standing": standing}


def _figures(said: Figures) -> str:
    """The numbers of a KPI in a line.

    >>> _figures(Figures(start="420", baseline="420 s", target="315 s", by="June 2026", last="309 s"))
    'from 420 to 315 s by June 2026, now 309 s'
    """
    start = f"from {said.start} to {said.target}" if said.baseline else f"target {said.target}"
    wanted = start if said.target else f"{said.baseline}, no target" if said.baseline else ""
    by = f" by {said.by}" if said.target and said.by else ""
    return ", ".join(filter(None, [wanted + by, f"now {said.last}" if said.last else ""]))


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
