"""The order of links in the gap between two rows of a slide."""

from __future__ import annotations

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
