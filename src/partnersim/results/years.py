"""The two years that a change is between, run by run, from the table of the sector."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from partnersim.outcomes.change import years_of


def years_by_run(sector: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Means of the year before the scenario and of its last: a row a run, a column a measure."""
    names = [column for column in sector.columns if column not in ("run", "phase", "month")]
    sector = sector.copy(deep=False)
    sector.attrs = {}  # which every selection of rows would copy
    runs, means = [], []
    for run, own in sector.groupby("run"):
        rows = own.sort_values("month", kind="stable")
        spin_up = int((rows["phase"] == "spin_up").sum())
        runs.append(int(str(run)))
        means.append(years_of(rows[names].to_numpy(dtype=float), spin_up))
    both = np.array(means)
    index = pd.Index(runs, name="run")
    return tuple(pd.DataFrame(both[:, n], index=index, columns=names) for n in (0, 1))  # type: ignore[return-value]


def changes(sector: pd.DataFrame) -> pd.DataFrame:
    """Run by measure: `before`, `last_year` and `change`, the second less the first."""
    before, last = years_by_run(sector)
    return by_measure(before=before, last_year=last, change=last - before)


def by_measure(**wide: pd.DataFrame) -> pd.DataFrame:
    """Run by measure, a column each of these tables, which are all (runs, measures)."""
    first = next(iter(wide.values()))
    columns = {name: frame.loc[first.index].to_numpy().ravel() for name, frame in wide.items()}
    keys = {
        "run": np.repeat(first.index.to_numpy(), len(first.columns)),
        "measure": np.tile(first.columns.to_numpy(), len(first)),
    }
    return pd.DataFrame(keys | columns)


def rows_by_measure(table: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """The rows of a table of differences, by their measure."""
    return {str(row["measure"]): dict(row) for _, row in table.iterrows()}


def reference_by_run(reference: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The same of a run's reference, from its own table."""
    wide = reference.set_index("run").sort_index()
    phases = [
        wide[wide["phase"] == phase].drop(columns="phase") for phase in ("spin_up", "scenario")
    ]
    return phases[0], phases[1]
