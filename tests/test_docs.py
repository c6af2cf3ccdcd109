"""The documentation says what the code does, and every link in it leads somewhere."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import generate
import jsonschema
import pytest
import yaml
from blocks import blocks, played, save

import strategymap
from strategymap import model
from strategymap.cli import COMMANDS
from strategymap.words import WORDS

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *DOCS.rglob("*.md")])
GUIDES = sorted((DOCS / "guides").glob("*.md"))
MAPS = sorted([*(ROOT / "maps").glob("*.yaml"), ROOT / "templates" / "starter.yaml"])
#: A link or picture of Markdown that is no address of the web.
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)\s]+)\)")


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


each_page = pytest.mark.parametrize("page", PAGES, ids=named)


# What is made from the code


def test_the_reference_pages_and_the_picture_are_what_the_code_says() -> None:
    assert generate.stale(generate.made()) == [], "run docs/generate.py"
    assert generate.orphaned() == []


@pytest.mark.parametrize("page", GUIDES, ids=named)
def test_every_command_of_a_guide_prints_what_the_guide_shows(page: Path) -> None:
    for shown in played(page.read_text("utf-8")):
        assert shown.is_true, f"run docs/generate.py; really printed:\n{shown.printed}"


def test_every_page_that_shows_commands_is_played() -> None:
    showing = {
        named(page) for page in PAGES if any(b.language == "console" for b in blocks(page.read_text("utf-8")))
    }
    assert showing == set(generate.PLAYED) == {"README.md", *map(named, GUIDES)}


def test_every_command_is_documented() -> None:
    headings = re.findall(r"^## (.+)$", (DOCS / "reference" / "commands.md").read_text("utf-8"), re.MULTILINE)
    assert headings == [*COMMANDS, "Selectors"]


def test_every_name_of_the_front_door_is_documented() -> None:
    headings = re.findall(r"^### (.+)$", (DOCS / "reference" / "python.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(headings) == sorted(strategymap.__all__)


def test_every_key_of_the_language_is_explained_and_no_other() -> None:
    things = [
        thing
        for thing in vars(model).values()
        if isinstance(thing, type) and issubclass(thing, model.Written)
    ]
    keys = {field.alias or name for thing in things for name, field in thing.model_fields.items()}
    assert set(WORDS) == keys


# What is written by hand


@each_page
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    broken = [
        link
        for link in LINK.findall(without_code(page.read_text("utf-8")))
        if not leads_somewhere(page, link)
    ]
    assert broken == []


def without_code(text: str) -> str:
    return re.sub(r"^```.*?^```$|`[^`\n]+`", "", text, flags=re.DOTALL | re.MULTILINE)


def leads_somewhere(page: Path, link: str) -> bool:
    file, _, anchor = unquote(link).partition("#")
    target = page.parent / file if file else page
    if not target.exists():
        return False
    return not anchor or anchor in anchors(target.read_text("utf-8"))


def anchors(text: str) -> set[str]:
    """The anchors of the headings of a page, as GitHub and MkDocs make them."""
    headings = re.findall(r"^#+ (.+)$", without_code(text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@each_page
def test_every_map_on_a_page_loads_unless_the_page_says_otherwise(
    page: Path, tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    for block in blocks(page.read_text("utf-8")):
        save(block, tmp_path)
        verb, _, file = block.marker.rpartition(" ")
        if block.language != "yaml" or block.marker == "fragment":
            continue
        if verb == "refused as":
            with pytest.raises(strategymap.MapError):
                strategymap.load(file)
        elif file:
            strategymap.load(file)
        else:
            strategymap.loads(block.text)


def test_every_comment_above_a_block_is_one_that_is_understood() -> None:
    verbs = ("save as", "append to", "refused as", "from")
    for page in PAGES:
        for block in blocks(page.read_text("utf-8")):
            verb = block.marker.rpartition(" ")[0]
            assert block.marker in {"", "fragment", "prints"} or verb in verbs, (
                f"{named(page)}: {block.marker}"
            )


def test_the_site_leads_to_every_page_that_is_written_by_hand() -> None:
    config = yaml.safe_load((ROOT / ".ci" / "mkdocs.yml").read_text("utf-8"))
    pages = {page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md")}
    linked = set(re.findall(r"[\w/-]+\.md", json.dumps(config["nav"])))
    assert linked == {page for page in pages if not page.startswith("reference/rules/")}


# The architecture


def architecture() -> str:
    return (DOCS / "architecture.md").read_text("utf-8")


def test_every_path_that_the_architecture_names_exists() -> None:
    code = re.findall(
        r"`([^`\n]+)`", re.sub(r"^```.*?^```$", "", architecture(), flags=re.DOTALL | re.MULTILINE)
    )
    paths = {text for text in code if "/" in text and " " not in text}
    assert len(paths) > 20
    assert (
        sorted(
            path for path in paths if not ((ROOT / path).exists() or (ROOT / "strategymap" / path).exists())
        )
        == []
    )


def test_the_architecture_has_a_line_for_every_room_in_the_order_that_the_import_contract_keeps() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    told = [
        re.findall(r"`([^`/]+)/?`", row)
        for row in re.findall(r"^\| ((?:`\w+/?`(?:, )?)+) \|", architecture(), re.MULTILINE)
    ]
    assert told == [re.split(r" \| ", layer) for layer in layers]


def test_the_import_contract_names_every_module_and_no_other() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    listed = {name for layer in layers for name in layer.split(" | ")}
    package = ROOT / "strategymap"
    modules = {path.stem for path in package.glob("*.py")} | {
        path.parent.name for path in package.glob("*/__init__.py")
    }
    assert listed == modules - {"__init__"}


# The schema


class Editor(yaml.SafeLoader):
    """What an editor reads by YAML 1.2: true and false, null, numbers; all else is text."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012


