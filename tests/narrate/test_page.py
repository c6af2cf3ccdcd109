"""The HTML page as text: whole, well-formed, and with nothing in it that could do anything."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from narrate.pages import HOSTILE, Page, bare_page, hostile_map, story

import strategymap
from strategymap.errors import StrategyMapError
from strategymap.narrate import FORMS, IndexRow, index, write
from strategymap.narrate.html import running_title
from strategymap.resources import examples, folder
from strategymap.story import Story

#: The colours of text, each with the grounds on which it stands.
TEXT = {
    "ink": ["#ffffff", "wash", "error-wash", "warning-wash", "note-wash"],
    "muted": ["#ffffff", "wash", "error-wash", "warning-wash", "note-wash"],
    "accent": ["#ffffff"],
    "error": ["#ffffff", "error-wash"],
    "warning": ["#ffffff", "warning-wash", "wash"],
    "good": ["#ffffff", "wash"],
    "note": ["#ffffff", "note-wash"],
    "#ffffff": ["error", "warning", "note"],
}


def texts_of(told: Story) -> list[str]:
    """Every text that a reader of the story must find."""
    steps = [step for one in (*told.goals, *told.nowhere) for chain in one.chains for step in chain]
    links = [link for relation in told.links.values() for link in relation]
    kpis = [*(kpi for group in told.tracked for kpi in group.kpis), *told.loose]
    remarks = [one for note in (*told.all_notes(), *told.accepted) for one in note.remarks]
    texts = [told.title, told.lead, told.organization, told.mission, told.vision, *told.values]
    texts += [step.reason.because for step in steps if step.reason and step.reason.because]
    texts += [link.reason.because for link in links if link.reason and link.reason.because]
    texts += [end.title for link in links for end in (link.source, link.target)]
    texts += [part.title for part, *_ in ((facts.part,) for parts in told.parts.values() for facts in parts)]
    for kpi in kpis:
        texts += [kpi.facts.part.title, kpi.facts.owner, kpi.decision, *kpi.limits]
        texts += [
            kpi.figures.baseline,
            kpi.figures.target,
            kpi.figures.group,
            kpi.figures.by,
            kpi.figures.last,
        ]
    for remark in remarks:
        texts += [remark.message, remark.headline if remark.accepted is None else "", remark.accepted or ""]
        texts += [remark.question if remark.accepted is None else ""]
        texts += [remark.why if remark.accepted is None and not remark.as_said_of else ""]
    return [" ".join(text.split(" ")) for text in texts if text]


@pytest.mark.parametrize("path", examples().values(), ids=lambda path: path.stem)
class TestExamples:
    """The pages of the shipped maps."""

    def test_nothing_of_the_story_is_missing(self, path: Path) -> None:
        read = strategymap.load(path)

        shown = " ".join(Page(bare_page(read)).text.split())

        missing = [text for text in texts_of(story(read)) if " ".join(text.split()) not in shown]
        assert missing == []

    def test_ids_are_unique_and_links_lead_somewhere(self, path: Path) -> None:
        page = Page(strategymap.load(path).narrate(format="html"))

        assert len(page.ids) == len(set(page.ids))
        inside = {unquote(link[1:]) for link in page.links if link.startswith("#")}
        assert inside <= set(page.ids)

    def test_is_the_same_every_time(self, path: Path) -> None:
        assert bare_page(strategymap.load(path)) == bare_page(strategymap.load(path))


def test_hostile_texts_neither_add_elements_nor_links() -> None:
    page = Page(hostile_map().narrate(format="html"))

    assert not {"img", "iframe", "form", "object", "base", "foreignobject"} & set(page.names)
    assert page.names.count("script") == 2  # the data of the map, and what reads it
    assert not {name for name in page.attributes if name.startswith("on") or name == "style"}
    assert {link for link in page.links if not link.startswith("#")} == {"https://example.invalid/a?b=c&d"}
    shown = " ".join(page.text.split())
    assert [text for text in HOSTILE if " ".join(text.split()) not in shown] == []


def test_hostile_ids_still_lead_to_their_places() -> None:
    page = Page(bare_page(hostile_map()))

    assert len(page.ids) == len(set(page.ids))
    assert {unquote(link[1:]) for link in page.links if link.startswith("#")} <= set(page.ids)


def test_the_page_allows_its_own_styles_and_nothing_else() -> None:
    page = bare_page(strategymap.load(examples()["handle-time"]))

    styles = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert len(styles) == 2 and policy
    digests = [base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() for style in styles]
    assert policy[1].replace("&#39;", "'") == (
        f"default-src 'none'; style-src 'sha256-{digests[0]}' 'sha256-{digests[1]}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def test_with_a_picture_it_allows_one_script_by_its_hash() -> None:
    page = strategymap.load(examples()["handle-time"]).narrate(format="html")

    data, script = re.findall(r"<script[^>]*>(.*?)</script>", page, re.DOTALL)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert policy and f"; script-src 'sha256-{digest}'; style-src " in policy[1].replace("&#39;", "'")
    assert "unsafe" not in policy[1] and "script-src-" not in policy[1]
    assert set(json.loads(data)["parts"]) == set(strategymap.load(examples()["handle-time"]).graph)


def test_pages_for_one_audience_and_pages_without_a_picture_have_no_script() -> None:
    read = strategymap.load(examples()["contact-centre"])

    pages = [read.narrate(format="html", audience="executive"), read.narrate(format="html", picture=False)]

    assert [Page(page).names.count("script") for page in pages] == [0, 0]
    assert not [page for page in pages if "script-src" in page]


def test_the_data_of_a_hostile_map_cannot_leave_their_script() -> None:
    read = strategymap.loads('title: T\ngoals: {a: {title: "</script><!--<script>\\u2028\' & \\u2029"}}')

    data = re.findall(
        r'<script type="application/json" id="map-data">(.*?)</script>', read.narrate(), re.DOTALL
    )

    assert json.loads(data[0])["parts"]["a"]["title"] == "</script><!--<script>\u2028' & \u2029"
    assert not set("<>&'\u2028\u2029") & set(data[0])


@pytest.mark.parametrize("title", HOSTILE)
def test_the_running_title_is_text_whatever_it_holds(title: str) -> None:
    style = running_title(title)

    assert re.fullmatch(r'@page \{ @bottom-left \{ content: "[0-9A-Za-z\\ ]*"; \} \}', style)


def test_a_style_sheet_in_the_picture_is_allowed_too() -> None:
    picture = '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 5"><style>a{}</style></svg>'

    page = write(story(strategymap.loads("title: Styled")), "html", picture=picture)

    digest = base64.b64encode(hashlib.sha256(b"a{}").digest()).decode()
    assert f"sha256-{digest}" in page
    assert "<?xml" not in page
    assert '<section id="the-map" class="wide"' in page


def test_texts_on_their_grounds_can_be_read() -> None:
    style = (folder("templates") / "story.css").read_text("utf-8")
    named = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", style))

    def luminance(colour: str) -> float:
        parts = [int(named.get(colour, colour)[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def contrast(one: str, other: str) -> float:
        dark, light = sorted((luminance(one), luminance(other)))
        return (light + 0.05) / (dark + 0.05)

    too_low = {
        (text, ground): round(contrast(text, ground), 2)
        for text, grounds in TEXT.items()
        for ground in grounds
        if contrast(text, ground) < 4.5
    }
    assert too_low == {}


class TestTemplates:
    """A user's own template folder."""

    def test_replaces_a_shipped_template_and_leaves_the_rest(self, tmp_path: Path) -> None:
        (tmp_path / "story.css").write_text("body { color: #111; }", "utf-8")

        page = bare_page(strategymap.loads("title: Own"), templates=tmp_path)

        assert "<style>body { color: #111; }</style>" in page
        assert "<h1" in page

    def test_escapes_what_it_prints(self, tmp_path: Path) -> None:
        (tmp_path / "story.html.jinja").write_text("<p>{{ story.title }}</p>", "utf-8")

        assert bare_page(strategymap.loads("title: <b>"), templates=tmp_path) == "<p>&lt;b&gt;</p>"

    def test_for_markdown_escapes_as_markdown(self, tmp_path: Path) -> None:
        (tmp_path / "story.md.jinja").write_text("{{ story.title }}", "utf-8")

        told = story(strategymap.loads("title: <b> *x*"))
        assert write(told, "md", template_folder=tmp_path) == "\\<b> \\*x\\*\n"

    @pytest.mark.parametrize(
        "template",
        [
            "{{ ''.__class__.__mro__ }}",
            "{{ story.title.__init__.__globals__ }}",
            "{{ cycler.__init__.__globals__.os }}",
            "{% include '../../../../etc/passwd' %}",
            "{% include '/etc/passwd' %}",
            "{{ story.glance.append(1) }}",
            "{{ story.nonsense }}",
            "{% if %}",
            "{{ 1 // 0 }}",
            "{{ story.title + 1 }}",
            "{% include 'story.html.jinja' %}",
        ],
    )
    def test_that_goes_too_far_or_wrong_is_refused(self, tmp_path: Path, template: str) -> None:
        (tmp_path / "story.html.jinja").write_text(template, "utf-8")

        with pytest.raises(StrategyMapError, match=r"the template .* can't be used: "):
            bare_page(strategymap.loads("title: Refused"), templates=tmp_path)

    def test_says_where_its_syntax_is_wrong(self, tmp_path: Path) -> None:
        (tmp_path / "story.html.jinja").write_text("\n\n{% nonsense %}", "utf-8")

        with pytest.raises(StrategyMapError, match=r"^the template story.html.jinja, line 3 can't be used: "):
            bare_page(strategymap.loads("title: Refused"), templates=tmp_path)

    def test_must_exist(self, tmp_path: Path) -> None:
        with pytest.raises(StrategyMapError, match="there is no folder of templates"):
            bare_page(strategymap.loads("title: Refused"), templates=tmp_path / "nowhere")

    def test_a_map_cannot_name_one(self) -> None:
        with pytest.raises(strategymap.MapError):
            strategymap.loads("title: Map\ntemplates: /tmp/evil")


