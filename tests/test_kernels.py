"""Compiled and plain rules agree; draws are uniform, keyed, and the same in both."""

from __future__ import annotations

import numpy as np
import pytest

from partnersim.model import PartnershipModel
from partnersim.scenario import library, posterior, priors
from partnersim.scenario.registry import funder_groups, model_groups
from partnersim.scenario.settings import load
from partnersim.state.draws import Draws, chance, mix, stable_hash, uniform
from partnersim.state.kernel import Kernel, kernel


def test_plain_and_compiled_rules_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load("prsca_compliant", ["population.organizations=12"], years=1, scale=10000.0)
    compiled = PartnershipModel(settings, seed=3)
    for _ in range(27):
        compiled.step()
    monkeypatch.setattr(Kernel, "__call__", lambda self, *arguments: self.python(*arguments))
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
        plain = PartnershipModel(settings, seed=3)
        for _ in range(27):
            plain.step()
    np.testing.assert_allclose(
        compiled.recorder.sector[:27], plain.recorder.sector[:27], rtol=1e-6, atol=1e-8
    )


def test_draws_are_uniform_and_keyed() -> None:
    stream = Draws(1, 0).stream("test")
    values = np.array([uniform(stream, month, who) for month in range(50) for who in range(400)])
    assert 0.0 <= values.min() < 0.001
    assert 0.999 < values.max() < 1.0
    counts, _ = np.histogram(values, bins=20, range=(0, 1))
    expected = len(values) / 20
    assert ((counts - expected) ** 2 / expected).sum() < 45.0  # chi-square, 19 degrees of freedom
    grid = values.reshape(50, 400)
    assert abs(np.corrcoef(grid[:-1].ravel(), grid[1:].ravel())[0, 1]) < 0.03
    assert abs(np.corrcoef(grid[:, :-1].ravel(), grid[:, 1:].ravel())[0, 1]) < 0.03


def test_streams_differ_by_seed_run_and_decision() -> None:
    streams = {
        int(Draws(seed, run).stream(name))
        for seed in (1, 2)
        for run in (0, 1)
        for name in ("calls", "boards")
    }
    assert len(streams) == 8
    assert stable_hash("calls") == 3668139151


def test_draws_of_people_are_uniform_and_keyed() -> None:
    keys = [np.uint64(mix(np.uint64(n))) for n in range(300)]
    grid = np.array([[chance(key, month, 2) for month in range(60)] for key in keys])
    other = np.array([[chance(key, month, 3) for month in range(60)] for key in keys])
    counts, _ = np.histogram(grid, bins=20, range=(0, 1))
    expected = grid.size / 20
    assert ((counts - expected) ** 2 / expected).sum() < 45.0
    for one, two in ((grid[:, 1:], grid[:, :-1]), (grid[1:], grid[:-1]), (grid, other)):
        assert abs(np.corrcoef(one.ravel(), two.ravel())[0, 1]) < 0.03


def test_a_rule_refuses_columns_and_is_always_called_with_the_same_types() -> None:
    """The first is an error wherever it happens; the second is looked for in every test (conftest)."""

    @kernel
    def add_up(numbers: np.ndarray, weight: float) -> float:
        total = 0.0
        for n in range(len(numbers)):
            total += numbers[n] * weight
        return total

    table = np.ones((3, 2))
    with pytest.raises(TypeError, match="whole arrays"):
        add_up(table[:, 0], 2.0)
    assert add_up(table[0], 2.0) == 4.0
    with pytest.raises(AssertionError, match="add_up"):
        add_up(table[0], 2)
    with pytest.raises(TypeError, match="whole arrays"):
        add_up(table[:, 0], 2.0)


@pytest.mark.parametrize("scenario", library.shipped())
@pytest.mark.parametrize("uncertainty", ["point", "prior", "posterior"])
def test_every_value_is_of_the_kind_its_declaration_has(scenario: str, uncertainty: str) -> None:
    """Rules are compiled for that kind, and would read the bytes of another as numbers."""
    settings = load(scenario)
    drawn = posterior.shipped().anywhere() if uncertainty == "posterior" else uncertainty
    values = priors.values_of(settings, Draws(1, 3), drawn)
    everywhere = [(model_groups(), values)]
    everywhere += [(funder_groups(), one.values) for one in settings.funders.values()]
    wrong = [
        (name, one.name)
        for groups, found in everywhere
        for name, group in groups.items()
        for one in group.numbers
        if type(found[name][one.name]) is not type(one.default)
    ]
    assert wrong == []
