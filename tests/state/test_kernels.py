"""Rules refuse arguments of another kind than they are compiled for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from partnersim.model import PartnershipModel
from partnersim.scenario import library, posterior, priors
from partnersim.scenario.loading import load
from partnersim.scenario.parameter_groups import funder_groups, model_groups
from partnersim.scenario.settings import Settings
from partnersim.state.draws import Draws
from partnersim.state.kernel import Kernel, kernel, looking_once
from partnersim.state.month_of_needs import live
from partnersim.state.world import Table, World
from tests.conftest import CALL


@pytest.fixture(autouse=True)
def _called_as_in_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Kernel, "__call__", CALL)


def test_a_rule_refuses_arguments_of_another_kind_than_declared_or_compiled_for() -> None:
    @kernel
    def add_up(numbers: NDArray[np.float32], table: Table, weight: float, often: int) -> float:
        total = 0.0
        for n in range(len(numbers)):
            total += numbers[n] * weight + table[0]["staff"]
        return total * often

    numbers, table = np.ones((3, 2), np.float32), np.zeros(1, [("place", "i8"), ("staff", "f8")])
    other_column = np.zeros(1, [("place", "i8"), ("staff", "f4")])
    swapped = numbers[0].astype(">f4")
    for wrong, said in (
        ((numbers[:, 0], table, 2.0, 1), r"add_up takes .*float32.* numbers; .* not in one piece"),
        (
            (numbers[0].astype(float), table, 2.0, 1),
            r"NDArray\[np.float32\] .* numbers; .* float64\[:\]",
        ),
        ((numbers[0], table, 2, 1), "takes float as its argument weight; it was handed int64"),
        ((numbers[0], table, 2.0, 1.0), "takes int as its argument often; it was handed float64"),
        (
            (numbers[0], table["staff"], 2.0, 1),
            r"takes Table as its argument table; .* float64\[:\]",
        ),
        (([1.0, 1.0], table, 2.0, 1), "argument numbers; it was handed list"),
        ((numbers[0], table, None, 1), "argument weight; it was handed NoneType"),
    ):
        with pytest.raises(TypeError, match=said):
            add_up(*wrong)
    assert add_up(numbers[0], table, 2.0, 3) == 12.0
    assert add_up(numbers[0], table, np.float64(2.0), np.int64(3)) == 12.0
    for wrong, said in (
        (
            (numbers[0].astype(float), table, 2.0, 1),
            r"takes float32\[:\] .* numbers; .* float64\[:\]",
        ),
        ((numbers, table, 2.0, 1), r"takes float32\[:\] .* numbers; .* float32\[:, :\]"),
        ((swapped, table, 2.0, 1), "takes float32.* numbers; it was handed >f4"),
        ((numbers[0], other_column, 2.0, 1), r"takes float64 .* table\['staff'\]; .* float32"),
        ((numbers[0], table[["place"]], 2.0, 1), r"table\['staff'\]; .* a table without it"),
        ((numbers[0], table, True, 1), "takes float64 as its argument weight; it was handed bool"),
        ((numbers[0], table, 2.0, np.uint64(1)), "takes int64 .* often; it was handed uint64"),
    ):
        with pytest.raises(TypeError, match=said):
            add_up(*wrong)


def _language_in_double_precision(world: World) -> None:
    world.newcomers.language = world.newcomers.language.astype(np.float64)  # type: ignore[assignment]


def _a_rate_in_whole_numbers(world: World) -> None:
    table = world.parameters["seeking"]
    kinds = [(name, "i8" if name == "asking" else of) for name, of in table.dtype.descr]
    world.parameters["seeking"] = table.astype(kinds)


def _whole_weight(world: World) -> None:
    world.newcomers.weight = 500


def _staff_in_single_precision(world: World) -> None:
    o = world.organizations
    world.organizations = o.astype(
        [(name, "f4" if name == "staff" else (kind.base, kind.shape))
         for name, (kind, *_) in o.dtype.fields.items()]
    )  # fmt: skip


@kernel
def _taste(row: Any) -> Any:
    return row["taste"]


def test_a_rule_refuses_a_row_of_another_table_than_it_was_compiled_for() -> None:
    """Bytes of the first column would be read for another's."""
    first = np.array([(2.0,)], [("taste", "f8")])[0]
    other = np.array([(5.0, 3.0)], [("attitude", "f8"), ("taste", "f8")])[0]
    assert _taste(first) == 2.0
    with pytest.raises(TypeError, match=r"row\['attitude'\]"):
        _taste(other)


@pytest.mark.parametrize(
    ("make_wrong", "said"),
    [
        (_language_in_double_precision, r"takes .*float32.* argument language; .* float64"),
        (_a_rate_in_whole_numbers, r"takes float64 .* seeking\['asking'\]; .* int64"),
        (_whole_weight, r"takes float64 .* argument weight; .* int64"),
        (_staff_in_single_precision, r"takes float64 .* organizations\['staff'\]; .* float32"),
    ],
)
def test_a_model_refuses_a_wrong_kind_at_the_first_step_of_its_schedule(
    small: Settings,
    make_wrong: Callable[[World], None],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    right, wrong = (PartnershipModel(small, seed=3) for _ in range(2))
    right.step()
    make_wrong(wrong.world)
    with pytest.raises(TypeError, match=said):
        wrong.step()
    right.step()


def test_kinds_are_looked_at_again_when_the_scenario_begins_and_once_in_between(
    small: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: Counter[Kernel] = Counter()
    look_at = Kernel.look_at

    def count(self: Kernel, arguments: tuple[object, ...]) -> None:
        looked[self] += 1
        look_at(self, arguments)

    model = PartnershipModel(small, seed=3)
    monkeypatch.setattr(Kernel, "look_at", count)
    while model.world.now < model.world.calendar.spin_up_months:
        model.step()
    assert looked[live] == 1
    assert max(looked.values()) == 1
    (regime,) = model.world.regimes
    model.world.regimes = [replace(regime, parameters=model.world.parameters)]
    _a_rate_in_whole_numbers(model.world)
    with pytest.raises(TypeError, match="asking"):
        model.step()


@pytest.mark.parametrize("scenario", library.shipped())
@pytest.mark.parametrize("uncertainty", ["point", "prior", "posterior"])
def test_every_value_is_of_the_kind_its_declaration_has(scenario: str, uncertainty: str) -> None:
    """Rules are compiled for that kind, and would read the bytes of another as numbers."""
    settings = load(scenario)
    drawn = posterior.shipped().anywhere() if uncertainty == "posterior" else uncertainty
    values = priors.values_of(settings, Draws(1, 3), drawn)
    everywhere = [(model_groups(), values)]
    everywhere += [(funder_groups(), funder.values) for funder in settings.funders.values()]
    wrong = [
        (name, number.name)
        for groups, result in everywhere
        for name, group in groups.items()
        for number in group.numbers
        if type(result[name][number.name]) is not type(number.default)
    ]
    assert wrong == []


def test_models_that_overlap_in_threads_leave_no_rule_unlooked_at() -> None:
    first, second = looking_once(set()), looking_once(set())
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    second.__exit__(None, None, None)
    assert Kernel.looked_at == frozenset()
