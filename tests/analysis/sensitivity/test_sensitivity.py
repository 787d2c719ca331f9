"""The machinery of sensitivity on functions whose indices are published, with and without noise.

Ishigami and Homma (1990), Sobol' G (Saltelli et al. 2010), Morris's function of twenty inputs (1991).
"""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from partnersim.analysis.sensitivity import (
    emulator,
    moment_independent,
    morris,
    rank_regression,
    sobol,
)
from partnersim.analysis.sensitivity.indices import (
    NotFiniteError,
    NothingVariesError,
    components_of,
)

Array = NDArray[np.float64]
ISHIGAMI_FIRST = {"a": 0.3139, "b": 0.4424, "c": 0.0}
ISHIGAMI_TOTAL = {"a": 0.5576, "b": 0.4424, "c": 0.2437}


def ishigami(x: Array) -> Array:
    angle = 2.0 * np.pi * x - np.pi
    first, second, third = angle[..., 0], angle[..., 1], angle[..., 2]
    value: Array = np.sin(first) + 7.0 * np.sin(second) ** 2 + 0.1 * third**4 * np.sin(first)
    return value


G = np.array([0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0])


def sobol_g(x: Array) -> Array:
    value: Array = np.prod((np.abs(4.0 * x - 2.0) + G) / (1.0 + G), axis=-1)
    return value


def g_first() -> Array:
    own = 1.0 / (3.0 * (1.0 + G) ** 2)
    first: Array = own / (np.prod(1.0 + own) - 1.0)
    return first


def saltelli(number: int, blocks: int, seed: int = 3) -> Array:
    from SALib.sample import sobol as sample

    problem = {"num_vars": number, "names": [str(n) for n in range(number)],
               "bounds": [[0.0, 1.0]] * number}  # fmt: skip
    rows = sample.sample(problem, blocks, calc_second_order=False, seed=seed)
    return np.asarray(rows).reshape(blocks, number + 2, number)


def replicated(values: Array, replicates: int, noise: float, shared: bool, seed: int = 5) -> Array:
    """Values with replicates and their luck: shared within a block, or each run its own."""
    random = np.random.default_rng(seed)
    shape = (len(values), 1, replicates) if shared else (*values.shape, replicates)
    return values[..., None] + noise * random.standard_normal(shape)


def by_name(study: object, kind: str, of: str = "mean") -> dict[str, float]:
    return {index.factor: index.value for index in study.of(kind, of)}  # type: ignore[attr-defined]


def test_ishigami_without_noise() -> None:
    study = sobol.analyse("y", "abc", ishigami(saltelli(3, 2048))[..., None])
    assert by_name(study, "first_order") == pytest.approx(ISHIGAMI_FIRST, abs=0.02)
    assert by_name(study, "total") == pytest.approx(ISHIGAMI_TOTAL, abs=0.02)
    for index in study.indices:
        expected = (ISHIGAMI_FIRST if index.kind == "first_order" else ISHIGAMI_TOTAL)[index.factor]
        assert index.low - 0.01 <= expected <= index.high + 0.01
    result = {(index.kind, index.factor): index.detectable for index in study.indices}
    assert not result["first_order", "c"]
    assert result["total", "c"] is None  # one replicate: what luck shows is not known
    assert np.isnan(study.luck.luck_share)


def test_sobol_g_without_noise() -> None:
    names = [f"x{n}" for n in range(8)]
    study = sobol.analyse("y", names, sobol_g(saltelli(8, 2048))[..., None])
    first = by_name(study, "first_order")
    np.testing.assert_allclose([first[name] for name in names], g_first(), atol=0.02)


@pytest.mark.parametrize("shared", [True, False])
def test_ishigami_with_noise_keeps_its_order_and_tells_luck_apart(shared: bool) -> None:
    values = replicated(ishigami(saltelli(3, 1024)), 4, 2.0, shared)
    study = sobol.analyse("y", "abc", values)
    total = by_name(study, "total")
    assert total["a"] > total["b"] > total["c"]
    explained = float(ishigami(saltelli(3, 1024)).var())
    assert study.luck.luck_share == pytest.approx(4.0 / (4.0 + explained), abs=0.04)


