"""What each audience is told of one map: a choice from the story, in the order that serves it."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from strategies import RawMap, as_yaml, maps

import strategymap
from strategymap.errors import UnknownName
from strategymap.resources import examples
from strategymap.story import edition_of
from strategymap.story.editions import Executive, Frontline, Link, Manager, Section, Team, Way
from strategymap.story.executive import MOST_FINDINGS, MOST_KPIS, MOST_OF_A_RULE

DESK = """
title: Service desk
as_of: 2026-06-30
period: {from: 2025-12-31, to: 2026-12-31}
mission: Nobody calls twice.
goals:
  growth: {title: Revenue is up by 10, say: We grow, focus: growth, owner: Board}
  loyal:
    title: Customers stay
    focus: loyalty
    say: Give people a reason to stay
    for: private customers
    owner: Board
    supports: {growth: those who stay buy more}
outcomes:
  solved:
    title: Problems are solved
    say: Solve it the first time
    owner: Service
    supports: {loyal: {because: 9 of 10 leave otherwise, after: 3 months}}
    harms: {cheap: it takes longer}
  cheap: {title: Calls are cheap, owner: Finance, supports: growth}
initiatives:
  academy: {title: An academy teaches, owner: service, supports: {solved: people learn}}
  course: {title: A course, owner: Service, supports: {solved: people learn}}
  memo: {title: A memo, owner: Service}
kpis:
  revenue: {title: Revenue, measures: growth, unit: "%", baseline: 1, target: 10, actual: 2, owner: Board,
            decision: where to invest}
  fcr: {title: First-contact resolution, measures: solved, unit: "%", baseline: 60, target: 80, actual: 55,
        owner: Service, limits: [no case is closed to make the count.], rewarded: yes}
