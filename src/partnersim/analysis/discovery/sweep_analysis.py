"""Discovery over finished sweeps: which conditions lead there, and which choices avoid it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from partnersim.analysis.discovery import cart, choices, finished_sweeps, prim
from partnersim.analysis.discovery.cases_of_interest import Cases, Condition, cases_of
from partnersim.analysis.runs.optional_packages import check_installed
from partnersim.analysis.sweeps.experiment import Measured
from partnersim.declarations import Better
from partnersim.language import UserError, decimal, named
from partnersim.language.paths import replacing
from partnersim.outcomes.recorder import SECTOR_COLUMNS
from partnersim.results.showing import Shown, drawn
from partnersim.results.sweep_result import Sweep
from partnersim.scenario.arguments import finite

if TYPE_CHECKING:
    from matplotlib.figure import Figure

METHODS = ("prim", "cart")
_CONDITIONS = ["box", "factor", "low", "high", "values", "quasi_p", "density", "coverage", "rows"]


@dataclass(frozen=True, slots=True, repr=False)
class Discovery(Shown):
    """Conditions of an outcome: boxes with their trajectories (PRIM) or leaves (CART).

    Attributes
    ----------
    cases
        What was looked for, and the rows that are it.
    method
        `prim` or `cart`.
    peelings
        Trajectories of boxes; none with `cart`.
    boxes
        Restrictions, with their coverage and density.
    by_lever : DataFrame
        Shares by value of each lever.
    regret : DataFrame
        Where the design crosses choices with worlds; None elsewhere.
    units
        Of factors.
    meanings
        Of factors, in the language in use.
    title
        Of the experiment, by language.
    reading
        Name of the one that the sweep was run under; None elsewhere.
    """

    cases: Cases
    method: str
    peelings: tuple[prim.Peeling, ...]
    boxes: tuple[prim.Box, ...]
    by_lever: pd.DataFrame
    regret: pd.DataFrame | None
    units: dict[str, str]
    meanings: dict[str, str]  # of factors, in the language in use
    title: dict[str, str]
    reading: str | None = None

    def __repr__(self) -> str:
        condition, boxes_found = self.cases.condition, len(self.boxes)
        return f"<Discovery of {condition.name}, {self.method}: {boxes_found} sets of conditions>"

    @property
    def name(self) -> str:
        """What was looked for and how, for the names of files."""
        return f"{self.cases.condition.name}_{self.method}"

    @property
    def conditions(self) -> pd.DataFrame:
        """A row a restriction of a box: its factor, limits or values, p, and what the box holds."""
        rows = [
            (
                number,
                restriction.factor,
                restriction.low,
                restriction.high,
                " ".join(map(str, restriction.values)),
                restriction.quasi_p,
                box.density,
                box.coverage,
                box.rows,
            )
            for number, box in enumerate(self.boxes, 1)
            for restriction in box.restrictions
        ]
        return pd.DataFrame(rows, columns=_CONDITIONS)

    def plot(self, name: str | None = None) -> Figure:
        """A figure, for a notebook or to save.

        Parameters
        ----------
        name
            `conditions` or `by_choice`.

        Returns
        -------
        figure : matplotlib Figure

        Raises
        ------
        UserError
            Where there is no such figure.
        """
        return drawn("discovery", self, name)

    def save(self, folder: Path) -> list[Path]:
        """Write conditions, shares by lever and regret as CSV.

        Parameters
        ----------
        folder
            Of the sweep.

        Returns
        -------
        files : list of paths
        """
        tables = {"conditions": self.conditions, "levers": self.by_lever, "regret": self.regret}
        files = []
        for name, table in tables.items():
            if table is None:
                continue
            path = folder / f"discover_{self.name}_{name}.csv"
            with replacing(path) as beside:
                table.to_csv(beside, index=False, float_format="%.6g")
            files.append(path)
        return files


def discover(
    sweeps: Sweep | str | Path | Sequence[Sweep | str | Path],
    outcome: str,
    above: float | None = None,
    below: float | None = None,
    worst: float | None = None,
    method: str = "prim",
    *,
    highest: float | None = None,
    lowest: float | None = None,
) -> Discovery:
    """Conditions under which an outcome of a sweep lies above or below a value.

    Parameters
    ----------
    sweeps
        A finished sweep or its folder, or several of the same factors.
    outcome
        Name of an outcome of the sweep.
    above, below
        Value that the outcome lies above, or below, in its own unit.
    worst
        Share of rows, between 0 and 1, on the side that the outcome declares as worse.
    method
        `prim` (boxes, peeled) or `cart` (leaves of a tree).
    highest, lowest
        Share of rows, between 0 and 1, with the highest, or the lowest, values.

    Returns
    -------
    discovery : Discovery
        Conditions, shares by lever, and regret where the design crosses choices with worlds.

    Raises
    ------
    UserError
        Where not exactly one of the values and shares is given, runs failed, the outcome is
        missing or declares no side, or the sweeps differ in their factors.

    Examples
    --------
    >>> conditions = discover("results/my_sweep", "autonomy_index", worst=0.1).conditions
    """
    if method not in METHODS:
        raise UserError(
            "There is no method {name!r}; there are {names}.", name=method, names=", ".join(METHODS)
        )
    by = "ema_workbench" if method == "prim" else "sklearn"
    check_installed(named("`partnersim discover`", "discover"), by, "statsmodels")
    read = finished_sweeps.read(sweeps)
    runs = finished_sweeps.together(read)
    roles = runs.attrs["roles"]
    outcomes = [name for name in runs.columns if roles.get(name) == "outcome"]
    if outcome not in outcomes:
        raise UserError(
            "There is no outcome {name!r}; the sweep has {known}.",
            name=outcome,
            known=", ".join(outcomes),
        )
    experiment = read[0].manifest["experiment"]
    better = _better(experiment["outcomes"], outcome)
    condition = _condition(
        runs.groupby("row")[outcome].mean().rename(outcome),
        better,
        {"above": above, "below": below, "worst": worst, "highest": highest, "lowest": lowest},
    )
    factors = [name for name in runs.columns if roles.get(name) in ("lever", "uncertainty")]
    try:
        cases = cases_of(
            runs,
            factors,
            condition,
            finished_sweeps.families(read),
            better=better,
            choices=[factor["path"] for factor in experiment["factors"] if "choices" in factor],
        )
    except ValueError:
        missing = int(runs[outcome].isna().sum())
        raise UserError(
            "{name} is missing or not finite in {missing} of {runs} {runs|run|runs}. Nothing was analysed.",
            name=outcome,
            missing=missing,
            runs=len(runs),
        ) from None
    levers = [name for name in factors if roles[name] == "lever"]
    unknowns = [name for name in factors if roles[name] == "uncertainty"]
    crossed = choices.is_crossed(cases, levers, unknowns)
    peelings = tuple(prim.by_prim(cases)) if method == "prim" else ()
    boxes = (
        tuple(peeling.box for peeling in peelings)
        if method == "prim"
        else tuple(cart.by_cart(cases))
    )
    return Discovery(
        cases,
        method,
        peelings,
        boxes,
        choices.by_lever(cases, levers),
        choices.by_regret(cases, levers, unknowns) if crossed else None,
        dict(runs.attrs["units"]),
        {name: runs.attrs["meanings"].get(name, "") for name in factors},
        dict(experiment["title"]),
        experiment["scenario"].get("reading"),
    )


def _better(outcomes: Sequence[dict[str, str]], column: str) -> Better | None:
    """The better side of an outcome of a sweep, as the measure declares it: over the last year, the last
    month or as a change."""
    declared = {column.name: column.better for column in SECTOR_COLUMNS}
    names = {
        measure.column: measure.name for measure in (Measured(**fields) for fields in outcomes)
    }
    return declared.get(names[column])


def _condition(
    means: pd.Series[float], better: Better | None, asked: dict[str, float | None]
) -> Condition:
    """What is looked for: beyond a value, or beyond that of a share of the rows (means by row)."""
    given = {key: value for key, value in asked.items() if value is not None}
    if len(given) != 1:
        raise UserError("Say what is looked for by one of {names}.", names=", ".join(asked))
    ((key, stated),) = given.items()
    value = finite(key, stated)
    name = str(means.name)
    if key in ("above", "below"):
        return Condition(name, value, key == "above")
    if not 0.0 < value < 1.0:
        raise UserError("{name} is a share between 0 and 1; {value} is not.", name=key, value=value)
    if key == "worst" and better is None:
        raise UserError(
            "{name}: neither high nor low values of it are declared worse. Ask for the highest or the "
            "lowest share of rows in place of the worst.",
            name=name,
        )
    high = key == "highest" or (key == "worst" and better is Better.LOWER)
    limit = float(means.quantile(1.0 - value if high else value))
    condition = Condition(name, limit, high, of_share=True)
    if not condition.holds(np.asarray(means, dtype=np.float64)).any():
        same = float((means == limit).mean())
        raise UserError(
            "{name}: {share} of rows have the same value, {limit}, and none lies beyond: a share of "
            "{value} cannot be distinguished from the rest. Look for what lies above or below a value.",
            name=name,
            share=f"{100.0 * same:.0f} %",
            limit=decimal(limit),
            value=decimal(value),
        )
    return condition
