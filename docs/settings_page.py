"""The reference page of the settings, made from their keys, variables and options."""

from __future__ import annotations

import click

from strategymap.cli import COMMANDS, main
from strategymap.cli.options import Key
from strategymap.settings import KEYS, UNSAID, variable

_HEAD = """\
# The settings

What holds for a folder of maps is written once, beside them or above them: into a file
`.strategymap.toml`, or into `pyproject.toml` under `[tool.strategymap]`.

```toml
fail-on = "error"
ignore = ["no-limits"]
baseline = "old-findings.json"

[rules]
orphan-kpi = "error"                                # how bad it is here; "off" silences it
too-many-goals = {severity = "warning", limit = 9}
```

Settings are data: nothing in them is run. A key, a value or the name of a rule that isn't
known is refused with its place and with what to write instead, and the command ends with the
exit code 2.

## The keys
"""

_TAIL = """\
`rules` has no variable and no option: what is said of single rules belongs into a file that
others read. `config` is no key of a file; it names the file. In the environment, names of
rules are separated by commas, and sources of measurements by semicolons. A wrong value there
is refused by the name of the variable; an empty one says nothing.

Paths in a file of settings count from that file, those on the command line and in the
environment from the current folder.

## Where they are looked for

In the folder of the map, then in each folder above it, up to the root of the repository (the
first folder with `.git` or `.hg` in it), or else of the file system. The first file found
holds alone; those above it are not read. In one folder `.strategymap.toml` goes over
`pyproject.toml`; a `pyproject.toml` without `[tool.strategymap]` is passed over. Each map has
the settings of its own folder, also where one command checks many.

A map on standard input (`check -`) has the settings of the current folder.

`--config FILE` names another file for all the maps of a run, and `--no-config` reads none.

## What goes over what

From the strongest to the weakest: the command line, the environment, the map, its folder, the
default. Each key is decided by itself:

- of a **rule**, severity and limit each come from the map if it says them under `rules`, else
  from the folder;
- the **day** comes from `--as-of`, `STRATEGYMAP_AS_OF`, the map's `as_of`, the folder's
  `as-of`, else it is today;
- tables that a map names itself under `measurements` are read in any case; the setting adds
  others to them;
- who **selects** a rule gets it, even where a weaker source ignores it; a rule that a map or
  folder switches off stays off.

`check --show-settings` lists what holds for each map and where it comes from, and checks
nothing.

Pictures, stories and `build` show what `check` finds under the same rules. Only the baseline
is for `check` alone: they show old findings too.

## The baseline

A JSON file that `check --baseline FILE --update-baseline` writes, with a line for each finding:
by the map's file as it lies from the baseline, the rule, the node, and for a finding on a link
the id at its other end. Lines and titles may change without making an old finding new. A
finding that stands for those on many nodes of an early draft is kept as one for each node.

- Findings that it keeps are left out of every report and don't count; SARIF has them as
  `unchanged`. How many there are is told on standard error.
- Entries for which nothing is found any more are told there too, and taken out by
  `--update-baseline`. Rules that aren't run and maps that aren't checked keep their entries.
- Accepted findings and faults in a text never enter it.
- `--no-baseline` shows everything, whatever baseline the settings name.

## In Python

`strategymap.load` has the settings of the map's folder, as the commands do; `settings=` names
another file, or none at all (`None`). `strategymap.loads` has none unless it is given some: a
text lies in no folder. The environment is for the commands alone, but for
`STRATEGYMAP_ENGINE`, which says what is installed on a machine. `m.settings` is what holds in
the end, and `strategymap.survey` is what `check` runs.
"""


def settings_page() -> str:
    """The page: every key with its meaning, variable, option and default."""
    rows = ["| key | what it says | environment | option of | default |", "|---|---|---|---|---|"]
    for key, meaning in KEYS.items():
        environment = f"`{variable(key)}`" if key in UNSAID else ""
        rows.append(f"| `{key}` | {meaning} | {environment} | {_commands(key)} | {_default(key)} |")
    rows.append(
        f"| (`config`) | The file of settings to use. | `{variable('config')}` | {_commands('config')} | "
        "the nearest |"
    )
    return "\n".join([_HEAD, *rows, "", _TAIL])


def _default(key: str) -> str:
    """What holds where nobody says anything; of rules, each has its own severity."""
    return UNSAID.get(key, "each rule's own")


def _commands(key: str) -> str:
    """The commands that have an option for the key."""
    context = click.Context(main)
    commands = {name: main.get_command(context, name) for name in COMMANDS}
    having = [
        f"`{name}`"
        for name, command in commands.items()
        if command and any(isinstance(param, Key) and param.key == key for param in command.params)
    ]
    return ", ".join(having)
