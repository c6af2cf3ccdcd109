"""Reads measurements from a PostgreSQL server, which it starts for itself in a temporary folder.

    pytest tests/real_postgres.py

Needs PostgreSQL's programs (apt-get install postgresql) and a version of DuckDB for which its
extension can be had: with a network any, else pip install duckdb-extension-postgres-scanner.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

import strategymap
from strategymap.errors import MeasurementsError
from strategymap.measurements import database

MAP = "title: T\nas_of: 2026-12-31\ngoals: {g: {title: G, kpis: {fcr: F, aht: A}}}\n"
PASSWORD = "p@ss:w/rd'\\ #1"
SETUP = f"""
CREATE ROLE reader LOGIN PASSWORD '{PASSWORD.replace("'", "''")}';
CREATE TABLE readings(kpi text, at date, value numeric, note text);
INSERT INTO readings VALUES ('fcr', '2026-05-31', 70.5, ''), ('fcr', '2026-06-30', 71, NULL);
CREATE SCHEMA "Perf; DROP";
CREATE TABLE "Perf; DROP"."Actual ""s" (kpi varchar, "At" timestamptz, "VALUE" double precision);
INSERT INTO "Perf; DROP"."Actual ""s" VALUES ('aht', '2026-05-31 14:00+02', 300.25);
CREATE VIEW latest AS SELECT kpi, at, value FROM readings WHERE at > '2026-06-01';
CREATE VIEW endless AS SELECT 'fcr' AS kpi, date '2026-05-31' AS at, (SELECT 1 FROM pg_sleep(60)) AS value;
CREATE FUNCTION grows() RETURNS int LANGUAGE sql AS
    'INSERT INTO readings VALUES (''fcr'', ''2026-07-31'', 1, '''') RETURNING 1';
CREATE VIEW writes AS SELECT 'fcr' AS kpi, date '2026-05-31' AS at, grows() AS value;
CREATE TABLE hidden(kpi text, at date, value int);
GRANT USAGE ON SCHEMA "Perf; DROP" TO reader;
GRANT ALL ON readings, latest, endless, writes, "Perf; DROP"."Actual ""s" TO reader;
"""
#: What may reach the server: nothing but looking, and reading out a table.
READING = re.compile(
    r"\s*(?:BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY|COMMIT|ROLLBACK|SELECT\b|COPY \(SELECT\b"
    r"|DISCARD ALL)",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def server() -> Iterator[Path]:
    """The folder of a server that listens on a socket there, with the table `readings`."""
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    user = "nobody" if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root
    if user:
        shutil.chown(folder, user)

    def run(program: str, *arguments: str, text: str = "") -> None:
        found = shutil.which(program) or next(map(str, Path("/usr/lib/postgresql").glob(f"*/bin/{program}")))
        subprocess.run([found, *arguments], input=text, text=True, user=user, cwd=folder, check=True)

    run("initdb", "-D", f"{folder}/data", "-U", "owner", "--auth=trust")
    (folder / "data/pg_hba.conf").write_text("local all owner trust\nlocal all all scram-sha-256\n")
    options = f"-k {folder} -c listen_addresses='' -c log_statement=all -c log_line_prefix='%u|'"
    run("pg_ctl", "-D", f"{folder}/data", "-l", f"{folder}/log", "-o", options, "-w", "start")
    try:
        run("psql", "-q", "-h", str(folder), "-U", "owner", "-v", "ON_ERROR_STOP=1", "postgres", text=SETUP)
        yield folder
    finally:
        run("pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "stop")
        shutil.rmtree(folder)


def read(
    server: Path, table: str, password: str | None = PASSWORD, database: str = "postgres"
) -> dict[str, list[tuple[str, str]]]:
    """The histories by KPI that a table gives."""
    secret = "" if password is None else f":{quote(password, safe='')}"
    given = f"postgresql://reader{secret}@{quote(str(server), safe='')}/{database}#{table}"
    found = strategymap.loads(MAP, measurements=[given]).in_words
    return {
        kpi: [(str(each.at), str(each.value.number)) for each in found.scorecard.history(kpi)]
        for kpi in found.kpis
    }


def failure(server: Path, table: str, password: str | None = PASSWORD, database: str = "postgres") -> str:
    """What is said of a table that can't be read, behind its name."""
    with pytest.raises(MeasurementsError) as caught:
        read(server, table, password, database)
    told = str(caught.value)
    assert not any(part in told for part in ("p@ss", "w/rd", "wr0ng", "p%40ss"))
    return told.partition(f"#{table}: ")[2]


FCR = [("2026-05-31", "70.5"), ("2026-06-30", "71.0")]


@pytest.mark.parametrize("name", ["readings", "public.readings", "READINGS"])
def test_a_table_is_read(server: Path, name: str) -> None:
    assert read(server, name) == {"fcr": FCR, "aht": []}


def test_a_view_and_a_table_with_odd_names_in_another_schema_are_read(server: Path) -> None:
    assert read(server, "latest") == {"fcr": FCR[1:], "aht": []}
    assert read(server, 'Perf; DROP.Actual "s') == {"fcr": [], "aht": [("2026-05-31", "300.25")]}


def test_the_password_may_stand_in_the_environment_or_a_password_file(
    server: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with monkeypatch.context() as environment:
        environment.setenv("PGPASSWORD", PASSWORD)
        assert read(server, "readings", None)["fcr"] == FCR
    file = tmp_path / "pgpass"
    file.write_text("*:*:*:reader:" + PASSWORD.replace("\\", "\\\\").replace(":", "\\:") + "\n")
    file.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(file))
    assert read(server, "latest", None)["fcr"] == FCR[1:]


def test_what_the_server_refuses_is_told_without_the_password(server: Path) -> None:
    assert 'FATAL: password authentication failed for user "reader"' in failure(server, "readings", "wr0ng")
    assert 'FATAL: database "nothing" does not exist' in failure(server, "readings", database="nothing")
    assert failure(server, "readingz").startswith(
        'there is no table "readingz"; name one of those in it: Perf;'
    )
    assert failure(server, "").startswith("no table is named; write its name behind a # (there: Perf; DROP.")
    assert "permission denied for table hidden" in failure(server, "hidden")


def test_a_view_that_writes_is_stopped_by_the_server(server: Path) -> None:
    assert "cannot execute INSERT in a read-only transaction" in failure(server, "writes")


def test_a_query_without_end_is_stopped_by_the_server(server: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "TIME_LIMIT", 1)
    assert "canceling statement due to statement timeout" in failure(server, "endless")


def test_nothing_but_reading_reaches_the_server(server: Path) -> None:
    read(server, "readings")
    log = (server / "log").read_text("utf-8")
    sent = re.findall(r"^reader\|LOG:  (?:statement|execute [^:]*): (.*)", log, re.MULTILINE)
    assert any("COPY (SELECT" in each for each in sent)
    assert [each for each in sent if not READING.match(each)] == []
