"""The order of the reforms: its arithmetic on made-up numbers, and what is saved of it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from partnersim.scenario.parameter_groups import priors
from studies import order_of_reforms as study
from studies.fixed_numbers_drawn import fixed_numbers
from studies.order_of_reforms import (
    FIXED,
    SCENARIOS,
    TOLD_ORDER,
    UNKNOWNS,
    by_mean,
    compared,
    hanging,
    numbers_of,
    orders_of,
    ranges,
    ranks,
    smallest_gap,
)
from studies.pages.order_of_reforms_table import ALL, NEIGHBOURS, TOLD, counted, hangs_on
from studies.saved import rows_of

DRAWS = 60


def made_up() -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """Seven scenarios a step apart, but the last two, whose order turns with the number `turns`."""
    random = np.random.default_rng(1)
    numbers = {name: random.uniform(size=DRAWS) for name in ("idle", "turns", "other")}
    common = random.normal(size=DRAWS)  # which pairing takes off
    values = {name: common + step for step, name in enumerate(SCENARIOS)}
    values["closed_door"] = values["open_door"] + numbers["turns"] - 0.4
    return values, numbers


def test_the_smallest_gap_is_paired_and_below_zero_where_the_order_turns() -> None:
    values, numbers = made_up()
    assert by_mean(values) == list(SCENARIOS)
    np.testing.assert_allclose(smallest_gap(values, SCENARIOS[:6]), 1.0)
    gap = smallest_gap(values, SCENARIOS)
    np.testing.assert_allclose(gap, numbers["turns"] - 0.4)
    assert (smallest_gap(values, SCENARIOS[::-1]) < 0.0).all()


def test_what_a_gap_hangs_on_is_the_number_that_turns_it() -> None:
    values, numbers = made_up()
    known = dict.fromkeys(numbers, (0.0, 1.0))
    gap = smallest_gap(values, SCENARIOS[-2:])
    first, *others = hanging(gap, numbers, known)
    assert first.number == "turns"
    assert first.rank_correlation == pytest.approx(1.0)
    assert first.gap_where_low < 0.0 < first.gap_where_high
    assert 0.15 < first.by_chance < 0.4  # 60 draws, three numbers
    assert all(abs(each.rank_correlation) < first.by_chance for each in others)
    still = hanging(np.ones(DRAWS), numbers, known)
    assert all(each.rank_correlation == 0.0 for each in still)


def test_ranks_are_those_of_spearman() -> None:
    from scipy.stats import spearmanr

    random = np.random.default_rng(3)
    one, other = random.normal(size=20), random.normal(size=20).round(1)
    own, table = ranks(one[:, None])[:, 0], ranks(other[:, None])
    assert float((own @ table)[0]) == pytest.approx(spearmanr(one, other).statistic)


def test_neighbours_all_and_the_told_order_are_compared_in_both_kinds_of_draws(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    values, numbers = made_up()
    monkeypatch.setattr(study, "ranges", lambda: dict.fromkeys(numbers, (0.0, 1.0)))
    backwards = {name: -value for name, value in values.items()}
    orders, beyond = compared(
        {"autonomy_index": values}, {"autonomy_index": backwards}, {UNKNOWNS: numbers, FIXED: numbers}
    )  # fmt: skip
    usual = [each for each in orders if each.drawn == UNKNOWNS]
    then = [each for each in orders if each.drawn == FIXED]
    assert [each.kind for each in usual] == [NEIGHBOURS] * 6 + [ALL, TOLD]
    assert [each.scenarios for each in usual] == [each.scenarios for each in then]
    assert [each.holds for each in usual[:5]] == [1.0] * 5
    turned = float((numbers["turns"] > 0.4).mean())
    assert usual[5].holds == usual[6].holds == turned
    assert usual[7].holds == 1.0
    assert usual[7].gap == pytest.approx(1.0)
    assert [each.holds for each in then[:5]] == [0.0] * 5
    assert then[5].holds == pytest.approx(1.0 - turned)
    last = usual[5]
    assert last.tenth < last.low < last.gap < last.high < last.ninetieth
    assert {(order.kind, each.number) for order, each in beyond if order.drawn == UNKNOWNS} == {
        (NEIGHBOURS, "turns"),
        (ALL, "turns"),
    }


def test_of_the_share_served_no_order_was_told() -> None:
    values, _ = made_up()
    assert [kind for kind, _ in orders_of("served_share", values)] == [NEIGHBOURS] * 6 + [ALL]
    told = [order for kind, order in orders_of("mission_posts", values) if kind == TOLD]
    assert told == [list(TOLD_ORDER)]


def test_numbers_of_a_run_lie_within_their_ranges() -> None:
    usual, then = numbers_of([0, 1, 2], UNKNOWNS), numbers_of([0, 1, 2], FIXED)
    assert set(usual) == set(priors())
    assert set(then) == {*priors(), *fixed_numbers()}
    for path, (low, high) in priors().items():
        np.testing.assert_array_equal(usual[path], then[path])
        assert (low <= usual[path]).all(), path
        assert (usual[path] <= high).all(), path
        assert ranges()[path] == (low, high)


def row(**values: Any) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}


def test_the_page_names_a_number_beyond_chance_alone() -> None:
    found = {
        "number": "board.mission_value", "by_chance": 0.45, "range_low": 0.3, "range_high": 1.2,
        "gap_where_low": -0.01, "gap_where_high": 0.02,
    }  # fmt: skip
    assert hangs_on(row(rank_correlation=0.44, **found)) == "on none beyond chance"
    said = hangs_on(row(rank_correlation=-0.5, **found))
    assert said == "`board.mission_value` (0.3 to 1.2: −0.0100 to +0.0200)"


def test_saved_orders_are_whole() -> None:
    saved = rows_of("order_of_reforms")
    keyed = {(each["measure"], each["drawn"], each["kind"], each["scenarios"]) for each in saved}
    assert len(keyed) == len(saved) == 2 * (4 * 7 + 3)
    for each in saved:
        tenth, low, gap, high, ninetieth = (
            float(each[name]) for name in ("tenth", "low", "gap", "high", "ninetieth")
        )
        assert low <= gap <= high
        assert tenth <= ninetieth
        assert 0.0 <= float(each["holds"]) <= 1.0
        assert each["number"] in ranges()


def test_what_luck_alone_would_name_stands_beside_what_is_named() -> None:
    usual = {"drawn": UNKNOWNS, "runs": "100", "rank_correlation": "-0.6", "by_chance": "0.5"}
    then = {"drawn": FIXED, "runs": "400", "rank_correlation": "0.4", "by_chance": "0.5"}
    told = counted([usual] * 15 + [then] * 25)
    assert "100 draws of the unknowns, 400 of these" in told
    assert "within 10 points" in told  # 1.96 sqrt(.25 / 100), of the fewer draws
    assert "Of all 40 gaps 15 hang on a number beyond chance; about 2 would by luck" in told


def test_the_told_order_holds_as_the_text_says() -> None:
    def holds(measure: str) -> list[float]:
        told = [
            r for r in rows_of("order_of_reforms") if (r["measure"], r["kind"]) == (measure, TOLD)
        ]
        return [float(each["holds"]) for each in told]

    assert holds("autonomy_index") == [1.0, 1.0]  # in every draw of both kinds
    assert all(0.65 < each < 0.85 for each in holds("identity_mean"))  # about three of four
