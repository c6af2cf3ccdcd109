"""The story as data: what is told, in which words, and where each finding stands."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import RawMap, as_yaml, maps

import strategymap
from strategymap.finding import Finding, Severity
from strategymap.resources import examples
from strategymap.rules.listing import rule_named
from strategymap.rules.page import page_of
from strategymap.scorecard import Status
from strategymap.story import MOST_ENDS, MOST_GOALS, Story, story_of
from strategymap.story.chains import MOST_CHAINS, NO_KPI, NO_OWN_KPI
from strategymap.story.measured import Chip, Figures, Moved, Named
from strategymap.story.moving import MOST_POINTS, thinned
from strategymap.story.remarks import curled, without_keys
from strategymap.story.told import (
    Against,
    Carried,
    Chain,
    Facts,
    Glance,
    Linked,
    Note,
    Reason,
    Remarked,
    Serves,
    Step,
    Tracked,
    TrackedGroup,
    Want,
)
from strategymap.view import view_of

SERVICE_DESK = """
title: Service desk
organization: Example
as_of: 2026-06-30
period: {from: 2025-12-31, to: 2026-12-31}
goals:
  growth:
    title: We grow
    perspective: financial
    owner: Chief executive
    kpis:
      revenue: {title: Revenue growth, unit: "%", every: year, source: finance}
  loyalty:
    title: Customers stay
    perspective: customer
    for: private customers
    supports: {growth: {because: those who stay buy more., after: 6 months, evidence: observed, strength: strong}}
outcomes:
  solved:
    title: Problems are solved the first time
    perspective: process
    supports: loyalty
    kpis:
      fcr:
        title: First-contact resolution
        unit: "%"
        baseline: 64
        target: {value: 75, for: billing callers}
        actual: [{value: 66, at: 2026-03-31}, {value: 68, at: 2026-05-31}, {value: 70, at: 2026-07-31}]
        source: customer-feedback
        decision: who may settle what
        limits: no case is closed to make the count
        rewarded: yes
initiatives:
  academy: {title: An academy teaches, perspective: people, provides: capability, supports: {solved: people learn}}
kpis:
  clicks: Newsletter clicks
