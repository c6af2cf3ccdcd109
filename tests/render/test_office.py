"""LibreOffice opens the picture of a map: what a consultant does who pastes it into slides."""

from __future__ import annotations

import shutil
import struct
import subprocess
import zlib
from pathlib import Path

import pytest

import strategymap

ROOT = Path(__file__).parent.parent.parent
#: Seconds that LibreOffice may take to start and convert.
PATIENCE = 180


def program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"needs {name}")
    return found


@pytest.fixture(scope="module")
def picture() -> str:
    return strategymap.load(ROOT / "maps" / "contact-centre.yaml").render(format="svg")


def converted(picture: str, form: str, folder: Path) -> Path:
    """The picture as LibreOffice saves it in another format."""
    (folder / "map.svg").write_text(picture, "utf-8")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program("soffice"), "--headless", profile, "--convert-to", form, "--outdir", str(folder)]
    subprocess.run([*command, str(folder / "map.svg")], check=True, capture_output=True, timeout=PATIENCE)
    return folder / f"map.{form}"


def test_libreoffice_draws_the_whole_map(picture: str, tmp_path: Path) -> None:
    image = converted(picture, "png", tmp_path).read_bytes()
    width, height = struct.unpack(">II", image[16:24])
    wide, high = size_of(picture)
    assert image[:8] == b"\x89PNG\r\n\x1a\n"
    assert width / height == pytest.approx(wide / high, rel=0.02)
    assert len(rows_that_differ(image)) > 200


def test_libreoffice_keeps_the_words_of_the_map_as_words(picture: str, tmp_path: Path) -> None:
    reader = program("pdftotext")
    page = converted(picture, "pdf", tmp_path)
    text = subprocess.run([reader, str(page), "-"], check=True, capture_output=True, text=True).stdout
    for words in (
        "Contact centre strategy 2026",
        "TOP GOAL",
        "Newsletter clicks",
        "What stands out",
        "orphan-kpi",
    ):
        assert words in text


def size_of(picture: str) -> tuple[float, float]:
    box = picture.split('viewBox="', 1)[1].split('"', 1)[0].split()
    return float(box[2]), float(box[3])


def rows_that_differ(image: bytes) -> set[bytes]:
    """The different rows of a PNG: a blank one has a single row, again and again."""
    data, at = b"", 8
    while at < len(image):
        length, kind = struct.unpack(">I4s", image[at : at + 8])
        data += image[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += length + 12
    pixels = zlib.decompress(data)
    width, height = struct.unpack(">II", image[16:24])
    step = len(pixels) // height
    assert step > width
    return {pixels[row * step : (row + 1) * step] for row in range(height)}