def test_a_factor_without_effect_is_not_detectable_whatever_its_luck() -> None:
    x = saltelli(4, 512)
    for shared in (True, False):
        values = replicated(ishigami(x[..., :3]), 4, 3.0, shared)
        study = sobol.analyse("y", "abcd", values)
        useless = next(index for index in study.of("total") if index.factor == "d")
        assert not useless.detectable
        assert all(index.detectable for index in study.of("total") if index.factor in "ab")


def test_what_moves_the_spread_is_told_from_what_moves_the_mean() -> None:
    x = saltelli(2, 512)
    random = np.random.default_rng(2)
    luck = random.standard_normal((512, 1, 32))
    values = x[..., 0][..., None] + (0.05 + x[..., 1][..., None]) * luck
    study = sobol.analyse("y", "ab", values)
    assert by_name(study, "total", "mean")["a"] > by_name(study, "total", "mean")["b"]
    assert by_name(study, "total", "variance")["b"] > 0.8
    assert by_name(study, "total", "variance")["a"] < 0.2


def test_a_small_sample_is_called_small_and_a_large_one_enough() -> None:
    small = sobol.analyse("y", "abc", ishigami(saltelli(3, 64))[..., None])
    assert not small.converged
    large = sobol.analyse("y", "abc", ishigami(saltelli(3, 4096))[..., None])
    assert large.converged
    assert small.needed > 64
    widths = [convergence.widest for convergence in large.convergence]
    assert widths == sorted(widths, reverse=True)
    assert sobol.needed_samples(64, 0.1) == 256


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_one_value_that_is_not_finite_is_refused_before_any_index(value: float) -> None:
    values = ishigami(saltelli(3, 64))[..., None]
    values[5, 2, 0] = value
    with pytest.raises(NotFiniteError, match=r"1 of 320 runs, first at \(5, 2, 0\)"):
        sobol.analyse("y", "abc", values)


def test_an_outcome_that_never_varies_is_refused() -> None:
    with pytest.raises(NothingVariesError):
        sobol.analyse("y", "abc", np.ones((64, 5, 1)))


# --- Morris ------------------------------------------------------------------------------------


def morris_function(x: Array) -> Array:
    """Morris 1991, section 5: inputs 1 to 10 matter, 11 to 20 hardly."""
    w = 2.0 * (x - 0.5)
    for n in (2, 4, 6):
        w[..., n] = 2.0 * (1.1 * x[..., n] / (x[..., n] + 0.1) - 0.5)
    value = np.zeros(w.shape[:-1])
    for i in range(20):
        value += (20.0 if i < 10 else (-1.0) ** (i + 1)) * w[..., i]
        for j in range(i + 1, 20):
            value += (-15.0 if j < 6 else (-1.0) ** (i + j)) * w[..., i] * w[..., j]
            for k in range(j + 1, 20):
                if k < 5:
                    value += -10.0 * w[..., i] * w[..., j] * w[..., k]
                    for m in range(k + 1, 4):
                        value += 5.0 * w[..., i] * w[..., j] * w[..., k] * w[..., m]
    return value


def trajectories(number: int, samples: int) -> Array:
    from SALib.sample import morris as sample

    problem = {"num_vars": number, "names": [str(n) for n in range(number)],
               "bounds": [[0.0, 1.0]] * number}  # fmt: skip
    rows = sample.sample(problem, samples, num_levels=4, seed=4)
    return np.asarray(rows).reshape(samples, number + 1, number)


def test_morris_function_tells_the_ten_that_matter() -> None:
    positions = trajectories(20, 60)
    names = [str(n + 1) for n in range(20)]
    study = morris.analyse("y", names, positions, morris_function(positions)[..., None])
    star = by_name(study, "mu_star")
    assert min(star[str(n)] for n in range(1, 11)) > max(star[str(n)] for n in range(11, 21))
    sigma = by_name(study, "sigma")
    # 8 to 10 act almost alone and in a straight line, 1 to 7 bend or interact
    assert max(sigma[str(n)] for n in (8, 9, 10)) < min(sigma[str(n)] for n in range(1, 8))