"""

#: The rules whose findings these tests follow; what others find plays no part.
TELLING = (
    "dead-end", "loose-goal", "orphan-kpi", "unbalanced-reward", "unexplained-links", "unmeasured-rung",
    "unwatched-harm", "works-against-itself",
)  # fmt: skip

GROWTH = Named("growth", "goal", "We grow")
LOYALTY = Named("loyalty", "goal", "Customers stay")
SOLVED = Named("solved", "outcome", "Problems are solved the first time")
ACADEMY = Named("academy", "initiative", "An academy teaches")
REVENUE = Named("revenue", "kpi", "Revenue growth")
FCR = Named("fcr", "kpi", "First-contact resolution")
CLICKS = Named("clicks", "kpi", "Newsletter clicks")
LEARNING = Reason("people learn")
STAYING = Reason("those who stay buy more", "6 months", "observed", "strong")
FCR_FIGURES = Figures(
    start="64\u00a0%",
    baseline="64\u00a0%",
    baseline_at="December\u00a02025",
    target="75\u00a0%",
    group="billing callers",
    by="December\u00a02026",
    last="68\u00a0%",
    last_at="May\u00a02026",
    status=Status.AT_RISK,
)


def read(text: str) -> tuple[strategymap.StrategyMap, list[Finding]]:
    """A map in the map language, and what is found in it."""
    loaded = strategymap.loads(text, name="maps/test.yaml")
    return loaded, loaded.check(select=TELLING)


def test_a_finding_on_a_link_stands_where_the_link_is_told() -> None:
    example = strategymap.load(examples()["contact-centre"])
    story = story_of(example.in_words, example.check())

    places = [
        (step.node.id, [remark.rule for remark in note.remarks])
        for carried in story.goals
        for chain in carried.chains
        for step in chain
        for note in step.notes
        if note.about and note.leads_to and (note.about.id, note.leads_to.id) == ("short-calls", "no-wait")
    ]
    assert places == [("no-wait", ["theory-in-doubt"])]
    text = example.narrate(format="md")
    assert "because the queue moves faster when calls are short (after 1 month) (warning 6)" in text


def told(text: str) -> Story:
    """The story of a map in the map language."""
    loaded, findings = read(text)
    return story_of(loaded.in_words, findings)


def remarked(findings: Sequence[Finding], number: int, rule: str, **others: Named) -> Remarked:
    """The finding of a rule as the story tells it."""
    found = next(finding for finding in findings if finding.rule == rule)
    page = page_of(rule_named(rule))
    return Remarked(
        number,
        rule,
        found.severity,
        headline(rule),
        curled(found.message),
        page.why,
        curled(without_keys(found.remedy)),
        found.question,
        curled(page.source),
        found.accepted,
        **others,
    )


def headline(rule: str) -> str:
    """What a rule finds, as a headline."""
    return page_of(rule_named(rule)).finds.rstrip(".")


def question(rule: str) -> str:
    """What a rule has the workshop ask."""
    return page_of(rule_named(rule)).question


class TestSmallMap:
    """All that is told of one small map."""

    @pytest.fixture
    def findings(self) -> list[Finding]:
        return read(SERVICE_DESK)[1]

    @pytest.fixture
    def story(self) -> Story:
        return told(SERVICE_DESK)

    def test_opens_with_what_the_map_says_of_itself(self, story: Story) -> None:
        assert (story.title, story.organization, story.file) == ("Service desk", "Example", "test.yaml")
        assert story.as_of == datetime.date(2026, 6, 30)
        assert story.lead == "This strategy wants “We grow”; checking its map found 1 error and 1 warning."
        assert story.verdict == "1 error and 1 warning"

    def test_lists_the_findings_worst_first(self, story: Story) -> None:
        assert story.glance == (
            Glance(
                1,
                Severity.ERROR,
                headline("unbalanced-reward"),
                FCR,
                "unbalanced-reward",
                question("unbalanced-reward"),
            ),
            Glance(2, Severity.WARNING, headline("orphan-kpi"), CLICKS, "orphan-kpi", question("orphan-kpi")),
        )

    def test_tells_what_is_wanted_from_the_top_down(self, story: Story) -> None:
        growth = Facts(GROWTH, perspective="Financial", owner="Chief executive")
        loyalty = Facts(
            LOYALTY, perspective="Customer", group="private customers", others=(("about", "experience"),)
        )
        assert story.wants == (
            Want(growth, 0, ()),
            Want(loyalty, 1, (Serves(GROWTH, STAYING),)),
        )

    def test_tells_each_goal_with_the_chains_that_carry_it(
        self, story: Story, findings: list[Finding]
    ) -> None:
        reward = Note(FCR, (remarked(findings, 1, "unbalanced-reward"),))
        revenue = Figures()
        assert story.goals == (
            Carried(
                facts=story.wants[0].facts,
                is_top=True,
                chips=(Chip(REVENUE, revenue),),
                unmeasured="",
                works_against=(),
                notes=(),
                chains=((Step("if", LOYALTY, place="own heading"), Step("then", GROWTH, STAYING)),),
            ),
            Carried(
                facts=story.wants[1].facts,
                is_top=False,
                chips=(),
                unmeasured=NO_OWN_KPI,
                works_against=(),
                notes=(),
                chains=(
                    (
                        Step("if", ACADEMY),
                        Step(
                            "then",
                            SOLVED,
                            LEARNING,
                            chips=(Chip(FCR, FCR_FIGURES, rewarded=True),),
                            notes=(reward,),
                        ),
                        Step("and then", LOYALTY, Reason()),
                    ),
                ),
            ),
        )

    def test_tells_why_each_kpi_is_tracked(self, story: Story) -> None:
        yearly = Facts(REVENUE, others=(("about", "money"), ("", "more is better"), ("", "lagging")))
        first_contact = Facts(FCR, others=(("about", "quality"), ("", "more is better"), ("", "leading")))
        assert story.tracked == (
            TrackedGroup(
                "Financial",
                (Tracked(yearly, Figures(), (GROWTH,), (), False, (), "", "year", "finance", (), False, ()),),
            ),
            TrackedGroup(
                "Internal process",
                (
                    Tracked(
                        facts=first_contact,
                        figures=FCR_FIGURES,
                        tells_about=(SOLVED,),
                        behind=(LOYALTY,),
                        others_behind=False,
                        tops=(GROWTH,),
                        decision="who may settle what",
                        every="",
                        source="customer feedback",
                        balances=(),
                        rewarded=True,
                        limits=("no case is closed to make the count",),
                    ),
                ),
            ),
        )

    def test_tells_what_measures_nothing(self, story: Story, findings: list[Finding]) -> None:
        nothing = Tracked(Facts(CLICKS), Figures(), (), (), False, (), "", "", "", (), False, ())
        assert story.loose == (nothing,)
        assert story.kpi_notes == (Note(CLICKS, (remarked(findings, 2, "orphan-kpi"),)),)

    def test_tells_every_link_in_words(self, story: Story) -> None:
        assert story.links == {
            "supports": (
                Linked("supports", ACADEMY, SOLVED, LEARNING),
                Linked("supports", SOLVED, LOYALTY, Reason()),
                Linked("supports", LOYALTY, GROWTH, STAYING),
            ),
            "harms": (),
            "measures": (Linked("measures", FCR, SOLVED, None), Linked("measures", REVENUE, GROWTH, None)),
            "balances": (),
        }

    def test_tells_what_else_is_known_of_each_node(self, story: Story) -> None:
        academy = Facts(ACADEMY, perspective="Learning and growth", others=(("", "builds capability"),))
        assert story.parts == {
            "goal": (story.wants[0].facts, story.wants[1].facts),
            "outcome": (Facts(SOLVED, perspective="Internal process"),),
            "initiative": (academy,),
        }


def lines(chain: Chain) -> list[str]:
    """A chain in short: word, id and where it is told."""
    return [f"{step.word} {step.node.id} ({step.place})" for step in chain]


class TestChains:
    """How the chains of a goal are cut, so that each link is told once."""

    BRANCHING = """