def test_there_are_two_forms() -> None:
    assert sorted(FORMS) == ["html", "md"]


def test_the_index_leads_to_the_files_beside_it() -> None:
    page = Page(index([IndexRow("<b>", "a b.html", "javascript:alert(1)", "1 error")]))

    assert page.links == ["./a%20b.html", "./a%20b.html", "./javascript%3Aalert%281%29"]
    assert "<b>" in page.text and "1 error" in page.text


@pytest.mark.parametrize("part", ["the-aim", "the-kpis", "the-links", "the-parts"])
def test_an_empty_map_has_every_part_of_the_page(part: str) -> None:
    assert part in Page(bare_page(strategymap.loads("title: Nothing yet"))).ids


def test_a_step_bears_the_mark_of_a_finding_that_stands_elsewhere() -> None:
    page = bare_page(strategymap.load(examples()["handle-time"]))

    step = re.search(
        r'<li class="step outcome flawed-warning" id="step-short-calls">(.*?)</p>', page, re.DOTALL
    )
    assert step and 'href="#finding-2"' in step[1]


def test_what_is_told_above_is_pointed_to_by_its_letter() -> None:
    shown = " ".join(Page(bare_page(strategymap.load(examples()["handle-time"]))).text.split())

    assert "outcome A: then Problems are solved the first time" in shown.replace("and then", "then")
    assert "If Problems are solved the first time ↑ A (told above, outcome A)" in shown


