"""What is shipped: the wheel and the sdist are built for real, and the wheel is put to work."""

from __future__ import annotations

import email
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import strategymap

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "strategymap"


def run(*command: object, cwd: Path, path: Path | None = None) -> str:
    """What a command prints; with `path`, Python looks there for packages first."""
    environment = {"PATH": os.defpath, "HOME": str(cwd), "LANG": "C.UTF-8"}
    if path is not None:
        environment["PYTHONPATH"] = str(path)
    words = [str(word) for word in command]
    ran = subprocess.run(words, check=False, cwd=cwd, env=environment, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the sdist."""
    folder = tmp_path_factory.mktemp("built")
    run(sys.executable, "-m", "hatchling", "build", "-d", folder, cwd=ROOT)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> dict[str, bytes]:
    """The files of the wheel."""
    with zipfile.ZipFile(next(built.glob("*.whl"))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def sdist(built: Path) -> dict[str, bytes]:
    """The files of the sdist, below its top folder."""
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        files = {member.name: archive.extractfile(member) for member in archive.getmembers()}
        return {name.split("/", 1)[1]: file.read() for name, file in files.items() if file is not None}


def shipped(folder: Path) -> dict[str, bytes]:
    """The files of a folder that belong to the project, by their path in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    }


def below(folder: str, files: dict[str, bytes]) -> dict[str, bytes]:
    return {name.removeprefix(folder): content for name, content in files.items() if name.startswith(folder)}


@pytest.mark.parametrize("name", ["maps", "templates"])
def test_the_wheel_ships_the_maps_and_the_templates_as_they_stand_in_the_checkout(
    name: str, wheel: dict[str, bytes]
) -> None:
    assert below(f"strategymap/_{name}/", wheel) == shipped(ROOT / name)


def test_the_wheel_ships_the_package_and_its_data_and_nothing_else(wheel: dict[str, bytes]) -> None:
    package = below("strategymap/", wheel)
    modules = {name: text for name, text in package.items() if not name.startswith(("_maps/", "_templates/"))}
    assert modules == shipped(PACKAGE)
    assert {"catalogue.yaml", "render/widths.json", "py.typed"} <= modules.keys()
    assert {name.split("/")[0] for name in wheel} == {
        "strategymap",
        f"strategymap-{strategymap.__version__}.dist-info",
    }


def test_the_wheel_says_what_it_is(wheel: dict[str, bytes]) -> None:
    information = f"strategymap-{strategymap.__version__}.dist-info"
    metadata = email.message_from_bytes(wheel[f"{information}/METADATA"])
    assert metadata["Version"] == strategymap.__version__
    assert metadata["Requires-Python"] == ">=3.11"
    assert metadata["License-Expression"] == "Apache-2.0 AND OFL-1.1"
    assert "strategymap = strategymap.__main__:main" in wheel[f"{information}/entry_points.txt"].decode()
    for licence in ("LICENSE", "strategymap/render/typefaces/OFL.txt"):
        assert wheel[f"{information}/licenses/{licence}"] == (ROOT / licence).read_bytes()


def test_the_sdist_has_everything_that_the_tests_and_the_documentation_need(sdist: dict[str, bytes]) -> None:
    for folder in ("strategymap", "maps", "templates", "tests", "docs"):
        assert below(f"{folder}/", sdist) == shipped(ROOT / folder)
    assert {
        "README.md",
        "CHANGELOG.md",
        "LICENSE",
        "pyproject.toml",
        ".ci/run",
        ".ci/mkdocs.yml",
    } <= sdist.keys()


def test_the_wheel_of_the_sdist_is_the_wheel_of_the_checkout(
    built: Path, wheel: dict[str, bytes], tmp_path: Path
) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        archive.extractall(tmp_path)
    unpacked = next(tmp_path.iterdir())
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path / "again", cwd=unpacked)
    with zipfile.ZipFile(next((tmp_path / "again").glob("*.whl"))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == wheel


def test_the_installed_wheel_finds_its_maps_and_templates_and_does_the_main_job(
    built: Path, tmp_path: Path
) -> None:
    site, work = tmp_path / "site", tmp_path / "work"
    work.mkdir()
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "install",
        "--quiet",
        "--no-index",
        "--no-deps",
    ]
    run(*pip, "--target", site, next(built.glob("*.whl")), cwd=work)
    command = site / "bin" / "strategymap"
    home = run(
        sys.executable, "-c", "import strategymap; print(strategymap.__file__)", cwd=work, path=site
    ).strip()
    assert home == str(site / "strategymap" / "__init__.py")
    names = run(command, "new", "--example", "list", cwd=work, path=site).split()
    assert names == sorted(path.stem for path in (ROOT / "maps").glob("*.yaml"))
    assert run(command, "new", cwd=work, path=site) == (ROOT / "templates" / "starter.yaml").read_text(
        "utf-8"
    )
    run(command, "new", "--example", "contact-centre", "map.yaml", cwd=work, path=site)
    run(command, "build", "map.yaml", "-o", "out", cwd=work, path=site)
    made = sorted(path.name for path in (work / "out").iterdir())
    pages = [f"map{audience}.html" for audience in ("", "-executive", "-frontline", "-manager")]
    assert made == sorted(["index.html", "map.findings.json", *pages, "map.svg"])
    assert (work / "contact-centre.csv").exists()