title: Branches
goals: {cost: Cost falls, loyal: Customers stay}
outcomes:
  easy: {title: It is easy, supports: loyal}
  trust: {title: They trust us, supports: loyal}
  solved: {title: Problems are solved, supports: [easy, trust, cost]}
outputs:
  known: {title: People know how, supports: solved}
initiatives:
  course: {title: A course, supports: known}
  tool: {title: A tool, supports: known}
"""

    def test_the_longest_line_comes_first_and_shared_parts_are_told_once(self) -> None:
        story = told(self.BRANCHING)

        assert [(c.facts.part.id, [lines(chain) for chain in c.chains]) for c in story.goals] == [
            (
                "cost",
                [
                    [
                        "if course (here)",
                        "then known (here)",
                        "and then solved (here)",
                        "and then cost (here)",
                    ],
                    ["if tool (here)", "then known (above)"],
                ],
            ),
            (
                "loyal",
                [
                    ["if solved (above)", "then easy (here)", "and then loyal (here)"],
                    ["if solved (above)", "then trust (here)", "and then loyal (here)"],
                ],
            ),
        ]

    def test_more_chains_than_a_reader_takes_in_are_counted(self) -> None:
        drivers = "\n".join(
            f"  d{n:02}: {{title: Driver {n}, supports: loyal}}" for n in range(MOST_CHAINS + 3)
        )
        goal = told(f"title: Many\ngoals: {{loyal: Customers stay}}\noutcomes:\n{drivers}\n").goals[0]

        assert (len(goal.chains), goal.more, goal.ask) == (MOST_CHAINS, 3, "strategymap how test.yaml loyal")

    def test_where_a_chain_breaks_is_said_at_the_place(self) -> None:
        story = told("""