def test_effects_are_those_of_salib() -> None:
    from SALib.analyze import morris as salib

    positions = trajectories(3, 40)
    values = ishigami(positions)
    problem = {"num_vars": 3, "names": list("abc"), "bounds": [[0.0, 1.0]] * 3}
    theirs = salib.analyze(problem, positions.reshape(-1, 3), values.ravel(), num_levels=4, seed=1)
    ours = by_name(morris.analyse("y", "abc", positions, values[..., None]), "mu_star")
    np.testing.assert_allclose([ours[name] for name in "abc"], theirs["mu_star"], rtol=1e-9)


def test_the_effect_of_a_choice_is_the_change_from_one_to_another() -> None:
    positions = trajectories(3, 40)
    second = (positions[..., 0] >= 0.5).astype(float)  # two choices, equal parts of the positions
    values = 4.0 * second + 2.0 * positions[..., 1]
    random = np.random.default_rng(3)
    noisy = values[..., None] + random.standard_normal((*values.shape, 8))
    study = morris.analyse("y", "abc", positions, values[..., None], choices=["a"])
    star = by_name(study, "mu_star")
    assert star == pytest.approx({"a": 4.0, "b": 2.0, "c": 0.0})
    assert study.choices == {"a"}
    first, third = (
        {index.factor: index.dummy for index in morris.analyse(
            "y", "abc", positions, noisy, choices=choices).of("mu_star")}
        for choices in ((), ("c",))
    )  # fmt: skip
    assert third["c"] == pytest.approx(first["c"] * 2.0 / 3.0)  # luck on the same scale


def test_luck_is_the_dummy_of_elementary_effects() -> None:
    positions = trajectories(3, 40)
    values = 5.0 * positions[..., 0]  # b and c do nothing
    random = np.random.default_rng(3)
    noisy = values[..., None] + random.standard_normal((*values.shape, 8))
    study = morris.analyse("y", "abc", positions, noisy)
    result = {index.factor: index.detectable for index in study.of("mu_star")}
    assert result == {"a": True, "b": False, "c": False}


# --- other methods -----------------------------------------------------------------------------


def cube(rows: int, number: int, seed: int = 6) -> Array:
    return np.asarray(np.random.default_rng(seed).random((rows, number)))


def test_rank_regression_sees_what_goes_one_way_and_says_how_much_it_misses() -> None:
    x = cube(400, 3)
    line = np.exp(3.0 * x[:, 0] - x[:, 1])
    study = rank_regression.analyse("y", "abc", x, line[:, None])
    result = by_name(study, "rank_regression")
    assert result["a"] > result["b"] > 0.2
    assert not next(
        index for index in study.of("rank_regression") if index.factor == "c"
    ).detectable
    assert study.q2 > 0.9
    hump = rank_regression.analyse("y", "abc", x, ((x[:, 0] - 0.5) ** 2)[:, None])
    assert hump.q2 < 0.1


@pytest.mark.parametrize("method", ["pawn", "delta"])
def test_distributions_tell_order_and_a_dummy(method: str) -> None:
    x = cube(700, 4)
    study = moment_independent.analyse(method, "y", "abcd", x, ishigami(x[:, :3])[:, None])
    result = by_name(study, method)
    assert result["b"] > result["a"] > result["d"]  # 0.35, 0.21 and 0.16 (c), by delta as published
    detect = {index.factor: index.detectable for index in study.of(method)}
    assert detect["a"]
    assert detect["b"]
    assert not detect["d"]


def test_an_emulator_gives_the_indices_from_few_rows() -> None:
    x = cube(120, 3)
    study = emulator.analyse("y", "abc", x, ishigami(x)[:, None])
    assert study.q2 > 0.9
    assert by_name(study, "total") == pytest.approx(ISHIGAMI_TOTAL, abs=0.08)


def test_an_emulator_of_noise_is_refused() -> None:
    noise = np.random.default_rng(1).standard_normal((60, 1))
    with pytest.raises(emulator.BadEmulatorError, match=r"0\.7"):
        emulator.analyse("y", "abc", cube(60, 3), noise)


def test_lucks_share_of_the_variance() -> None:
    random = np.random.default_rng(0)
    values = random.standard_normal((4000, 1)) + 0.5 * random.standard_normal((4000, 6))
    assert components_of(values).luck_share == pytest.approx(0.25 / 1.25, abs=0.02)
