"""Files and standard input: the syntax that they are in, and what is no text."""

from __future__ import annotations

import gc
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from strategymap.document import parse, read, without_gc
from strategymap.errors import MapError
from strategymap.finding import Finding, Location, Severity


def refused(path: Path, name: str | None = None) -> Finding:
    with pytest.raises(MapError) as caught:
        read(path, name)
    [finding] = caught.value.findings
    return finding


def unreadable(path: Path, message: str, remedy: str, rule: str = "unreadable") -> Finding:
    return Finding(rule, Severity.ERROR, Location(str(path), 1, 1, 1, 1), None, message, remedy)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("m.yaml", "a: {b: c}\n"),
        ("m.yml", '{"a": {"b": c}}\n'),
        ("m.json", ' {"a": {"b": "c"}}\n'),
        ("m.JSON", '{"a": {"b": "c"}}'),
        ("m.toml", "a = {b = 'c'}\n"),
        ("m.txt", "a: {b: c}\n"),
        ("m.txt", '{\n  "a": {"b": "c"}}\n'),
        ("map", '\ufeff{"a": {"b": "c"}}\n'),
        ("map", "{a: {b: c}}\n"),
    ],
)
def test_the_suffix_or_else_the_beginning_tells_the_syntax(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    document = read(path)
    assert document.tree == {"a": {"b": "c"}}
    assert document.name == str(path)
    assert document.text == text.removeprefix("\ufeff")
    assert read(path, "a map").name == "a map"


def test_text_that_begins_as_json_is_read_strictly(tmp_path: Path) -> None:
    path = tmp_path / "map"
    path.write_text('{"a": 1,}')
    assert refused(path).message == "a comma stands behind the last value"


def test_faults_carry_the_name_that_the_user_knows(tmp_path: Path) -> None:
    path = tmp_path / "m.yaml"
    path.write_text("a: 1\na: 2\n")
    assert refused(path, "maps/m.yaml").location == Location("maps/m.yaml", 2, 1, 2, 2, "a: 2", 1)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    missing = tmp_path / "missing.yaml"
    assert refused(missing) == unreadable(missing, "there is no such file", "check the name and the folder")
    assert refused(tmp_path) == unreadable(tmp_path, "this is a folder, not a file", "name a map file")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs FIFOs, which Windows lacks")
@pytest.mark.parametrize("kind", ["fifo", "socket", "/dev/zero", "/dev/null", "link"])
def test_a_device_or_channel_is_refused_without_waiting(tmp_path: Path, kind: str) -> None:
    path = Path(kind) if kind.startswith("/") else tmp_path / kind
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "link":
        path.symlink_to("/dev/zero")
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(os.path.relpath(path))
    finding = refused(path)
    assert (finding.rule, finding.location) == ("unreadable", Location(str(path), 1, 1, 1, 1))


def test_a_name_that_can_be_no_file_is_refused(tmp_path: Path) -> None:
    for name in ("a\0b", "x" * 1_000):
        assert refused(tmp_path / name).rule == "unreadable"


def test_a_file_over_256_mb_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate((256 << 20) + 1)
    message = "this file is larger than 256 MB, too large for a map"
    remedy = "divide it, and join the parts with include"
    assert refused(path) == unreadable(path, message, remedy, "too-large")


@pytest.mark.parametrize(
    ("data", "line", "column", "shown", "byte"),
    [
        (b"title: x\nb: caf\xe9 noir\n", 2, 7, "b: caf\ufffd noir", '0xE9 ("é" in Windows-1252)'),
        (b"\xef\xbb\xbfa: \x80", 1, 4, "a: \ufffd", '0x80 ("€" in Windows-1252)'),
        (b"a: \xc3", 1, 4, "a: \ufffd", '0xC3 ("Ã" in Windows-1252)'),
        (b"a: \xe2\x82\xac\r\nb: \xed\xa0\x80", 2, 4, "b: " + 3 * "\ufffd", '0xED ("í" in Windows-1252)'),
        (b"a: \xc0\x80", 1, 4, "a: \ufffd\ufffd", '0xC0 ("À" in Windows-1252)'),
    ],
)
def test_the_first_byte_that_is_not_utf8_is_told(
    tmp_path: Path, data: bytes, line: int, column: int, shown: str, byte: str
) -> None:
    path = tmp_path / "m.yaml"
    path.write_bytes(data)
    place = Location(str(path), line, column, line, column + 1, shown, column)
    message = f"the byte {byte} is not UTF-8"
    assert refused(path) == Finding(
        "unreadable", Severity.ERROR, place, None, message, "save the file as UTF-8"
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_told_by_name(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "m.yaml"
    path.write_bytes("\ufefftitle: x\n".removeprefix("\ufeff" * (encoding == "utf-16")).encode(encoding))
    assert refused(path) == unreadable(path, "this file is saved as UTF-16", "save it as UTF-8")


READ_STDIN = """
from strategymap.document import read
from strategymap.errors import MapError
try:
    print(read("-").tree)
except MapError as error:
    for found in error.findings:
        print(found.location.file, found.location.line, found.rule, found.message)
"""


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        (b"a: b\n", "{'a': 'b'}\n"),
        (b'{"a": "b"}', "{'a': 'b'}\n"),
        (
            b"a: b\na: c\n",
            '<stdin> 2 duplicate-key the key "a" stands here a second time; the first is on line 1\n',
        ),
        (b"", "<stdin> 1 syntax there is no map in this file\n"),
        (b"\xff", '<stdin> 1 unreadable the byte 0xFF ("ÿ" in Windows-1252) is not UTF-8\n'),
    ],
)
def test_standard_input_is_read_like_a_file(data: bytes, answer: str) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", READ_STDIN],
        input=data,
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.decode() == answer


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero")
def test_endless_standard_input_is_refused() -> None:
    with Path("/dev/zero").open("rb") as endless:
        done = subprocess.run(
            [sys.executable, "-c", READ_STDIN], stdin=endless, capture_output=True, timeout=120, check=True
        )
    assert (
        done.stdout.decode() == "<stdin> 1 too-large this file is larger than 256 MB, too large for a map\n"
    )


def test_an_unknown_syntax_is_the_callers_fault() -> None:
    with pytest.raises(ValueError, match="'xml' is none of yaml, json, toml"):
        parse("a: b", "m", "xml")


def test_the_collector_rests_and_is_woken_as_it_was() -> None:
    assert gc.isenabled()
    with without_gc():
        assert not gc.isenabled()
        with without_gc():
            assert not gc.isenabled()
        assert not gc.isenabled()
        with pytest.raises(MapError):
            parse("", "m")
        assert not gc.isenabled()
    assert gc.isenabled()


def test_importing_the_module_loads_no_parser() -> None:
    code = "import sys, strategymap.document; print(*{'yaml', 'tomllib', 'json'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, timeout=60, check=True, text=True
    )
    assert done.stdout == "\n"


def test_a_comma_without_a_space_divides_a_list_and_stays_in_a_text_with_quotes() -> None:
    read = parse('a: [75,85]\nb: {c: "1,250", d: [0,100]}\ne: 1,250 trees\nf: [x1,2y]\n', "m")
    assert read.tree == {
        "a": ["75", "85"],
        "b": {"c": "1,250", "d": ["0", "100"]},
        "e": "1,250 trees",
        "f": ["x1", "2y"],
    }