Editor.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF")
)
Editor.add_implicit_resolver(
    "tag:yaml.org,2002:null", re.compile(r"(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""]
)
Editor.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"[-+]?[0-9]+$"), list("-+0123456789"))
Editor.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"[-+]?(\.[0-9]+|[0-9]+\.[0-9]*)$"), list("-+.0123456789")
)


def read_by_an_editor(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), Editor)


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    schema = strategymap.json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("path", MAPS, ids=named)
def test_the_schema_accepts_every_shipped_map(path: Path, validator: jsonschema.Draft202012Validator) -> None:
    assert [error.message for error in validator.iter_errors(read_by_an_editor(path))] == []


@pytest.mark.parametrize("page", [*GUIDES, ROOT / "README.md"], ids=named)
def test_the_schema_accepts_the_maps_of_the_guides(
    page: Path, validator: jsonschema.Draft202012Validator
) -> None:
    for block in blocks(page.read_text("utf-8")):
        if block.language == "yaml" and (not block.marker or block.marker.startswith("save as")):
            assert [error.message for error in validator.iter_errors(yaml.load(block.text, Editor))] == []


@pytest.mark.parametrize("path", MAPS, ids=named)
def test_the_schema_rejects_an_unknown_key_wherever_it_stands(
    path: Path, validator: jsonschema.Draft202012Validator
) -> None:
    first = next(iter(read_by_an_editor(path)["goals"]))
    for at in ([], ["goals", first], ["perspectives"]):
        tree = read_by_an_editor(path)
        place = tree
        for step in at:
            place = (
                place.setdefault(step, {"title": "A"})
                if step != "perspectives"
                else place.setdefault(step, {})
            )
        if not isinstance(place, dict):
            continue
        place["titel"] = {"title": "A", "rolle": "customer"} if at == ["perspectives"] else "x"
        assert not validator.is_valid(tree), at


@pytest.mark.parametrize(
    "section", ["goals", "outcomes", "kpis", "perspectives", "rules", "include", "accept"]
)
def test_the_schema_accepts_a_section_that_is_still_empty(
    section: str, validator: jsonschema.Draft202012Validator
) -> None:
    assert strategymap.loads(f"title: A\n{section}:\n").title == "A"
    assert validator.is_valid({"title": "A", section: None})


def test_the_schema_explains_every_key(validator: jsonschema.Draft202012Validator) -> None:
    schema: Any = validator.schema
    for thing in [schema, *schema["$defs"].values()]:
        for key, described in thing.get("properties", {}).items():
            assert described["description"] == WORDS[key]