def test_titles_stand_in_quotation_marks_where_a_sentence_is_ours() -> None:
    shown = " ".join(Page(bare_page(strategymap.load(examples()["handle-time"]))).text.split())

    assert "Two goals stand at the top: “Service costs less” and “We grow with customers who stay”." in shown
    assert "Tells about “Calls are a quarter shorter”, and so about “Service costs less”." in shown
    assert "no target group named, by December 2026" in shown.replace("\u00a0", " ")


def test_without_numbers_there_is_no_status_and_no_empty_column() -> None:
    page = bare_page(
        strategymap.loads("title: T\ngoals: {a: A}\nkpis: {k: {title: K, measures: a, target: 3}}")
    )

    assert not re.search('class="(state|stands|standing|spark)"|Last value</th>|no data', page)


def test_every_chip_and_row_says_how_its_kpi_stands() -> None:
    from narrate.test_markdown import NUMBERS

    page = bare_page(strategymap.loads(NUMBERS))

    state = r'<svg class="state"[^>]*aria-hidden="true"[^>]*><g class="status off-track"[^>]*>.*?</g></svg>'
    chip = rf'<li class="chip">{state}<span class="state-word">off track: </span><span class="name"><a'
    row = rf'<th role="rowheader" scope="row">{state}<bdi>Average handle time</bdi>.*?<b class="stands">off track</b>'
    assert len(re.findall(chip, page)) == 1
    assert re.search(row, page, re.DOTALL)
    shown = " ".join(Page(page).text.split())
    assert "How the numbers stand on 30 June 2026: of 1 KPI 1 is off track." in shown
    assert (
        "Moved the wrong way since the baseline: “Average handle time” from 400 s to 405 s (May 2026)."
        in shown
    )
    assert page.count('<svg class="spark"') == 1