title: Broken
goals: {loyal: {title: Customers stay, supports: easy}}
outcomes:
  easy: {title: It is easy, supports: loyal}
  alone: {title: It just happens, supports: loyal}
outputs: {leaflet: {title: A leaflet, supports: loyal}}
""")
        flaws = {
            (step.node.id, step.flaw)
            for goal in (*story.goals, *story.nowhere)
            for chain in goal.chains
            for step in chain
            if step.flaw
        }

        assert flaws == {
            ("loyal", "this link is part of a circle, which leads back to itself"),
            ("easy", "this link runs backwards, from a goal down to an outcome"),
            ("loyal", "a rung is missing: no outcome stands between this output and this goal"),
            ("alone", "the chain begins here: nothing on this map brings this outcome about"),
        }

    def test_a_rung_without_a_kpi_says_that_nobody_can_check_it(self) -> None:
        story = told(self.BRANCHING)

        said = {step.node.id: step.unmeasured for chain in story.goals[0].chains[:1] for step in chain}

        assert said == {"course": "", "known": NO_KPI, "solved": NO_KPI, "cost": ""}

    def test_chains_that_end_without_a_goal_are_told_apart(self) -> None:
        story = told("""
title: Nowhere
goals: {loyal: Customers stay}
outputs: {portal: A portal}
initiatives: {project: {title: A project, supports: portal}}
""")

        assert [(end.facts.part.id, [lines(chain) for chain in end.chains]) for end in story.nowhere] == [
            ("portal", [["if project (here)", "then portal (here)"]])
        ]
        assert [note.about and note.about.id for end in story.nowhere for note in end.notes] == ["portal"]

    def test_goals_by_the_way_are_named_with_the_nodes_between(self) -> None:
        story = told("""
title: By the way
goals: {staff: {title: People stay, supports: solved}, loyal: Customers stay}
outcomes: {solved: {title: Problems are solved, supports: loyal}}
""")

        solved = Named("solved", "outcome", "Problems are solved")
        loyal = Named("loyal", "goal", "Customers stay")
        assert [(want.facts.part.id, want.depth, want.serves) for want in story.wants] == [
            ("loyal", 0, ()),
            ("staff", 1, (Serves(loyal, None, (solved,)),)),
        ]

    def test_customer_goals_follow_the_top_goals(self) -> None:
        story = told("""
title: Order
goals:
  people: {title: People stay, supports: loyal}
  cost: {title: Cost falls, perspective: financial, supports: profit}
  loyal: {title: Customers stay, perspective: customer, supports: cost}
  profit: {title: We earn, perspective: financial}
""")

        assert [goal.facts.part.id for goal in story.goals] == ["profit", "loyal", "cost", "people"]


class TestHarm:
    """What works against the strategy."""

    HARM = """
title: Harm
goals: {profit: We earn, loyal: {title: Customers stay, focus: loyalty, supports: profit}}
outcomes:
  short: {title: Calls are short, supports: profit, harms: {trust: callers are hurried}}
  trust: {title: They trust us, supports: loyal}
kpis:
  aht: {title: Average handle time, measures: short, target: 300, unit: s}
  nps: {title: Net promoter score, measures: loyal, touchpoint: relationship}
"""

    def test_is_told_with_its_reason_its_risk_and_what_was_found(self) -> None:
        loaded, findings = read(self.HARM)
        story = story_of(loaded.in_words, findings)

        short = Named("short", "outcome", "Calls are short")
        trust = Named("trust", "outcome", "They trust us")
        notes = story.against[0].notes
        assert story.against == (
            Against(
                source=short,
                target=trust,
                reason=Reason("callers are hurried"),
                onward=(Named("loyal", "goal", "Customers stay"), Named("profit", "goal", "We earn")),
                others_at_risk=(),
                watched_by=(),
                notes=notes,
            ),
        )
        assert [(note.about, [one.rule for one in note.remarks]) for note in notes] == [
            (short, ["unwatched-harm", "works-against-itself"])
        ]
        assert story.links["harms"] == (Linked("harms", short, trust, Reason("callers are hurried")),)

    def test_is_named_where_the_node_is_told(self) -> None:
        steps = [step for goal in told(self.HARM).goals for chain in goal.chains for step in chain]

        assert {step.node.id: [part.id for part in step.works_against] for step in steps}["short"] == [
            "trust"
        ]

    def test_of_a_node_further_up_is_told_beside_that_harm(self) -> None:
        loaded, findings = read("""
