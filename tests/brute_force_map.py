"""A map as the brute-force rules see it: a tiny reading of the nested dict, and the terms of the rules.

Plain dicts and sets, filled by repeated expansion; see `brute_force` for what was chosen where the
definitions leave a choice.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

Place = tuple[str | None, tuple[str, ...]]
"""What a rule reports: a node (None: the map), and the related ids, sorted."""

EntryOf = Callable[["Kpi"], Any]
"""The catalogue's entry of a KPI (its `id`, `title` and `catalogue` count), with the attributes
focus, unit, direction, scale, timing, source and barometer; or None."""

RUNG = {"initiative": 0, "output": 1, "outcome": 2, "goal": 3}
ROLES = ("financial", "customer", "process", "people")
EFFICIENCY = ("efficiency", "compliance")


class Node(SimpleNamespace):
    """An initiative, output, outcome or goal as written: links are dicts from id to details."""


class Kpi(SimpleNamespace):
    """A KPI as written, with what the catalogue supplies."""


def ids_of(value: Any) -> list[str]:
    """One id, a list of ids, or a mapping from ids."""
    if not value:
        return []
    return [value] if isinstance(value, str) else list(value)


def details(value: Any) -> dict[str, dict[str, str]]:
    """Links: id to details; a bare string beside an id is the `because`."""
    if not isinstance(value, dict):
        return {v: {} for v in ids_of(value)}
    return {v: d if isinstance(d, dict) else {"because": d} for v, d in value.items()}


def as_mapping(value: Any) -> dict[str, Any]:
    """A node's keys; a bare string is the title."""
    return {"title": value} if isinstance(value, str) else dict(value)


def is_yes(value: Any) -> bool:
    return value in ("yes", "true")


def number(value: Any, unit: str | None = None) -> Fraction | None:
    """A number as text, with a per cent sign or the KPI's unit behind, or a currency before."""
    if not isinstance(value, str) or not value:
        return None
    bare = value.removesuffix(unit) if unit else value
    return Fraction(bare.strip().removesuffix("%").lstrip("€$£¥").strip())


def sign(keys: dict[str, Any]) -> str | None:
    """The per cent sign behind a number or the currency before it, where nothing else gives the unit; the
    first that is written of baseline, target and actuals."""
    written = re.findall(r"'([^']*)'", repr([keys.get(word) for word in ("baseline", "target", "actual")]))
    signs = [re.fullmatch(r"([€$£¥]?) ?[-+\d.]+ ?(%?)", text) for text in written]
    return next((found[1] or found[2] for found in signs if found and (found[1] or found[2])), None)


def day(value: str | None) -> date | None:
    """A date; a month, quarter or year means its last day."""
    if not value:
        return None
    year, *rest = value.split("-")
    month = 12 if not rest else int(rest[0][1:]) * 3 if rest[0].startswith("Q") else int(rest[0])
    return date(int(year), month, int(rest[1]) if len(rest) > 1 else monthrange(int(year), month)[1])


