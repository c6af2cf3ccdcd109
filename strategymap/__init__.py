"""A strategy map as a text file: what is wrong with the strategy, its picture and its story.

    >>> import strategymap
    >>> m = strategymap.loads("title: Shop\\ngoals: {loyalty: Improve customer loyalty}")
    >>> [finding.rule for finding in m.check()]
    ['isolated', 'no-owner', 'unmeasured-goal']

`load` and `loads` give a StrategyMap, which checks, explains, draws and tells itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from strategymap.api import StrategyMap
    from strategymap.audit import Audit, AuditRow
    from strategymap.building import Built, build
    from strategymap.catalogue import Entry, search
    from strategymap.compare import Change, Difference, FindingChange, ItemChange, LinkChange
    from strategymap.errors import (
        LayoutError,
        MapError,
        MeasurementsError,
        MissingExtra,
        OutputError,
        SettingsError,
        StrategyMapError,
        UnknownName,
        UnknownNode,
    )
    from strategymap.evidence import Evidence, IndependenceEvidence, LinkEvidence, Verdict
    from strategymap.finding import Finding, Location, Severity
    from strategymap.opening import find_maps, load, loads
    from strategymap.queries import Chain, GoalChains, How, Why
    from strategymap.rules import RULES, Rule
    from strategymap.schema import json_schema
    from strategymap.settings import Settings
    from strategymap.sight import Sight
    from strategymap.starting import new
    from strategymap.surveying import Survey, survey

#: Where each name of the front door lives; it is imported when it is first asked for.
_HOMES = {
    "Audit": "audit",
    "AuditRow": "audit",
    "Built": "building",
    "Chain": "queries",
    "Change": "compare",
    "Difference": "compare",
    "Entry": "catalogue",
    "Evidence": "evidence",
    "Finding": "finding",
    "FindingChange": "compare",
    "GoalChains": "queries",
    "How": "queries",
    "IndependenceEvidence": "evidence",
    "ItemChange": "compare",
    "LayoutError": "errors",
    "LinkChange": "compare",
    "LinkEvidence": "evidence",
    "Location": "finding",
    "MapError": "errors",
    "MeasurementsError": "errors",
    "MissingExtra": "errors",
    "OutputError": "errors",
    "RULES": "rules",
    "Rule": "rules",
    "Settings": "settings",
    "SettingsError": "errors",
    "Severity": "finding",
    "Sight": "sight",
    "StrategyMap": "api",
    "StrategyMapError": "errors",
    "Survey": "surveying",
    "UnknownName": "errors",
    "UnknownNode": "errors",
    "Verdict": "evidence",
    "Why": "queries",
    "build": "building",
    "find_maps": "opening",
    "load": "opening",
    "loads": "opening",
    "new": "starting",
    "json_schema": "schema",
    "search": "catalogue",
    "survey": "surveying",
}

__all__ = [
    "RULES",
    "Audit",
    "AuditRow",
    "Built",
    "Chain",
    "Change",
    "Difference",
    "Entry",
    "Evidence",
    "Finding",
    "FindingChange",
    "GoalChains",
    "How",
    "IndependenceEvidence",
    "ItemChange",
    "LayoutError",
    "LinkChange",
    "LinkEvidence",
    "Location",
    "MapError",
    "MeasurementsError",
    "MissingExtra",
    "OutputError",
    "Rule",
    "Settings",
    "SettingsError",
    "Severity",
    "Sight",
    "StrategyMap",
    "StrategyMapError",
    "Survey",
    "UnknownName",
    "UnknownNode",
    "Verdict",
    "Why",
    "build",
    "find_maps",
    "json_schema",
    "load",
    "loads",
    "new",
    "search",
    "survey",
]


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module 'strategymap' has no attribute {name!r}")
    value = getattr(import_module(f"strategymap.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
