"""Text that is made to crash, hang or swell a reader is refused in bounded time and memory.

The cases of a syntax are read in one process with 2 GB of address space and five minutes, of
which they need seconds: what is quadratic, recursive or greedy fails here.
"""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache

import pytest

pytest.importorskip("resource", reason="needs resource limits, which Windows lacks")

READ = """
import json, resource, sys
resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
from strategymap.document import parse
from strategymap.errors import MapError
for case in json.load(sys.stdin):
    try:
        parse(eval(case), "m", sys.argv[1])
    except MapError as error:
        assert len(error.findings) <= 300 and all(len(f.message) < 300 for f in error.findings)
        assert all(len(f.remedy) < 300 and len(f.location.text) < 130 for f in error.findings)
        print(case, *sorted({finding.rule for finding in error.findings}), sep="\\t", flush=True)
    else:
        print(case, "read", sep="\\t", flush=True)
"""

IN_YAML = {
    "'[' * 100_000": "too-deep",
    "'[\\n' * 100_000": "too-deep",
    "'{' * 100_000": "too-deep",
    "'{a: ' * 100_000": "too-deep",
    "'- ' * 100_000": "too-deep",
    "'? ' * 100_000": "too-deep",
    "'? ' + '[' * 100_000": "too-deep",
    "'\\n'.join(' ' * n + 'a:' for n in range(2_000))": "too-deep",
    "'a: &a [x]\\n' + ''.join(f'{b}: &{b} [{\"*\" + a + \", \"}]\\n' for a, b in zip('abcdefgh', 'bcdefghi'))": "alias",
    "'a:\\n' + '- *b\\n' * 100_000": "alias",
    "'%TAG !a! b\\n' * 100_000 + '---\\na: b'": "syntax",
    "'a: b\\n...\\n' + '%TAG !a! b\\n' * 100_000": "syntax",
    "'---\\na: b\\n' * 100_000": "syntax",
    "'a: 1\\n' * 100_000": "duplicate-key",
    "'{' + 'a: 1, ' * 100_000 + '}'": "duplicate-key",
    "'? \\n' * 100_000": "syntax",
    "'? [a]\\n' * 100_000": "syntax",
    "'x' * 10_000_000": "too-large",
    "'a: ' + 'x ' * 3_000_000": "too-large",
    "'a: \"' + '\\n' * 2_000_000 + '\"'": "syntax too-large",
    "'a: \"' + '\\\\n' * 1_500_000 + '\"'": "too-large",
    "'x' * 10_000_000 + ': y'": "syntax too-large",
    "'a: ' + 'b: ' * 3_000_000": "syntax",
    "'a: [' + 'b,' * 200_000 + 'c: d: e]'": "syntax",
    "'a' + ' ' * 10_000_000 + 'b: c: d'": "syntax too-large",
    "'a: \"b\"' + ' ' * 10_000_000 + 'c'": "syntax",
    "'a: b ' + ' #' * 3_000_000": "read",
    "'a: [' + 'b, ' * 200_000 + ']'": "read",
    "'a: &' + 'b' * 10_000_000": "alias",
    "'a: *' + 'b' * 10_000_000": "alias",
    "'a: !' + 'b' * 10_000_000": "tag",
    "'\\t' * 10_000_000": "syntax",
    "'\\0' * 10_000_000": "unsafe-text",
    "'a\\0b' * 3_000_000": "unsafe-text",
    "'a: \"' + '\\\\u202e' * 100_000 + '\"'": "unsafe-text",
    "'a: \"' + 'x\\n' * 1_000_000": "syntax",
    "'a: b' + '\\n' * 23_000_000": "too-large",
    "'a: [' + ',' * 23_000_000": "too-large",
    "'# note\\n' * 1_000_000": "syntax",
}
IN_JSON = {
    "'[' * 100_000": "too-deep",
    "'{\"a\":' * 100_000": "too-deep",
    "'{\"a\": \"' + 'x' * 10_000_000 + '\"}'": "too-large",
    "'{\"a\": \"' + '\\\\n' * 1_500_000 + '\"}'": "too-large",
    "'{\"a\": \"' + '\\\\n' * 1_500_000": "syntax",
    "'{\"a\": ' + '1' * 10_000_000 + '}'": "too-large",
    "'{\"a\": 1e' + '9' * 100_000 + '}'": "read",
    "'{' + '\"a\":1,' * 100_000 + '\"b\":2}'": "duplicate-key",
    "'{\"a\": [' + '1,' * 200_000 + '1]}'": "read",
    "'{\"a\": \"' + '\\\\ud83d' * 100_000 + '\"}'": "unsafe-text",
    "'\"' * 10_000_000": "syntax",
    "'{\"a\": ' + 'x' * 10_000_000": "syntax",
}
IN_TOML = {
    "'a=' + '[' * 100_000": "too-deep",
    "'a=' + '{a=' * 100_000": "too-deep",
    "'.'.join('a' * 100_000) + '=1'": "too-deep",
    "'[' + '.'.join('a' * 100_000) + ']'": "too-deep",
    "'a=' + '1' * 10_000_000": "too-large",
    "'a=0x' + 'f' * 10_000_000": "too-large",
    "'a=1e' + '9' * 900": "read",
    "'a=' + '9' * 900": "read",
    "'a=\"' + 'x' * 10_000_000 + '\"'": "too-large",
    '\'a="""\' + \'""a\' * 1_000_000': "syntax",
    "'a=1\\n' * 100_000": "duplicate-key",
    "'[a]\\n' * 100_000": "duplicate-key",
    "'[[a]]\\n' * 100_000": "read",
    "''.join(f'a.b.c.k{n}=1\\n' for n in range(100_000))": "read",
    "'a=[' + '1,' * 100_000 + ']'": "read",
    "'\\r' * 1_000_000": "syntax",
}
CASES = {"yaml": IN_YAML, "json": IN_JSON, "toml": IN_TOML}


@cache
def answers(syntax: str) -> dict[str, str]:
    """By case, the rules of the findings; what comes after a crash is missing."""
    done = subprocess.run(
        [sys.executable, "-c", READ, syntax],
        input=json.dumps(list(CASES[syntax])),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    lines = (line.partition("\t") for line in done.stdout.splitlines())
    return {case: rules.replace("\t", " ") for case, _, rules in lines} | {"": done.stderr}


@pytest.mark.parametrize(
    ("syntax", "case"), [(syntax, case) for syntax, cases in CASES.items() for case in cases], ids=str
)
def test_hostile_text_is_refused_in_bounded_time_and_memory(syntax: str, case: str) -> None:
    found = answers(syntax)
    assert (found.get(case), found[""]) == (CASES[syntax][case], "")
