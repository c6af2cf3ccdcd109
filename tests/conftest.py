"""Fixtures that many tests use, and the promise that a build server skips nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from strategymap.graph import MapGraph
from strategymap.loader import loads

if TYPE_CHECKING:
    from playwright.sync_api import Browser

#: The checkout.
ROOT = Path(__file__).parent.parent

#: Where this is set, a test that would be skipped fails instead.
NO_SKIPS = "STRATEGYMAP_TEST_NO_SKIPS"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and os.environ.get(NO_SKIPS) and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and {NO_SKIPS} is set: {report.longrepr}"
    return report


def program(*names: str) -> str:
    """The first of some programs that there is; the test is skipped by name where there is none."""
    for name in names:
        found = shutil.which(name)
        if found:
            return found
    pytest.skip(f"needs {names[0]}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real browser, as a reader has one: Chromium, one for all tests."""
    path = program("chromium", "chromium-browser", "google-chrome")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def graph_of() -> Callable[[str], MapGraph]:
    """The graph of a map that is written in YAML; a title is added where there is none."""

    def graph(text: str) -> MapGraph:
        titled = any(line.startswith("title:") for line in text.splitlines())
        return MapGraph(loads(text if titled else f"title: Map\n{text}"))

    return graph
