"""The Mermaid flowchart as Mermaid itself draws it, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from render.sample_views import awkward, contact_centre, standing

import strategymap
from strategymap import render
from strategymap.finding import Severity
from strategymap.view import Arrow, Band, Card, KpiRow, LegendItem, View

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

MAPS = sorted((Path(__file__).parents[2] / "maps").glob("*.yaml"))

#: Draws a flowchart; answers with the words in each box, the number of lines, and what is no drawing.
_DRAW = """async text => {
  document.body.innerHTML = '<div id="place"></div>';
  globalThis.wrong = [];
  mermaid.initialize({startOnLoad: false, securityLevel: 'loose', maxTextSize: 1e6});
  const drawn = await mermaid.render('drawn', text);
  const place = document.getElementById('place');
  place.innerHTML = drawn.svg;
  await new Promise(done => setTimeout(done, 20));
  const words = box => [...box.querySelectorAll('.label p, .cluster-label p')].map(
    p => p.innerHTML.split(/<br\\s*\\/?>/).map(line => new DOMParser().parseFromString(line, 'text/html').body.textContent)
  ).flat();
  return {
    boxes: [...place.querySelectorAll('.node')].map(words),
    bands: [...place.querySelectorAll('.cluster')].map(words).flat(),
    lines: place.querySelectorAll('.edgePaths > path').length,
    strange: place.querySelectorAll('script, img, iframe, a, i, b, math, foreignObject svg').length,
    title: [...place.querySelectorAll('.flowchartTitleText')].map(text => text.textContent),
    wrong: globalThis.wrong,
  };
}"""


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    script = files("mermaidx").joinpath("assets", "mermaid.js").read_text("utf-8")
    page = chromium.new_page()
    asked: list[str] = []
    page.route("**/*", lambda route: (asked.append(route.request.url), route.abort()))
    page.set_content("<title>Mermaid</title>")
    page.add_script_tag(content=script + ";globalThis.mermaid ??= __esbuild_esm_mermaid_nm.mermaid.default;")
    page.on("dialog", lambda dialog: asked.append(dialog.message))
    yield page
    page.close()
    assert asked == []


def boxes(text: str) -> list[list[str]]:
    """The lines that each box should show, as the document says."""
    labels = re.findall(r'^    [nk]\d+(?:\(\[|\(|\[|\{\{)"([^"]*)"', text, re.MULTILINE)
    return [[_plain(line) for line in label.split("<br/>")] for label in labels]


def _plain(line: str) -> str:
    return unescape(re.sub(r"#(\d+);", r"&#\1;", line)).replace("\u2060", "").strip()


def _seen(lines: list[str]) -> list[str]:
    return [line.replace("\u2060", "").strip() for line in lines]


def assert_drawn(page: Page, shown: View) -> None:
    """Mermaid draws every box with all its words, every band and every line, and nothing else."""
    written = render.draw(shown, "mmd")
    assert isinstance(written, str)
    drawn = page.evaluate(_DRAW, written)
    assert sorted(map(_seen, drawn["boxes"])) == sorted(boxes(written))
    hidden = len(re.findall(r"^  b\d+ ~~~ b\d+$", written, re.MULTILINE))
    assert drawn["lines"] == len(shown.arrows) + hidden
    titles = [band.title for band in shown.bands if band.title and band.cards]
    assert set(titles) <= set(_seen(drawn["bands"]))
    assert (drawn["strange"], drawn["wrong"]) == (0, [])


@pytest.mark.parametrize("file", MAPS, ids=lambda file: file.stem)
def test_mermaid_draws_the_example_maps(page: Page, file: Path) -> None:
    assert_drawn(page, strategymap.load(file).view)


@pytest.mark.parametrize(
    "shown", [contact_centre(), standing(), awkward()], ids=["usual", "judged", "awkward"]
)
def test_mermaid_draws_all_kinds_of_views(page: Page, shown: View) -> None:
    assert_drawn(page, shown)


HOSTILE = [
    '"]; click n0 "javascript:wrong.push(1)"',
    "<img src=x onerror=wrong.push(1)>",
    "<script>wrong.push(1)</script>",
    "%%{init: {'securityLevel': 'loose', 'themeCSS': '*{display:none}'}}%%",
    "`**bold** _italic_`",
    "1. first",
    "- item",
    "# heading",
    "end",
    "subgraph x",
    "n0 --> n1",
    "a | b { c } [ d ] ( e ) > f",
    "#35; &lt;b&gt; #quot;",
    "$$\\frac{1}{2}$$",
    "fa:fa-ban and :::class",
    "line\nline\ttab\\nline",
    "---\ntitle: other\n---",
    "classDef default fill:#f00",
    "@{ shape: rect }",
    "https://example.org/?a=1&b=2",
    "العربية 中文 e\u0301 👩\u200d💻",
    "ﬂ°°quot¶ß",
    "\\",
    "'single' \"double\" `back`",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_mermaid_shows_any_words_as_they_are(page: Page, text: str) -> None:
    card = Card("a", "goal", text, top=True, kpis=(KpiRow("k", text, text, now=text),))
    bands = (Band("x", text, None, (card,)), Band("y", "Below", None, (Card("b", "output", text),)))
    legend = (LegendItem(1, Severity.NOTE, text, "rule"),)
    shown = View(text, text, bands, (KpiRow("l", text),), (Arrow("b", "a"), Arrow("b", "a", "harms")), legend, more=text)  # fmt: skip
    written = render.draw(shown, "mmd")
    assert isinstance(written, str)
    drawn = page.evaluate(_DRAW, written)
    words = " ".join(text.split())
    assert sorted(map(_seen, drawn["boxes"])) == sorted(boxes(written))
    assert sorted(line for box in drawn["boxes"] for line in _seen(box) if words in line) == sorted(
        line for box in boxes(written) for line in box if words in line
    )
    assert sum(words in line for box in drawn["boxes"] for line in _seen(box)) == 4
    assert (drawn["lines"], drawn["strange"], drawn["wrong"]) == (3, 0, [])
