"""Writes the table of widths from the fonts, with fontTools (`pip install fonttools`).

    python tests/render/write_widths.py /usr/share/fonts/truetype/liberation2

Liberation Sans 2 is under the SIL Open Font License; its advances are those of Arial.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parents[2] / "strategymap" / "render" / "widths.json"
#: First and last code points: Latin, modifiers, Greek and Cyrillic, Hebrew, Vietnamese and
#: old Greek, punctuation and currencies, letterlike signs, arrows, mathematics, shapes, ligatures.
BLOCKS = (
    (0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x2FF), (0x370, 0x52F), (0x5D0, 0x5F4), (0x1E00, 0x1FFF),
    (0x2000, 0x20CF), (0x2100, 0x22FF), (0x2500, 0x266F), (0xFB00, 0xFB4F),
)  # fmt: skip


def runs(font: Any) -> dict[str, str]:
    """The advances, in runs of neighbouring code points: the first one, and the widths."""
    glyphs, advances = font.getBestCmap(), font["hmtx"]
    found: dict[int, list[int]] = {}
    first = previous = -2
    for code in sorted(code for code in glyphs if any(low <= code <= high for low, high in BLOCKS)):
        if code != previous + 1:
            first = code
        found.setdefault(first, []).append(advances[glyphs[code]][0])
        previous = code
    return {f"{code:04X}": " ".join(map(str, widths)) for code, widths in found.items()}


def kerning(font: Any) -> dict[str, str]:
    """For each letter the letters behind it, and by how much each is farther away than the
    widths say, or nearer where that is negative."""
    code_of = {name: code for code, name in sorted(font.getBestCmap().items(), reverse=True)}
    found: dict[int, list[str]] = {}
    for (one, other), units in sorted(font["kern"].kernTables[0].kernTable.items()):
        if one in code_of and other in code_of:
            found.setdefault(code_of[one], []).append(f"{code_of[other]:04X} {units}")
    return {f"{code:04X}": " ".join(pairs) for code, pairs in sorted(found.items())}


def main(folder: Path) -> None:
    """Write the table."""
    from fontTools.ttLib import TTFont

    weights = {"regular": "LiberationSans-Regular.ttf", "bold": "LiberationSans-Bold.ttf"}
    fonts = {weight: TTFont(folder / name) for weight, name in weights.items()}
    table: dict[str, Any] = {weight: runs(font) for weight, font in fonts.items()}
    table["kerning"] = {weight: kerning(font) for weight, font in fonts.items()}
    TABLE.write_text(json.dumps(table, indent=0) + "\n", "ascii")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
