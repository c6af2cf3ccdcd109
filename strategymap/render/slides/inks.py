"""What keeps a colour of its own on a slide, whatever the theme of the deck: statuses, findings, harm."""

from __future__ import annotations

from dataclasses import dataclass

from strategymap.finding import Severity
from strategymap.render.contrast import GRAPHIC, contrast
from strategymap.render.palettes import LIGHT
from strategymap.render.theme import Theme
from strategymap.scorecard import Status

#: Statuses on a top goal, which is filled with a strong colour: the first that can be seen there.
_PALE = {
    Status.ACHIEVED: "#9be7b4",
    Status.ON_TRACK: "#9be7b4",
    Status.AT_RISK: "#ffc46b",
    Status.OFF_TRACK: "#ffb0b0",
}


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of a theme, as `#rrggbb`."""

    theme: Theme

    @property
    def filled(self) -> str:
        """The ground of a top goal."""
        return self.theme.tones["financial"].strong

    @property
    def harm(self) -> str:
        """What works against something."""
        return self.theme.harm

    def status(self, status: Status | None, *, filled: bool = False) -> str:
        """A status on a card, or on one that is filled."""
        if not filled:
            return self.theme.statuses[status] if status else self.theme.muted
        if status not in _PALE:
            return self.theme.paper
        own = self.theme.statuses[status]
        colourless = own == self.theme.statuses[Status.OFF_TRACK] == self.theme.statuses[Status.ON_TRACK]
        tried = (own,) if colourless else (own, _PALE[status], LIGHT.statuses[status])
        seen = (colour for colour in tried if contrast(colour, self.filled) >= GRAPHIC)
        return next(seen, self.theme.paper)

    def badge(self, severity: Severity) -> str:
        """The mark of a finding."""
        return self.theme.badges[severity]
