"""Controls can go wrong: a placebo that does something, a wrong sign that is right, chance taken for findings."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from partnersim.analysis.runs.nulls import SEEING_ALL_ALIKE, by_lot, other_luck
from partnersim.analysis.runs.paired_runs import interval
from partnersim.analysis.validation.controls import controls_of, level, parted
from partnersim.analysis.validation.false_findings import (
    chance_of,
    chance_of_interval,
    marked,
    most_by_chance,
    not_standing,
)
from partnersim.analysis.validation.record import PLAIN
from partnersim.analysis.validation.verdicts import judge, judge_part
from partnersim.evidence.patterns import Expected, patterns
from partnersim.model import PartnershipModel
from partnersim.report.formatting.verdicts import verdict_label
from partnersim.scenario.loading import load
from partnersim.schedule import COMPLETE

QUICK = {"years": 4, "scale": 1000.0}


def test_controls_are_those_of_the_parts_that_are_judged() -> None:
    of = {
        code: {c.id: [part.id for part in c.parts] for c in controls_of([pattern])}
        for pattern in patterns()
        for code in [pattern.id]
    }
    assert of["P9"]["placebo"] == ["funding", "identity_mean"]
    assert of["P9"]["wrong sign"] == ["funding", "mission_share", "identity_mean"]
    assert of["P9"]["by lot"] == ["P9.soft", "P9.restored"]
    assert not of["P3"]  # nothing there is evidence


def test_systems_ask_for_controls_of_their_own() -> None:
    for code, signs, first in (
        ("P12", ["P12.services", "P12.associative_life"], ["P12.services"]),
        ("P15", ["P15.prior"], ["P15.peel hamilton"]),
        ("P18", ["P18.funding"], ["P18.funding", "P18.soft", "P18.beside soft"]),
    ):
        pattern = next(pattern for pattern in patterns() if pattern.id == code)
        made = {c.id: c.parts for c in controls_of([pattern])}
        assert [part.id for part in made["wrong sign"]] == signs
        assert [part.id for part in made["placebo"]][: len(first)] == first
        asked = {f"{code}.{part.id}": part for part in pattern.parts}
        for part in made[
            "wrong sign"
        ]:  # what emerges fails when it is asked for the wrong way round
            least, most = asked[part.id].expected.emerging
            far = least + 1.0 if np.isfinite(least) else most - 1.0
            assert asked[part.id].expected.judge(far, far) == "emerges"
            assert part.expected.judge(far, far) == "fails"
        for part in made["placebo"]:
            assert part.against is not None
            assert replace(part.case, null="") == part.against


def test_a_wrong_sign_goes_through_choices_alone() -> None:
    """What a mission is worth to boards moves orientation, and hardly once a lot chooses for them."""
    pattern = next(pattern for pattern in patterns() if pattern.id == "P9")
    signs = next(c for c in controls_of([pattern]) if c.id == "wrong sign")
    [worth] = [part for part in signs.parts if part.id == "identity_mean"]
    both = replace(signs, parts=(worth, level("P9", worth)))
    full, lot = judge([both], runs=8, workers=1, **QUICK)
    assert full.verdict == "fails"
    assert abs(lot.mean) < 0.5 * full.mean


def test_luck_in_a_range_is_wrong_only_where_it_is_decided_against_zero() -> None:
    pattern = next(pattern for pattern in patterns() if pattern.id == "P18")
    made = next(c for c in controls_of([pattern]) if c.id == "placebo")
    own, beside = made.parts[1:3]
    assert [own.id, beside.id] == ["P18.soft", "P18.beside soft"]
    luck = np.random.default_rng(3).normal(0.0, 0.005, 40)
    judged = [judge_part(made, part, luck) for part in (own, beside)]
    assert [v.verdict for v in judged] == ["emerges", "fails"]
    assert parted(judged)[1].decided == ()
    moved = [judge_part(made, part, luck + 0.03) for part in (own, beside)]
    assert parted(moved)[1].decided == ("P18.soft", "P18.beside soft")


def test_chance_has_the_binomial_bound_of_its_level() -> None:
    """One set of tests in twenty passes it, or fewer: counts are whole."""
    drawn = np.random.default_rng(2).binomial(47, 0.05, 20_000)
    assert 0.02 < np.mean(drawn > most_by_chance(47)) < 0.05
    assert [most_by_chance(tests) for tests in (0, 1, 28, 47)] == [0, 0, 3, 5]


def test_placebos_and_wrong_signs_behave_and_would_be_named_if_not() -> None:
    [mission] = [pattern for pattern in patterns() if pattern.id == "P9"]
    few = replace(mission, parts=mission.parts[:2])
    judged = judge([few, *controls_of([few])], runs=6, workers=1, **QUICK)
    own, found = parted(judged)
    assert [verdict.part.id for verdict in own] == ["funding", "drift"]
    assert (found.decided, found.right, found.placebos, found.wrong_signs) == ((), (), 2, 2)
    turned = [
        replace(v, verdict="emerges") if v.pattern.id in ("placebo", "wrong sign") else v
        for v in judged
    ]
    _, found = parted(turned)
    assert found.decided == ("funding", "identity_mean")
    assert found.right == ("funding", "mission_share")


def test_by_lot_nobody_chooses_and_other_luck_changes_chance_alone() -> None:
    settings = load("mifi_status_quo", **QUICK)
    lots, lucky, same = (
        PartnershipModel(settings, seed=5, run=1, ablation=ablation)
        for ablation in (SEEING_ALL_ALIKE, COMPLETE, COMPLETE)
    )  # fmt: skip
    by_lot(lots)
    other_luck(lucky)
    for model in (lots, lucky, same):
        model.run()
    organizations = lots.world.organizations
    there = organizations["alive"] & (organizations["founded_month"] < 0)
    used = organizations["mission_use"][there]
    np.testing.assert_allclose(used, lots.world.choices["mission"][there])
    assert used.std() > 0.2  # uniform: 0.29
    asked = lots.world.choices["applications_reception"][there]
    assert asked.std() > 0.2
    assert lucky.parameter_values == same.parameter_values
    assert not np.array_equal(lucky.recorder.values, same.recorder.values, equal_nan=True)


def test_one_in_twenty_chance_findings_does_not_stand() -> None:
    """Of 200 parts in which nothing is, some ten are decided; none of them stands beside the others."""
    random = np.random.default_rng(1)
    pattern = patterns()[0]
    part = replace(pattern.parts[0], expected=Expected(0.0))
    chance = [judge_part(pattern, part, random.normal(0.0, 1.0, 40)) for _ in range(200)]
    decided = [v for v in chance if v.verdict in ("emerges", "fails")]
    assert 3 <= len(decided) <= 20
    assert not_standing(chance) == decided
    real = [judge_part(pattern, part, random.normal(2.0, 1.0, 40)) for _ in range(20)]
    assert not_standing([*chance, *real]) == decided
    assert {v.said for v in decided} <= {"emerges", "fitted", "fails"}
    together = marked([*chance, *real])
    assert {v.stands for v in together if v.values in {each.values for each in decided}} == {False}
    assert all(v.stands for v in together[len(chance) :])
    assert all(marked([each])[0].stands for each in real)


def test_what_does_not_stand_is_called_neither_held_nor_failed() -> None:
    """In words, data and saved rows; what is no evidence anyhow keeps its word."""
    pattern = patterns()[0]
    part = replace(pattern.parts[0], use="val", written_in="no", too=False, expected=Expected(0.0))
    random = np.random.default_rng(6)
    for sign, alone in ((1.0, "emerges"), (-1.0, "fails")):
        values = random.normal(0.0, 1.0, 40)
        values = (values - values.mean()) / values.std()
        lucky = judge_part(pattern, part, values + 0.36 * sign)
        assert (marked([lucky])[0].said, lucky.verdict) == (alone, alone)
        nothing = [judge_part(pattern, part, random.normal(0.0, 0.1, 40)) for _ in range(90)]
        first, *_ = marked([lucky, *nothing])
        assert (first.said, first.row()[-1], verdict_label(first)) == (("may be chance",) * 3)
        assert (first.verdict, PLAIN[first.said]) == (alone, "may_be_chance")
        assert verdict_label(replace(first, holds=0.5)) == "may be chance"  # and not weakly
        controls = [replace(each, pattern=pattern) for each in (lucky, *nothing)]
        assert parted(controls)[0][0].said == "may be chance"
        told = replace(first, part=replace(part, written_in="yes"))
        assert told.said == ("written in" if sign > 0 else "may be chance")


def test_a_chance_is_found_again_from_a_saved_interval() -> None:
    values = np.random.default_rng(7).normal(0.3, 1.0, 39)
    expected = Expected(0.0, least=0.01)
    bounds = interval(values)
    again = chance_of_interval(bounds.mean, bounds.high, 39, expected)
    assert 0.0 < again < 1.0
    np.testing.assert_allclose(again, chance_of(values, expected))
