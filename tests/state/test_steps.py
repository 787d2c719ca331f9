"""Steps declare the columns they write, and are ordered wherever what they read or write asks for it."""

from __future__ import annotations

import functools
import inspect
import types
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from partnersim import plugins, systems
from partnersim import schedule as schedule_module
from partnersim.declarations import Step
from partnersim.model import PartnershipModel
from partnersim.population import columns as of_population
from partnersim.population import tables
from partnersim.scenario.loading import load
from partnersim.scenario.parameter_groups import behaviour
from partnersim.schedule import order_of
from partnersim.state import payments
from partnersim.state.calendar import Phase
from partnersim.state.world import World
from tests.reading_steps import EVERY, PARTS, TABLES, touched

MODULES = {module.__name__.rpartition(".")[2]: module for module in behaviour()}
STEPS: dict[tuple[Phase, str], Step] = {
    (phase, name): module.STEPS[phase] for name, module in MODULES.items() for phase in module.STEPS
}
MOST_SHARED = 10  # columns with several writers
SCENARIOS = ("covid_crisis", "prsca_first_draft", "lip_toronto_west", "quebec_model_2")


@pytest.mark.parametrize(("phase", "name"), STEPS, ids=lambda value: getattr(value, "name", value))
def test_a_step_writes_what_it_declares(phase: Phase, name: str) -> None:
    step = STEPS[phase, name]
    assert touched(step.act).writes == step.columns_written


@functools.cache
def columns_read(act: Any) -> frozenset[str]:
    """What the code of a step reads."""
    return frozenset(touched(act).reads)


def conflicts(step: Step, other: Step) -> set[str]:
    """Columns that one step writes and the other reads or writes."""
    return {
        column
        for first, second in ((step, other), (other, step))
        for column in first.columns_written
        for touched_too in second.columns_written | columns_read(second.act)
        if column == touched_too
        or (EVERY in (column.split(".")[1], touched_too.split(".")[1])
            and column.split(".")[0] == touched_too.split(".")[0])
    }  # fmt: skip


def earlier(phase: Phase, name: str, here: list[str]) -> set[str]:
    """Every step of the phase that comes before, directly or through others that are here."""
    after = STEPS[phase, name].after
    before = {step for step in here if step in after or name in STEPS[phase, step].before}
    return before.union(*(earlier(phase, step, here) for step in before))


def system_of(name: str) -> str:
    """The system that a module is part of; nothing for the core."""
    return systems.system_of(MODULES[name])


@pytest.mark.parametrize("gone", sorted({system_of(name) for name in MODULES}))
@pytest.mark.parametrize("phase", Phase)
def test_steps_that_share_a_column_are_ordered(phase: Phase, gone: str) -> None:
    here = [name for of, name in STEPS if of is phase and not (gone and system_of(name) == gone)]
    before = {name: earlier(phase, name, here) for name in here}
    for n, step in enumerate(here):
        for other in here[n + 1 :]:
            shared = conflicts(STEPS[phase, step], STEPS[phase, other])
            ordered = step in before[other] or other in before[step]
            assert ordered or not shared, (step, other, sorted(shared))


def test_a_step_comes_after_steps_of_its_phase() -> None:
    for (phase, _), step in STEPS.items():
        assert all((phase, name) in STEPS for name in (*step.after, *step.before)), (phase, step)


