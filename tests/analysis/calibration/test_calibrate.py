"""Calibration against what is known: closed forms, dummies, coverage; parts that no parameters reach."""

from __future__ import annotations

import functools
import itertools

import numpy as np
import pytest

from partnersim.analysis.calibration import emulation, history_matching, synthetic_truth
from partnersim.analysis.calibration.design import plan_of
from partnersim.analysis.calibration.procedure import floor_of
from partnersim.analysis.calibration.targets import (
    ALWAYS,
    ARITHMETIC,
    NOT_EMULATED,
    UNREACHABLE,
    USED,
    status_of,
    targets,
)
from partnersim.evidence.patterns import patterns
from partnersim.language import UserError
from partnersim.scenario.loading import load

SLOPES = np.array([[1.0, 0.6, 0.0, 0.0], [0.0, 0.5, -0.8, 0.0]])  # the fourth input does nothing
NOISE = np.array([[0.010, 0.004], [0.004, 0.006]])  # of a run's two measures, correlated
DUMMIES = 20


def toy(rows: int, seed: int = 5) -> tuple[np.ndarray, np.ndarray]:
    """Positions (rows, 4 + dummies) and values (rows, 2 replicates, 2 measures) of a linear model."""
    draws = np.random.default_rng(seed)
    positions = draws.random((rows, 4 + DUMMIES))
    luck = draws.multivariate_normal([0.0, 0.0], NOISE, size=(rows, 2))
    return positions, (positions[:, :4] @ SLOPES.T)[:, None, :] + luck


@pytest.fixture(scope="module")
def emulators() -> emulation.Emulators:
    positions, values = toy(512)
    return emulation.fit(["one", "other"], positions, values, DUMMIES, 1)


def test_emulators_see_what_matters_and_what_is_left(emulators: emulation.Emulators) -> None:
    first, other = emulators.each
    rows = np.random.default_rng(2).random((50, 4 + DUMMIES))
    own = first.process.predict(rows[:, first.inputs])
    assert first.predict(rows) == pytest.approx(own, abs=1e-9)
    assert {0, 1} <= set(first.inputs)
    assert {1, 2} <= set(other.inputs)
    assert 3 not in first.inputs
    assert first.q2 > 0.98
    assert other.q2 > 0.98
    assert emulators.covariance([0, 1]) == pytest.approx(NOISE, rel=0.2)
    true_luck = NOISE[0, 0] / (NOISE[0, 0] + (SLOPES[0] ** 2).sum() / 12.0)
    assert first.luck == pytest.approx(true_luck, rel=0.3)


def test_with_one_replicate_luck_is_not_known() -> None:
    positions, values = toy(128)
    (first,) = emulation.fit(["one"], positions, values[:, :1, :1], DUMMIES, 1).each
    assert np.isnan(first.luck)
    assert 0.7 < first.q2 < 0.98  # what luck does counts as error


def test_the_posterior_is_that_of_the_closed_form(emulators: emulation.Emulators) -> None:
    """Exact data, a linear model, normal luck: the posterior is normal, cut at the ends of the prior."""
    data = np.array([0.9, -0.2])
    fit = history_matching.fit(
        emulators, [0, 1], [(x, x) for x in data], 4 + DUMMIES, 1, draws=3000
    )
    grid = np.array(list(itertools.product((np.arange(60) + 0.5) / 60, repeat=3)))
    away = data - grid @ SLOPES[:, :3].T
    weights = np.exp(-0.5 * np.einsum("ij,jk,ik->i", away, np.linalg.inv(NOISE), away))
    weights /= weights.sum()
    mean = weights @ grid
    spread = np.sqrt(weights @ grid**2 - mean**2)
    assert fit.kept[:, :3].mean(axis=0) == pytest.approx(mean, abs=0.02)
    assert fit.kept[:, :3].std(axis=0) == pytest.approx(spread, rel=0.08)
    correlated = np.corrcoef(fit.kept[:, 0], fit.kept[:, 1])[0, 1]
    expected = (weights @ (grid[:, 0] * grid[:, 1]) - mean[0] * mean[1]) / (spread[0] * spread[1])
    assert correlated == pytest.approx(expected, abs=0.05)
    assert fit.kept[:, 3].std() == pytest.approx(1 / np.sqrt(12), rel=0.05)  # it does nothing


def test_a_band_is_flat_inside_and_falls_outside() -> None:
    covariance = np.diag([0.04, 0.01])
    low, high = np.array([0.2, -np.inf]), np.array([0.5, 0.3])
    means = np.array([[0.3, 0.0], [0.5, 0.3], [0.9, -5.0], [0.3, 0.5], [0.9, 0.5]])
    squared = history_matching.squared_distances(means, low, high, covariance)
    assert squared == pytest.approx([0.0, 0.0, 4.0, 4.0, 8.0], abs=1e-6)


