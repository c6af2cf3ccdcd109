"""Outputs are whole or not there at all; folders stand for the maps in them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from strategymap import files
from strategymap.errors import OutputError, UnknownName


def test_a_file_is_replaced_whole_and_keeps_its_permissions(tmp_path: Path):
    path = tmp_path / "map.svg"
    path.write_text("old")
    path.chmod(0o640)
    files.write(path, "new ☃\n")
    assert path.read_bytes() == "new ☃\n".encode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_bytes_are_written_as_they_are(tmp_path: Path):
    path = tmp_path / "map.pdf"
    files.write(path, b"%PDF\r\n\xff\x00\n")
    assert path.read_bytes() == b"%PDF\r\n\xff\x00\n"
    assert list(tmp_path.iterdir()) == [path]


def test_a_write_that_is_interrupted_leaves_the_old_file_and_no_rubbish(tmp_path: Path, monkeypatch):
    path = tmp_path / "map.svg"
    path.write_text("old")

    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        files.write(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_leaves_the_old_file(tmp_path: Path):
    import resource
    import signal

    path = tmp_path / "map.svg"
    path.write_text("old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(OutputError, match="can't be written"):
            files.write(path, "x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_to_a_file_stays_a_link(tmp_path: Path):
    (tmp_path / "real.svg").write_text("old")
    (tmp_path / "link.svg").symlink_to(tmp_path / "real.svg")
    files.write(tmp_path / "link.svg", "new")
    assert (tmp_path / "link.svg").is_symlink()
    assert (tmp_path / "real.svg").read_text() == "new"


def test_a_link_that_leads_in_a_circle_is_replaced_by_the_file(tmp_path: Path):
    (tmp_path / "link.svg").symlink_to(tmp_path / "link.svg")
    files.write(tmp_path / "link.svg", "new", inputs=[tmp_path / "map.yaml"])
    assert (tmp_path / "link.svg").read_text() == "new"


def test_a_folder_is_no_output(tmp_path: Path):
    with pytest.raises(OutputError, match="is a folder"):
        files.write(tmp_path, "x")


def test_a_folder_stands_for_the_maps_in_it_and_below(tmp_path: Path):
    (tmp_path / "b.yaml").write_text("title: B")
    (tmp_path / "a.json").write_text('{"title": "A"}')
    (tmp_path / "c.toml").write_text('title = "C"')
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "d.yml").write_text("# a comment\nstrategymap: 1\n")
    (tmp_path / "package.json").write_text('{"name": "x"}')
    (tmp_path / "compose.yaml").write_text("services: {}")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "e.yaml").write_text("title: E")
    found = [path.relative_to(tmp_path).as_posix() for path in files.maps_in(tmp_path)]
    assert found == ["a.json", "b.yaml", "below/d.yml", "c.toml"]


def test_a_folder_without_a_map_is_refused(tmp_path: Path):
    with pytest.raises(UnknownName, match="there is no map in the folder"):
        files.maps_in(tmp_path)


@pytest.mark.parametrize("name", ["a" * 300 + ".yaml", "a\0b.yaml"])
def test_a_name_that_no_file_can_have_is_refused_plainly(tmp_path: Path, name: str):
    assert not files.exists(tmp_path / name)
    assert files.maps_in(tmp_path / name) == [tmp_path / name]
    with pytest.raises(OutputError, match="can't be written"):
        files.write(tmp_path / name, "x")
    assert list(tmp_path.iterdir()) == []


def test_an_input_is_known_by_whatever_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    Path("map.yaml").write_text("title: M")
    Path("hard.svg").hardlink_to("map.yaml")
    Path("soft.svg").symlink_to("map.yaml")
    for name in ("map.yaml", "hard.svg", "soft.svg", str(tmp_path / "no-such" / ".." / "map.yaml")):
        with pytest.raises(OutputError, match="is read here"):
            files.refuse_inputs([Path("other.svg"), Path(name)], [Path("./map.yaml")])
    files.refuse_inputs([Path("other.svg"), Path("a\0b")], [Path("map.yaml"), Path("no-such.yaml")])


def test_blank_lines_without_end_are_no_map(tmp_path: Path):
    # What costs the square of this, file after file, does not end within a minute.
    for number in range(20):
        (tmp_path / f"{number}.yaml").write_bytes(b"\n" * 65_536)
    (tmp_path / "map.json").write_text('\n\n{\n  "title" : "T"}')
    assert files.maps_in(tmp_path) == [tmp_path / "map.json"]