"""


def told(audience: str, text: str = DESK, owner: str | None = None) -> object:
    """What an audience is told of a map in the map language."""
    read = strategymap.loads(text, name="desk.yaml")
    return edition_of(read.in_words, read.check(), audience, owner)


def example() -> strategymap.StrategyMap:
    """The example that is richest in findings."""
    return strategymap.load(examples()["contact-centre"])


def of_the_example(audience: str, owner: str | None = None) -> object:
    """What an audience is told of it."""
    read = example()
    return edition_of(read.in_words, read.check(), audience, owner)


class TestExecutive:
    """The board."""

    @pytest.fixture
    def page(self) -> Executive:
        page = told("executive")
        assert isinstance(page, Executive)
        return page

    def test_sees_the_goals_with_their_numbers_and_those_below(self, page: Executive) -> None:
        told = [
            (goal.facts.part.id, goal.depth, goal.is_top, [c.kpi.id for c in goal.chips], goal.kpis_below)
            for goal in page.goals
        ]
        assert told == [("growth", 0, True, ["revenue"], 1), ("loyal", 1, False, [], 1)]
        assert page.goals[1].below is not None and page.goals[1].below.total == 1

    def test_sees_what_measures_the_top_goals_where_no_kpi_is_corporate(self, page: Executive) -> None:
        assert page.kpis_are == "No KPI is marked as corporate; these measure the top goals"
        assert [one.facts.part.id for one in page.kpis] == ["revenue"]
        assert [(one.facts.part.id, one.figures.standing) for one in page.informing] == [
            ("revenue", "off track")
        ]

    def test_sees_the_corporate_kpis_where_there_are_some_the_worst_first(self) -> None:
        kpis = [f"  k{n}: {{title: K{n}, level: corporate, measures: loyal, target: {n}, baseline: 0, actual: 5}}"
                for n in range(1, 12)]  # fmt: skip
        page = told("executive", DESK + "\n".join(kpis))

        assert isinstance(page, Executive)
        assert page.kpis_are == "The KPIs of the corporate level"
        assert [one.figures.standing for one in page.kpis] == ["on track"] * 6 + ["achieved"] * 2
        assert (len(page.kpis), page.more_kpis) == (MOST_KPIS, 3)

    def test_sees_contradictions_before_faults_of_form(self, page: Executive) -> None:
        rules = [one.remark.rule for one in page.deciding]
        assert len(rules) == MOST_FINDINGS
        assert rules[:2] == ["unbalanced-reward", "unwatched-harm"]
        assert page.more_found > 0

    def test_sees_few_findings_of_one_rule_while_others_are_left(self) -> None:
        outcomes = "".join(f"  o{n}: {{title: O{n}, supports: loyal, harms: cheap}}\n" for n in range(4))
        page = told("executive", DESK.replace("initiatives:\n", outcomes + "initiatives:\n"))

        assert isinstance(page, Executive)
        rules = Counter(one.remark.rule for one in page.deciding)
        assert rules["unwatched-harm"] == MOST_OF_A_RULE

    def test_numbers_the_findings_as_the_whole_story_does(self, page: Executive) -> None:
        read = strategymap.loads(DESK, name="desk.yaml")
        numbers = {(g.about, g.rule): g.number for g in strategymap_story(read)}
        assert {
            (one.about, one.remark.rule): one.remark.number for one in page.deciding
        }.items() <= numbers.items()

    def test_sees_an_error_before_a_doubt_and_the_numbers_and_cards_that_it_is_about(self) -> None:
        page = of_the_example("executive")

        assert isinstance(page, Executive)
        assert [(one.remark.severity.value, one.remark.rule) for one in page.deciding[:2]] == [
            ("error", "unbalanced-reward"),
            ("warning", "theory-in-doubt"),
        ]
        assert [one.facts.part.id for one in page.behind] == ["aht", "asa", "csat", "effort"]
        assert {"short-calls", "no-wait", "trust", "easy"} <= set(page.part)

    def test_sees_what_is_agreed_beside_what_it_limits(self) -> None:
        page = of_the_example("executive")

        assert isinstance(page, Executive)
        agreed = {one.remark.rule: [a.about.id for a in one.remark.agreed] for one in page.deciding}
        assert (agreed["unbalanced-reward"], agreed["stated-not-rewarded"]) == (["aht"], ["aht"])
        assert agreed["theory-in-doubt"] == []
        assert "Agreed so far on “Average handle time”: the bonus is agreed" in example().narrate(
            format="md", audience="executive"
        )

    def test_sees_the_goals_on_the_map_and_what_the_findings_are_about(self, page: Executive) -> None:
        assert page.part == ("growth", "loyal", "solved", "cheap")

    def test_the_picture_does_not_say_that_nothing_was_found(self) -> None:
        html = strategymap.loads(DESK, name="desk.yaml").narrate(audience="executive")
        assert "part of the map" in html
        assert "nothing found" not in html


@pytest.mark.parametrize("form", ["html", "md"])
@pytest.mark.parametrize("audience", ["executive", "manager", None])
def test_a_page_with_statuses_says_once_how_they_are_judged(audience: str | None, form: str) -> None:
    text = example().narrate(format=form, audience=audience, picture=False)

    assert text.count("On track is up to 10 points behind, at risk up to 30.") == 1
    assert "the latest value on 30 June 2026; it may be older" in text.replace("\u00a0", " ")


def test_a_page_without_statuses_does_not_say_how_they_are_judged() -> None:
    assert "How it is judged" not in strategymap.loads("{title: T, goals: {a: A}}").narrate(
        audience="manager"
    )


def strategymap_story(read: strategymap.StrategyMap) -> tuple:  # type: ignore[type-arg]
    from strategymap.story import story_of

    return story_of(read.in_words, read.check()).glance


#: The calls are short, as planned, and callers wait all the same.
QUEUE = """
title: Queue
as_of: 2026-06-30
period: {from: 2025-12-31, to: 2026-12-31}
goals:
  stay: {title: Callers stay, focus: loyalty, owner: Board}
  last: {title: We last, owner: Board}
outcomes:
  cheap: {title: Work costs less, owner: Board, supports: last}
  short: {title: Talk is short, owner: Desk, supports: {cheap: , reached: {because: the queue moves, after: 1 month}}}
  reached: {title: Nobody waits, owner: Board, supports: stay}
outputs:
  shifts: {title: Shifts follow the forecast, owner: Desk, supports: {stay: there is somebody to talk to}}
kpis:
  aht: {title: Handle time, measures: short, unit: s, direction: down, baseline: 420, target: 315,
        actual: {value: 300, at: 2026-04-30}, owner: Desk}
  asa: {title: Speed of answer, measures: reached, unit: s, direction: down, baseline: 80, target: 40,
        actual: {value: 86, at: 2026-06-30}, owner: Planning}
"""

CIRCLE = """
title: Round
outcomes:
  x: {title: X, supports: b}
  a: {title: A, supports: b}
  b: {title: B, owner: Service, supports: c}
  c: {title: C, supports: b}
