"""What pydantic found wrong in a map, said as a person would say it.

`told(errors, tree)` turns its errors into faults: an address in the document, whether
the key or the value is at fault, and one sentence with the value seen and what to write
instead. The nearest known key or word is named on a typo.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from strategymap import model
from strategymap.document import Document
from strategymap.finding import Address, Finding, Severity
from strategymap.wording import nearest

_LONGEST_SEEN = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that can't be understood: `rule` names the sort, `at_key` says whether
    the key or the value at the address is meant."""

    rule: str
    address: Address
    message: str
    remedy: str
    at_key: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """What sort of text is told about: its name, the model that is written at an address of
    it, and what to write where keys with values are meant; by default a map in YAML."""

    name: str
    model_at: Callable[[Address], type[model.Written]]
    keys: str = "write a mapping: keys with their values, indented below it"


def told(errors: Iterable[dict[str, Any]], tree: Any, text: Text | None = None) -> Iterator[Fault]:
    """The errors of a validation of `tree` as faults, in their order; `text` says what was
    read, by default a map."""
    titled = _ids_by_title(tree) if text is None else {}
    for error in errors:
        yield _fault(error, text or Text("map", model_at), titled)


def found(faults: Iterable[Fault], source: Document, below: Address = ()) -> list[Finding]:
    """The faults as findings at their places; addresses count from the address `below`."""
    findings = []
    for fault in faults:
        address = (*below, *fault.address)
        place = source.key(address) if fault.at_key else source.value(address)
        findings.append(Finding(fault.rule, Severity.ERROR, place, None, fault.message, fault.remedy))
    return findings


def without(tree: Any, addresses: Iterable[Address]) -> dict[str, Any]:
    """The tree of a map without the nodes, KPIs and other keys that hold one of the addresses."""
    rest = {key: dict(value) if isinstance(value, dict) else value for key, value in tree.items()}
    for address in addresses:
        section = rest.get(str(address[0]))
        if address[0] in model.SECTIONS and isinstance(section, dict) and len(address) > 1:
            section.pop(address[1], None)
        else:
            rest.pop(str(address[0]), None)
    return rest if isinstance(rest.get("title"), str) else rest | {"title": "…"}


def _fault(error: dict[str, Any], text: Text, titled: Mapping[str, str]) -> Fault:
    sort, address, seen = error["type"], tuple(error["loc"]), error.get("input")
    if address and address[-1] == "[key]":
        return Fault("wrong-id", address[:-1], f"{_shown(seen)} can't be an id", error["msg"], at_key=True)
    if sort == "extra_forbidden":
        return _unknown_key(address, seen, text)
    if sort == "missing" or (seen is None and sort == "string_type"):
        return _missing(address, text)
    name = _named(address)
    if sort == "literal_error":
        return _unknown_word(address, seen, error["ctx"]["expected"])
    if sort in {"string_type", "string_pattern_mismatch"}:
        return Fault(
            "wrong-value", address, f"text is meant at {name}, not {_form(seen)}", _text_remedy(seen)
        )
    if sort in {"dict_type", "model_type", "model_attributes_type", "tuple_type", "list_type"}:
        message = f"{_form(seen)} can't stand at {name}"
        return Fault("wrong-value", address, message, _shape_remedy(address, text))
    if sort == "id":
        meant = titled.get(str(seen).strip().casefold())
        remedy = f"write {meant}, the id of that title" if meant is not None else error["msg"]
        return Fault("wrong-value", address, f"{_shown(seen)} at {name} is no id", remedy)
    remedy = f"write {error['ctx']['max_length']} at most" if sort == "too_long" else error["msg"]
    return Fault("wrong-value", address, f"{_shown(_in_a_line(seen))} can't be read at {name}", remedy)


def _in_a_line(seen: Any) -> Any:
    """A short list of texts as it may have been written: [9, 2]."""
    is_short = isinstance(seen, list) and 0 < len(seen) < 10 and all(isinstance(each, str) for each in seen)
    return f"[{', '.join(seen)}]" if is_short else seen


def _shown(seen: Any) -> str:
    if isinstance(seen, (dict, list)):
        return _form(seen)
    text = str(seen)
    return f'"{text if len(text) <= _LONGEST_SEEN else text[:_LONGEST_SEEN] + "…"}"'


def _form(seen: Any) -> str:
    if isinstance(seen, dict):
        return "a mapping"
    if isinstance(seen, list):
        return "a list"
    return "nothing" if seen is None or not str(seen).strip() else _shown(seen)


