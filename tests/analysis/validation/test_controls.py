"""Controls can go wrong: a placebo that does something, a wrong sign that is right, chance taken for findings."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from partnersim.analysis.runs.nulls import SEEING_ALL_ALIKE, by_lot, other_luck
from partnersim.analysis.validation.controls import controls_of, parted
from partnersim.analysis.validation.false_findings import not_standing
from partnersim.analysis.validation.verdicts import judge, judge_part
from partnersim.evidence.patterns import Expected, patterns
from partnersim.model import PartnershipModel
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
    assert of["P9"]["wrong sign"] == ["funding", "mission_share"]
    assert of["P9"]["by lot"] == ["P9.soft", "P9.restored"]
    assert not of["P12"]
    assert not of["P3"]  # nothing there is evidence


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
