"""What holds for a map besides its own text: severities, levels, days, sources, engines.

Several sources may say something of it. They are, strongest first: the command line, the
environment, the map, its folder, the default. `joined` makes one of them, key by key, and
keeps where each came from.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from strategymap.files import shown
from strategymap.wording import nearest, without_password

if TYPE_CHECKING:
    from strategymap.model import Setting

#: From which severity `check` fails.
FailOn = Literal["error", "warning", "note", "never"]
Engine = Literal["graphviz-pure", "dot"]

#: What each key of a settings file means.
KEYS: dict[str, str] = {
    "rules": "Severity (`error`, `warning`, `note`, `off`) and `limit` of rules, as under `rules` of a map.",
    "fail-on": "From which severity `check` fails: `error`, `warning`, `note` or `never`.",
    "as-of": "The day from which maps are judged that don't say it themselves, such as `2026-06-30`.",
    "select": "Only these rules are run: a list of names.",
    "ignore": "All rules but these are run: a list of names.",
    "baseline": "The file with the old findings that `check` leaves out.",
    "measurements": "Where the history of actuals comes from: a list of sources.",
    "engine": "The layout engine: `graphviz-pure` or `dot`.",
    "time-limit": "How many seconds the layout of a picture may take.",
    "theme": "The look of pictures and pages: `light`, `dark`, `print`, or a TOML file with colours and a font.",
}
#: What holds where nobody says anything, in words.
UNSAID: dict[str, str] = {
    "fail-on": "warning",
    "as-of": "today",
    "select": "all rules",
    "ignore": "none",
    "baseline": "none",
    "measurements": "none",
    "engine": "graphviz-pure, else dot",
    "time-limit": "20",
    "theme": "light",
}
#: The built-in themes.
THEMES = ("light", "dark", "print")
_FIELDS = tuple(key.replace("-", "_") for key in UNSAID)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What one source says, or what all of them come to. None, and no rule, where it says
    nothing. Paths are whole, or relative to the current folder; `time_limit` is in seconds.
    `origins` says for each key where it stands, such as ".strategymap.toml:3"; `read_from` are
    the files in which it was said, with those that they name.
    """

    rules: Mapping[str, Setting] = field(default_factory=dict)
    fail_on: FailOn | None = None
    as_of: datetime.date | None = None
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    baseline: Path | None = None
    measurements: tuple[str, ...] | None = field(default=None, repr=False)  # may hold a password
    engine: Engine | None = None
    time_limit: float | None = None
    theme: str | None = None
    origins: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    read_from: tuple[Path, ...] = field(default=(), compare=False, repr=False)

    @property
    def inputs(self) -> list[Path]:
        """The files of settings, and the baseline and the theme that they name. What is
        measured is known to the map."""
        named = [self.baseline] if self.baseline else []
        return [*self.read_from, *named, *theme_files(self.theme)]

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """Every setting in words: its key, its value, and where it comes from."""
        for name, setting in sorted(self.rules.items()):
            for key, value in ((f"rules.{name}", setting.severity), (f"rules.{name}.limit", setting.limit)):
                if value is not None:
                    yield key, str(value), self.origins.get(key, "")
        for key, unsaid in UNSAID.items():
            value = getattr(self, key.replace("-", "_"))
            if value is None:
                yield key, unsaid, "default"
            else:
                yield key, _text(value), self.origins.get(key, "")


class Standing(str):
    """A theme that the environment gives for all pictures: it gives way where a format has none
    and where slides have a template. One that is asked for doesn't."""

    __slots__ = ()


class Nearest(Enum):
    """What asks for the nearest settings of each map."""

    NEAREST = "nearest"

    def __repr__(self) -> str:
        return self.name


NEAREST = Nearest.NEAREST

#: Which settings are wanted: ready ones, those of a file, the nearest, or none.
Asked = Settings | str | Path | Nearest | None


def variable(key: str) -> str:
    """The environment variable of a key.

    >>> variable("fail-on")
    'STRATEGYMAP_FAIL_ON'
    """
    return f"STRATEGYMAP_{key.upper().replace('-', '_')}"


def theme_name(text: str) -> str:
    """The name of a theme or of its file. Raises ValueError with what to write instead.

    >>> theme_name("dark"), theme_name("firm/colours.toml")
    ('dark', 'firm/colours.toml')
    """
    if text in THEMES or text.lower().endswith(".toml"):
        return text
    if close := nearest(text, THEMES):
        raise ValueError(f"write {close}")
    raise ValueError(f"write {', '.join(THEMES)} or the name of a .toml file")


def theme_files(*themes: str | Path | None) -> list[Path]:
    """The files that are named where a theme is asked for; a built-in one has none."""
    return [Path(each) for each in themes if each is not None and str(each) not in THEMES]


def joined(*sources: Settings) -> Settings:
    """What several sources come to, the strongest first: of each key, and of each rule's
    severity and limit, the first that is said. A `select` goes over a weaker `ignore` of the
    same rules: who asks for a rule gets it."""
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for name in _FIELDS:
        said = next((source for source in sources if getattr(source, name) is not None), None)
        if said is not None:
            key = name.replace("_", "-")
            values[name] = getattr(said, name)
            origins[key] = said.origins.get(key, "")
    rules = _joined_rules(sources, origins)
    read = tuple(dict.fromkeys(path for source in sources for path in source.read_from))
    return replace(_asked_for(Settings(**values), sources), rules=rules, origins=origins, read_from=read)


def _joined_rules(sources: Iterable[Settings], origins: dict[str, str]) -> dict[str, Setting]:
    """The settings of each rule; where they stand is added to `origins`."""
    from strategymap.model import Setting

    rules: dict[str, dict[str, Any]] = {}
    for source in sources:
        for name, setting in source.rules.items():
            said = rules.setdefault(name, {})
            for part, key in (("severity", f"rules.{name}"), ("limit", f"rules.{name}.limit")):
                value = getattr(setting, part)
                if value is not None and part not in said:
                    said[part] = value
                    origins[key] = source.origins.get(key, "")
    return {name: Setting.model_construct(**said) for name, said in rules.items()}


def _asked_for(settings: Settings, sources: Iterable[Settings]) -> Settings:
    """The settings without an `ignore` of rules that a stronger source selects."""
    strongest = next((source for source in sources if source.select or source.ignore), None)
    if strongest is None or not strongest.select or strongest.ignore or not settings.ignore:
        return settings
    left = tuple(name for name in settings.ignore if name not in strongest.select)
    return replace(settings, ignore=left or None)


def _text(value: Any) -> str:
    """A value as one reads it."""
    if isinstance(value, tuple):
        return ", ".join(without_password(shown(each)) for each in value) or "none"
    if isinstance(value, Path):
        return shown(value)
    return f"{value:g}" if isinstance(value, float) else str(value)
