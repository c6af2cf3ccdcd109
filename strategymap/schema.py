"""The JSON Schema of the map language, for editors that complete and check as one types.

It is made from the models. A schema can't know whether an id exists; `check` does.
"""

from __future__ import annotations

from typing import Any

from strategymap import __version__
from strategymap.model import Map
from strategymap.words import WORDS

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
#: What YAML makes of a text: `title: 2026` is a number to an editor, and a title to us.
_SCALARS = ["string", "number", "boolean", "null"]


def json_schema() -> dict[str, Any]:
    """The schema (draft 2020-12) of a whole map, short forms included."""
    schema = _opened(Map.model_json_schema(mode="validation"))
    return {
        "$schema": _DIALECT,
        "title": "Strategy map",
        "description": f"A strategy map in the map language, version 1 (strategymap {__version__}).",
        **{key: value for key, value in schema.items() if key not in {"title", "description"}},
    }


def _opened(schema: Any) -> Any:
    """The schema with every text open to what YAML reads as a number, a date or nothing."""
    if isinstance(schema, list):
        return [_opened(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    opened = {key: _opened(value) for key, value in schema.items() if key != "default"}
    if isinstance(opened.get("properties"), dict):
        opened["properties"] = {
            key: {"description": WORDS[key], **value} for key, value in opened["properties"].items()
        }
    if isinstance(opened.get("title"), str) and ("type" in opened or "anyOf" in opened or "$ref" in opened):
        del opened["title"]
    if opened.get("type") == "string" and "enum" not in opened and "const" not in opened:
        opened["type"] = _SCALARS
    elif opened.get("type") in {"array", "object"} and schema.get("additionalProperties") is not False:
        opened["type"] = [opened["type"], "null"]
    return opened
