"""Results as DataFrames that know their units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from partnersim.language import UserError
from partnersim.language.paths import path_of
from partnersim.results import integrity
from partnersim.results.collecting import RunTables
from partnersim.results.columns import EVERY_TABLE, OPTIONAL_TABLES, TABLES, TABLES_OF_SYSTEMS
from partnersim.results.showing import Shown, drawn
from partnersim.results.writing import joined
from partnersim.results.years import changes
from partnersim.scenario import former_keys

if TYPE_CHECKING:
    import pyarrow
    from matplotlib.figure import Figure


@dataclass(slots=True, repr=False)
class Results(Shown):
    """The tables of a set of runs: tidy DataFrames, one row an observation.

    `frame.attrs["units"]` maps columns to units, and `sector.attrs["directness"]` measures to how
    far the scenario sets them.

    Attributes
    ----------
    arrow
        Tables by name, as they are saved.
    manifest
        What was run: scenario, provenance of every value, seeds, versions, timing.
    folder
        Where they were read from; None if they were not.
    """

    arrow: dict[str, pyarrow.Table]
    manifest: dict[str, Any]
    folder: Path | None = None

    def __repr__(self) -> str:
        where = f" in {self.folder}" if self.folder else ""
        return (
            f"<Results{where}: {', '.join(f'{n} {len(t):,}' for n, t in self.arrow.items())} rows>"
        )

    @classmethod
    def of(cls, runs: Sequence[RunTables], manifest: dict[str, Any]) -> Results:
        """Results from runs just made.

        Parameters
        ----------
        runs
            Tables of each run, one at least.
        manifest
            What was run.

        Returns
        -------
        results : Results
        """
        return cls({name: joined(name, runs) for name in runs[0].tables}, manifest)

    @classmethod
    def read(cls, folder: str | Path) -> Results:
        """Results from the folder of a run.

        Parameters
        ----------
        folder
            As `partnersim run` writes it.

        Returns
        -------
        results : Results

        Raises
        ------
        UserError
            Where it is not the folder of a run, or a table is missing or damaged.
        """
        folder = path_of(folder)
        manifest = integrity.manifest_in(folder)
        if not isinstance(manifest.get("scenario"), dict):
            raise UserError("{path} is not the folder of a run.", path=folder)
        former_keys.check_saved(folder, manifest["scenario"])
        there = [table for table in OPTIONAL_TABLES if _has(folder, f"{table}.parquet", manifest)]
        arrow = {name: integrity.table_in(folder, name, manifest) for name in (*TABLES, *there)}
        return cls(arrow, manifest, folder)

    def frame(self, name: str) -> pd.DataFrame:
        """A table as a DataFrame with its units and, of the sector, each measure's directness.

        That of a system which the scenario does not switch on is empty.

        Parameters
        ----------
        name
            Of the table, such as `sector`.

        Returns
        -------
        frame : DataFrame
        """
        if name in TABLES_OF_SYSTEMS and name not in self.arrow:
            import pandas as pd

            return pd.DataFrame(columns=[column.name for column in EVERY_TABLE[name]])
        frame: pd.DataFrame = self.arrow[name].to_pandas()
        frame.attrs["units"] = {
            column.name: column.unit for column in EVERY_TABLE[name] if column.name in frame.columns
        }
        if name == "sector":
            frame.attrs["directness"] = _directness(self.arrow[name].schema)
        return frame

    def plot(self, name: str | None = None) -> Figure:
        """A figure, for a notebook or to save.

        Parameters
        ----------
        name
            `responses` (the default), `six_dimensions`, `closeness_and_orientation`,
            `money_by_instrument`, `hours_by_activity`, or that of a system.

        Returns
        -------
        figure : matplotlib Figure

        Raises
        ------
        UserError
            Where there is no such figure.
        """
        return drawn("run", self, name)

    if not TYPE_CHECKING:  # to a type checker a misspelt name stays an error

        def __getattr__(self, name: str) -> pd.DataFrame:
            """The table of a system, such as `partnerships`."""
            if name in TABLES_OF_SYSTEMS:
                return self.frame(name)
            raise AttributeError(f"results have no {name!r}", name=name, obj=self)

    @property
    def sector(self) -> pd.DataFrame:
        """Run by month: the whole sector."""
        return self.frame("sector")

    @property
    def changes(self) -> pd.DataFrame:
        """Run by measure of the sector: the year before the scenario, its last year, the change."""
        return changes(self.sector)

    @property
    def reference(self) -> pd.DataFrame | None:
        """Run by phase: the last year of spin-up and of the scenario, of what the runs were compared
        with; None where they stand alone."""
        return self.frame("reference") if "reference" in self.arrow else None

    @property
    def newcomers_of_reference(self) -> pd.DataFrame | None:
        """Run by status: need left and people served in the last year of what the runs were compared
        with; None where they stand alone."""
        name = "newcomers_of_reference"
        return self.frame(name) if name in self.arrow else None

    @property
    def organizations(self) -> pd.DataFrame:
        """Run by fiscal year by organisation, at the year's end."""
        return self.frame("organizations")

    @property
    def newcomers(self) -> pd.DataFrame:
        """Run by month by status by place."""
        return self.frame("newcomers")

    @property
    def cohorts(self) -> pd.DataFrame:
        """Run by quarter of arrival by status by place: need left after 12, 24, 36 months."""
        return self.frame("cohorts")

    @property
    def typologies(self) -> pd.DataFrame:
        """Run by fiscal year by typology by organisation, and the sector: its class."""
        return self.frame("typologies")

    @property
    def programmes(self) -> pd.DataFrame:
        """Run by fiscal year by funder by programme, at the year's end: who holds it, and what it asks."""
        return self.frame("programmes")

    @property
    def flows(self) -> pd.DataFrame:
        """Every payment."""
        return self.frame("flows")


def _has(folder: Path, name: str, manifest: Mapping[str, Any]) -> bool:
    """Whether a table that not every run has was written."""
    return name in manifest.get(integrity.DIGESTS, {}) or (folder / name).exists()


def _directness(schema: pyarrow.Schema) -> dict[str, str]:
    """What the file says of each column; nothing, where an older file is silent."""
    return {
        field.name: field.metadata[b"directness"].decode()
        for field in schema
        if field.metadata and b"directness" in field.metadata
    }
