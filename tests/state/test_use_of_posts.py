"""What a use of posts is worth: by hand, in its limits, and the search against a full grid."""

from __future__ import annotations

import math

import numpy as np
import pytest

from partnersim.state.best_use import best_use
from partnersim.state.use_of_posts import (
    Means,
    Use,
    cost_of_advocacy,
    mission_next,
    posts_without_pay,
    raising_posts,
    worth,
)

PLAIN = Means(
    free=4.0, own=2.0, returns=0.25, start=0.1, agreement=8.0, reporting=1.0, project=0.0,
    client=0.01, clients=800.0, eligible=1000.0, ineligible=400.0, mission=1.0, hired=1.0,
    leaving=0.2, experience=0.8, beginning=0.3, members=0.9, heard=0.7, weight=0.5,
    mission_value=0.75, curve=0.5, advocacy_value=0.3, ineligible_value=1.3, money_value=0.8,
    thinnest=0.5, worthless=0.25, price=0.01, missed=0.95, certain=400.0, ratchet=0.5, growth=0.15, record=4.0,
    cost=20.0, margin=0.5, noise=0.6, conditional=0.5, total=12.0,
)  # fmt: skip


def drawn(number: int, seed: int = 1) -> list[Means]:
    """Means of many kinds of organisations."""
    random = np.random.default_rng(seed)
    means = []
    for _ in range(number):
        size = float(np.exp(random.normal(2.3, 0.9)))
        door = size * random.uniform(1.0, 1.8) / 0.01
        means.append(
            PLAIN._replace(
                free=size * random.uniform(-0.1, 0.5), own=size * random.uniform(0.0, 0.2),
                start=0.01 * size, agreement=size * random.uniform(0.2, 0.8),
                reporting=size * random.uniform(0.02, 0.1), clients=50.0 * size, total=size,
                eligible=0.7 * door, ineligible=0.3 * door, mission=size * random.uniform(0, 0.2),
                weight=random.uniform(0.2, 0.7), mission_value=random.uniform(0.3, 1.2),
                curve=random.uniform(0.4, 0.7), money_value=random.uniform(0.2, 1.5),
                cost=random.uniform(0.0, 60.0), record=random.uniform(0.0, 8.0),
                certain=25.0 * size, conditional=size * random.uniform(0.0, 0.1),
            )
        )  # fmt: skip
    return means


def test_worth_by_hand() -> None:
    """Free posts 4 + 2 (0.1 + 0.2)^0.25 - 0.2 once a fraction raises money; half of the rest in the mission."""
    share = 0.2 / (4.0 + 2.0 * 0.1**0.25)
    assert raising_posts(PLAIN, share) == pytest.approx(0.2)
    left = 4.0 + 2.0 * 0.3**0.25 - 0.2
    assert posts_without_pay(PLAIN, 0.2) == pytest.approx(left)
    mission = 0.5 * left
    assert mission_next(PLAIN, mission, left) == pytest.approx(mission)
    reach = 1400 * 0.01
    output = (0.75 * mission - 0.3) * 0.8 * 0.9
    value = (output / reach) ** 0.5 + 0.3 * (0.25 * mission * 0.7 * 0.9 / reach) ** 0.5
    counted = 8.0 - 1.0 + 0.6 * (left - mission)
    clients = min(counted / 0.01, 1000.0)
    served = clients / 1000.0
    reached = 0.4 * (left - mission) / (0.01 * 400.0)
    care = 10.0 * (served - served**2 / 2) + 1.3 * 4.0 * (reached - reached**2 / 2)
    points = 0.5 - 20.0 * 0.25 * mission / 12.0 + 4.0 * math.log(min(clients / 800.0, 1.0))
    odds = 1.0 / (1.0 + math.exp(-points / 0.6))
    asked = 0.5 * 800.0 + 0.5 * 1.15 * clients
    money = 0.01 * (400.0 + (asked - 400.0) * odds) + 2.0 * 0.5 / (1.0 + math.exp(-points))
    money -= 0.01 * max(0.0, 760.0 - clients)
    expected = 0.5 * 0.75 * reach * value + 0.5 * (care + 0.8 * money)
    assert worth(PLAIN, Use(share, 0.5, 0.25, 0.4)) == pytest.approx(expected, rel=1e-6)