"""


def links_in(section: Section) -> list[tuple[str, str]]:
    """The links that the chains of a section tell, each as often as they do, sorted."""
    steps = [
        (one.node.id, other.node.id)
        for each in section.chains
        for c in each.chains
        for one, other in pairwise(c)
    ]
    return sorted(steps)


class TestManager:
    """Those who own a part of it."""

    @pytest.fixture
    def page(self) -> Manager:
        page = told("manager")
        assert isinstance(page, Manager)
        return page

    def test_has_a_section_for_each_owner_with_what_they_hold(self, page: Manager) -> None:
        held = {one.owner: [facts.part.id for facts in one.holds] for one in page.sections}
        assert held == {
            "Board": ["growth", "loyal", "revenue"],
            "Finance": ["cheap"],
            "service": ["solved", "academy", "course", "memo", "fcr"],
        }
        assert page.unowned == ()

    def test_tells_the_links_to_and_from_what_is_held_and_where_they_lead_on(self, page: Manager) -> None:
        board, _, service = page.sections
        assert links_in(service) == [("academy", "solved"), ("course", "solved"), ("solved", "loyal")]
        assert [(one.facts.part.id, [part.id for part in one.onward]) for one in service.chains] == [
            ("loyal", ["growth"]),
            ("memo", []),
        ]
        assert links_in(board) == [("cheap", "growth"), ("loyal", "growth"), ("solved", "loyal")]
        assert [one.facts.part.id for one in board.chains] == ["growth", "loyal"]

    def test_of_one_owner_alone_tells_the_chains_up_to_the_top_goals(self) -> None:
        page = told("manager", owner="Service")
        assert isinstance(page, Manager)
        assert links_in(page.sections[0]) == [
            ("academy", "solved"),
            ("course", "solved"),
            ("loyal", "growth"),
            ("solved", "loyal"),
        ]
        assert not any(one.onward for one in page.sections[0].chains)

    def test_tells_every_link_of_a_circle_that_is_held_in_part(self) -> None:
        page = told("manager", CIRCLE)
        assert isinstance(page, Manager)
        assert [links_in(one) for one in page.sections] == [[("a", "b"), ("b", "c"), ("c", "b"), ("x", "b")]]

    def test_tells_the_findings_about_what_is_held_each_once(self, page: Manager) -> None:
        for one in page.sections:
            notes = [
                note
                for c in one.chains
                for note in (*c.notes, *(n for ch in c.chains for s in ch for n in s.notes))
            ]
            about = [note.about.id for note in (*notes, *one.notes) if note.about and not note.leads_to]
            assert set(about) <= one.held and len(about) == len(set(about))

    def test_tells_an_owner_of_a_finding_about_the_map_that_names_what_they_hold(self) -> None:
        clicks = "  clicks: {title: Clicks, owner: Marketing}\n"
        page = told("manager", DESK + clicks)

        assert isinstance(page, Manager)
        marketing = next(one for one in page.sections if one.owner == "Marketing")
        assert ("no-line-of-sight", None) in [(one.remark.rule, one.about) for one in marketing.touching]

    def test_tells_what_is_found_on_a_link_to_everybody_who_holds_an_end_or_measures_one(self) -> None:
        page = of_the_example("manager")

        assert isinstance(page, Manager)
        places = {
            one.owner: [(note.about and note.about.id, note.leads_to and note.leads_to.id, remark.again)
                        for carried in one.chains for chain in carried.chains for step in chain
                        for note in step.notes for remark in note.remarks if remark.rule == "theory-in-doubt"]
            for one in page.sections
        }  # fmt: skip
        link = ("short-calls", "no-wait")
        assert {owner: found for owner, found in places.items() if found} == {
            "Head of planning": [(*link, False)],
            "Head of service": [(*link, True)],
        }

    def test_tells_whoever_holds_what_is_paid_for_what_it_is_paid_instead_of(self) -> None:
        page = of_the_example("manager", "Head of service")

        assert isinstance(page, Manager)
        found = {one.remark.rule: one.about.id for one in page.sections[0].touching if one.about}
        assert found["stated-not-rewarded"] == "loyalty"

    def test_can_be_for_one_owner_whatever_the_spelling(self) -> None:
        page = told("manager", owner="SERVICE")
        assert isinstance(page, Manager)
        assert ([one.owner for one in page.sections], page.cover.owner) == (["service"], "service")


class TestFrontline:
    """Those who do the work."""

    def test_is_told_in_its_own_words_without_numbers(self) -> None:
        page = told("frontline")

        assert isinstance(page, Frontline)
        assert (page.aims, page.mission, page.above) == (("We grow",), "Nobody calls twice.", ("Board",))
        assert page.teams == (
            Team(
                heading=("Solve it the first time",),
                name="service",
                work=("Solve it the first time", "An academy teaches", "A course", "A memo"),
                ways=(
                    Way(
                        (
                            Link("An academy teaches"),
                            Link("Solve it the first time", "people learn"),
                            Link("Give people a reason to stay"),
                            Link("We grow", "those who stay buy more"),
                        ),
                        ends=True,
                    ),
                    Way((Link("A course"), Link("Solve it the first time", "people learn")), ends=True, joins=True),
                    Way((Link("A memo"),), ends=False),
                ),
                more_ways=0,
                serves=("private customers",),
                never=("no case is closed to make the count",),
                care=(("Solve it the first time", "Calls are cheap", "it takes longer"),),
            ),
            Team(
                heading=("Calls are cheap",),
                name="Finance",
                work=("Calls are cheap",),
                ways=(Way((Link("Calls are cheap"), Link("We grow")), ends=True),),
                more_ways=0, serves=(), never=(), care=(),
            ),
        )  # fmt: skip

    def test_finds_its_part_by_the_work_those_who_do_it_before_those_who_answer_for_goals(self) -> None:
        page = of_the_example("frontline")

        assert isinstance(page, Frontline)
        assert [(one.name, one.heading) for one in page.teams] == [
            ("Head of online service", ("One knowledge base is kept current", "Common requests work in the app")),
            ("Head of planning", ("Shifts follow the forecast",)),
            ("Head of service", ("Solve it so that nobody has to call again", "If it is right and within your limit, do it")),
            ("Head of people", ("Agents are trained to resolve", "Every agent is coached weekly")),
            ("Chief customer officer", ("Make it easy", "Give the answer that you would give a friend")),
        ]  # fmt: skip

    def test_comes_last_where_it_holds_what_all_is_for(self) -> None:
        sponsor = "  charter: {title: A charter, owner: Board, supports: solved}\n"
        page = told("frontline", DESK.replace("kpis:\n", sponsor + "kpis:\n"))

        assert isinstance(page, Frontline)
        assert [one.name for one in page.teams] == ["service", "Finance", "Board"]

    @pytest.mark.parametrize("format", ["md", "html"])
    def test_says_what_to_write_where_nobody_owns_any_work(self, format: str) -> None:
        read = strategymap.loads("title: Map\noutputs: {a: A}")

        assert "owner of any work is named on this map. Write “owner” at" in read.narrate(
            format=format, audience="frontline"
        )

    def test_is_headed_by_its_owner_where_nothing_is_in_their_hands(self) -> None:
        text = strategymap.loads("title: Map\nkpis: {clicks: {title: Clicks, owner: Web}}").narrate(
            format="md", audience="frontline", owner="Web"
        )

        assert re.findall("^## (.*)$", text, re.MULTILINE) == ["Web"]

    def test_is_not_told_that_its_work_begins_with_a_reward(self) -> None:
        bonus = (
            "  bonus: {title: A bonus, provides: reward, owner: Service, "
            "supports: {solved: people do what they are paid for}}\n"
        )
        assert told("frontline", DESK.replace("kpis:\n", bonus + "kpis:\n")) == told("frontline")

    def test_is_told_honestly_and_last_of_what_was_expected_and_has_not_come_about(self) -> None:
        page = told("frontline", QUEUE, owner="Desk")

        assert isinstance(page, Frontline)
        assert page.teams[0].ways == (
            Way((Link("Shifts follow the forecast"), Link("Callers stay", "there is somebody to talk to")), ends=True),
            Way((Link("Talk is short"), Link("Work costs less"), Link("We last")), ends=True),
            Way((Link("Talk is short"), Link("Nobody waits", "the queue moves", in_doubt=True)), ends=True),
        )  # fmt: skip
        text = strategymap.loads(QUEUE).narrate(format="md", audience="frontline")
        assert (
            "- **Talk is short**; *not yet* **Nobody waits**: we expected it, because the queue moves; "
            "so far it has not come about.\n"
        ) in text

    def test_is_told_of_a_doubt_on_the_only_way_up_and_of_nothing_behind_it(self) -> None:
        page = told("frontline", QUEUE.replace("supports: {cheap: , ", "supports: {"), owner="Desk")

        assert isinstance(page, Frontline)
        assert [[link.words for link in way.links] for way in page.teams[0].ways] == [
            ["Shifts follow the forecast", "Callers stay"],
            ["Talk is short", "Nobody waits"],
        ]

    def test_is_told_as_it_is_meant_where_the_doubt_is_accepted(self) -> None:
        accepted = QUEUE.replace(
            "title: Talk is short,",
            "title: Talk is short, accept: {rule: theory-in-doubt, because: the counter was broken},",
        )
        page = told("frontline", accepted)

        assert isinstance(page, Frontline)
        assert not any(link.in_doubt for way in page.teams[0].ways for link in way.links)

    def test_reads_well_in_markdown(self) -> None:
        text = strategymap.loads(DESK, name="desk.yaml").narrate(
            format="md", audience="frontline", owner="Service"
        )

        assert text == FRONTLINE


FRONTLINE = """\
# Service desk

