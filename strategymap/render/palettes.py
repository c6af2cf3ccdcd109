"""The built-in themes, each a table: light for the screen, dark, and print for black and white."""

from __future__ import annotations

from strategymap.finding import Severity
from strategymap.render.theme import Theme, Tone
from strategymap.scorecard import Status

LIGHT = Theme(
    name="light",
    paper="#ffffff",
    card="#ffffff",
    ink="#16202c",
    muted="#4c5a69",
    line="#5d6c7c",
    faint="#d5dbe2",
    harm="#a3172a",
    harm_tint="#fdf1f2",
    reward="#8a5200",
    loose="#eceff2",
    hatch="#c3cad2",
    track="#dfe4ea",
    tones={
        "financial": Tone("#1f4e8c", "#edf2f8"),
        "customer": Tone("#14704f", "#e9f4ef"),
        "process": Tone("#8a5200", "#fbf4e8"),
        "people": Tone("#6a3d8f", "#f4eff8"),
    },
    others=(
        Tone("#0b6470", "#e7f3f4"),
        Tone("#8f2d5c", "#f9eef3"),
        Tone("#565e12", "#f4f5e6"),
        Tone("#43505f", "#eff2f4"),
    ),
    plain=Tone("#33475b", "#f3f5f7"),
    badges={Severity.ERROR: "#b01e1e", Severity.WARNING: "#8f5200", Severity.NOTE: "#3f5165"},
    statuses={
        Status.ACHIEVED: "#17693a",
        Status.ON_TRACK: "#17693a",
        Status.AT_RISK: "#b36800",
        Status.OFF_TRACK: "#b01e1e",
        Status.NO_DATA: "#4c5a69",
    },
    changes={"added": "#0b6b3a", "removed": "#4c5a69", "changed": "#9a4700"},
)

DARK = Theme(
    name="dark",
    paper="#10151b",
    card="#1d252e",
    ink="#eaeff4",
    muted="#aab6c2",
    line="#94a3b3",
    faint="#3a4653",
    harm="#ff98a2",
    harm_tint="#35191e",
    reward="#f2b75f",
    loose="#1a2028",
    hatch="#303b47",
    track="#3b4754",
    tones={
        "financial": Tone("#93c0ff", "#15202f"),
        "customer": Tone("#72d6ab", "#12241d"),
        "process": Tone("#f2b75f", "#282013"),
        "people": Tone("#d2aaf7", "#221a2c"),
    },
    others=(
        Tone("#73d2de", "#112528"),
        Tone("#f79cc6", "#2a1a22"),
        Tone("#ccd564", "#21240f"),
        Tone("#b8c5d2", "#1d242b"),
    ),
    plain=Tone("#b8c9da", "#181f27"),
    badges={Severity.ERROR: "#ff8f86", Severity.WARNING: "#ffbb55", Severity.NOTE: "#b3c7db"},
    statuses={
        Status.ACHIEVED: "#62d392",
        Status.ON_TRACK: "#62d392",
        Status.AT_RISK: "#ffbb55",
        Status.OFF_TRACK: "#ff857c",
        Status.NO_DATA: "#aab6c2",
    },
    changes={"added": "#62d392", "removed": "#aab6c2", "changed": "#ffb066"},
)

PRINT = Theme(
    name="print",
    paper="#ffffff",
    card="#ffffff",
    ink="#000000",
    muted="#333333",
    line="#333333",
    faint="#999999",
    harm="#000000",
    harm_tint="#ffffff",
    reward="#000000",
    loose="#ffffff",
    hatch="#bbbbbb",
    track="#d9d9d9",
    tones={
        "financial": Tone("#000000", "#f2f2f2"),
        "customer": Tone("#000000", "#f2f2f2", "18 4"),
        "process": Tone("#000000", "#f2f2f2", "7 4"),
        "people": Tone("#000000", "#f2f2f2", "2 3"),
    },
    others=(
        Tone("#000000", "#f2f2f2", "18 4 2 4"),
        Tone("#000000", "#f2f2f2", "18 4 2 4 2 4"),
        Tone("#000000", "#f2f2f2", "7 4 2 4"),
        Tone("#000000", "#f2f2f2", "7 12"),
    ),
    plain=Tone("#000000", "#f2f2f2"),
    badges={Severity.ERROR: "#000000", Severity.WARNING: "#444444", Severity.NOTE: "#000000"},
    statuses={
        Status.ACHIEVED: "#000000",
        Status.ON_TRACK: "#000000",
        Status.AT_RISK: "#000000",
        Status.OFF_TRACK: "#000000",
        Status.NO_DATA: "#333333",
    },
    changes={"added": "#000000", "removed": "#333333", "changed": "#000000"},
    hollow=frozenset({Status.AT_RISK}),
    crossed=frozenset({Status.OFF_TRACK}),
)

#: The built-in themes by name.
THEMES = {theme.name: theme for theme in (LIGHT, DARK, PRINT)}
