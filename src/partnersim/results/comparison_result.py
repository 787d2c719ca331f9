"""Scenarios set side by side: tables of differences, and the results of each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partnersim.declarations import Outcome
from partnersim.language import UserError
from partnersim.language.paths import path_of
from partnersim.results import integrity
from partnersim.results.columns import GROUPS, KEYS
from partnersim.results.reading import Results
from partnersim.results.showing import Shown, drawn

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow
    from matplotlib.figure import Figure


_SCENARIO, _MEASURE = GROUPS["compared"]
_RUN, _STATUS = KEYS[0], GROUPS["status_and_place"][0]
_INTERVAL = GROUPS["interval"]
TABLES: dict[str, tuple[Outcome, ...]] = {
    "comparison": (_SCENARIO, _MEASURE, *_INTERVAL, *GROUPS["comparison"]),
    "by_run": (_SCENARIO, _RUN, _MEASURE, *_INTERVAL[:3]),
    "classes": (_SCENARIO, *GROUPS["class"], *GROUPS["classes"]),
    "changed_class": (_SCENARIO, *GROUPS["class"], *GROUPS["changed_class"]),
    "newcomers_compared": (_SCENARIO, _STATUS, _MEASURE, *_INTERVAL, *GROUPS["verdict"]),
}


@dataclass(slots=True, repr=False)
class Comparison(Shown):
    """Paired runs of several scenarios; the first is the reference.

    `frame.attrs["units"]` maps columns to units.

    Attributes
    ----------
    results
        All tables of each scenario, by name.
    arrow
        Tables of differences by name, as they are saved.
    manifest
        What was run: scenarios, seeds, versions, timing.
    folder
        Where they were read from; None if they were not.
    """

    results: dict[str, Results]
    arrow: dict[str, pyarrow.Table]
    manifest: dict[str, Any]
    folder: Path | None = None

    def __repr__(self) -> str:
        return f"<Comparison of {self.reference} with {', '.join(self.others)}>"

    @classmethod
    def read(cls, folder: str | Path) -> Comparison:
        """A comparison from its folder.

        Parameters
        ----------
        folder
            As `partnersim compare` writes it.

        Returns
        -------
        comparison : Comparison

        Raises
        ------
        UserError
            Where it is not the folder of a comparison, or a table is missing or damaged.
        """
        folder = path_of(folder)
        manifest = integrity.manifest_in(folder)
        names = manifest.get("scenarios")
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise UserError("{path} is not the folder of a comparison.", path=folder)
        arrow = {name: integrity.table_in(folder, name, manifest) for name in TABLES}
        return cls({name: Results.read(folder / name) for name in names}, arrow, manifest, folder)

    def frame(self, name: str) -> pd.DataFrame:
        """A table as a DataFrame with its units.

        Parameters
        ----------
        name
            `comparison`, `by_run`, `classes`, `changed_class` or `newcomers_compared`.

        Returns
        -------
        frame : DataFrame
        """
        frame: pd.DataFrame = self.arrow[name].to_pandas()
        frame.attrs["units"] = {table.name: table.unit for table in TABLES[name]}
        return frame

    def plot(self, scenario: str | None = None, name: str | None = None) -> Figure:
        """A figure of one scenario beside the reference.

        Parameters
        ----------
        scenario
            By default the first of `others`.
        name
            `comparison` or `enough_runs`.

        Returns
        -------
        figure : matplotlib Figure

        Raises
        ------
        UserError
            Where there is no such scenario or figure.
        """
        return drawn("comparison", self, scenario, name)

    @property
    def reference(self) -> str:
        """The scenario that others are compared with."""
        return next(iter(self.results))

    @property
    def others(self) -> list[str]:
        """The scenarios that are compared with it."""
        return list(self.results)[1:]

    @property
    def differences(self) -> pd.DataFrame:
        """Scenario by measure of the sector: the difference, its 95 % interval, and about how many
        more runs would decide it.
        """
        return self.frame("comparison")

    @property
    def by_run(self) -> pd.DataFrame:
        """Scenario by run by measure: what `differences` is made of."""
        return self.frame("by_run")

    @property
    def classes(self) -> pd.DataFrame:
        """Scenario by typology: how many organisations are classed otherwise."""
        return self.frame("classes")

    @property
    def changed_class(self) -> pd.DataFrame:
        """Scenario by typology by organisation."""
        return self.frame("changed_class")

    @property
    def newcomers(self) -> pd.DataFrame:
        """Scenario by status: need left after 24 months and people served, last year."""
        return self.frame("newcomers_compared")
