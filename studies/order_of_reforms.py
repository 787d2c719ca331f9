"""In which share of draws the order of the reforms holds, and on which number it hangs most.

Seven scenarios over the same draws: of the unknowns from their priors, and of these and the fixed numbers of
weak evidence, from half to double (`studies.fixed_numbers_drawn`). Their order is that of their means with the
unknowns drawn, so that two that are as good as equal hold it by chance in more than half of the draws. Beside
it stands the order of five that was told before any run: tightening, status quo, money alone, policy, ideal.
What it hangs on is the number that is drawn whose rank correlation with the gap is the strongest, beside the
strongest that chance gives among so many numbers in 19 of 20 shuffles of the gap.

    python -m studies.order_of_reforms [runs]     writes docs/data/order_of_reforms.csv (an order a row),
                                                  order_of_reforms_numbers.csv (what each hangs on, beyond chance)
"""

from __future__ import annotations

import csv
import functools
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from partnersim.analysis.runs.paired_runs import interval, jobs_of, rounds_of
from partnersim.outcomes.recorder import named
from partnersim.scenario.loading import load
from partnersim.scenario.parameter_groups import priors
from partnersim.scenario.priors import draw
from partnersim.state.draws import Draws
from studies.fixed_numbers_drawn import (
    BAND,
    attempted,
    drawn,
    ends,
    fixed_numbers,
    impossible,
    with_drawn,
)
from studies.pages.order_of_reforms_table import ALL, BY_LUCK, INDEX, NEIGHBOURS, TOLD
from studies.saved import FOLDER, runs_asked

RUNS, SEED, SCALE = 40, 20_790, 400.0
SCENARIOS = (
    "npm_tightening", "mifi_status_quo", "mission_money_only", "prsca_compliant", "aca_ideal",
    "open_door", "closed_door",
)  # fmt: skip
TOLD_ORDER = SCENARIOS[:5]
MEASURES = (INDEX, "identity_mean", "mission_posts", "served_share")
TOLD_OF = MEASURES[:3]  # of the share served no order was told
UNKNOWNS, FIXED = "unknowns", "unknowns and fixed numbers"
ORDERS, NUMBERS = FOLDER / "order_of_reforms.csv", FOLDER / "order_of_reforms_numbers.csv"
SHUFFLES: Final = 1000
Values = Mapping[str, Mapping[str, np.ndarray]]
"""A value a draw, by measure and scenario."""


@dataclass(frozen=True, slots=True)
class Hangs:
    """A number that is drawn and a gap: their rank correlation, the number's range, and the mean gap where the
    number lies in the lowest and in the highest third of its draws."""

    number: str
    rank_correlation: float
    by_chance: float
    range_low: float
    range_high: float
    gap_where_low: float
    gap_where_high: float


@dataclass(frozen=True, slots=True)
class Order:
    """Scenarios from low to high: in which share of draws each lies above the one before, the smallest gap (of
    two, their difference) with its interval and middle 80 %, and what it hangs on most."""

    measure: str
    drawn: str
    kind: str
    scenarios: str
    runs: int
    holds: float
    gap: float
    low: float
    high: float
    tenth: float
    ninetieth: float
    hangs: Hangs


def ranks(values: np.ndarray) -> np.ndarray:
    """Ranks of each column, as deviations of length one; of a column that stands still, zeros."""
    from scipy.stats import rankdata

    deviations = rankdata(values, axis=0) - (len(values) + 1) / 2.0
    length = np.sqrt((deviations**2).sum(axis=0))
    result: np.ndarray = deviations / np.where(length > 0.0, length, 1.0)
    return result


