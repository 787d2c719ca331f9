"""One part of a sweep: some runs, made anywhere; what its files hold goes back to who asked for it."""

from __future__ import annotations

import functools
import pickle
import threading
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from partnersim.analysis.runs import pattern_measures
from partnersim.analysis.runs.executors import set_aside_what_is_loaded
from partnersim.analysis.runs.overlays import Place, Value, overlaid
from partnersim.analysis.runs.paired_runs import years_of_run
from partnersim.analysis.sweeps.experiment import PATTERN, Measured, code_digest
from partnersim.analysis.sweeps.part_files import KEPT, content_of
from partnersim.model import PartnershipModel
from partnersim.outcomes.change import months_before
from partnersim.outcomes.recorder import named
from partnersim.results import RunTables
from partnersim.results.collecting import table_of
from partnersim.results.writing import joined
from partnersim.spin_up_cache import SpinUpCache

if TYPE_CHECKING:
    from partnersim.scenario.posterior import Uncertainty
    from partnersim.scenario.settings import Settings


Made = dict[str, bytes]  # by table, what its Parquet file holds; `outcomes` last
_KEPT_SPIN_UPS = 32  # each holds a whole world; more replicates than that begin for themselves
_ONE_AT_A_TIME = threading.Lock()  # a worker with several threads makes one part after the other


class OtherRulesError(Exception):
    """A worker holds other rules than the session that asks it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What every worker knows of a sweep."""

    digest: str
    code: str
    settings: Settings
    places: tuple[Place, ...]
    outcomes: tuple[Measured, ...]
    seed: int
    replicates: int
    uncertainty: Uncertainty
    keep: bool
    own_luck: bool = False
    levers: bool = (
        False  # rows differ in levers alone: the spin-up of a replicate is that of all rows
    )


@dataclass(frozen=True, slots=True)
class Task:
    """Runs `first` to `first + count`, numbered row by row; `values` of the rows they lie in."""

    digest: str
    plan: bytes
    first: int
    count: int
    values: tuple[tuple[Value, ...], ...]


@functools.lru_cache(maxsize=4)
def _plan(_digest: str, plan: bytes) -> Plan:
    loaded: Plan = pickle.loads(plan)  # our own bytes
    if loaded.code != code_digest():
        raise OtherRulesError
    return loaded


def make(task: Task) -> Made:
    """Make the runs of a part. No file of the sweep is read or written: workers need not share a disk."""
    with _ONE_AT_A_TIME:
        plan = _plan(task.digest, task.plan)
        made = _made(plan, task)
        set_aside_what_is_loaded()
        return made


def _made(plan: Plan, task: Task) -> Made:
    width = len(plan.outcomes)
    measured = np.full((task.count, width), np.nan)
    errors: list[str | None] = [None] * task.count
    kept: dict[str, list[tuple[int, int, RunTables]]] = {name: [] for name in KEPT}
    settings, at = plan.settings, -1
    first_row = task.first // plan.replicates
    for n in range(task.count):
        row, replicate = divmod(task.first + n, plan.replicates)
        try:
            if row != at:
                settings, at = (
                    overlaid(plan.settings, plan.places, task.values[row - first_row]),
                    row,
                )
            model = run_of(plan, settings, task.first + n if plan.own_luck else replicate)
            measured[n] = measure(model, plan.outcomes)
            if plan.keep:
                for name in KEPT:
                    kept[name].append((row, replicate, _tables(model, name)))
        except Exception as error:
            at = -1
            errors[n] = "".join(traceback.format_exception(error))
    tables = {name: _joined(name, kept) for name in KEPT} if plan.keep else {}
    tables["outcomes"] = _table(plan, task, measured, errors)
    return {name: content_of(task.digest, table) for name, table in tables.items()}


@functools.lru_cache(maxsize=1)
def _spin_up_cache(_digest: str, room: int) -> SpinUpCache:
    """Those of the sweep that this process works at."""
    return SpinUpCache(room)


def run_of(plan: Plan, settings: Settings, luck: int) -> PartnershipModel:
    """One finished run: replicate n meets the same luck on every row, or every run has its own."""
    shared = (
        _spin_up_cache(plan.digest, min(plan.replicates, _KEPT_SPIN_UPS)) if plan.levers else None
    )
    model = PartnershipModel(
        settings,
        seed=plan.seed,
        run=luck,
        uncertainty=plan.uncertainty,
        measured_months=None if plan.keep else months_of(plan.outcomes, settings),
        keep_flows=plan.keep,
        spin_up_cache=shared,
    )
    model.run()
    return model


def months_of(outcomes: Sequence[Measured], settings: Settings) -> frozenset[int] | None:
    """The months that these outcomes are taken from; None: all."""
    if any(outcome.over == PATTERN for outcome in outcomes):
        return None
    last_year = range(settings.months - 12, settings.months)
    if any(outcome.over == "change" for outcome in outcomes):
        return frozenset({*months_before(settings.spin_up_months), *last_year})
    return frozenset(last_year)


def measure(model: PartnershipModel, outcomes: Sequence[Measured]) -> np.ndarray:
    """The outcomes of a finished run."""
    before, year = named(years_of_run(model))
    values = np.empty(len(outcomes))
    for n, outcome in enumerate(outcomes):
        if outcome.over == PATTERN:
            values[n] = pattern_measures.measure(model, (outcome.name,))[0]
            continue
        last = model.recorder.sector[-1] if outcome.over == "last_month" else year
        values[n] = last[outcome.name]
        if outcome.over == "change":
            values[n] -= before[outcome.name]
    return values


def _tables(model: PartnershipModel, name: str) -> RunTables:
    return RunTables(0, {name: table_of(model, 0, name)})


def _joined(name: str, kept: dict[str, list[tuple[int, int, RunTables]]]) -> pa.Table:
    """A table of all runs of the part, by row and replicate in place of the number of run."""
    parts = kept[name]
    if not parts:
        return pa.table({"row": pa.array([], pa.int64()), "replicate": pa.array([], pa.int32())})
    table = joined(name, [result for _, _, result in parts])
    lengths = [len(result.tables[name]) for _, _, result in parts]
    rows = np.repeat([row for row, _, _ in parts], lengths).astype(np.int64)
    replicates = np.repeat([replicate for _, replicate, _ in parts], lengths).astype(np.int32)
    table = table.drop_columns(["run"])
    table = table.add_column(0, pa.field("row", pa.int64()), pa.array(rows))
    return table.add_column(1, pa.field("replicate", pa.int32()), pa.array(replicates))


def _table(plan: Plan, task: Task, measured: np.ndarray, errors: Sequence[str | None]) -> pa.Table:
    numbers = np.arange(task.first, task.first + task.count)
    columns: dict[str, Any] = {
        "row": pa.array(numbers // plan.replicates, pa.int64()),
        "replicate": pa.array(numbers % plan.replicates, pa.int32()),
    }
    for n, outcome in enumerate(plan.outcomes):
        columns[outcome.column] = pa.array(measured[:, n], pa.float64())
    columns["error"] = pa.array(errors, pa.string())
    return pa.table(columns)
