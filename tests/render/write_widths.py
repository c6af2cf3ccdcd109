"""Writes the table of widths from the fonts, with fontTools (`pip install fonttools`).

    python tests/render/write_widths.py /usr/share/fonts/truetype

Liberation Sans 2 is under the SIL Open Font License; its advances are those of Arial. Arabic is
measured in DejaVu Sans, whose licence is free too.
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
WEIGHTS = (
    ("regular", "liberation2/LiberationSans-Regular.ttf", "dejavu/DejaVuSans.ttf"),
    ("bold", "liberation2/LiberationSans-Bold.ttf", "dejavu/DejaVuSans-Bold.ttf"),
)
#: Arabic, and the forms of its letters in words.
ARABIC = ((0x600, 0x6FF), (0xFB50, 0xFBFF), (0xFE80, 0xFEFC))


def runs(font: Any, blocks: tuple[tuple[int, int], ...] = BLOCKS) -> dict[str, str]:
    """The advances, in runs of neighbouring code points: the first one, and the widths."""
    glyphs, advances = font.getBestCmap(), font["hmtx"]
    found: dict[int, list[int]] = {}
    first = previous = -2
    for code in sorted(code for code in glyphs if any(low <= code <= high for low, high in blocks)):
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

    table: dict[str, Any] = {"latin": {}, "arabic": {}, "kerning": {}}
    for weight, name, arabic in WEIGHTS:
        font = TTFont(folder / name)
        table["latin"][weight], table["kerning"][weight] = runs(font), kerning(font)
        table["arabic"][weight] = runs(TTFont(folder / arabic), ARABIC)
    TABLE.write_text(json.dumps(table, indent=0) + "\n", "ascii")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
