"""On which unknowns the answer of each shipped scenario hangs most.

Each scenario and what it is compared with, over the same draws of all unknowns from their priors. Of each measure
that answers the scenario's question, the rank correlation of each unknown with the difference in the last year;
kept is the strongest, and the next two where they are beyond the strongest that chance gives among so many unknowns
in 19 of 20 shuffles of the difference (`studies.order_of_reforms.hanging`). A report names those beyond chance
under *How sure it is*.

    python -m studies.influential_unknowns [runs]     writes evidence/influential_unknowns.csv
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from partnersim.analysis.runs.paired_runs import jobs_of, tables_of
from partnersim.evidence.influential_unknowns import FIELDS, TABLE, InfluentialUnknown
from partnersim.outcomes.recorder import named
from partnersim.report.screens.answer import USUAL
from partnersim.scenario.library import shipped
from partnersim.scenario.loading import load
from partnersim.scenario.parameter_groups import priors
from partnersim.scenario.priors import draw
from partnersim.scenario.reference import identity, reference_of
from partnersim.state.draws import Draws
from studies.order_of_reforms import hanging
from studies.saved import runs_asked

if TYPE_CHECKING:
    from partnersim.scenario.settings import Settings

RUNS, SEED, SCALE = 120, 20_930, 400.0
MOST: Final = 3  # unknowns of a measure


def compared(**overrides: Any) -> Iterator[tuple[Settings, Settings]]:
    """Each shipped scenario that has a reference, and that."""
    for name in shipped():
        settings = load(name, **overrides)
        reference, _ = reference_of(settings)
        if reference is not None:
            yield settings, reference


def measures_of(settings: Settings) -> tuple[str, ...]:
    """What answers a scenario's question, else what answers where a file names nothing."""
    return tuple(settings.answered_by) or USUAL


def drawn_in(settings: Settings, runs: int) -> dict[str, np.ndarray]:
    """The values of each unknown, a run a value."""
    drawn = [draw(settings, Draws(SEED, run)) for run in range(runs)]
    paths = [path.partition(".")[::2] for path in priors()]
    return {
        f"{group}.{name}": np.array([float(values[group][name]) for values in drawn])
        for group, name in paths
    }


def influential(
    settings: Settings, differences: Mapping[str, np.ndarray], unknowns: Mapping[str, np.ndarray]
) -> Iterator[InfluentialUnknown]:
    """The rows of one scenario, from its paired differences."""
    runs = len(next(iter(unknowns.values())))
    for measure in measures_of(settings):
        own = differences.get(measure, np.array([np.nan]))
        if not np.isfinite(own).all() or not own.any():
            continue  # the reference does not measure it, or nothing differs
        found = hanging(own, unknowns, priors())[:MOST]
        for each in found:
            if each is found[0] or abs(each.rank_correlation) > each.by_chance:
                yield InfluentialUnknown(
                    settings.name, measure, runs, each.number, each.rank_correlation, each.by_chance,
                    each.gap_where_low, each.gap_where_high,
                )  # fmt: skip


def of_shipped(runs: int, workers: int = 0, **overrides: Any) -> list[InfluentialUnknown]:
    """The rows of every shipped scenario that is compared with another."""
    pairs = list(compared(**{"scale": SCALE, **overrides}))
    every = {identity(each): each for pair in pairs for each in pair}
    tables = tables_of([jobs_of(each, runs, SEED) for each in every.values()], workers)
    results = {key: named(table) for key, table in zip(every, tables, strict=True)}
    rows: list[InfluentialUnknown] = []
    for settings, reference in pairs:
        own, other = results[identity(settings)], results[identity(reference)]
        names = own.dtype.names or ()
        differences = {name: own[name] - other[name] for name in names}
        rows += influential(settings, differences, drawn_in(settings, runs))
    return rows


def main() -> None:
    """Measure, and save."""
    rows = of_shipped(runs_asked(RUNS))
    with Path(str(TABLE)).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(FIELDS)
        for row in rows:
            values = [getattr(row, name) for name in FIELDS]
            writer.writerow([f"{x:.4g}" if isinstance(x, float) else x for x in values])


if __name__ == "__main__":
    main()
