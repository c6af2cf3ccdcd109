"""What a KPI means: what it says of itself, completed by the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from strategymap.catalogue import Direction, Entry, aspect_of, counter_names
from strategymap.model import Kpi
from strategymap.values import Quantity


@dataclass(frozen=True, slots=True)
class Measure:
    """A KPI with its defaults answered. None stands for what neither the map nor the
    catalogue knows."""

    kpi: Kpi
    entry: Entry | None

    @property
    def focus(self) -> str | None:
        """What it is about."""
        return self.kpi.focus or (self.entry.focus if self.entry else None)

    @property
    def unit(self) -> str | None:
        """The unit: given, else the catalogue's, else the one written at the numbers."""
        if self.kpi.unit or (self.entry and self.entry.unit):
            return self.kpi.unit or (self.entry.unit if self.entry else None)
        written = (number.suffix or number.currency for number in self.numbers)
        return next((unit for unit in written if unit), None)

    @property
    def numbers(self) -> tuple[Quantity, ...]:
        """Every number of baseline, target and actuals, as written."""
        target = self.kpi.target
        written = [
            self.kpi.baseline.value if self.kpi.baseline else None,
            *((target.value, *target.between) if target else ()),
            *(actual.value for actual in self.kpi.actual),
        ]
        return tuple(number for number in written if number is not None)

    @property
    def source(self) -> str | None:
        """Where its data come from."""
        return self.kpi.source or (self.entry.source if self.entry else None)

    @property
    def timing(self) -> str | None:
        """Whether it leads or lags."""
        return self.kpi.timing or (self.entry.timing if self.entry else None)

    @property
    def direction(self) -> Direction | None:
        """Which way is better: given, else the catalogue's, else from baseline and target.
        A KPI that the catalogue knows as a range goes the way of its target if that is one
        number."""
        if self.kpi.direction:
            return self.kpi.direction
        known = self.entry.direction if self.entry else None
        one_number = self.kpi.target is not None and self.kpi.target.value is not None
        if known and not (known == "range" and one_number):
            return known
        return self._written_direction

    @property
    def _written_direction(self) -> Direction | None:
        target, baseline = self.kpi.target, self.kpi.baseline
        if target is not None and target.between:
            return "range"
        if target is None or target.value is None or baseline is None or baseline.value is None:
            return None
        if target.value.number == baseline.value.number:
            return None
        return "up" if target.value.number > baseline.value.number else "down"

    @property
    def scale(self) -> tuple[Decimal, Decimal] | None:
        """The lowest and highest possible value: given, else those of per cent, else the
        catalogue's."""
        if self.kpi.scale:
            low, high = self.kpi.scale
            return (low.number, high.number) if low and high else None
        if self.unit == "%":
            return (Decimal(0), Decimal(100))
        return self.entry.scale if self.entry else None

    @property
    def counters(self) -> tuple[str, ...]:
        """What usually balances such a KPI and has another focus, in words, the usual one
        first; empty where the catalogue knows none."""
        return counter_names(self.entry, without=self.aspect) if self.entry else ()

    @property
    def aspect(self) -> str | None:
        """The focus as it is compared with others: efficiency and compliance are one."""
        return aspect_of(self.focus)

    @property
    def is_barometer(self) -> bool:
        """One of the overall barometers: satisfaction, net promoter, effort, public rating."""
        return bool(self.entry and self.entry.barometer)

    @property
    def is_efficiency(self) -> bool:
        """About efficiency or compliance."""
        return self.focus in {"efficiency", "compliance"}

    @property
    def is_listening(self) -> bool:
        """It hears customers: from a survey or their feedback, and not about people."""
        return self.source in {"survey", "customer-feedback"} and self.focus != "people"