def hanging(
    gap: np.ndarray, numbers: Mapping[str, np.ndarray], ranges: Mapping[str, tuple[float, float]]
) -> list[Hangs]:
    """What a gap hangs on, the strongest rank correlation first."""
    table = ranks(np.column_stack(list(numbers.values())))
    own = ranks(gap[:, None])[:, 0]
    random = np.random.default_rng(SEED)
    shuffled = np.array([random.permutation(own) for _ in range(SHUFFLES)])
    by_chance = float(np.quantile(np.abs(shuffled @ table).max(axis=1), 1.0 - BY_LUCK))
    third = max(1, len(gap) // 3)
    found = []
    for name, correlation in zip(numbers, own @ table, strict=True):
        by_number = gap[np.argsort(numbers[name], kind="stable")]
        thirds = float(by_number[:third].mean()), float(by_number[-third:].mean())
        found.append(Hangs(name, float(correlation), by_chance, *ranges[name], *thirds))
    return sorted(found, key=lambda each: -abs(each.rank_correlation))


def smallest_gap(values: Mapping[str, np.ndarray], order: Sequence[str]) -> np.ndarray:
    """In each draw the smallest step up from a scenario to the next; below zero where the order turns."""
    steps = [values[higher] - values[lower] for lower, higher in itertools.pairwise(order)]
    result: np.ndarray = np.min(steps, axis=0)
    return result


def by_mean(values: Mapping[str, np.ndarray]) -> list[str]:
    """Scenarios from low to high."""
    return sorted(values, key=lambda name: float(values[name].mean()))


def orders_of(measure: str, values: Mapping[str, np.ndarray]) -> Iterator[tuple[str, list[str]]]:
    """Every order that is looked at: neighbours in the order of means, all of them, the told one."""
    order = by_mean(values)
    for pair in itertools.pairwise(order):
        yield NEIGHBOURS, list(pair)
    yield ALL, order
    if measure in TOLD_OF:
        yield TOLD, list(TOLD_ORDER)


def judged(
    measure: str, kind: str, order: Sequence[str], gap: np.ndarray, how: str, most: Hangs
) -> Order:
    """One order over the draws of one kind."""
    bounds = interval(gap)
    tenth, ninetieth = (float(x) for x in np.quantile(gap, BAND))
    return Order(
        measure, how, kind, " < ".join(order), len(gap), float((gap > 0.0).mean()),
        bounds.mean, bounds.low, bounds.high, tenth, ninetieth, most,
    )  # fmt: skip


def compared(
    usual: Values, then: Values, numbers: Mapping[str, Mapping[str, np.ndarray]]
) -> tuple[list[Order], list[tuple[Order, Hangs]]]:
    """Every order in both kinds of draws, and every number that its gap hangs on beyond chance."""
    orders: list[Order] = []
    beyond: list[tuple[Order, Hangs]] = []
    for measure in usual:
        for kind, order in orders_of(measure, usual[measure]):
            for how, values in ((UNKNOWNS, usual), (FIXED, then)):
                gap = smallest_gap(values[measure], order)
                found = hanging(gap, numbers[how], ranges())
                orders.append(judged(measure, kind, order, gap, how, found[0]))
                beyond += [
                    (orders[-1], each)
                    for each in found
                    if abs(each.rank_correlation) > each.by_chance
                ]
    return orders, beyond


@functools.cache
def ranges() -> dict[str, tuple[float, float]]:
    """From where to where each number is drawn."""
    return {**priors(), **{path: ends(number) for path, (_, number) in fixed_numbers().items()}}


def numbers_of(kept: Sequence[int], how: str) -> dict[str, np.ndarray]:
    """What is drawn in those runs, by path."""
    settings = load(TOLD_ORDER[1], scale=SCALE)
    rows = []
    for run in kept:
        values = draw(settings, Draws(SEED, run))
        row = {path: float(values[path.split(".")[0]][path.split(".")[1]]) for path in priors()}
        rows.append({**row, **drawn(SEED, run)} if how == FIXED else row)
    return {path: np.array([row[path] for row in rows]) for path in rows[0]}


def rounds(runs: int, workers: int = 0, **overrides: Any) -> Iterator[list[np.ndarray]]:
    """Run after run, what each scenario gives with unknowns drawn, then with fixed numbers drawn too."""
    options = {"scale": SCALE, **overrides}
    usual = [jobs_of(load(name, **options), runs, SEED) for name in SCENARIOS]
    then = [
        [replace(job, settings=with_drawn(job.settings, SEED, job.run)) for job in case]
        for case in usual
    ]
    return rounds_of([*usual, *then], workers, attempted)


def values_of(results: Sequence[Sequence[np.ndarray]]) -> dict[str, dict[str, np.ndarray]]:
    """A value a run, by measure and scenario."""
    tables = {
        name: named(np.array([run[i] for run in results])) for i, name in enumerate(SCENARIOS)
    }
    return {measure: {name: tables[name][measure] for name in SCENARIOS} for measure in MEASURES}


def found_in(
    made: Iterable[list[np.ndarray]],
) -> tuple[list[Order], list[tuple[Order, Hangs]]]:
    """Orders of the runs that are possible, of each kind of draws."""
    every = list(made)
    values: dict[str, Values] = {}
    numbers: dict[str, Mapping[str, np.ndarray]] = {}
    for how, cases in ((UNKNOWNS, slice(0, len(SCENARIOS))), (FIXED, slice(len(SCENARIOS), None))):
        kept = [run for run, results in enumerate(every) if not impossible(results[cases])]
        values[how] = values_of([every[run][cases] for run in kept])
        numbers[how] = numbers_of(kept, how)
    return compared(values[UNKNOWNS], values[FIXED], numbers)


def save(orders: Sequence[Order], beyond: Sequence[tuple[Order, Hangs]]) -> None:
    """Write both tables."""
    own = [field.name for field in fields(Order) if field.name != "hangs"]
    of_number = [field.name for field in fields(Hangs)]
    _write(ORDERS, (*own, *of_number), [(*_row(each), *astuple(each.hangs)) for each in orders])
    keys = own[: own.index("runs")]
    rows = [(*_row(order)[: len(keys)], *astuple(hangs)) for order, hangs in beyond]
    _write(NUMBERS, (*keys, *of_number), rows)


def _row(order: Order) -> tuple[Any, ...]:
    return astuple(order)[: len(fields(Order)) - 1]


def _write(path: Path, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([f"{x:.4g}" if isinstance(x, float) else x for x in row] for row in rows)


def main() -> None:
    """Measure, and save."""
    save(*found_in(rounds(runs_asked(RUNS))))


if __name__ == "__main__":
    main()