def _named(address: Address) -> str:
    """The key that a fault is about, as the author knows it."""
    words = [step for step in address if isinstance(step, str)]
    if words and words[-1] == "value" and len(words) > 1:
        words.pop()
    return f"`{words[-1]}`" if words else "the top of the file"


def _missing(address: Address, text: Text) -> Fault:
    key = address[-1]
    owner = address[-2] if len(address) > 1 else None
    whole = f"this {text.name} has"
    what = f'"{owner}" has' if isinstance(owner, str) else whole if owner is None else "this entry has"
    return Fault(
        "missing-key", address[:-1], f"{what} no `{key}`", f"write {key}: …", at_key=len(address) > 1
    )


def _unknown_key(address: Address, value: Any, text: Text) -> Fault:
    key = str(address[-1])
    home = text.model_at(address[:-1])
    known = [field.alias or name for name, field in home.model_fields.items()]
    close = nearest(key, known)
    elsewhere = _other_homes(key) if text.name == "map" else None
    remedy = f"write {close}" if close else elsewhere or f"the keys known here are {', '.join(known)}"
    if not close and "-" in key and nearest(key.replace("-", "_"), known):
        remedy = f"write {nearest(key.replace('-', '_'), known)}"
    elif not close and value is None and " " in key:
        remedy = "put the text before it in quotes, if the comma belongs to it"
    kind = {"kpi": "KPI"}.get(getattr(home, "kind", ""), getattr(home, "kind", ""))
    where = f"on a{'n' if kind[0] in 'aeio' else ''} {kind}" if kind else "here"
    return Fault("unknown-key", address, f"the key {_shown(key)} is not known {where}", remedy, at_key=True)


def _other_homes(key: str) -> str | None:
    """Where a key of the language does belong."""
    homes = [
        {"kpi": "KPI"}.get(part.kind, part.kind)
        for part in model.SECTIONS.values()
        if key in {field.alias or name for name, field in part.model_fields.items()}
    ]
    return f"`{key}` belongs on a {' or '.join(homes)}" if homes else None


def model_at(address: Sequence[str | int]) -> type[model.Written]:
    """The model that is written at an address."""
    steps = [step for step in address if not isinstance(step, int)]
    if not steps:
        return model.Map
    for depth in range(len(steps) - 1, -1, -1):
        found = _MODELS.get(str(steps[depth]))
        if found and (depth == len(steps) - 1 or str(steps[depth]) in _BY_ID):
            return found
    return model.Map


_BY_ID = {*model.SECTIONS, "supports", "harms", "perspectives", "rules"}
_MODELS: dict[str, type[model.Written]] = {
    **model.SECTIONS,
    "supports": model.Details,
    "harms": model.Details,
    "accept": model.Acceptance,
    "baseline": model.Baseline,
    "target": model.Target,
    "actual": model.Actual,
    "perspectives": model.Perspective,
    "rules": model.Setting,
    "period": model.Period,
}


def _unknown_word(address: Address, seen: Any, expected: str) -> Fault:
    words = [word.strip("'") for word in expected.replace(" or ", ", ").split(", ")]
    close = nearest(str(seen), words)
    allowed = f"one of {', '.join(words)}" if len(words) > 1 else words[0]
    remedy = f"write {close} (allowed: {', '.join(words)})" if close else f"write {allowed}"
    return Fault("wrong-value", address, f"{_shown(seen)} is not known at {_named(address)}", remedy)


def _text_remedy(seen: Any) -> str:
    if isinstance(seen, (dict, list)):
        return "put it in quotes if it is text that begins with [ or {, or that holds a colon"
    return "write some text, or leave the key out"


def _shape_remedy(address: Address, text: Text) -> str:
    last = address[-1] if address else None
    if text.name != "map":
        return text.keys
    if last in get_args(model.Kind) or last in model.SECTIONS:
        return f"write one line an entry under {last}: an id, a colon and a title"
    if not address:
        return "write keys with their values, such as title: Contact centre 2026"
    return text.keys


def _ids_by_title(tree: Any) -> dict[str, str]:
    """The ids of the nodes by their title without its case; of several the first."""
    found: dict[str, str] = {}
    for section in model.SECTIONS:
        entries = tree.get(section) if isinstance(tree, dict) else None
        for name, entry in entries.items() if isinstance(entries, dict) else ():
            title = entry.get("title") if isinstance(entry, dict) else entry
            if isinstance(title, str):
                found.setdefault(title.casefold(), name)
    return found
