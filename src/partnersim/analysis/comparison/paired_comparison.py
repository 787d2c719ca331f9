"""Scenarios compared run by run on the same seeds (common random numbers)."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from partnersim.analysis.comparison import differences
from partnersim.analysis.runs.ensembles import manifest_of, run_one
from partnersim.analysis.runs.never_paid import warn_of_never_paid
from partnersim.analysis.runs.progress import counted
from partnersim.analysis.runs.unordered_steps import warn_of_unordered_steps
from partnersim.language import UserError, named, say
from partnersim.results import Results, RunTables
from partnersim.results.collecting import directness_of
from partnersim.results.columns import arrow_table
from partnersim.results.comparison_result import TABLES, Comparison
from partnersim.scenario.arguments import MOST_RUNS, seed_of, whole
from partnersim.scenario.loading import ScenarioLike, settings_of
from partnersim.state.calendar import PHASES

if TYPE_CHECKING:
    from partnersim.scenario.posterior import Uncertainty
    from partnersim.scenario.settings import Settings

SAME = ("start", "years", "scale", "spin_up_months")


def check_alike(scenarios: Sequence[Settings]) -> None:
    """Pairs need the same months and the same people. Raises UserError."""
    if len(scenarios) < 2:
        raise UserError("compare needs two scenarios at least.")
    first = scenarios[0]
    for scenario in scenarios[1:]:
        for key in SAME:
            ours, its = getattr(first, key), getattr(scenario, key)
            if ours != its:
                hint = (
                    say(
                        " Give {argument} to set it for all.",
                        argument=named(f"--{key}", f"{key}=…"),
                    )
                    if key in ("years", "scale")
                    else ""
                )
                raise UserError(
                    "{one} and {other} cannot be paired: {key} is {ours} in one and {its} in the other.{hint}",
                    one=first.name,
                    other=scenario.name,
                    key=key,
                    ours=ours,
                    its=its,
                    hint=hint,
                )


def names_of(scenarios: Sequence[Settings]) -> list[str]:
    """A name for each, a number behind where two have the same."""
    names: list[str] = []
    for scenario in scenarios:
        name, number = scenario.name, 1
        while name in names:
            number += 1
            name = f"{scenario.name}-{number}"
        names.append(name)
    return names


def pairs_of(
    scenarios: Sequence[Settings], *, runs: int, seed: int, uncertainty: Uncertainty
) -> Iterator[list[RunTables]]:
    """Run after run, that run of every scenario."""
    for number in range(runs):
        yield [
            run_one(scenario, number, seed=seed, uncertainty=uncertainty) for scenario in scenarios
        ]


def comparison_of(
    scenarios: Sequence[Settings],
    done: Sequence[Sequence[RunTables]],
    *,
    runs: int,
    seed: int,
    uncertainty: Uncertainty,
    seconds: float,
) -> Comparison:
    """The comparison of finished pairs."""
    names = names_of(scenarios)
    each = [[pair[n] for pair in done] for n in range(len(scenarios))]
    for scenario, own in zip(scenarios, each, strict=True):
        warn_of_never_paid(scenario, own)
    warn_of_unordered_steps()
    manifests = [
        manifest_of(scenario, own, runs=runs, seed=seed, uncertainty=uncertainty, seconds=seconds)
        for scenario, own in zip(scenarios, each, strict=True)
    ]
    results = {
        name: Results.of(own, manifest)
        for name, own, manifest in zip(names, each, manifests, strict=True)
    }
    arrow = {
        name: arrow_table(TABLES[name], columns)
        for name, columns in _tables(results, dict(zip(names, scenarios, strict=True))).items()
    }
    manifest = {
        "scenarios": names,
        "reference": names[0],
        "same_start": _same_start(each),
        **{
            key: manifests[0][key]
            for key in ("seed", "runs_asked", "runs_done", "interrupted", "uncertainty", "versions")
        },
        **{key: manifests[0][key] for key in ("posterior",) if key in manifests[0]},
        "timing": {"seconds": round(seconds, 3)},
    }
    return Comparison(results, arrow, manifest)


def _same_start(each: Sequence[Sequence[RunTables]]) -> bool:
    """Whether all scenarios leave the spin-up with the same sector, run by run."""
    starts = [[_start(result.tables["sector"]) for result in own] for own in each]
    first = [start.to_pylist()[0] for start in starts[0]]
    return all(
        _equal(start.to_pylist()[0], reference)
        for own in starts[1:]
        for start, reference in zip(own, first, strict=True)
    )


def _start(sector: Any) -> Any:
    """The last month of spin-up, or the first of the scenario where there is none."""
    spin_up = sector["phase"].to_pylist().count(PHASES[0])
    return sector.slice(max(0, spin_up - 1), 1).drop_columns(["month", "phase"])


def _equal(row: dict[str, Any], other: dict[str, Any]) -> bool:
    return all(
        row[key] == other[key]
        or (isinstance(row[key], float) and math.isnan(row[key]) and math.isnan(other[key]))
        for key in row.keys() & other.keys()
    )


def _tables(
    results: dict[str, Results], scenarios: dict[str, Settings]
) -> dict[str, dict[str, Any]]:
    reference, *others = results
    parts: dict[str, list[pd.DataFrame]] = {}
    for name in others:
        by_run = differences.by_run(results[reference], results[name])
        tables = {
            "by_run": by_run,
            "comparison": differences.intervals(by_run, ["measure"]),
            "newcomers_compared": differences.newcomers(results[reference], results[name]),
        }
        tables["classes"], tables["changed_class"] = differences.classes(
            results[reference], results[name]
        )
        units, directness = differences.units(), directness_of(scenarios[name])
        measures = tables["comparison"]["measure"]
        tables["comparison"]["unit"] = measures.map(units)
        tables["comparison"]["directness"] = measures.map(directness)
        for table, frame in tables.items():
            parts.setdefault(table, []).append(frame.assign(scenario=name))
    return {
        table: {
            str(column): values for column, values in pd.concat(frames, ignore_index=True).items()
        }
        for table, frames in parts.items()
    }


def compare(
    *scenarios: ScenarioLike | Settings,
    runs: int = 20,
    seed: int | None = 1,
    uncertainty: Uncertainty = "prior",
    sets: Sequence[str] = (),
    **overrides: Any,
) -> Comparison:
    """Run scenarios on the same seeds and set them side by side; nothing is written.

    Parameters
    ----------
    *scenarios
        Two at least, as in `run`; the first is the reference. They share start, years, scale and
        months of spin-up.
    runs
        Runs of each scenario, 1 to 100,000.
    seed
        A whole number, or None for one that is drawn once, from entropy, for all scenarios; the
        manifest tells it.
    uncertainty
        As in `run`: `prior`, `posterior`, a Posterior or `point`.
    sets
        Settings laid over all of them, such as "arrivals.level=1.2".
    **overrides
        As in `load`, laid over all; refused where a scenario is loaded already.

    Returns
    -------
    comparison : Comparison

    Raises
    ------
    UserError
        Where a scenario or an argument is wrong, or scenarios cannot be paired.

    Examples
    --------
    >>> pair = compare("mifi_status_quo", "prsca_compliant", runs=20)
    >>> table = pair.differences
    """
    runs, seed = whole("runs", runs, 1, MOST_RUNS), seed_of(seed)
    loaded = [settings_of(scenario, sets, **overrides) for scenario in scenarios]
    check_alike(loaded)
    start = time.perf_counter()
    pairs = pairs_of(loaded, runs=runs, seed=seed, uncertainty=uncertainty)
    done = list(counted(pairs, runs))
    seconds = time.perf_counter() - start
    return comparison_of(
        loaded, done, runs=runs, seed=seed, uncertainty=uncertainty, seconds=seconds
    )