title: Fork
goals: {loyal: Customers stay}
outcomes:
  fast: {title: Calls are short, harms: loyal}
  easy: {title: It is easy, supports: loyal}
outputs: {tool: {title: A tool, supports: [fast, easy]}}
kpis: {nps: {title: Net promoter score, measures: loyal}}
""")
        story = story_of(loaded.in_words, findings)

        assert [note.about and note.about.id for note in story.against[0].notes] == ["tool"]

    def test_a_finding_stands_at_the_harm_that_it_is_about(self) -> None:
        loaded, findings = read("""
title: Two harms
goals: {cost: Cost falls, loyal: Customers stay}
outcomes:
  short: {title: Calls are short, supports: cost, harms: [loyal, solved]}
  solved: {title: Problems are solved, supports: [loyal, cost], kpis: {fcr: First-contact resolution}}
""")
        story = story_of(loaded.in_words, findings)

        stands = {
            (harm.target.id, one.rule)
            for harm in story.against
            for note in harm.notes
            for one in note.remarks
        }
        assert stands == {("loyal", "unwatched-harm"), ("solved", "works-against-itself")}


class TestNumbers:
    """How the KPIs stand and how they moved."""

    NUMBERS = """
title: Numbers
as_of: 2026-06-30
period: {from: 2025-12-31, to: 2026-12-31}
goals: {loyal: Customers stay}
kpis:
  up: {title: Retention, measures: loyal, unit: "%", baseline: 84, target: 88, actual: 83.5}
  down: {title: Complaints, measures: loyal, direction: down, baseline: 6, actual: {value: 7, at: 2026-05-31}}
  range: {title: Occupancy, measures: loyal, unit: "%", baseline: 80, target: {between: [75, 85]}, actual: 87}
  done: {title: Calls, measures: loyal, unit: s, baseline: 400, target: 300, actual: 290}
  context: {title: Volume, measures: loyal, direction: context, baseline: 5, actual: 4}
  none: {title: Nothing yet, measures: loyal}
"""

    def test_are_counted_by_status_with_those_that_moved_the_wrong_way(self) -> None:
        standing = told(self.NUMBERS).standing

        assert standing is not None
        assert (standing.on, standing.total, standing.compared) == (datetime.date(2026, 6, 30), 6, 4)
        assert standing.counts == (
            (Status.ACHIEVED, 1),
            (Status.ON_TRACK, 1),
            (Status.OFF_TRACK, 1),
            (Status.NO_DATA, 3),
        )
        assert [one.kpi.id for one in standing.wrong_way] == ["up", "range", "down"]
        assert standing.wrong_way[2] == Moved(
            Named("down", "kpi", "Complaints"),
            Figures(
                start="6", baseline="6", baseline_at="December\u00a02025", last="7", last_at="May\u00a02026"
            ),
        )

    def test_say_in_words_that_a_value_is_not_judged_or_that_there_is_none(self) -> None:
        (group,) = told(self.NUMBERS).tracked

        said = {one.facts.part.id: one.figures.standing for one in group.kpis}
        assert said == {
            "up": "off track", "down": "not judged", "range": "on track", "done": "achieved",
            "context": "not judged", "none": "no data",
        }  # fmt: skip

    def test_that_nothing_can_be_compared_with_are_not_told(self) -> None:
        story = told("title: T\ngoals: {a: A}\nkpis: {k: {title: K, measures: a, actual: 3}}")

        assert (story.standing, story.histories) == (None, ())

    def test_of_three_days_or_more_are_a_history_with_its_words(self) -> None:
        story = told("""