def test_posts_without_money_cost_more_than_any_use_yields() -> None:
    poor = PLAIN._replace(free=-3.0, own=0.0)
    less = poor._replace(free=-2.0)
    use = Use(0.0, 0.5, 0.0, 0.5)
    assert worth(less, use) - worth(poor, use) > 2.0 - 1e-9


def test_service_is_thinned_before_a_target_is_missed_and_thin_service_is_worth_less() -> None:
    use = Use(0.0, 0.0, 0.0, 1.0)
    short = PLAIN._replace(agreement=6.0)  # 500 hundredths of posts for 800 clients
    missed = PLAIN._replace(agreement=3.0)
    enough, thin, few = (worth(means, use) for means in (PLAIN, short, missed))
    assert enough > thin > few
    unmoved = PLAIN._replace(worthless=0.0, record=0.0)
    thick = unmoved._replace(thinnest=1.0)
    short_thick = thick._replace(agreement=6.0)
    assert worth(unmoved._replace(agreement=6.0), use) > worth(short_thick, use)


def test_without_people_at_the_door_no_post_is_wanted_for_the_mission() -> None:
    empty = PLAIN._replace(eligible=0.0, ineligible=0.0, clients=0.0, mission=0.0)
    assert best_use(empty, Use(0.0, 0.2, 0.0, 0.2)).mission < 0.02


def test_a_board_without_weight_on_the_mission_gives_it_nothing_and_one_with_all_gives_all() -> (
    None
):
    start = Use(0.1, 0.3, 0.1, 0.3)
    new = PLAIN._replace(mission=0.0)  # nobody to let go
    assert best_use(new._replace(weight=0.0), start).mission < 0.02
    assert best_use(new._replace(weight=1.0), start).mission > 0.98


def test_advocacy_falls_with_its_cost_and_uncounted_care_with_what_counts() -> None:
    start = Use(0.1, 0.3, 0.1, 0.3)
    free, dear, counted, uncounted = [], [], [], []
    for means in drawn(60):
        free.append(best_use(means._replace(cost=0.0), start).advocacy)
        dear.append(best_use(means._replace(cost=60.0), start).advocacy)
        uncounted.append(best_use(means._replace(record=0.0), start).uncounted)
        counted.append(best_use(means._replace(record=8.0, ratchet=1.0), start).uncounted)
    assert np.mean(dear) < np.mean(free) - 0.02
    assert np.mean(counted) < np.mean(uncounted)


def test_the_search_loses_little_against_the_full_grid() -> None:
    """At most 0.3 % of utility at the 95th percentile of 60 organisations, 2 % anywhere."""
    shares = np.linspace(0.0, 1.0, 11)
    losses = []
    for means in drawn(60, seed=3):
        best = max(
            worth(means, Use(raising, mission, advocacy, uncounted))
            for raising in (0.0, 0.1, 0.2, 0.3)
            for mission in shares
            for advocacy in (0.0, 0.1, 0.25, 0.5)
            for uncounted in shares
        )
        reached = worth(means, best_use(means, Use(0.1, 0.2, 0.1, 0.3)))
        losses.append((best - reached) / abs(best))
    assert np.quantile(losses, 0.95) < 0.003
    assert max(losses) < 0.02


@pytest.mark.parametrize(
    ("taste", "recognised", "cost"),
    [(0.0, 0.0, 0.0), (-1.0, 0.0, 0.0), (1.0, 0.0, 20.0), (1.5, 0.0, 30.0), (1.0, 0.75, 5.0), (1.5, 1.0, 0.0)],
)  # fmt: skip
def test_advocacy_costs_what_a_minister_minds_less_what_is_recognised(
    taste: float, recognised: float, cost: float
) -> None:
    contest = np.array([(1.0,)], [("advocacy_cost", "f8")])[0]
    names = ("taste", "advocacy_recognised")
    funder = np.array([(taste, recognised)], [(name, "f8") for name in names])[0]
    assert cost_of_advocacy.python(contest, funder) == pytest.approx(cost)
