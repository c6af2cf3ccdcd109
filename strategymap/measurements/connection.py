"""Connections to PostgreSQL as one writes them: `postgresql://USER@HOST/DATABASE#SCHEMA.TABLE`.

Only the user gives them, never a map. Nothing here connects; `database` does.
"""

from __future__ import annotations

import os
import re
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote

from strategymap.measurements.rows import Unreadable
from strategymap.wording import nearest

#: What may stand behind a ?. The rest of what a client can be told has variables of its own.
OPTIONS = ("connect_timeout", "sslmode", "sslrootcert")

_WANTED = "write postgresql://USER@HOST/DATABASE#SCHEMA.TABLE"
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_WRITTEN = re.compile(
    r"""postgres(?:ql)?://
    (?: (?P<user> [^:@/?\#]* ) (?: : (?P<password> [^@/?\#]* ) )? @ )?
    (?P<host> \[ [0-9a-f:.]+ ] | [^:@/?\#\[\]]* )
    (?: : (?P<port> [0-9]{1,5} ) )?
    / (?P<database> [^@/?\#]+ )
    (?: \? (?P<options> [^\#]* ) )?
    (?: \# (?P<table> .* ) )?""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CONTROL = re.compile("[\x00-\x1f\x7f]")


class Connection(NamedTuple):
    """A table on a server: how to get there, in the words of libpq without the password, the
    password ("" to leave it to PGPASSWORD or a password file), and the name of the table. An
    empty password in the words of libpq leaves it to a password file alone."""

    parameters: dict[str, str]
    password: str
    table: str


class Found(str):
    """A source that settings name which were found by themselves: nobody has named it."""

    __slots__ = ()


def kept_from(to: Connection) -> Connection:
    """The connection without what stands in PGPASSWORD, unless PGHOST names the same host: a
    server gets the password for which it asks, and one that nobody named may be a stranger's."""
    host = to.parameters.get("host", "")
    if to.password or not host or host == os.environ.get("PGHOST"):
        return to
    return to._replace(parameters={**to.parameters, "password": ""})


def is_connection(name: str) -> bool:
    """Whether a name of measurements is meant to be a connection and not a file.

    >>> is_connection("postgresql://host/db#t"), is_connection("C:/actuals.csv")
    (True, False)
    """
    return _SCHEME.match(name) is not None


def connection(written: str) -> Connection:
    """What a connection says. Raises Unreadable, whose message holds nothing of it."""
    found = _WRITTEN.fullmatch(written)
    if found is None:
        known = re.match("postgres(?:ql)?:", written, re.IGNORECASE)
        message = "this connection can't be understood" if known else "only PostgreSQL servers can be read"
        percent = "; signs such as @ : / in a name or password as %40 %3A %2F" if known else ""
        raise Unreadable(message, _WANTED + percent)
    said = {name: unquote(found[name] or "") for name in ("user", "password", "host", "port", "database")}
    if any(map(_CONTROL.search, said.values())):
        raise Unreadable("a control character stands in this connection", "take it out")
    parameters = {
        "host": said["host"].strip("[]"),
        "port": said["port"],
        "user": said["user"],
        "dbname": said["database"],
        **_options(found["options"] or ""),
    }
    given = {name: value for name, value in parameters.items() if value}
    return Connection(given, said["password"], (found["table"] or "").strip())


def _options(written: str) -> dict[str, str]:
    options = dict(parse_qsl(written))
    for name in options:
        if name in OPTIONS:
            continue
        if name == "password":
            raise Unreadable("a password can't stand behind the ?", "put it in PGPASSWORD or ~/.pgpass")
        close = nearest(name, OPTIONS)
        remedy = f"write {close}" if close else f"known are {', '.join(OPTIONS)}"
        raise Unreadable("a connection has an option that isn't known", remedy)
    return options