title: History
as_of: 2026-06-30
goals: {loyal: Customers stay}
kpis:
  nps: {title: NPS, measures: loyal, unit: points, baseline: {value: 2, at: 2026-01-31}, target: {value: 30, by: 2026-12-31},
        actual: [{value: -4, at: 2026-02-28}, {value: 9, at: 2026-03-31}, {value: 7, at: 2026-04-30}, {value: 99, at: 2026-07-31}]}
  few: {title: Few, measures: loyal, target: 5, actual: [{value: 1, at: 2026-02-28}, {value: 2, at: 2026-03-31}, 3]}
""")
        (history,) = story.histories

        assert history.words.replace("\u00a0", " ") == (
            "3 readings: first and lowest −4 points (February 2026), last 7 points (April 2026), "
            "highest 9 points (March 2026); baseline 2 points; target 30 points by December 2026"
        )
        assert [int(value) for _, value in history.readings] == [-4, 9, 7]
        assert (history.baseline, history.low, history.high) == (2, 30, 30)
        assert (history.since, history.due) == (datetime.date(2026, 1, 31), datetime.date(2026, 12, 31))

    @given(st.lists(st.decimals(-1000, 1000, places=1), min_size=3, max_size=900))
    def test_of_a_long_history_keep_the_ends_and_the_extremes(self, values: list[Decimal]) -> None:
        start = datetime.date(2020, 1, 1)
        points = [(start + datetime.timedelta(days=n), value) for n, value in enumerate(values)]

        kept = thinned(points, MOST_POINTS)

        assert len(kept) <= MOST_POINTS
        assert (kept[0], kept[-1]) == (points[0], points[-1])
        assert kept == sorted(set(kept)) and set(kept) <= set(points)
        assert {min(v for _, v in kept), max(v for _, v in kept)} == {min(values), max(values)}


class TestFindings:
    """Each stands where the story tells what it is about, and nowhere else."""

    def test_a_reason_that_was_told_before_says_where(self) -> None:
        notes = list(told(TestChains.BRANCHING + "kpis: {nps: {title: NPS, measures: loyal}}").all_notes())

        rungs = [
            (n.about, one.as_said_of) for n in notes for one in n.remarks if one.rule == "unmeasured-rung"
        ]
        first = rungs[0][0]
        assert len(rungs) > 1
        assert [said for _, said in rungs] == [None, *[first] * (len(rungs) - 1)]

    def test_accepted_ones_stand_apart_with_the_reason(self) -> None:
        loaded, findings = read("""
title: Accepted
goals: {loyal: Customers stay}
kpis:
  clicks: {title: Newsletter clicks, accept: {rule: orphan-kpi, because: the owner asked for it}}
""")
        story = story_of(loaded.in_words, findings)

        assert story.accepted == (
            Note(
                CLICKS,
                (remarked(findings, 0, "orphan-kpi"),),
            ),
        )
        assert story.accepted[0].remarks[0].accepted == "the owner asked for it"
        assert not [note for note in story.all_notes() if note.about == CLICKS]

    def test_those_on_the_map_have_a_place_of_their_own(self) -> None:
        story = told("""
title: Unexplained
goals: {loyal: Customers stay}
outcomes:
  a: {title: A, supports: [loyal, b]}
  b: {title: B, supports: [loyal, c]}
  c: {title: C, supports: loyal}
