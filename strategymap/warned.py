"""Warnings, told to whoever calls this package, from however deep inside of it."""

from __future__ import annotations

import sys
import warnings
from pathlib import Path

_HERE = str(Path(__file__).parent)


def warn(text: str, kind: type[Warning] = UserWarning) -> None:
    """Warn, at the line outside of this package that has asked for what is warned of."""
    level, frame = 2, sys._getframe(1)  # noqa: SLF001
    while frame.f_back is not None and frame.f_code.co_filename.startswith(_HERE):
        level, frame = level + 1, frame.f_back
    warnings.warn(text, kind, stacklevel=level)
