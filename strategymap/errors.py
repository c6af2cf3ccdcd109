"""The exceptions of this package: for callers. What is wrong in a map is a finding.

StrategyMapError
    TextError         a text can't be understood; carries the findings
        MapError      that of a map
        SettingsError that of a folder's settings, or of a baseline
    UnknownNode       a question about an id that the map doesn't have
    UnknownName       a rule, example, format or theme that there isn't
    MeasurementsError measurements that were asked for and can't be read
    MissingExtra      an optional part that isn't installed
    OutputError       a file that can't be written
    LayoutError       no picture: the layout engine is missing, failed or took too long
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from strategymap.finding import Finding


class StrategyMapError(Exception):
    """Anything that this package refuses; the message is for the user."""


class TextError(StrategyMapError):
    """A text can't be understood.

    `findings` says everything that is wrong with it, each with its place and what to
    write instead.
    """

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(f"{f.location.file}:{f.location.line}: {f.told()}" for f in findings))


class MapError(TextError):
    """The text of a map can't be understood.

    `findings` says everything that is wrong with it, each with its place and what to
    write instead.
    """


class SettingsError(TextError):
    """The settings of a folder of maps, or a baseline, can't be understood.

    `findings` says what is wrong with the text, as for a map.
    """


class UnknownNode(StrategyMapError):
    """A question about an id that the map doesn't have."""


class UnknownName(StrategyMapError):
    """A rule, an example, a format or a theme that there isn't."""


class MeasurementsError(StrategyMapError):
    """A table with measurements that was named beside the map, and can't be read."""


class OutputError(StrategyMapError):
    """A file that can't be written."""


class LayoutError(StrategyMapError):
    """No picture could be laid out: the engine is missing, failed, or took too long."""


class MissingExtra(StrategyMapError):
    """An optional part that isn't installed; the message has the line that installs it."""

    def __init__(self, name: str) -> None:
        super().__init__(f'"{name}" is an extra that isn\'t installed; {installing(name)}')


def installing(extra: str) -> str:
    """What to run for an extra."""
    return f'run: pip install "strategymap[{extra}]" (in a copy of the repository: pip install ".[{extra}]")'