def test_the_distance_is_that_of_the_nearest_point() -> None:
    """Against a search over the box, with correlated errors."""
    covariance = np.array([[0.04, 0.018], [0.018, 0.01]])
    low, high = np.array([0.2, 0.1]), np.array([0.5, 0.3])
    means = np.random.default_rng(1).uniform(-0.3, 1.0, (40, 2))
    result = history_matching.squared_distances(means, low, high, covariance)
    axes = [np.linspace(a, b, 301) for a, b in zip(low, high, strict=True)]
    box = np.array(list(itertools.product(*axes)))
    inverse = np.linalg.inv(covariance)
    for mean, squared in zip(means, result, strict=True):
        away = mean - box
        assert squared == pytest.approx(
            np.einsum("ij,jk,ik->i", away, inverse, away).min(), abs=0.02 + 0.01 * squared
        )


def test_bands_that_exclude_one_another_are_said(
    emulators: emulation.Emulators, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        history_matching, "pools", functools.partial(history_matching.pools, most=1)
    )
    with pytest.raises(UserError, match="exclude one another"):
        history_matching.fit(emulators, [0, 1], [(5.0, 6.0), (-np.inf, -5.0)], 4 + DUMMIES, 1)


def test_intervals_hold_simulated_truths_as_often_as_they_say(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(synthetic_truth, "POOLS", 1)
    positions, values = toy(1500)
    bands = [(0.7, 1.0), (-np.inf, -0.1)]
    proofs = synthetic_truth.recover(
        ["one", "other"], positions, values, DUMMIES, [0, 1], bands, 3, 300
    )
    assert len(proofs[0].places) == 300
    for proof in proofs:
        for level in synthetic_truth.LEVELS:
            for n in range(4):
                result = synthetic_truth.coverage(proof, "x", [n], level)
                assert result.low - 0.02 <= level <= result.high + 0.02, (proof.data, n, result)
        assert proof.uniform()[:4].min() > 0.001
    exact, banded = proofs
    assert exact.contraction[0] > banded.contraction[0] + 0.1 > 0.2
    assert np.median(exact.effective) > 500


def test_what_does_nothing_is_not_identified(emulators: emulation.Emulators) -> None:
    fit = history_matching.fit(emulators, [0, 1], [(0.9, 0.9), (-0.2, -0.2)], 4 + DUMMIES, 1)
    contraction = history_matching.contraction(fit.kept)
    assert (contraction[[0, 2]] > floor_of(contraction)).all()
    assert contraction[3] < floor_of(contraction)


def test_truths_are_rows_no_emulator_has_seen() -> None:
    seen, unseen = synthetic_truth.split(100, 1)
    assert not set(seen) & set(unseen)
    assert sorted([*seen, *unseen]) == list(range(100))


def test_a_run_falls_on_one_side_of_each_band() -> None:
    edges = np.array([[0.2, 0.5], [-np.inf, 0.3], [0.1, np.inf]])
    low, high = synthetic_truth.cell(np.array([0.6, 0.1, 0.0]), edges)
    assert low.tolist() == [0.5, -np.inf, -np.inf]
    assert high.tolist() == [np.inf, 0.3, 0.1]


def test_only_what_is_told_apart_moves_the_posterior() -> None:
    part = next(
        p for pattern in patterns() for p in pattern.parts if (pattern.id, p.id) == ("P4", "level")
    )
    written_in = next(p for pattern in patterns() for p in pattern.parts if p.written_in == "yes")
    assert status_of(part, 0.5, True) == USED
    assert status_of(part, 0.5, False) == NOT_EMULATED
    assert status_of(part, 0.01, True) == UNREACHABLE
    assert status_of(part, 1.0, True) == ALWAYS
    assert status_of(written_in, 0.5, True) == ARITHMETIC


def test_it_is_fitted_to_cal_parts_alone() -> None:
    aims = targets(load("prsca_compliant"))
    assert aims
    assert {aim.part.use for aim in aims} == {"cal"}
    with pytest.raises(UserError, match="mifi_status_quo"):
        targets(load("federal_annual_contracts"))


def test_what_is_stated_is_not_fitted() -> None:
    plan = plan_of(load("mifi_status_quo", ["members.leaving=0.3"]), rows=64)
    free = {factor.path for factor in plan.experiment.factors}
    assert "members.leaving" not in free
    assert "board.money_value" in free


@pytest.mark.parametrize(("rows", "said"), [(32, "from 64 to"), (100, "power of two")])
def test_a_design_is_a_power_of_two(rows: int, said: str) -> None:
    with pytest.raises(UserError, match=said):
        plan_of(load("mifi_status_quo"), rows=rows)
