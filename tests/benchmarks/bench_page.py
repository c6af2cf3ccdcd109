"""Measures how a page answers in a real browser: how long it takes to open, to choose a card and
to show it, and how many frames a second are drawn while the map is moved and enlarged.

    python tests/benchmarks/bench_page.py [NODES]     (400 by default)
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent))

from generate import text
from playwright.sync_api import sync_playwright

import strategymap

if TYPE_CHECKING:
    from playwright.sync_api import Page as Tab

_READY = """() => {
  window.long = [];
  new PerformanceObserver((list) => long.push(...list.getEntries().map((e) => e.duration)))
    .observe({ type: "longtask", buffered: true });
  window.frame = () => new Promise(requestAnimationFrame);
}"""
#: For every card: until the script is done, and until the next frame has been drawn.
_CHOOSE = """async (most) => {
  const cards = [...document.querySelectorAll("[data-card]")], every = Math.max(1, Math.floor(cards.length / most));
  const done = [], shown = [];
  for (const card of cards.filter((_, n) => n % every === 0)) {
    await frame();
    const start = performance.now();
    card.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    done.push(performance.now() - start);
    await frame();
    await new Promise((told) => { const port = new MessageChannel(); port.port1.onmessage = told; port.port2.postMessage(0); });
    shown.push(performance.now() - start);
  }
  return [done, shown];
}"""
#: How long each frame takes while the map is moved, or enlarged and made smaller.
_MOVE = """async (kind) => {
  const part = document.querySelector(".frame"), took = [];
  const box = part.getBoundingClientRect();
  let last = await frame();
  for (let n = 0; n < 60; n++) {
    if (kind === "move") part.scrollBy(n < 30 ? 25 : -25, n % 20 < 10 ? 15 : -15);
    else part.dispatchEvent(new WheelEvent("wheel", { deltaY: n < 30 ? -30 : 30, ctrlKey: true, cancelable: true,
      clientX: box.left + 300, clientY: box.top + 200 }));
    const now = await frame();
    took.push(now - last);
    last = now;
  }
  return took;
}"""


def row(name: str, took: list[float]) -> str:
    """One line of the table, in milliseconds."""
    ordered = sorted(took)
    late = ordered[int(len(ordered) * 0.95)]
    return f"{name:34} {statistics.median(took):7.1f} {late:7.1f} {ordered[-1]:7.1f}"


def measured(tab: Tab, page: Path) -> None:
    """Print how one page answers."""
    tab.goto(page.as_uri())
    opened = tab.evaluate("() => performance.getEntriesByType('navigation')[0].domComplete")
    tab.evaluate(_READY)
    tab.locator("#the-map").scroll_into_view_if_needed()
    print(f"{'in milliseconds':34} {'median':>7} {'95 %':>7} {'most':>7}")
    print(row("opened", [opened]))
    done, shown = tab.evaluate(_CHOOSE, 100)
    print(row("a card is chosen: script", done))
    print(row("a card is chosen: shown", shown))
    tab.keyboard.press("Escape")
    print(row("moved: a frame", tab.evaluate(_MOVE, "move")))
    print(row("enlarged and back: a frame", tab.evaluate(_MOVE, "zoom")))
    tab.locator("[data-card]").first.dispatch_event("click")
    print(row("moved, a card chosen: a frame", tab.evaluate(_MOVE, "move")))
    print(row("tasks of more than 50 ms", [0.0, *tab.evaluate("() => long")]))


def main(nodes: int = 400) -> None:
    """Measure the page of a map of so many nodes and KPIs."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page = Path(folder) / "story.html"
        strategymap.loads(text(nodes)).narrate(page, time_limit=300)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        measured(browser.new_page(viewport={"width": 1440, "height": 900}), page)
        browser.close()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