class Map:
    """The terms of the rules, each as a plain dict or set: up, down, loop, M, K, H and so on."""

    def __init__(self, written: dict[str, Any], entry_of: EntryOf) -> None:
        self.written = written
        self.entry_of = entry_of
        self.as_of = day(written.get("as_of")) or date.today()
        self.perspectives = self._perspectives()
        self.nodes: dict[str, Node] = {}
        self.kpis: dict[str, Kpi] = {}
        for kind in RUNG:
            for id_, value in (written.get(kind + "s") or {}).items():
                self._read_node(id_, kind, as_mapping(value))
        for id_, value in (written.get("kpis") or {}).items():
            self._read_kpi(id_, as_mapping(value), under=None)
        self._chain_graph()
        self._measures()
        self._harms()

    def _perspectives(self) -> dict[str, str | None]:
        """Ids, top first, with their roles: what is stated, else the id if it is one of the four."""
        declared = self.written.get("perspectives") or dict.fromkeys(ROLES, "")
        stated = {p: as_mapping(value).get("role") for p, value in declared.items()}
        return {p: role or (p if p in ROLES else None) for p, role in stated.items()}

    def _read_node(self, id_: str, kind: str, keys: dict[str, Any]) -> None:
        for kpi, value in (keys.get("kpis") or {}).items():
            self._read_kpi(kpi, as_mapping(value), under=id_)
        self.nodes[id_] = Node(
            id=id_,
            kind=kind,
            title=keys["title"],
            stated_perspective=keys.get("perspective") or None,
            perspective=keys.get("perspective") if keys.get("perspective") in self.perspectives else None,
            stated_focus=keys.get("focus") or None,
            supports=details(keys.get("supports")),
            harms=details(keys.get("harms")),
            provides=keys.get("provides"),
            owner=keys.get("owner") or None,
            accept=keys.get("accept") or [],
        )

    def _read_kpi(self, id_: str, keys: dict[str, Any], under: str | None) -> None:
        kpi = Kpi(id=id_, title=keys["title"], catalogue=keys.get("catalogue") or None, keys=keys)
        kpi.entry = self.entry_of(kpi)
        kpi.measures = ([under] if under else []) + ids_of(keys.get("measures"))
        kpi.harms = details(keys.get("harms"))
        kpi.balances = ids_of(keys.get("balances"))
        kpi.focus = keys.get("focus") or getattr(kpi.entry, "focus", None)
        kpi.unit = keys.get("unit") or getattr(kpi.entry, "unit", None) or sign(keys)
        kpi.source = keys.get("source") or getattr(kpi.entry, "source", None)
        kpi.timing = keys.get("timing") or getattr(kpi.entry, "timing", None)
        kpi.barometer = bool(getattr(kpi.entry, "barometer", None))
        kpi.accept = keys.get("accept") or []
        kpi.owner = keys.get("owner") or None
        kpi.target, kpi.target_range = self._target(keys.get("target"), kpi.unit)
        baseline = keys.get("baseline")
        kpi.baseline = number(baseline.get("value") if isinstance(baseline, dict) else baseline, kpi.unit)
        kpi.direction = self._direction(kpi, getattr(kpi.entry, "direction", None))
        kpi.scale = self._scale(kpi, getattr(kpi.entry, "scale", None))
        kpi.latest, kpi.latest_day = self.latest(kpi, self.as_of)
        self.kpis[id_] = kpi

    @staticmethod
    def _target(value: Any, unit: str | None) -> tuple[Fraction | None, tuple[Fraction, ...] | None]:
        if not isinstance(value, dict):
            return number(value, unit), None
        if value.get("between"):
            return None, tuple(number(v, unit) or Fraction(0) for v in value["between"])
        return number(value.get("value"), unit), None

    @staticmethod
    def _direction(kpi: Kpi, known: str | None) -> str | None:
        """As given; else the catalogue's, but a `range` with a target of one number doesn't count; else
        from baseline and target."""
        if kpi.keys.get("direction"):
            return str(kpi.keys["direction"])
        if known and not (known == "range" and kpi.target is not None):
            return known
        if kpi.target_range:
            return "range"
        if kpi.target is None or kpi.baseline is None or kpi.target == kpi.baseline:
            return None
        return "up" if kpi.target > kpi.baseline else "down"

    @staticmethod
    def _scale(kpi: Kpi, known: Any) -> tuple[Fraction, Fraction] | None:
        """Given, else the unit %, else the catalogue's."""
        if kpi.keys.get("scale"):
            low, high = kpi.keys["scale"]
            return Fraction(low), Fraction(high)
        if kpi.unit == "%":
            return Fraction(0), Fraction(100)
        return (Fraction(str(known[0])), Fraction(str(known[1]))) if known else None

    @staticmethod
    def latest(kpi: Kpi, on: date) -> tuple[Fraction | None, date | None]:
        """The actual of the latest day not after another (as_of, where nothing else is said), with its day;
        an undated one counts only if none is dated. Of several the last written."""
        written = kpi.keys.get("actual") or []
        history = [
            h if isinstance(h, dict) else {"value": h}
            for h in (written if isinstance(written, list) else [written])
        ]
        dated = [(day(h["at"]), h["value"]) for h in history if h.get("at")]
        if not dated:
            return (number(history[-1]["value"], kpi.unit), None) if history else (None, None)
        past = [at for at, _ in dated if at is not None and at <= on]
        latest = [value for at, value in dated if past and at == max(past)]
        return (number(latest[-1], kpi.unit), max(past)) if latest else (None, None)

    # the chain graph

    def _chain_graph(self) -> None:
        """Every `supports` link that isn't marked feedback, between nodes; up, down and loop from it."""
        self.links = {
            (u.id, v): link
            for u in self.nodes.values()
            for v, link in u.supports.items()
            if v in self.nodes and not is_yes(link.get("feedback"))
        }
        reach = {n: {v for u, v in self.links if u == n} for n in self.nodes}
        grown = True
        while grown:
            grown = False
            for n, so_far in list(reach.items()):
                reach[n] = so_far | {w for v in so_far for w in reach[v]}
                grown = grown or reach[n] != so_far
        self.up = {n: reach[n] - {n} for n in self.nodes}
        self.down = {n: {u for u in self.nodes if n in reach[u]} - {n} for n in self.nodes}
        self.loop = {n: {n} | (self.up[n] & self.down[n]) for n in self.nodes}
        self.supported = {n: {v for u, v in self.links if u == n} for n in self.nodes}

    def _measures(self) -> None:
        """M(n): the KPIs that measure n. K(n): those that measure n or a node of down(n)."""
        for k in self.kpis.values():
            k.measured = {n for n in k.measures if n in self.nodes}
        self.M = {n: {k.id for k in self.kpis.values() if n in k.measured} for n in self.nodes}
        self.K = {n: {k for d in {n} | self.down[n] for k in self.M[d]} for n in self.nodes}

    def _harms(self) -> None:
        """H(n): every v that n or a node of up(n) harms, with up(v); a KPI's harms are its nodes'."""
        pairs = {
            (by, v)
            for x in [*self.nodes.values(), *self.kpis.values()]
            for v, link in x.harms.items()
            if v in self.nodes and not is_yes(link.get("feedback"))
            for by in ({x.id} if x.id in self.nodes else x.measured)
        }
        self.harmful = pairs
        harmed = {n: {v for by, v in pairs if by == n} for n in self.nodes}
        direct = {n: {v for x in {n} | self.up[n] for v in harmed[x]} for n in self.nodes}
        self.H = {n: {w for v in direct[n] for w in {v} | self.up[v]} for n in self.nodes}

    def of_kind(self, *kinds: str) -> list[str]:
        return [n.id for n in self.nodes.values() if n.kind in kinds]

    def is_goal(self, n: str) -> bool:
        return bool(self.nodes[n].kind == "goal")

    def role(self, n: str) -> str | None:
        p = self.nodes[n].perspective
        return None if p is None else self.perspectives[p]

    def above(self, u: str, v: str) -> bool:
        """Both have a perspective, and u's stands above v's."""
        order = list(self.perspectives)
        pu, pv = self.nodes[u].perspective, self.nodes[v].perspective
        return pu is not None and pv is not None and order.index(pu) < order.index(pv)

    def focus(self, n: str) -> str | None:
        """As stated; a goal in the customer perspective has `experience` by default."""
        node = self.nodes[n]
        by_default = "experience" if node.kind == "goal" and self.role(n) == "customer" else None
        return node.stated_focus or by_default

    def top_goals(self) -> set[str]:
        """Goals that support no other node in the chain graph."""
        return {g for g in self.of_kind("goal") if self.supported[g] <= {g}}

    def customer_goals(self) -> set[str]:
        """Goals whose focus is loyalty or experience, and outcomes that state such a focus."""
        return {n for n in self.of_kind("goal", "outcome") if self.focus(n) in ("loyalty", "experience")}

    def is_efficiency(self, k: str) -> bool:
        return self.kpis[k].focus in EFFICIENCY

    def is_listening(self, k: str) -> bool:
        kpi = self.kpis[k]
        return kpi.source in ("survey", "customer-feedback") and kpi.focus != "people"

    def is_rewarded(self, k: str) -> bool:
        """It says so, or an initiative that provides a reward supports a node that it measures."""
        kpi = self.kpis[k]
        rewards = {u for u in self.of_kind("initiative") if self.nodes[u].provides == "reward"}
        return is_yes(kpi.keys.get("rewarded")) or any(
            u in rewards and v in kpi.measured for u, v in self.links
        )

    def has_target(self, k: str) -> bool:
        return self.kpis[k].target is not None or self.kpis[k].target_range is not None

    def same_focus(self, k: str, other: str) -> bool:
        """Efficiency and compliance count as one; no focus is a focus of its own."""
        a, b = self.kpis[k].focus, self.kpis[other].focus
        return a == b or (a in EFFICIENCY and b in EFFICIENCY)

    def only_efficiency(self, n: str) -> bool:
        """K(n) is not empty and holds nothing but efficiency KPIs."""
        return bool(self.K[n]) and all(self.is_efficiency(k) for k in self.K[n])

    def reaches_goal(self, n: str) -> bool:
        return any(self.is_goal(v) for v in self.up[n])


def on(node: str | None, *related: str) -> Place:
    return node, tuple(sorted(set(related)))