For: front line, service · drawn from desk.yaml

Nobody calls twice.

What we all work for: “We grow”.

## Solve it the first time

service

What is in our hands:

- Solve it the first time
- An academy teaches
- A course
- A memo

### What our work leads to

- **An academy teaches** *leads to* **Solve it the first time**, because people learn, *and so to* **Give people a reason to stay**, *and so to* **We grow**, because those who stay buy more.
- **A course** *leads to* **Solve it the first time**, because people learn, and on as above.
- **A memo**. Nobody has said yet what this leads to.

### Whom it helps

- private customers

### What we never do for a number’s sake

- no case is closed to make the count.

### Where we take care

- “Solve it the first time” must not cost “Calls are cheap”: it takes longer.
"""


def test_an_executive_page_in_markdown_has_its_parts_in_order() -> None:
    text = strategymap.loads(DESK, name="desk.yaml").narrate(format="md", audience="executive")

    assert re.findall(r"^#+ .*$", text, re.MULTILINE) == [
        "# Service desk", "## How the goals stand", "## What to decide", "## The numbers that count",
        "## What these numbers are for",
    ]  # fmt: skip
    assert "- **Revenue is up by 10** (top goal)" in text
    assert "  - Revenue, off track: 2\u00a0%; target 10\u00a0%\n" in text
    assert "- Revenue is off track. To decide: where to invest.\n" in text


@pytest.mark.parametrize(
    ("audience", "owner", "said"),
    [
        ("boss", None, '"boss" is no audience; there are executive, manager, frontline'),
        ("front-line", None, 'the nearest is "frontline"'),
        ("executive", "Service", "name one of them"),
        ("manager", "Servce", 'the nearest is "service"; there are Board, Finance, service'),
    ],
)
def test_what_there_is_not_is_refused(audience: str, owner: str | None, said: str) -> None:
    with pytest.raises(UnknownName, match=re.escape(said)):
        told(audience, owner=owner)


def test_the_picture_in_the_whole_story_leaves_the_findings_to_its_text() -> None:
    read = strategymap.loads(DESK, name="desk.yaml")

    assert "What stands out" in read.render()
    html = read.narrate()
    assert "<svg" in html
    assert "What stands out" not in html
    assert re.search(r"<text[^>]*>warning</text>", html), "the key still says what the badges mean"


@pytest.mark.parametrize("form", ["md", "html"])
@pytest.mark.parametrize("audience", ["executive", "manager", "frontline"])
def test_an_empty_map_has_a_page_for_everybody(audience: str, form: str) -> None:
    assert strategymap.loads("title: Nothing yet").narrate(audience=audience, format=form)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(maps(12))
def test_on_any_map_the_order_of_the_file_plays_no_part_and_every_page_is_written(written: RawMap) -> None:
    turned = {
        key: dict(reversed(value.items())) if isinstance(value, dict) and key != "perspectives" else value
        for key, value in reversed(written.items())
    }
    for audience in ("executive", "manager", "frontline"):
        pages = [
            strategymap.loads(as_yaml(each)).narrate(format=form, audience=audience, picture=False)
            for each in (written, turned)
            for form in ("html", "md")
        ]
        assert pages[:2] == pages[2:]
