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


def _column(name: str, unit: str, en: str, fr: str) -> Outcome:
    return Outcome(name=name, unit=unit, meaning=Text(en, fr))


_KEYS = (
    _column("scenario", "name", "Compared with the reference", "Comparé à la référence"),
    _column("measure", "name", "Measure", "Mesure"),
)
_INTERVAL = (
    _column("reference", "unit of the measure", "Reference, last year", "Référence, dernière année"),
    _column("other", "unit of the measure", "The other, last year", "L'autre, dernière année"),
    _column("difference", "unit of the measure", "Mean paired difference", "Différence appariée moyenne"),
    _column("low", "unit of the measure", "95 % interval, from", "Intervalle à 95 %, de"),
    _column("high", "unit of the measure", "95 % interval, to", "Intervalle à 95 %, à"),
    _column("runs", "number", "Paired runs with a value", "Exécutions appariées qui ont une valeur"),
    _column("decided", "yes or no", "The interval excludes zero", "L'intervalle exclut zéro"),
    _column("more_runs", "number", "About how many more runs would decide",
            "À peu près combien d'exécutions de plus trancheraient"),
)  # fmt: skip
_CLASS = (
    _KEYS[0],
    _column("typology", "name", "Typology", "Typologie"),
    _column("level", "organization or dyad", "What is classed", "Ce qui est classé"),
)
TABLES: dict[str, tuple[Outcome, ...]] = {
    "comparison": (
        *_KEYS, *_INTERVAL,
        _column("unit", "name", "Unit of the measure", "Unité de la mesure"),
        _column("directness", "name", "How far the other sets it", "À quel point l'autre le fixe"),
    ),
    "by_run": (
        _KEYS[0],
        _column("run", "number", "Run", "Simulation"),
        _KEYS[1],
        *_INTERVAL[:3],
    ),
    "classes": (
        *_CLASS,
        _column("changed", "share of organisations", "Other class than in the reference",
                "Autre classe que dans la référence"),
        _column("low", "share of organisations", "95 % interval, from", "Intervalle à 95 %, de"),
        _column("high", "share of organisations", "95 % interval, to", "Intervalle à 95 %, à"),
        _column("towards_autonomy", "share of organisations", "Moved towards autonomy",
                "Rapprochés de l'autonomie"),
        _column("towards_state", "share of organisations", "Moved towards the state",
                "Rapprochés de l'État"),
        _column("near_cut", "share of organisations", "Stand within 0.1 of a cut-off",
                "Se tiennent à 0,1 d'un seuil"),
        _column("only_reference", "organisations", "Alive in the reference only",
                "En activité dans la référence seulement"),
        _column("only_other", "organisations", "Alive in the other only",
                "En activité dans l'autre seulement"),
    ),
    "changed_class": (
        *_CLASS,
        _column("organization", "name", "Organisation", "Organisme"),
        _column("runs", "number", "Runs in which it is alive in both",
                "Exécutions où il est en activité dans les deux"),
        _column("changed", "share of runs", "Runs in which its class differs",
                "Exécutions où sa classe diffère"),
        _column("kind_reference", "name", "Commonest class in the reference",
                "Classe la plus fréquente dans la référence"),
        _column("kind_other", "name", "Commonest class in the other", "Classe la plus fréquente dans l'autre"),
    ),
    "newcomers_compared": (
        _KEYS[0],
        _column("status", "name", "Status", "Statut"),
        _KEYS[1],
        *_INTERVAL,
        _column("verdict", "gained, lost or undecided", "Whether newcomers gained or lost",
                "Si les personnes y gagnent ou y perdent"),
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