def test_no_step_of_the_core_names_one_of_a_system() -> None:
    """A plug-in may: it is not there without what it was made beside."""
    for (phase, name), step in STEPS.items():
        if not system_of(name) and not plugins.of(MODULES[name]):
            named = {other for other in (*step.after, *step.before) if system_of(other)}
            assert not named, (phase, name)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_names_of_files_do_not_matter(scenario: str, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load(scenario, years=1, scale=2000.0)
    before = order_of(tuple(MODULES))
    expected = PartnershipModel(settings, seed=3)
    expected.run()
    monkeypatch.setattr(schedule_module, "behaviour", lambda: behaviour()[::-1])
    assert order_of(tuple(reversed(MODULES))) != before
    other = PartnershipModel(settings, seed=3)
    other.run()
    for name, column in columns_of(expected.world):
        assert same(column, dict(columns_of(other.world))[name]), name


def same(first: Any, other: Any) -> bool:
    """Whether two columns hold the same values."""
    return np.array_equal(first, other, equal_nan=first.dtype.kind == "f")


def columns_of(world: World) -> Iterator[tuple[str, Any]]:
    """Every column of the state by name."""
    for table in sorted(TABLES):
        rows = getattr(world, table)
        yield from ((f"{table}.{name}", rows[name]) for name in rows.dtype.names)
    for table, rows in world.tables.items():
        yield from ((f"{table}.{name}", rows[name]) for name in rows.dtype.names)
    for part in sorted(PARTS):
        whole = getattr(world, part)
        names = getattr(whole, "__dict__", None) or {
            name: None for kind in type(whole).__mro__ for name in getattr(kind, "__slots__", ())
        }
        for name in names:
            column = getattr(whole, name)
            if isinstance(column, np.ndarray):
                used = world.newcomers.rows if part == "newcomers" else None
                lives = used is not None and column.shape[-1] >= used and column.ndim <= 2
                yield f"{part}.{name}", column[..., :used] if lives else column
    for name in ("due", "arrivals"):
        yield f"world.{name}", getattr(world, name)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_step_changes_only_what_it_writes(scenario: str) -> None:
    model = PartnershipModel(load(scenario, years=2, scale=5000.0), seed=4)
    world = model.world
    for _ in range(model.settings.spin_up_months):
        model.step()
    model.step()
    acts = {step.act: step for step in STEPS.values()}
    model._steps = {
        phase: [_watched(act, acts[inspect.unwrap(act)]) for act in steps]
        for phase, steps in model._steps.items()
    }
    while world.now < world.calendar.months:
        model.step()


def same_people(first: Any, other: Any) -> bool:
    """The same, over as many rows as both have: of others only those who move them know."""
    if first.ndim != other.ndim or first.shape == other.shape:
        return same(first, other)
    rows = min(first.shape[-1], other.shape[-1])
    return same(first[..., :rows], other[..., :rows])


def _watched(act: Any, step: Step) -> Any:
    rows = {name.split(".")[0] for name in step.columns_written if name.endswith(f".{EVERY}")}

    def act_watched(world: World) -> None:
        before = {name: np.copy(column) for name, column in columns_of(world)}
        act(world)
        changed = {
            name
            for name, column in columns_of(world)
            if name.split(".")[0] not in rows and not same_people(before[name], column)
        }
        assert changed <= step.columns_written, act.__module__

    return act_watched


def writers() -> dict[str, set[str]]:
    """Columns, and the files with a statement that writes them while the model runs.

    Rows as a whole are no column's: organisations are founded and closed, arrays made anew.
    """
    table: dict[str, set[str]] = {}
    for step in STEPS.values():
        for column, places in touched(step.act).places.items():
            table.setdefault(column, set()).update(places)
    return table


DECLARED = {
    f"{table}.{name}": column
    for table in tables.titles()
    for name, column in tables.columns_of(table).items()
}


def test_a_column_has_one_writer_or_says_why_not() -> None:
    shared = {name for name, places in writers().items() if len(places) > 1 and name in DECLARED}
    assert {name for name, column in DECLARED.items() if column.several} == shared
    assert len(shared) <= MOST_SHARED


def test_every_column_is_a_lever_or_drawn_or_written() -> None:
    drawn = {
        f"{table}.{column.name}"
        for table, columns in of_population.COLUMNS.items()
        for column in columns
    }
    levers = {name for name, column in DECLARED.items() if column.lever}
    parts = {f"{part}.{name}" for part in PARTS for name in tables.columns_of(part)}
    arrays = {
        name for name in parts if not name.startswith("flows.")
    }  # rows, written by payments.py
    assert (set(DECLARED) | arrays) - drawn - levers - set(writers()) == set()


def test_no_two_parts_declare_one_purpose(monkeypatch: pytest.MonkeyPatch) -> None:
    twin = types.SimpleNamespace(__name__="twin", PURPOSES=("wages",))
    monkeypatch.setattr(tables, "parts", lambda: (payments, twin))
    with pytest.raises(ValueError, match="twin: there is a purpose wages already"):
        tables.purposes.__wrapped__()
