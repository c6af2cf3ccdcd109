"""The order of links in the gap between two rows of a slide."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from strategymap.render.slides.channels import Net, channel


def nets(count: int) -> list[Net]:
    """Links that cross least where the last is the highest: each comes from above, and ends below."""
    return [Net(link, ((10.0 * link, 0), (10.0 * link + 1_000, 1))) for link in range(count)]


def test_links_lie_so_that_few_cross() -> None:
    depths = channel(nets(60), 10).depths
    assert [depths[link] for link in range(60)] == sorted(depths.values(), reverse=True)


def test_a_crowd_of_links_that_nobody_could_follow_is_left_as_it_comes() -> None:
    depths = channel(nets(61), 10).depths
    assert [depths[link] for link in range(61)] == sorted(depths.values())


@pytest.mark.parametrize("seed", range(20))
def test_links_share_a_level_only_where_they_are_beside_each_other(seed: int) -> None:
    choice = random.Random(seed)
    some = [
        Net(link, ((choice.randrange(0, 400, 2), 0), (choice.randrange(0, 400, 2) + 3, 1)))
        for link in range(80)
    ]
    depths = channel(some, 10).depths
    for one, other in combinations(some, 2):
        (_, right), (start, _) = sorted([one.reach, other.reach])
        assert depths[one.link] != depths[other.link] or start >= right + 4
    # Each is right below another one that it can't stand beside, or among the highest.
    steps = sorted(set(depths.values()))
    for one in some:
        above = [
            other for other in some if depths[other.link] == steps[max(steps.index(depths[one.link]) - 1, 0)]
        ]
        near = [
            other
            for other in above
            if one.reach[0] < other.reach[1] + 4 and other.reach[0] < one.reach[1] + 4
        ]
        assert near
