"""English sentences that quote Arabic, in the list of findings."""

from __future__ import annotations

import re
from dataclasses import replace

from render.sample_views import view

from strategymap import render
from strategymap.finding import Severity
from strategymap.render.isolates import isolated, line_by_line
from strategymap.view import LegendItem
from strategymap.wording import quoted

CALLS = "المكالمات أقصر بنسبة 25%"
CUSTOMERS = "يبقى العملاء معنا ويوصون بنا لأصدقائهم وعائلاتهم دون أن نطلب منهم ذلك"
#: Signs that no reader sees: what follows runs leftwards, or rightwards; and the end of it.
BACK, ON, END = "\u2067", "\u2066", "\u2069"


def test_a_number_stays_within_its_quotation_and_the_marks_around_it() -> None:
    assert isolated(f"Outcome {quoted(CALLS)} has no KPI") == f'Outcome "{BACK}{CALLS}{END}"\u200e has no KPI'


def test_a_quotation_has_the_direction_of_its_first_letter() -> None:
    assert isolated(f'Goals "Growth" and {quoted("B2B " + CALLS)}') == (
        f'Goals "Growth" and "{ON}B2B {CALLS}{END}"\u200e'
    )


def test_a_remark_in_brackets_is_kept_together_and_an_english_one_stays() -> None:
    assert (
        isolated("harms it (ثانياً (منتج B2B) خلال 12), and")
        == f"harms it ({BACK}ثانياً (منتج B2B) خلال 12{END}), and"
    )
    assert isolated(f"two (of {quoted(CALLS)})") == f'two (of "{BACK}{CALLS}{END}"\u200e)'
    assert isolated('Goal "A (b)" (late)') == 'Goal "A (b)" (late)'


def test_a_text_brings_no_signs_of_its_own() -> None:
    assert isolated("a \u202eb\u2066 \u2069\u2067c") == "a b c"


def test_each_line_of_a_quotation_has_its_signs() -> None:
    assert list(line_by_line([f'Goal "{BACK}one', "two", f'three{END}" stays', "still"])) == [
        f'Goal "{BACK}one{END}', f"{BACK}two{END}", f'{BACK}three{END}" stays', "still",
    ]  # fmt: skip


def test_in_the_list_of_findings_every_line_closes_what_it_opens() -> None:
    told = f"Goal {quoted(CUSTOMERS)} leads to {quoted(CALLS)} ({CUSTOMERS}), which harms {quoted(CUSTOMERS)} too"
    item = LegendItem(1, Severity.WARNING, told, "works-against-itself")
    svg = render.draw(replace(view("a | A\n  goal a: A"), legend=(item,)))
    lines = [line for line in re.findall("<text [^>]*>([^<]*)</text>", svg) if BACK in line]
    assert len(lines) >= 2
    for line in lines:
        assert re.fullmatch(f"[^{BACK}{END}]*(?:{BACK}[^{BACK}{END}]+{END}[^{BACK}{END}]*)+", line)
        assert not re.search("[\u0620-\u06ff]", re.sub(f"{BACK}[^{END}]*{END}", "", line))
