"""Discovery finds planted conditions, takes a sensible step of the trajectory, and weighs choices."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from partnersim.analysis.discovery.boxes import SURE, by_cart, by_prim
from partnersim.analysis.discovery.cases import Condition, cases_of
from partnersim.analysis.discovery.choices import by_lever, by_regret, is_crossed


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
    limits = {one.factor: one for one in box.restrictions}
    assert set(limits) == {"burden", "mission"}
    assert limits["burden"].low == pytest.approx(0.6, abs=0.05)
    assert limits["burden"].high is None
    assert limits["mission"].high == pytest.approx(0.4, abs=0.05)
    assert box.coverage > 0.9
    assert box.density > 0.9
    assert all(one.quasi_p < SURE for one in box.restrictions)


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
    limits = {one.factor: one for one in box.restrictions}
    assert limits["door"].values == ("closed",)


def test_a_second_box_holds_what_the_first_left() -> None:
    runs = planted()
    elsewhere = (runs["founding"] > 0.8) & (runs["pace"] < 0.3)
    runs["drift"] = runs["drift"].where(~elsewhere, 0.9)
    first, second = (one.box for one in by_prim(cases_of(runs, FACTORS, DRIFT))[:2])
    assert {one.factor for one in first.restrictions} >= {"burden", "mission"}
    assert {one.factor for one in second.restrictions} >= {"founding", "pace"}
    assert first.coverage + second.coverage <= 1.0


def test_restrictions_that_may_mean_nothing_do_not_empty_the_search() -> None:
    """Steps with an unsure restriction are read without it, rather than thrown away."""
    runs = planted(rows=150, noise=0.3)
    for n in range(12):
        runs[f"idle_{n}"] = np.random.default_rng(n).random(len(runs) // 2).tolist() * 2
    peelings = by_prim(cases_of(runs, [*FACTORS, *(f"idle_{n}" for n in range(12))], DRIFT))
    assert peelings
    assert {one.factor for one in peelings[0].box.restrictions} & {"burden", "mission"}


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
    assert {one.factor for one in box.restrictions} == {"burden", "mission"}
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
