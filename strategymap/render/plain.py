"""A drawing as JSON, for whoever draws it in another way: everything with its place, in px
from the upper left corner, and every text whole.

    version     1; it grows when a key changes its meaning or goes
    title, subtitle, width, height
    medium      what the picture is for: name, page_width and page_height, scale (the length of a
                px) and smallest (the size of the smallest text), all four in points, and the box
                of the whole page
    bands       from top to bottom: id, title, role, cards (ids), and its box
    cards       id, kind, title, top, band, status, change, faded, details, above, below (what is
                linked with it and left out, in words), kpis, badges, and its box
    kpis        of a card: id, title, figures, now, status, change, faded, rewarded, progress,
                details, badges, and the box of its row
    progress    start, target (as shown), done and expected (shares of the way); or null
    badges      the marks of findings: severity, number (null beyond the list), text, accepted,
                change, and x and y of the middle
    arrows      from, to, kind (supports, harms, feedback), change, faded, details, badges, label (or
                null), and points: the start, then three for each cubic curve, as pairs of x and y
    loose       the KPIs that measure nothing, as those of a card
    heading     what stands above the list: of findings, or of changes
    findings    number, severity, text, rule, change, details (remedy and question)
    more        how many findings are not listed; '' where all are
    notes       kind (accepted, harms) and text

A box is x, y, width and height. Statuses are achieved, on-track, at-risk, off-track, no-data,
or null. A change is what became of something between two versions, added, removed or changed, or
null. What is faded stands in the background. Bands, cards, arrows and findings come in the order of the picture; the same map gives
the same text.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable
from typing import Any

from strategymap.render import legibility
from strategymap.render.drawing import Box, Drawing, PlacedArrow, PlacedCard, Strip
from strategymap.render.pieces import PlacedBadge, PlacedKpi
from strategymap.view import LegendItem

#: The version of this shape.
VERSION = 1


def plain(drawing: Drawing) -> str:
    """The JSON document, indented."""
    view = drawing.view
    homes = {card.id: band.id for band in view.bands for card in band.cards}
    document = {
        "version": VERSION,
        "title": view.title,
        "subtitle": view.subtitle,
        "width": _px(drawing.width),
        "height": _px(drawing.height),
        "medium": _medium(drawing),
        "badges": _badges(drawing.badges),
        "bands": [
            {
                "id": placed.band.id,
                "title": placed.band.title,
                "role": placed.band.role,
                "cards": [card.id for card in placed.band.cards],
                **_box(placed.box),
            }
            for placed in drawing.bands
        ],
        "cards": [_card(card, homes) for card in drawing.cards],
        "arrows": [_arrow(arrow) for arrow in drawing.arrows],
        "loose": _loose(drawing.strip),
        "heading": view.heading,
        "findings": [_finding(item) for item in view.legend],
        "more": view.more,
        "notes": [dataclasses.asdict(note) for note in view.notes],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _medium(drawing: Drawing) -> dict[str, Any]:
    page, box, points = drawing.page, drawing.box, legibility.scale(drawing)
    width, height = page.medium.points if page else (box.width * points, box.height * points)
    return {
        "name": page.medium.name if page else "screen",
        "page_width": _px(width),
        "page_height": _px(height),
        "scale": round(points, 4),
        "smallest": round(legibility.smallest(drawing), 2),
        **_box(box),
    }


def _px(length: float) -> float:
    """A length to a hundredth, whole where it is whole."""
    short = round(length, 2)
    return int(short) if short == int(short) else short


def _box(box: Box) -> dict[str, float]:
    return {"x": _px(box.x), "y": _px(box.y), "width": _px(box.width), "height": _px(box.height)}


def _badges(badges: Iterable[PlacedBadge], x: float = 0, y: float = 0) -> list[dict[str, Any]]:
    """Badges that count from a corner."""
    return [
        {
            "severity": placed.badge.severity.value,
            "number": placed.badge.number,
            "text": placed.badge.text,
            "accepted": placed.badge.accepted,
            "change": placed.badge.change,
            "x": _px(x + placed.x),
            "y": _px(y + placed.y),
        }
        for placed in badges
    ]


def _card(placed: PlacedCard, homes: dict[str, str]) -> dict[str, Any]:
    card, box = placed.shape.card, placed.box
    return {
        "id": card.id,
        "kind": card.kind,
        "title": card.title,
        "top": card.top,
        "band": homes[card.id],
        "status": card.status.value if card.status else None,
        "change": card.change,
        "faded": card.faded,
        "details": list(card.details),
        "above": list(card.above),
        "below": list(card.below),
        **_box(box),
        "kpis": [_kpi(row, box) for row in placed.shape.kpis],
        "badges": _badges(placed.shape.badges, box.x, box.y),
    }


def _kpi(placed: PlacedKpi, box: Box) -> dict[str, Any]:
    """A KPI in a box from whose corner its row counts."""
    kpi = placed.kpi
    return {
        "id": kpi.id,
        "title": kpi.title,
        "figures": kpi.figures,
        "now": kpi.now,
        "status": kpi.status.value if kpi.status else None,
        "change": kpi.change,
        "faded": kpi.faded,
        "rewarded": kpi.rewarded,
        "progress": dataclasses.asdict(kpi.progress) if kpi.progress else None,
        "details": list(kpi.details),
        **_box(Box(box.x, box.y + placed.y, box.width, placed.height)),
        "badges": _badges(placed.badges, box.x, box.y),
    }


def _arrow(placed: PlacedArrow) -> dict[str, Any]:
    arrow = placed.arrow
    return {
        "from": arrow.tail,
        "to": arrow.head,
        "kind": arrow.kind,
        "change": arrow.change,
        "faded": arrow.faded,
        "details": list(arrow.details),
        "badges": _badges(placed.badges),
        "label": placed.label.run.text if placed.label else None,
        "points": [[_px(x), _px(y)] for x, y in placed.points],
    }


def _loose(strip: Strip | None) -> list[dict[str, Any]]:
    return [_kpi(chip.row, chip.box) for chip in strip.chips] if strip else []


def _finding(item: LegendItem) -> dict[str, Any]:
    return {
        "number": item.number,
        "severity": item.severity.value,
        "text": item.text,
        "rule": item.rule,
        "change": item.change,
        "details": list(item.details),
    }
