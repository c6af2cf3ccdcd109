"""Pages in a real browser: opened with what they complain about, and looked over by axe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from playwright.sync_api import Page as Tab

#: Opens a page; more options are those of a context of the browser.
Show = Callable[..., "Tab"]


@contextmanager
def tabs(browser: Browser, pages: dict[str, Path], usual: int) -> Iterator[Show]:
    """Opens one of these pages at a width, each time in a context of its own. `complaints` of
    the tab are what it wrote to the console, the errors of its scripts, and each address that
    it asked for, its own first."""
    contexts = []

    def opened(name: str, width: int = usual, **options: Any) -> Tab:
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        tab = context.new_page()
        tab.complaints = []  # type: ignore[attr-defined]
        tab.on("console", lambda message: tab.complaints.append(message.text))  # type: ignore[attr-defined]
        tab.on("pageerror", lambda error: tab.complaints.append(str(error)))  # type: ignore[attr-defined]
        tab.on("request", lambda request: tab.complaints.append(request.url))  # type: ignore[attr-defined]
        tab.goto(pages[name].as_uri())
        return tab

    yield opened
    for context in contexts:
        context.close()


def violations(tab: Tab) -> list[tuple[str, str, list[str]]]:
    """What axe finds wrong for people who can't see, hear or point: the rule, what it asks for,
    and the first three places. The page must let scripts in (`bypass_csp`)."""
    tab.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    found = tab.evaluate("async () => (await axe.run()).violations")
    return [(one["id"], one["help"], [node["html"] for node in one["nodes"]][:3]) for one in found]
