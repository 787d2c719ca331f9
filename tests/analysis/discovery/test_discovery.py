"""Discovery finds planted conditions, takes a sensible step of the trajectory, and weighs choices."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binomtest

from partnersim.analysis.discovery.cart import by_cart
from partnersim.analysis.discovery.cases_of_interest import Condition, cases_of
from partnersim.analysis.discovery.choices import by_lever, by_regret, is_crossed
from partnersim.analysis.discovery.design_effect import (
    effective_rows,
    families_of,
    interval,
    quasi_p,
)
from partnersim.analysis.discovery.prim import SURE, by_prim


def planted(rows: int = 800, replicates: int = 2, noise: float = 0.0) -> pd.DataFrame:
    """Burden above 0.6 and mission below 0.4 lead there, whatever the rest."""
    random = np.random.default_rng(7)
    factors = pd.DataFrame(
        random.random((rows, 4)), columns=["burden", "mission", "pace", "founding"]
    )
    factors["door"] = random.choice(["open", "closed"], rows)
    inside = (factors["burden"] > 0.6) & (factors["mission"] < 0.4)
    frames = []
    for replicate in range(replicates):
        drift = 0.8 * inside + 0.1 * factors["pace"] + noise * random.standard_normal(rows)
        frames.append(factors.assign(row=np.arange(rows), replicate=replicate, drift=drift))
    return pd.concat(frames, ignore_index=True)


FACTORS = ["burden", "mission", "pace", "founding", "door"]
DRIFT = Condition("drift", 0.5)


def test_a_planted_box_is_found_with_its_limits() -> None:
    cases = cases_of(planted(), FACTORS, DRIFT)
    assert cases.by_chance == 0.0
    box = by_prim(cases)[0].box
    limits = {restriction.factor: restriction for restriction in box.restrictions}
    assert set(limits) == {"burden", "mission"}
    assert limits["burden"].low == pytest.approx(0.6, abs=0.05)
    assert limits["burden"].high is None
    assert limits["mission"].high == pytest.approx(0.4, abs=0.05)
    assert box.coverage > 0.9
    assert box.density > 0.9
    assert all(restriction.quasi_p < SURE for restriction in box.restrictions)


def test_the_box_taken_is_not_the_last_step() -> None:
    peeling = by_prim(cases_of(planted(noise=0.35), FACTORS, DRIFT))[0]
    assert peeling.box.step < len(peeling.trajectory) - 1
    assert peeling.box.coverage > peeling.trajectory["coverage"].iloc[-1]
    worth = peeling.trajectory["coverage"] * peeling.trajectory["density"]
    assert peeling.box.coverage * peeling.box.density >= 0.9 * worth.max()


def test_a_choice_is_found_as_well_as_a_number() -> None:
    runs = planted()
    runs["drift"] = np.where((runs["door"] == "closed") & (runs["burden"] > 0.5), 0.9, 0.1)
    box = by_prim(cases_of(runs, FACTORS, DRIFT))[0].box
    limits = {restriction.factor: restriction for restriction in box.restrictions}
    assert limits["door"].values == ("closed",)


def test_a_second_box_holds_what_the_first_left() -> None:
    runs = planted()
    elsewhere = (runs["founding"] > 0.8) & (runs["pace"] < 0.3)
    runs["drift"] = runs["drift"].where(~elsewhere, 0.9)
    first, second = (peeled.box for peeled in by_prim(cases_of(runs, FACTORS, DRIFT))[:2])
    assert {restriction.factor for restriction in first.restrictions} >= {"burden", "mission"}
    assert {restriction.factor for restriction in second.restrictions} >= {"founding", "pace"}
    assert first.coverage + second.coverage <= 1.0


def test_restrictions_that_may_mean_nothing_do_not_empty_the_search() -> None:
    """Steps with an unsure restriction are read without it, rather than thrown away."""
    runs = planted(rows=150, noise=0.3)
    for n in range(12):
        runs[f"idle_{n}"] = np.random.default_rng(n).random(len(runs) // 2).tolist() * 2
    peelings = by_prim(cases_of(runs, [*FACTORS, *(f"idle_{n}" for n in range(12))], DRIFT))
    assert peelings
    assert {restriction.factor for restriction in peelings[0].box.restrictions} & {
        "burden",
        "mission",
    }


def test_where_nothing_leads_there_nothing_is_claimed() -> None:
    runs = planted()
    runs["drift"] = np.random.default_rng(3).random(len(runs) // 2).repeat(2)
    runs["drift"] = runs.groupby("row")["drift"].transform("first")
    for peeling in by_prim(cases_of(runs, FACTORS, DRIFT)):
        assert peeling.box.density < 0.75  # chance finds dense corners of nothing, and small ones
        assert peeling.box.coverage < 0.5
    assert by_prim(cases_of(runs, FACTORS, Condition("drift", 2.0))) == []
    assert by_prim(cases_of(runs, FACTORS, Condition("drift", -1.0))) == []


def test_a_tree_finds_the_same() -> None:
    box = by_cart(cases_of(planted(), FACTORS, DRIFT))[0]
    assert {restriction.factor for restriction in box.restrictions} == {"burden", "mission"}
    assert box.density > 0.9
    assert box.coverage > 0.9


def test_rows_in_which_replicates_disagree_are_counted() -> None:
    cases = cases_of(planted(replicates=6, noise=0.5), FACTORS, DRIFT)
    assert 0.3 < cases.by_chance < 1.0


def test_an_outcome_that_is_not_finite_is_refused() -> None:
    runs = planted(rows=20)
    runs.loc[3, "drift"] = np.nan
    with pytest.raises(ValueError, match="not finite in 1 runs"):
        cases_of(runs, FACTORS, DRIFT)


def test_levers_are_told_by_thirds_with_intervals() -> None:
    table = by_lever(cases_of(planted(), FACTORS, DRIFT), ["burden", "door"])
    burden = table[table["lever"] == "burden"]
    assert burden["share"].iloc[0] == 0.0
    assert burden["share"].iloc[2] == pytest.approx(0.4, abs=0.08)
    assert (burden["share_low"] <= burden["share"]).all()
    assert set(table[table["lever"] == "door"]["value"]) == {"closed", "open"}
    assert burden["rows"].sum() == 800


def crossed() -> pd.DataFrame:
    """Three choices in five worlds; the middle one is never far from the best."""
    rows = [
        (mission, world, abs(mission - world / 4.0) if mission != 0.5 else 0.3)
        for mission in (0.0, 0.5, 1.0)
        for world in range(5)
    ]
    frame = pd.DataFrame(rows, columns=["mission", "pace", "drift"])
    return frame.assign(row=np.arange(len(frame)), replicate=0)


def test_the_choice_of_least_regret_is_robust_rather_than_best_somewhere() -> None:
    cases = cases_of(crossed(), ["mission", "pace"], DRIFT)
    assert is_crossed(cases, ["mission"], ["pace"])
    table = by_regret(cases, ["mission"], ["pace"])
    assert table["mission"].iloc[0] == 0.5
    assert table["avoided"].iloc[0] == 1.0
    assert (table["avoided"].iloc[1:] < 1.0).all()


def test_regret_needs_choices_crossed_with_worlds() -> None:
    cases = cases_of(crossed().iloc[:-1], ["mission", "pace"], DRIFT)
    with pytest.raises(ValueError, match="does not cross"):
        by_regret(cases, ["mission"], ["pace"])


# --- rows that were drawn together -------------------------------------------------------------------


def test_independent_rows_count_each_and_have_wilsons_interval() -> None:
    is_case = np.arange(80) % 4 == 0
    assert effective_rows(is_case, ()) == 80.0
    known = binomtest(20, 80).proportion_ci(method="wilson")
    assert interval(0.25, 80.0) == pytest.approx((known.low, known.high))
    assert quasi_p(20.0, 80.0, 0.2) == pytest.approx(binomtest(20, 80, 0.2, "greater").pvalue)


def test_copies_of_a_row_count_once() -> None:
    single = np.random.default_rng(5).random(50) < 0.3
    blocks = families_of("saltelli", 50 * 14, 14)
    assert effective_rows(np.repeat(single, 14), blocks) == pytest.approx(49.0, rel=0.01)
    assert effective_rows(np.ones(50 * 14, bool), blocks) == 50.0


def test_blocks_whose_rows_have_nothing_in_common_lose_little() -> None:
    is_case = np.random.default_rng(5).random(4000) < 0.3
    assert effective_rows(is_case, families_of("morris", 4000, 5)) > 3200


@pytest.mark.parametrize("by", ["settings", "worlds"])
def test_crossed_rows_count_as_what_decides_them(by: str) -> None:
    families = families_of("crossed", 30 * 40, 40)  # settings x worlds
    number = {"settings": 30, "worlds": 40}[by]
    decides = np.random.default_rng(3).random(number) < 0.4
    is_case = decides[families[0] if by == "settings" else families[1]]
    assert number * 0.8 < effective_rows(is_case, families) <= 1.05 * number


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    """Blocks that share one thing and differ in another: 95 % of intervals hold the share of cases."""
    random, held = np.random.default_rng(8), 0
    families = families_of("saltelli", 60 * 14, 14)
    for _ in range(400):
        shared, own = random.standard_normal((60, 1)), random.standard_normal((60, 14))
        is_case = (shared + 0.5 * own).ravel() > 0.7 * np.sqrt(1.25)
        low, high = interval(is_case.mean(), effective_rows(is_case, families))
        held += low < 0.24196 < high  # of a standard normal above 0.7
    assert 0.91 < held / 400 < 0.985


def test_what_differs_in_no_other_way_between_blocks_is_not_taken_for_a_cause() -> None:
    """Sixteen blocks of near copies: chance alone gives a choice of the block another share of cases."""
    taken = {"counted singly": 0, "drawn together": 0}
    for seed in range(20):
        random = np.random.default_rng(seed)
        runs = pd.DataFrame(random.random((16, 6)).repeat(14, axis=0), columns=list("abcdef"))
        drift = (random.random(16) < 0.3).repeat(14).astype(float)
        runs = runs.assign(row=np.arange(16 * 14), replicate=0, drift=drift)
        for name, families in (
            ("counted singly", ()),
            ("drawn together", families_of("saltelli", 224, 14)),
        ):
            cases = cases_of(runs, list("abcdef"), DRIFT, families)
            taken[name] += len(by_prim(cases)[0].box.restrictions) if by_prim(cases) else 0
    assert taken["drawn together"] < 0.5 * taken["counted singly"]


def test_a_tree_of_few_rows_is_no_fault() -> None:
    assert by_cart(cases_of(planted(rows=8, replicates=1), FACTORS, Condition("drift", 0.05)))
