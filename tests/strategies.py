"""Random maps as plain nested dicts, all scalars as text, dense in what the rules look at.

`random_map` is a plain generator for any `random.Random`; `maps` is the same for hypothesis, which then
shrinks what it finds; `as_yaml` writes a map as text; `smallest` cuts a map down while a fault persists.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import yaml
from brute_force import ACCEPTING, EARLY_DRAFT, FAMILIES
from hypothesis import strategies as st

RawMap = dict[str, Any]

KINDS = ("initiatives", "outputs", "outcomes", "goals")
ROLES = ("financial", "customer", "process", "people")
FOCI = (
    "loyalty",
    "experience",
    "quality",
    "efficiency",
    "compliance",
    "growth",
    "financial",
    "people",
    "risk",
)
RULES = [rule for family in FAMILIES.values() for rule in family]
DRAFTS = [rule for rule in RULES if rule in EARLY_DRAFT]
LIMITED = ("too-many-goals", "too-many-kpis", "overloaded-owner")
SEVERITIES = ("off", "note", "warning", "error")
KPI_TITLES = (
    "Average handle time",
    "Net Promoter Score",
    "Customer satisfaction",
    "First contact resolution",
    "Customer effort score",
    "Public star rating",
    "Cost per call (CPC)",
    "service-level",
    "Counter visits",
    "Employee engagement",
    "Something of our own",
)
BAROMETERS = ("Net Promoter Score", "Customer satisfaction", "Customer effort score", "Something else")
NODE_TITLES = (
    "Customers stay",
    "Net promoter score",
    "Cut cost by 25%",
    "Save €3 a call",
    "Be number 1",
    "Calls are short",
    "Ａ １００％ share",
    "Earn 5 ¥ more",
    "2 in 3 say yes, and a $ counts",
    "CSAT",
)
VALUES = ("1", "1.12", "1.13", "3", "4.87", "4.88", "50", "93.9", "94", "96.9", "97", "97%", "120", "€50")
DAYS = ("2026-05-31", "2026-06-30", "2026-Q2", "2026-07-01", "2026", "2026-Q1", "", "")
EDGES = {
    "2026-06-30": (
        *("2026-06-28", "2026-06-27", "2026-06-16", "2026-06-15", "2026-04-30", "2026-04-29"),
        *("2025-12-30", "2025-12-29", "2024-06-30", "2024-06-29"),
    ),
    "2026-08-31": ("2026-06-30", "2026-06-29", "2026-02-28", "2026-02-27"),
    "2028-02-29": ("2027-12-29", "2027-12-28", "2027-08-29", "2026-02-28", "2026-02-27"),
}
"""The days from which maps are judged, each with days around two rounds before it: two days, weeks, months,
quarters and years."""
LAGS = ("3 months", "1 quarter", "2 weeks", "10 days", "1 year", "0 days")
OWNERS = ("Ann", "ann", "Bob Lee", "")
KPI_IDS = ("aht", "NPS", "fcr")
NODE_IDS = ("b", "B", "a-", "é", "Z", "10", "9", "日")


def random_map(rng: Random, size: int) -> RawMap:
    """A map of about `size` nodes and KPIs."""
    return _Maker(rng, size).map()


class _Maker:
    """One random map; the shares are drawn first, so that maps differ in character."""

    def __init__(self, rng: Random, size: int) -> None:
        self.rng = rng
        self.nodes = [f"{rng.choice(NODE_IDS)}{i}" for i in range(rng.randint((size + 1) // 2, size))]
        self.kpis = [
            rng.choice(KPI_IDS) if i == 0 and rng.random() < 0.2 else f"{rng.choice('kKä')}{i}"
            for i in range(size - len(self.nodes))
        ]
        kinds = rng.choice((KINDS, KINDS, ("goals",), ("outcomes", "goals"), ("initiatives", "goals")))
        self.kind = {n: rng.choice(kinds) for n in self.nodes}
        self.degree = rng.choice((0.5, 1.0, 1.0, 2.0, 3.0))
        self.upward = rng.choice((0.0, 0.8, 0.97, 1.0, 1.0))
        self.loose = rng.choice((0.0, 0.0, 0.03, 0.15))
        self.harmful = rng.choice((0.0, 0.1, 0.3, 0.6))
        self.feedback = rng.choice((0.0, 0.05, 0.3))
        self.explained = rng.choice((0.2, 0.5, 0.8))
        self.described = rng.choice((0.1, 0.4, 0.8))
        self.focused = rng.choice(((), ("efficiency", "compliance"), FOCI))
        self.aims = rng.choice(
            (FOCI, ("loyalty", "financial", "growth"), ("growth", "efficiency", "financial", ""))
        )
        self.titles = rng.choice((KPI_TITLES, KPI_TITLES, BAROMETERS))
        self.accepting = rng.choice((0.0, 0.0, 0.1, 0.4))
        self.accepted = [rng.choice(RULES), rng.choice(DRAFTS)]
        self.as_of = rng.choice(("2026-06-30", "2026-06-30", *EDGES))
        self.planned = rng.choice((0.1, 0.5, 0.9))
        self.followed = rng.choice((0.0, 0.0, 0.6, 0.95))
        self.period: RawMap = rng.choice(
            ({}, {}, {"from": "2025-12-31"}, {"to": "2026-Q2"}, {"from": "2025", "to": "2026-06-29"})
        )
        self.perspectives: dict[str, Any] = rng.choice((dict.fromkeys(ROLES), self._perspectives()))

    def map(self) -> RawMap:
        rng = self.rng
        kpis = {k: self._kpi() for k in self.kpis}
        nodes = {n: self._node(n) for n in self.nodes}
        nested = {k for k in self.kpis if self.nodes and rng.random() < 0.5}
        for k in sorted(nested):
            nodes[rng.choice(self.nodes)].setdefault("kpis", {})[k] = self._terse(kpis[k])
        written: RawMap = {"strategymap": "1", "title": "Random", "as_of": self.as_of, "period": self.period}
        if self.perspectives and any(v is not None for v in self.perspectives.values()):
            written["perspectives"] = self.perspectives
        for kind in KINDS:
            written[kind] = {n: self._terse(nodes[n]) for n in self.nodes if self.kind[n] == kind}
        written["kpis"] = {k: self._terse(kpis[k]) for k in self.kpis if k not in nested}
        written |= self._accept() | self._rules()
        return {key: value for key, value in written.items() if value != {}}

    def sometimes(self, share: float) -> bool:
        return self.rng.random() < share

    def _perspectives(self) -> dict[str, Any]:
        ids = self.rng.sample(("customer", "money", "people", "guests", "financial", "process"), k=3)
        roles = [self.rng.choice((None, *ROLES)) for _ in ids]
        return {
            p: {"title": p, "role": role} if role else p.title() for p, role in zip(ids, roles, strict=True)
        }

    @staticmethod
    def _terse(keys: RawMap) -> Any:
        """The title alone, where there is nothing else."""
        return keys["title"] if list(keys) == ["title"] else keys

    # nodes

    def _node(self, n: str) -> RawMap:
        rng = self.rng
        keys: RawMap = {"title": rng.choice(NODE_TITLES) if self.sometimes(0.2) else f"Title of {n}"}
        if self.sometimes(self.described):
            keys["perspective"] = rng.choice(
                (*self.perspectives, "undeclared") if self.loose else (*self.perspectives, "")
            )
        if self.sometimes(self.described):
            keys["focus"] = rng.choice(self.aims)
        if self.kind[n] == "initiatives":
            keys |= self._maybe("provides", 0.6, ("reward", "reward", "capability", "capability", "other"))
        keys |= self._maybe("owner", self.planned, OWNERS) | self._maybe("for", 0.2, ("families", "guests"))
        keys |= self._links("supports", self._supported_by(n)) | self._harms() | self._accept()
        return keys

    def _supported_by(self, n: str) -> list[str]:
        """Upward ones mostly: later in the list of rungs and ids, so that loops are not everywhere."""
        rank = {x: (KINDS.index(self.kind[x]), x) for x in self.nodes}
        upward = [x for x in self.nodes if rank[x] > rank[n]]
        chosen = []
        for _ in range(int(self.degree + self.rng.random())):
            candidates = upward if self.sometimes(self.upward) else self.nodes
            chosen += [self._target(candidates)] if candidates else []
        return chosen

    def _target(self, usual: list[str]) -> str:
        """One of the usual ones; or, rarely, a KPI, a node or nothing at all."""
        if self.sometimes(self.loose):
            return self.rng.choice([*self.kpis, *self.nodes, "nothing"])
        return self.rng.choice(usual)

    def _harms(self) -> RawMap:
        count = sum(self.sometimes(self.harmful) for _ in range(2 if self.nodes else 0))
        return self._links("harms", [self._target(self.nodes) for _ in range(count)])

    def _links(self, word: str, ids: list[str]) -> RawMap:
        """One id, a list, or a mapping to details."""
        unique = list(dict.fromkeys(ids))
        if not unique:
            return {}
        if self.sometimes(0.3):
            return {word: unique[0] if len(unique) == 1 else unique}
        return {word: {v: self._link_details() for v in unique}}

    def _link_details(self) -> Any:
        because = "because of it" if self.sometimes(self.explained) else ""
        if self.sometimes(0.6 - 0.5 * self.followed):
            return because
        details = {"because": because} if because else {}
        if self.sometimes(2 * self.feedback):
            details["feedback"] = self.rng.choice(("true", "yes", "no", "true"))
        if self.sometimes(0.7):
            details["after"] = self.rng.choice(LAGS)
        return details or {"strength": "weak"}

    # KPIs

    def _kpi(self) -> RawMap:
        rng = self.rng
        keys: RawMap = {"title": rng.choice(self.titles)}
        measured = [self._target(self.nodes) for _ in range(rng.choice((0, 1, 1, 1, 2, 3)))]
        if measured:
            unique = list(dict.fromkeys(measured))
            keys["measures"] = unique[0] if len(unique) == 1 and self.sometimes(0.5) else unique
        if self.focused:
            keys |= self._maybe("focus", self.described, self.focused)
        if self.sometimes(0.3) and self.kpis:
            keys["balances"] = rng.choice([*self.kpis, *(["nothing", *self.nodes] if self.loose else [])])
        keys |= self._maybe("rewarded", 0.4, ("yes", "no", "true", "false", "yes"))
        keys |= self._maybe("source", 0.4, ("survey", "customer-feedback", "operations", "people"))
        keys |= self._maybe("respondents", 0.2, ("all", "sample", "selected"))
        keys |= self._maybe("touchpoint", 0.5, ("call", "call", "visit", "relationship"))
        keys |= self._maybe("headline", 0.3, ("yes", "no"))
        keys |= self._maybe("limits", 0.2, ("never at night",))
        keys |= self._maybe("owner", self.planned, OWNERS)
        keys |= self._maybe("level", 0.4, ("corporate", "department", "operational", "operational"))
        keys |= self._maybe("timing", 0.5, ("lagging", "lagging", "lagging", "leading"))
        keys |= self._maybe("every", self.planned, ("day", "week", "month", "quarter", "year"))
        return keys | self._numbers() | (self._harms() if self.sometimes(0.5) else {}) | self._accept()

    def _numbers(self) -> RawMap:
        rng = self.rng
        if self.sometimes(self.followed):
            return self._followed()
        keys = self._maybe("unit", 0.5, ("%", "%", "s", "points"))
        keys |= self._maybe("direction", 0.4, ("up", "down", "range", "context"))
        if self.sometimes(0.3):
            keys["scale"] = rng.choice((["1", "5"], ["0", "100"], ["-100", "100"]))
        if self.sometimes(max(0.4, self.planned)):
            keys["baseline"] = rng.choice(
                (
                    rng.choice(VALUES),
                    {"value": rng.choice(VALUES)} | self._maybe("at", 0.6, ("2025", "2026-02")),
                )
            )
        if self.sometimes(max(0.4, self.planned)):
            keys["target"] = self._target_value()
        if self.sometimes(max(0.4, self.planned)):
            days = rng.sample((*DAYS, *EDGES[self.as_of]), k=3)
            history = [{"value": rng.choice(VALUES), "at": at} if at else rng.choice(VALUES) for at in days]
            keys["actual"] = rng.choice((rng.choice(VALUES), history, history[:2], history[:1]))
        return keys

    def _followed(self) -> RawMap:
        """Numbers from which a status follows: reached, near or far, on several days."""
        rng = self.rng
        days = rng.sample((*DAYS[:6], *EDGES[self.as_of], "2025-06-30", "2026-03-30"), k=rng.randint(1, 4))
        history = [{"value": rng.choice(("0", "10", "60", "97", "120")), "at": at} for at in days]
        target = rng.choice(({"value": "100"}, {"value": "50"}, {"between": ["50", "100"]}))
        by = self._maybe("by", 0.5, ("2026-12-31", "2026-06-29", "2028"))
        at = self._maybe("at", 0.5, ("2025", "2026-06-30"))
        return {
            "baseline": {"value": rng.choice(("0", "10", "50", "110"))} | at,
            "target": target | by,
            "actual": history,
        }

    def _target_value(self) -> Any:
        """A bare number, or a number or range with what a good target has."""
        value = self.rng.choice(VALUES)
        if self.sometimes(0.2):
            return value
        extent = {"between": ["1", self.rng.choice(("4", "97"))]} if self.sometimes(0.2) else {"value": value}
        days = ("2026-12-31", "2026-06-30", "2026-06-29", "2026-05", "2028-Q1")
        return extent | self._maybe("by", 0.6, days) | self._maybe("for", self.planned, ("all", "guests"))

    def _maybe(self, key: str, share: float, values: tuple[str, ...]) -> RawMap:
        return {key: self.rng.choice(values)} if self.sometimes(share) else {}

    # the authors' own settings

    def _accept(self) -> RawMap:
        rules = [self.rng.choice((*self.accepted, *RULES[:2])) for _ in range(self.rng.choice((1, 1, 3)))]
        accepts = [
            {"rule": rule} | self._maybe("because", 0.7, ("we know",)) for rule in dict.fromkeys(rules)
        ]
        return {"accept": accepts} if self.sometimes(self.accepting) else {}

    def _rules(self) -> RawMap:
        if self.sometimes(0.7):
            return {}
        settings: list[Any] = [*SEVERITIES, *({"severity": severity} for severity in SEVERITIES)]
        chosen = self.rng.sample([*RULES, *ACCEPTING], k=4)
        limit = {self.rng.choice(LIMITED): {"limit": self.rng.choice(("0", "1", "2", "3"))}}
        return {"rules": {rule: self.rng.choice(settings) for rule in chosen} | limit}


def maps(max_size: int = 8) -> st.SearchStrategy[RawMap]:
    """Random maps of up to `max_size` nodes and KPIs, for hypothesis."""
    return st.builds(random_map, st.randoms(use_true_random=False), st.integers(1, max_size))


class _Quoted(yaml.SafeDumper):
    """Writes a value that stands twice twice, not as an alias."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def as_yaml(written: RawMap) -> str:
    """The map as YAML, each scalar in quotes, keys in the order in which they stand."""
    return yaml.dump(written, Dumper=_Quoted, default_style='"', sort_keys=False, allow_unicode=True)


def smallest(written: RawMap, persists: Callable[[RawMap], bool]) -> RawMap:
    """Without every key and element that can go one by one while `persists` holds."""
    current = written
    while True:
        for smaller in _cuts(current):
            if persists(smaller):
                current = smaller
                break
        else:
            return current


def _cuts(written: RawMap) -> Iterator[RawMap]:
    """The map without one of its keys or elements, large pieces first; a node's title stays."""
    for path in sorted(_paths(written), key=len):
        smaller = copy.deepcopy(written)
        parent: Any = smaller
        for key in path[:-1]:
            parent = parent[key]
        del parent[path[-1]]
        yield smaller


def _paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    children = list(
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, child in children:
        if key not in ("title", "rule", "strategymap"):
            yield (*path, key)
        yield from _paths(child, (*path, key))
