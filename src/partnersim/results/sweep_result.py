"""A finished sweep as DataFrames that know their units."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from partnersim.evidence.registry import assumptions
from partnersim.language import UserError, current, named, say
from partnersim.language.paths import path_of
from partnersim.results import integrity
from partnersim.results.showing import Shown, drawn
from partnersim.scenario import former_keys

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_NEEDED = {"rows": dict, "runs": int, "runs_failed": int, "experiment": dict}


@dataclass(slots=True, repr=False)
class Sweep(Shown):
    """Tables of a finished sweep.

    `frame.attrs["units"]` maps columns to units, `frame.attrs["meanings"]` to what they are, in
    the language in use, `frame.attrs["roles"]` to lever, uncertainty, outcome or key.

    Attributes
    ----------
    folder
        Where they are.
    manifest
        What was run: experiment, seeds, rows of each table, versions, timing.
    """

    folder: Path
    manifest: dict[str, Any]

    def __repr__(self) -> str:
        runs, failed = self.manifest["runs"], self.manifest["runs_failed"]
        return f"<Sweep in {self.folder}: {runs:,} runs, {failed:,} failed>"

    @classmethod
    def read(cls, folder: str | Path) -> Sweep:
        """A sweep from its folder.

        Parameters
        ----------
        folder
            As `sweep` writes it.

        Returns
        -------
        sweep : Sweep

        Raises
        ------
        UserError
            Where it is not the folder of a sweep, the sweep is not finished, or a table is
            damaged.
        """
        folder = path_of(folder)
        if not (folder / integrity.MANIFEST).exists():
            if (folder / "sweep.json").exists():
                raise UserError(
                    "{path} is a sweep that is not finished; go on with {command}.",
                    path=folder,
                    command=integrity.resuming_a_sweep(),
                )
            raise UserError("{path} is not the folder of a sweep.", path=folder)
        manifest = integrity.manifest_in(folder)
        if any(not isinstance(manifest.get(key), kind) for key, kind in _NEEDED.items()):
            raise UserError("{path} is not the folder of a sweep.", path=folder)
        former_keys.check_saved(folder, manifest["experiment"].get("scenario", {}))
        sweep = cls(folder, manifest)
        for name, count in manifest["rows"].items():
            sweep._check(name, count)
        if "assumptions" in manifest:  # sweeps of before that do not say
            sweep._check_assumptions(manifest["assumptions"])
        return sweep

    def _check_assumptions(self, rows: int) -> None:
        integrity.check_digest(self.folder, assumptions.FILE, self.manifest)
        there = assumptions.read(self.folder)
        if not there or len(there) != rows or None in there[-1].values():
            raise self._other_table(assumptions.FILE)

    def _other_table(self, name: str) -> UserError:
        problem = say("another table than the one that was written")
        return integrity.damaged(self.folder / name, self.manifest, problem)

    def _check(self, name: str, rows: int) -> None:
        """The table is there, has its digest, its rows, and is of this design."""
        integrity.check_digest(self.folder, name, self.manifest)
        try:
            about = pq.read_metadata(self.folder / name)
            design = (about.metadata or {}).get(b"design", b"").decode()
        except (OSError, ValueError, pa.ArrowException):
            problem = say("cut off, or not what was written")
            raise integrity.damaged(self.folder / name, self.manifest, problem) from None
        if about.num_rows != rows or design != self.manifest.get("design_hash"):
            raise self._other_table(name)

    def frame(self, name: str) -> pd.DataFrame:
        """A table as it is in the folder.

        Parameters
        ----------
        name
            `design`, `outcomes`, `failures`, `organizations` or `flows`; the last two if they were
            kept.

        Returns
        -------
        frame : DataFrame

        Raises
        ------
        UserError
            Where the table was not kept, or is damaged.
        """
        path = self.folder / f"{name}.parquet"
        if path.name not in self.manifest["rows"] and not path.exists():
            raise UserError(
                "{path} was not kept; sweep with {keep}.",
                path=path,
                keep=named("--keep", "keep=True"),
            )
        table = integrity.table_in(self.folder, name, self.manifest)
        frame: pd.DataFrame = table.to_pandas()
        meaning = f"meaning_{current()}".encode()
        for key, meta in (("units", b"unit"), ("meanings", meaning), ("roles", b"role")):
            frame.attrs[key] = {
                field.name: field.metadata[meta].decode()
                for field in table.schema
                if field.metadata and meta in field.metadata
            }
        return frame

    def plot(self, outcome: str | None = None) -> Figure:
        """How an outcome depends on what is chosen: its mean for each part of each lever's range.

        Parameters
        ----------
        outcome
            By default the first of the experiment.

        Returns
        -------
        figure : matplotlib Figure

        Raises
        ------
        UserError
            Where the sweep measured no such outcome, or runs failed.
        """
        return drawn("sweep", self, outcome)

    @property
    def runs_failed(self) -> int:
        """How many runs failed."""
        return int(self.manifest["runs_failed"])

    @property
    def design(self) -> pd.DataFrame:
        """Row by row, the factors."""
        return self.frame("design")

    @property
    def failures(self) -> pd.DataFrame:
        """Runs that failed: row, replicate, error, traceback."""
        return self.frame("failures")

    @property
    def outcomes(self) -> pd.DataFrame:
        """Run by run (row x replicate), factors and outcomes; refused by a UserError where runs failed."""
        if self.runs_failed:
            raise UserError(
                "{failed} of {runs} {runs|run|runs} failed; see `.failures`. `.without_failures()` "
                "leaves them out knowingly.",
                failed=self.runs_failed,
                runs=self.manifest["runs"],
            )
        return self.without_failures()

    def without_failures(self) -> pd.DataFrame:
        """Run by run, factors and outcomes of the runs that did not fail.

        Returns
        -------
        frame : DataFrame
        """
        frame = self.frame("outcomes")
        attrs = frame.attrs
        frame = frame[~frame["failed"]].drop(columns="failed").reset_index(drop=True)
        frame.attrs = {
            key: {k: v for k, v in attr.items() if k != "failed"} for key, attr in attrs.items()
        }
        return frame
