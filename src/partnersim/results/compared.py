"""Scenarios set side by side: tables of differences, and the results of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partnersim.declarations import Outcome, Text
from partnersim.language import UserError
from partnersim.language.paths import path_of
from partnersim.results import stored
from partnersim.results.reading import Results

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow


def _column(name: str, unit: str, en: str) -> Outcome:
    return Outcome(name=name, unit=unit, meaning=Text(en))


_KEYS = (
    _column("scenario", "name", "Compared with the reference"),
    _column("measure", "name", "Measure"),
)
_INTERVAL = (
    _column("reference", "unit of the measure", "Reference, last year"),
    _column("other", "unit of the measure", "The other, last year"),
    _column("difference", "unit of the measure", "Mean paired difference"),
    _column("low", "unit of the measure", "95 % interval, from"),
    _column("high", "unit of the measure", "95 % interval, to"),
    _column("runs", "number", "Paired runs with a value"),
    _column("decided", "yes or no", "The interval excludes zero"),
    _column("more_runs", "number", "About how many more runs would decide"),
)  # fmt: skip
_CLASS = (
    _KEYS[0],
    _column("typology", "name", "Typology"),
    _column("level", "organization or dyad", "What is classed"),
)
TABLES: dict[str, tuple[Outcome, ...]] = {
    "comparison": (
        *_KEYS, *_INTERVAL,
        _column("unit", "name", "Unit of the measure"),
        _column("directness", "name", "How far the other sets it"),
    ),
    "by_run": (
        _KEYS[0],
        _column("run", "number", "Run"),
        _KEYS[1],
        *_INTERVAL[:3],
    ),
    "classes": (
        *_CLASS,
        _column("changed", "share of organisations", "Other class than in the reference"),
        _column("low", "share of organisations", "95 % interval, from"),
        _column("high", "share of organisations", "95 % interval, to"),
        _column("towards_autonomy", "share of organisations", "Moved towards autonomy"),
        _column("towards_state", "share of organisations", "Moved towards the state"),
        _column("near_cut", "share of organisations", "Stand within 0.1 of a cut-off"),
        _column("only_reference", "organisations", "Alive in the reference only"),
        _column("only_other", "organisations", "Alive in the other only"),
    ),
    "changed_class": (
        *_CLASS,
        _column("organization", "name", "Organisation"),
        _column("runs", "number", "Runs in which it is alive in both"),
        _column("changed", "share of runs", "Runs in which its class differs"),
        _column("kind_reference", "name", "Commonest class in the reference"),
        _column("kind_other", "name", "Commonest class in the other"),
    ),
    "newcomers_compared": (
        _KEYS[0],
        _column("status", "name", "Status"),
        _KEYS[1],
        *_INTERVAL,
        _column("verdict", "gained, lost or undecided", "Whether newcomers gained or lost"),
    ),
}  # fmt: skip


def arrow_of(name: str, rows: Mapping[str, Any]) -> pyarrow.Table:
    """A table from its columns, with unit and meaning in the metadata."""
    import pyarrow as pa

    fields, arrays = [], []
    for one in TABLES[name]:
        array = pa.array(rows[one.name])
        meta = {"unit": one.unit, "meaning_en": one.meaning.en, "meaning_fr": one.meaning.fr}
        fields.append(pa.field(one.name, array.type, metadata=meta))
        arrays.append(array)
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields))


@dataclass(slots=True, repr=False)
class Comparison:
    """Paired runs of several scenarios; the first is the reference.

    `.differences` has a row a scenario and measure of the sector, with its 95 % interval and about
    how many more runs would decide it; `.by_run` what they are made of; `.classes` and
    `.changed_class` organisations by typology; `.newcomers` those who gained or lost, by status.
    `.results[name]` holds all tables of one scenario. `frame.attrs["units"]` maps columns to units.
    """

    results: dict[str, Results]
    arrow: dict[str, pyarrow.Table]
    manifest: dict[str, Any]
    folder: Path | None = None

    def __repr__(self) -> str:
        return f"<Comparison of {self.reference} with {', '.join(self.others)}>"

    @classmethod
    def read(cls, folder: str | Path) -> Comparison:
        """A comparison from its folder. Raises UserError when it is not one."""
        folder = path_of(folder)
        manifest = stored.manifest_in(folder)
        names = manifest.get("scenarios")
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise UserError("{path} is not the folder of a comparison.", path=folder)
        arrow = {name: stored.table_in(folder, name, manifest) for name in TABLES}
        return cls({name: Results.read(folder / name) for name in names}, arrow, manifest, folder)

    def frame(self, name: str) -> pd.DataFrame:
        """A table as a DataFrame with its units."""
        frame: pd.DataFrame = self.arrow[name].to_pandas()
        frame.attrs["units"] = {one.name: one.unit for one in TABLES[name]}
        return frame

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
        """Scenario by measure of the sector."""
        return self.frame("comparison")

    @property
    def by_run(self) -> pd.DataFrame:
        """Scenario by run by measure."""
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
