"""Options that are settings too: they come from the command line, else from the environment.

What a command is given by either becomes one `Settings`; files of settings are read below.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from strategymap.settings import NEAREST, UNSAID, Asked, Settings, joined, variable

_Command = TypeVar("_Command", bound=Callable[..., Any])


class Key(click.Option):
    """An option for a key of the settings, with the environment variable of that key. A wrong
    value there is said to be the variable's."""

    def __init__(self, param_decls: Sequence[str], **attributes: Any) -> None:
        self.key = next(name for name in param_decls if name.startswith("--")).removeprefix("--")
        super().__init__(param_decls, envvar=variable(self.key), **attributes)

    def get_error_hint(self, ctx: click.Context | None) -> str:
        """What a message calls the option."""
        if ctx is not None and _source(self, ctx) is ParameterSource.ENVIRONMENT:
            return f"the environment variable {self.envvar}"
        return super().get_error_hint(ctx)  # type: ignore[arg-type, unused-ignore]  # None from click 8.2 on


def _source(option: click.Parameter, ctx: click.Context) -> ParameterSource | None:
    return ctx.get_parameter_source(option.name or "")


class Rules(click.ParamType):  # type: ignore[type-arg, unused-ignore]  # generic from click 8.4 on
    """Names of rules, separated by commas."""

    name = "rules"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """The names, or a usage error with the nearest name."""
        from strategymap.errors import UnknownName
        from strategymap.rules.listing import rule_named

        names = value if isinstance(value, tuple) else tuple(filter(None, map(str.strip, value.split(","))))
        if not names:
            self.fail("write the name of a rule", param, ctx)
        try:
            return tuple(rule_named(name).NAME for name in names)
        except UnknownName as error:
            self.fail(str(error), param, ctx)


def given_options(command: _Command) -> _Command:
    """Hand a command one `given: Settings` for all its options that are settings."""

    @functools.wraps(command)
    def called(**values: Any) -> Any:
        context = click.get_current_context()
        keys = [p for p in context.command.params if isinstance(p, Key) and p.key in UNSAID]
        said = {(key, _source(key, context)): values.pop(key.name or "") for key in keys}
        sources = [
            _settings({key: value for (key, source), value in said.items() if source is wanted}, wanted)
            for wanted in (ParameterSource.COMMANDLINE, ParameterSource.ENVIRONMENT)
        ]
        return command(given=joined(*sources), **values)

    return called  # type: ignore[return-value]


def _settings(said: dict[Key, Any], source: ParameterSource) -> Settings:
    """What one source says."""
    by_hand = source is ParameterSource.COMMANDLINE
    origins = {key.key: f"--{key.key}" if by_hand else str(key.envvar) for key in said}
    return Settings(**{str(key.name): _value(key, value) for key, value in said.items()}, origins=origins)


def _value(key: Key, value: Any) -> Any:
    if key.multiple:  # each may hold several
        parts = (each if isinstance(each, tuple) else (each,) for each in value)
        return tuple(chain.from_iterable(parts)) or None
    return Path(value) if key.key == "baseline" else value


def settings_options(command: _Command) -> _Command:
    """Options for the file of settings; the command is handed `settings`, as the API takes them."""

    @functools.wraps(command)
    def called(*, config: str | None, no_config: bool, **values: Any) -> Any:
        return command(settings=_asked(config, no_config), **values)

    without = click.option("--no-config", is_flag=True, help="Read no settings of folders.")
    named = click.option(
        "--config", cls=Key, metavar="FILE",
        help="The settings to use, instead of those of the map's folder (.strategymap.toml).",
    )  # fmt: skip
    return named(without(called))  # type: ignore[return-value]


def _asked(config: str | None, no_config: bool) -> Asked:
    if not no_config:
        return NEAREST if config is None else config
    if config is not None and _by_hand("config"):
        raise click.UsageError("--config and --no-config don't go together; write one of them")
    return None


def _by_hand(name: str) -> bool:
    return click.get_current_context().get_parameter_source(name) is ParameterSource.COMMANDLINE