""")

        assert [(note.about, [one.rule for one in note.remarks]) for note in story.map_notes] == [
            (None, ["unexplained-links"])
        ]


def test_a_map_without_goals_still_has_a_story() -> None:
    story = told("title: Nothing yet")

    assert story.lead == "This strategy names no top goal; checking its map found nothing to remark."
    assert (story.wants, story.goals, story.nowhere, story.tracked) == ((), (), (), ())


def test_without_a_day_none_is_told() -> None:
    assert told("title: No day").as_of is None


def test_the_summary_is_the_lead() -> None:
    assert told("title: Lead\nsummary: We want this.").lead == "We want this."


@pytest.mark.parametrize("path", examples().values(), ids=lambda path: path.stem)
class TestExamples:
    """The shipped maps."""

    def test_number_their_findings_as_the_picture_does(self, path: Path) -> None:
        loaded = strategymap.load(path)
        story = story_of(loaded.in_words, loaded.check())

        legend = view_of(loaded.in_words, loaded.check()).legend
        assert [(one.number, one.rule) for one in story.glance[: len(legend)]] == [
            (item.number, item.rule) for item in legend
        ]

    def test_are_told_whole(self, path: Path) -> None:
        loaded = strategymap.load(path)
        story = story_of(loaded.in_words, loaded.check())

        assert not any(carried.more for carried in (*story.goals, *story.nowhere))
        assert (story.more_wants, story.more_nowhere, story.more_against) == (0, 0, 0)


def steps_of(story: Story) -> list[tuple[str, str]]:
    """The links that the chains tell."""
    return [
        (chain[n].node.id, chain[n + 1].node.id)
        for carried in (*story.goals, *story.nowhere)
        for chain in carried.chains
        for n in range(len(chain) - 1)
    ]


def shuffled(written: RawMap) -> RawMap:
    """The same map with every mapping in reverse order, but for the perspectives."""
    return {
        key: dict(reversed(value.items())) if isinstance(value, dict) and key != "perspectives" else value
        for key, value in reversed(written.items())
    }


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(maps(14))
def test_on_any_map_nothing_is_lost_or_told_twice(written: RawMap) -> None:
    loaded = strategymap.loads(as_yaml(written))
    graph, findings = loaded.in_words, loaded.check()

    story = story_of(graph, findings)

    remarks = [(note.about and note.about.id, one.rule) for note in story.all_notes() for one in note.remarks]
    accepted = [(note.about and note.about.id, one.rule) for note in story.accepted for one in note.remarks]
    assert Counter(remarks) == Counter((f.node, f.rule) for f in findings if f.accepted is None)
    assert Counter(accepted) == Counter((f.node, f.rule) for f in findings if f.accepted is not None)
    assert [one.number for one in story.glance] == list(range(1, len(remarks) + 1))
    kpis = [one.facts.part.id for group in story.tracked for one in group.kpis]
    assert Counter(kpis + [one.facts.part.id for one in story.loose]) == Counter(list(graph.kpis))
    links = steps_of(story)
    assert len(links) == len(set(links))
    if not story.more_nowhere and not any(c.more for c in (*story.goals, *story.nowhere)):
        assert set(links) == {(tail, head) for tail, head in graph.chain.edges if tail != head}
    assert Counter(
        (link.relation, link.source.id, link.target.id) for all_ in story.links.values() for link in all_
    ) <= (Counter({(link.relation, link.source, link.target): 1 for link in graph.links}))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(maps(10))
def test_the_order_of_the_file_plays_no_part(written: RawMap) -> None:
    stories = []
    for text in (as_yaml(written), as_yaml(shuffled(written))):
        loaded = strategymap.loads(text)
        stories.append(story_of(loaded.in_words, loaded.check()))

    assert stories[0] == stories[1]


def test_a_large_map_is_told_in_bounds() -> None:
    goals = "\n".join(f"  g{n}: Goal {n}" for n in range(MOST_GOALS + 5))
    outputs = "\n".join(f"  o{n}: Output {n}" for n in range(MOST_ENDS + 7))

    story = told(f"title: Large\ngoals:\n{goals}\noutputs:\n{outputs}\n")

    assert (len(story.wants), story.more_wants, len(story.goals)) == (MOST_GOALS, 5, MOST_GOALS)
    assert (len(story.nowhere), story.more_nowhere) == (MOST_ENDS, 7)
