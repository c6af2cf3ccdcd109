"""The Mermaid flowchart: everything of the view, and nothing that Mermaid could misread."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from render.sample_views import awkward, contact_centre, standing

from strategymap import render
from strategymap.finding import Severity
from strategymap.render.mermaid import quoted
from strategymap.view import Arrow, Badge, Band, Card, KpiRow, LegendItem, Note, Progress, View

#: What a line of the document may look like; texts stand in quotes or behind the sign of a remark.
LINE = re.compile(
    r"""---|title:\ ".*"|flowchart\ BT|\ \ %%\ .*|\ \ subgraph\ (b\d+|loose)\["[^"]*"\]|\ \ end
    |\ \ \ \ [nk]\d+(\(\[|\(|\[|\{\{)"[^"]*"(\]\)|\)|\]|\}\})|\ \ n\d+\ (-->|-\.-x?\|"[^"]*"\|)\ n\d+|\ \ b\d+\ ~~~\ b\d+
    |\ \ classDef\ \w+\ [\w:,\ -]+|\ \ class\ [n\d,]+\ \w+|\ \ linkStyle\ [\d,]+\ [\w:,\ #-]+""",
    re.VERBOSE,
)


def test_the_whole_view_is_told() -> None:
    kpi = KpiRow("k", "Wait", "9 → 5", True, now="7", progress=Progress("9", "5", 0.5),
                 badges=(Badge(Severity.ERROR, 1, "m"),))  # fmt: skip
    shown = View(
        'A "map"',
        "as of today",
        (
            Band("c", "Customer", "customer", (Card("a", "goal", "Loyalty", top=True, kpis=(kpi,)),)),
            Band("p", "Process", "process", (
                Card("b", "outcome", "Calls are short", above=("supports “Z”",)),
                Card("o", "output", "Training", badges=(Badge(Severity.NOTE, None, "x", accepted=True),)),
                Card("i", "initiative", "Academy"),
            )),
        ),
        (KpiRow("l", "Clicks"),),
        (Arrow("a", "i", "feedback"), Arrow("b", "a", "harms"), Arrow("i", "o")),
        (LegendItem(1, Severity.ERROR, "It waits.", "unbalanced-reward"),),
        "and 2 more",
        (Note("accepted", "Agreed."),),
    )  # fmt: skip
    assert render.draw(shown, "mmd") == (
        '---\ntitle: "A \\"map\\""\n---\nflowchart BT\n  %% as of today\n  %% Read upwards: if this, then that.\n'
        '  subgraph b0["Customer"]\n    n0(["TOP GOAL<br/>Loyalty<br/>• Wait: 9 → 5, now 7, rewarded<br/>'
        '! error 1: unbalanced-reward"])\n  end\n  subgraph b1["Process"]\n'
        '    n1("OUTCOME<br/>Calls are short<br/>#43;1 above, left out")\n'
        '    n2["OUTPUT<br/>Training<br/>✓ accepted"]\n    n3{{"INITIATIVE<br/>Academy"}}\n  end\n'
        '  subgraph loose["Measures nothing"]\n    k0["• Clicks"]\n  end\n'
        '  n3 -.-|"▼ feedback"| n0\n  n1 -.-x|"works against"| n0\n  n3 --> n2\n  b1 ~~~ b0\n'
        "  classDef goal stroke-width:3px\n  class n0 goal\n"
        "  classDef outcome stroke-width:1px\n  class n1 outcome\n"
        "  classDef output stroke-width:1px,stroke-dasharray:7 4\n  class n2 output\n"
        "  classDef initiative stroke-width:2px,stroke-dasharray:2 4\n  class n3 initiative\n"
        "  linkStyle 1 stroke:#b3261e,stroke-width:2px,stroke-dasharray:7 4\n"
        "  %% error 1: It waits. (unbalanced-reward)\n  %% and 2 more\n  %% Agreed.\n"
    )


@pytest.mark.parametrize("shown", [awkward(), contact_centre(), standing(), View("")])
def test_every_line_is_one_of_the_language(shown: View) -> None:
    for line in render.draw(shown, "mmd").splitlines():
        assert LINE.fullmatch(line), line


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ('#quot; "x"', '"#35;quot#59; #34;x#34;"'),
        ("%%{init}%%", '"#37;%#123;init#125;#37;%"'),
        ("64 % → 75 %", '"64 % → 75 %"'),
        ("- two", '"#45; two"'),
        ("10) ten", '"#49;#48;) ten"'),
        ("fa:fa-car", '"fa#58;\u2060fa-car"'),
        ("$$x$$", '"#36;\u2060#36;x#36;\u2060#36;"'),
        ("a\nb", '"a b"'),
        ("C:\\new", '"C#58;#92;\u2060new"'),
        ("第一 & _x_", '"第一 #38; #95;x#95;"'),
    ],
)
def test_what_means_something_to_mermaid_is_written_as_a_number(text: str, label: str) -> None:
    assert quoted(text) == label


@given(st.text())
@settings(max_examples=60, deadline=None)
def test_no_text_ends_a_label(text: str) -> None:
    assert re.fullmatch(r'"(?:[^"#&<>`{}\[\]|*_~\\@$;\n]|#\d+;)*"', quoted(text))


@pytest.mark.parametrize(
    "text", ["%%{init: {'themeCSS': '*{display:none}'}}%%", "%%{wrap", '<b x="y', "<b ="]
)
def test_no_text_outside_of_labels_is_an_order_or_a_tag(text: str) -> None:
    """Mermaid looks for both in the whole document, also where a remark or the title stands."""
    item, note = LegendItem(1, Severity.NOTE, text, "rule"), Note("accepted", text)
    written = render.draw(View(text, text, legend=(item,), notes=(note,), more=text), "mmd")
    assert not re.search(r"%%\{|<\w", written)
    assert yaml.safe_load(written.split("---")[1]) == {"title": text}
    assert written.replace("\u2060", "").count(f"  %% {text}\n") == 3
