"""The story as Markdown: rendered by a real parser it shows every text literally."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from narrate.pages import HOSTILE, hostile_map, story
from narrate.test_page import texts_of

import strategymap
from strategymap.narrate import write
from strategymap.narrate.markdown import code, escaped
from strategymap.resources import examples

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def tokens(text: str) -> list[Token]:
    """Everything that a parser sees, block by block, with what stands in the lines."""
    return [each for token in PARSER.parse(text) for each in (token, *(token.children or ()))]


def shown(text: str) -> str:
    """What a reader sees."""
    parts = []
    for token in tokens(text):
        if token.type in {"text", "code_inline", "html_inline", "html_block", "fence", "code_block"}:
            parts.append(token.content)
        elif token.type != "inline" and token.nesting != 0 and token.block:
            parts.append("\n")
    return " ".join("".join(parts).split(" "))


LOADED = examples()


@pytest.mark.parametrize("path", LOADED.values(), ids=lambda path: path.stem)
def test_nothing_of_the_story_is_missing(path: Path) -> None:
    told = story(strategymap.load(path))

    seen = shown(write(told, "md"))

    assert [text for text in texts_of(told) if text not in seen and _begun(text) not in seen] == []


def _begun(text: str) -> str:
    """A text as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def test_hostile_texts_are_only_texts() -> None:
    told = story(hostile_map())
    text = write(told, "md")

    kinds = {token.type for token in tokens(text)}
    links = {str(token.attrs["href"]) for token in tokens(text) if token.type == "link_open"}
    assert not kinds & {"html_block", "html_inline", "image", "fence", "code_block", "hr", "s_open"}
    assert links == {"https://example.invalid/a?b=c&d"}
    assert [line for line in HOSTILE if line not in shown(text)] == []


@pytest.mark.parametrize("name", [*LOADED, "hostile"])
def test_is_built_as_it_looks(name: str) -> None:
    read = hostile_map() if name == "hostile" else strategymap.load(LOADED[name])
    told = story(read)
    found = tokens(write(told, "md"))

    chains = [chain for one in (*told.goals, *told.nowhere) for chain in one.chains]
    lists = [token for token in found if token.type == "ordered_list_open"]
    quotes = [token for token in found if token.type == "blockquote_open"]
    rows = [token for token in found if token.type == "tr_open"]
    kpis = sum(len(group.kpis) for group in told.tracked) + len(told.loose)
    assert len(lists) == len(chains) + bool(told.glance)
    assert len(quotes) == sum(len(note.remarks) for note in told.all_notes())
    assert len(rows) == (kpis + 1 if kpis else 0)
    assert next(token.tag for token in found if token.type == "heading_open") == "h1"


PLACES = ("{}", "# {}", "- **{}**, then", "1. *If* **{}**", "> {}", "| {} |\n| --- |\n| {} |", "(for {})")


@pytest.mark.parametrize("place", PLACES)
@given(
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp")), min_size=1).filter(str.strip)
)
@example("#")
@example("We are #")
@example("a ##")
@example("1.")
@example("1234567. x")
@example("+ -")
@example("* * *")
@example("&copy; &#1; &x;")
@example("a\\")
@example("`")
@example("~~~")
@example("===")
@example("http://a.b")
@example("!")
@example("<a@b.c>")
def test_any_text_shows_as_it_is(place: str, text: str) -> None:
    line = place.replace("{}", escaped(text))

    found = tokens(line)

    plain = "".join(token.content for token in found if token.type == "text")
    expected = re.sub("[ \t]+", " ", text).strip()
    assert expected in re.sub("[ \t]+", " ", plain)
    assert not {token.type for token in found} & {
        "html_inline",
        "html_block",
        "link_open",
        "image",
        "code_inline",
    }


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1).filter(str.strip))
def test_any_text_can_be_code(text: str) -> None:
    line = re.sub("[ ]+", " ", text).strip()

    spans = [token.content for token in tokens("ask " + code(text)) if token.type == "code_inline"]

    assert spans == [line]


NUMBERS = """
title: Numbers
as_of: 2026-06-30
period: {from: 2025-12-31, to: 2026-12-31}
goals: {loyal: Customers stay}
outcomes: {fast: {title: Calls are short, supports: loyal}}
kpis:
  aht: {title: Average handle time, measures: fast, unit: s, baseline: 400, target: 300, owner: Service,
        actual: [{value: 390, at: 2026-03-31}, {value: 395, at: 2026-04-30}, {value: 405, at: 2026-05-31}]}
"""


def test_reads_well_as_it_stands() -> None:
    text = write(story(strategymap.load(LOADED["drawing-board"])), "md")

    assert "\n\n\n" not in text
    assert not re.search(r"[ \t]$", text, re.MULTILINE)
    assert re.search(r"\n1. \*If\* \*\*.*\*\*,\n   - KPI: ", text)
    remarks = re.findall(r"^> \*\*.*\*\*\n>\n> (\S+) “", text, re.MULTILINE)
    assert set(remarks) == {"Goal"}


def test_says_in_words_how_the_numbers_stand_and_moved() -> None:
    text = write(story(strategymap.loads(NUMBERS)), "md").replace("\u00a0", " ")

    assert (
        "**How the numbers stand** on 30 June 2026: of 1 KPI 1 is off track. **Moved the wrong way** since the "
        "baseline: “Average handle time” from 400 s to 405 s (May 2026).\n" in text
    )
    assert (
        "   - KPI: Average handle time, off track: 400 s → 300 s by December 2026; last 405 s, May 2026\n"
        in text
    )
    assert "| last value | how it stands | owner |\n" in text
    assert "| 405 s, May 2026 | off track | Service |\n" in text
    assert (
        "- **Average handle time:** 3 readings: first and lowest 390 s (March 2026), last and highest 405 s (May 2026); baseline 400 s; "
        in text
    )


def test_without_numbers_says_nothing_of_how_they_stand() -> None:
    text = write(story(strategymap.loads(re.sub(", baseline.*?]}", "}", NUMBERS, flags=re.DOTALL))), "md")

    assert not re.search("stand\\*|how it stands|no data|How the numbers moved", text)
    assert "   - KPI: Average handle time, no target\n" in text


def test_the_story_says_how_to_draw_the_map(tmp_path) -> None:
    import strategymap

    (tmp_path / "shop.yaml").write_text("title: Shop\ngoals: {loyalty: Customers stay}\n")
    text = strategymap.load(tmp_path / "shop.yaml").narrate(format="md")
    assert "## The map\n\nAs a picture: `strategymap render shop.yaml -o map.svg`." in text
