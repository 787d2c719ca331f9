"""A scenario, resolved: every value known, and where each came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from partnersim import jurisdictions
from partnersim.declarations import Text
from partnersim.jurisdictions import Programme
from partnersim.scenario import library
from partnersim.scenario.dated_changes import CHANGES, TITLE
from partnersim.scenario.entities import Entry, Funder, Place
from partnersim.scenario.merging import DEFAULT, Origin, Provenance
from partnersim.scenario.own_files import OwnFiles, file_options
from partnersim.state.calendar import MONTHS_A_YEAR, Month
from partnersim.systems import switched_on

_DEFAULT = Origin(DEFAULT)


@dataclass(frozen=True, slots=True)
class Change:
    """From which month on other settings hold: those of before with what a dated change states; `title`:
    what it is called, if the file says so."""

    month: Month
    settings: Settings
    title: Text | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run needs to know. `regime` holds the settings of the spin-up."""

    name: str
    title: Text
    question: Text
    description: Text
    lineage: tuple[str, ...]
    start: Month
    years: int
    scale: float
    spin_up_regime: str
    spin_up_months: int
    main_ministry: str
    funders: dict[str, Funder]
    parameters: dict[str, dict[str, Any]]
    population_file: Path | None
    credits_file: Path | None
    provenance: Provenance
    content: dict[str, Any]
    places: dict[str, Place] = field(default_factory=dict)  # none: those of the jurisdiction
    programmes: tuple[Programme, ...] = ()  # of the jurisdiction, then the scenario's own
    choices: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)  # of organisations
    sections: dict[str, dict[str, Entry]] = field(default_factory=dict)  # those of systems
    regime: Settings | None = None
    changes: tuple[Change, ...] = ()  # by date
    fixed: frozenset[str] = field(default_factory=frozenset)
    own: OwnFiles = field(default_factory=OwnFiles)
    compare_to: Path | None = None  # what runs are compared with, by default the eldest parent
    reference_sets: tuple[str, ...] = ()  # what that has otherwise
    reference_title: Text | None = None  # and what it is called then
    answered_by: tuple[str, ...] = ()  # the measures that answer its question
    dated: bool = True  # its own file, or what is laid over it, says when it starts

    @property
    def months(self) -> int:
        """Length of the run, spin-up included."""
        return self.spin_up_months + self.years * MONTHS_A_YEAR

    @property
    def jurisdiction(self) -> str:
        """Whose statuses, places, profiles and series the population is drawn from."""
        return str(self.parameters["population"]["jurisdiction"])

    @property
    def place_names(self) -> tuple[str, ...]:
        """The scenario's own places, or those of its jurisdiction."""
        return tuple(self.places) or jurisdictions.places(self.jurisdiction)

    @property
    def spin_up_settings(self) -> tuple[Any, ...]:
        """What the spin-up has of these settings beside parameters and the funders' marks: the regime's
        funders, the calendar, scale, places, sections, systems and the user's own lists."""
        regime = self.regime or self
        return (
            self.start,
            self.years,
            self.scale,
            self.spin_up_months,
            self.main_ministry,
            regime.main_ministry,
            regime.funders,
            regime.programmes,
            self.programmes,
            self.places,
            self.sections,
            self.systems,
            self.own.listed,
            self.own.amounts,
            self.own.money_factor,
        )

    @property
    def as_shipped(self) -> bool:
        """Whether this is a shipped scenario with nothing changed but its length and its scale.

        A file of the user's that changes anything is not, whatever its name.
        """
        shipped = library.shipped()
        folder = library.shipped_folder().resolve()
        origins = [
            origin for path, origin in self.provenance.items() if path not in ("years", "scale")
        ]
        return self.name in shipped and all(
            origin.file is not None and origin.file.resolve().parent == folder for origin in origins
        )

    @property
    def systems(self) -> frozenset[str]:
        """The systems that the scenario switches on."""
        values = {**self.parameters, **self.sections}
        on = switched_on(values, self.regime.parameters if self.regime else values)
        return on.union(*(change.settings.systems for change in self.changes))

    def resolved(self) -> dict[str, Any]:
        """Everything, as plain data for the manifest.

        Returns
        -------
        data : map
        """
        return {
            "name": self.name,
            "title": {"en": self.title.en, "fr": self.title.fr},
            "question": {"en": self.question.en, "fr": self.question.fr},
            **({"answered_by": list(self.answered_by)} if self.answered_by else {}),
            "lineage": list(self.lineage),
            **({"reading": self.content["reading"]} if self.content.get("reading") else {}),
            "start": str(self.start),
            "years": self.years,
            "scale": self.scale,
            "spin_up": {"regime": Path(self.spin_up_regime).stem, "months": self.spin_up_months},
            "main_ministry": self.main_ministry,
            "funders": {
                funder.name: {"is_ministry": funder.is_ministry, **funder.values}
                for funder in self.funders.values()
            },
            **self._resolved_places(),
            "parameters": self.parameters,
            **({CHANGES: self.content[CHANGES]} if self.changes else {}),
            **self._resolved_files(),
        }

    def _resolved_files(self) -> dict[str, Any]:
        """The user's own files, their options, and what all envelopes are multiplied by."""
        files = (("file", self.population_file), ("credits", self.credits_file))
        names = {key: path.name for key, path in files if path is not None}
        content: dict[str, Any] = {
            "files": names | file_options(self.content.get("population") or {})
        }
        if self.own.money_factor != 1.0:
            content["money_factor"] = self.own.money_factor
        if self.own.doubts:
            content["warnings"] = list(self.own.doubts)
        return content

    def _resolved_places(self) -> dict[str, Any]:
        """Places and entries of other sections, where the scenario has some of its own."""
        content: dict[str, Any] = {}
        if self.places:
            content["places"] = {place.name: place.values for place in self.places.values()}
        if stated := self.content.get("programmes"):
            content["programmes"] = {
                row.name: row.as_data for row in self.programmes if row.name in stated
            }
        if self.choices:
            content["organizations"] = self.choices
        for key, entries in self.sections.items():
            if entries:
                content[key] = {
                    entry.name: entry.references | entry.values for entry in entries.values()
                }
        return content

    def stated_programmes(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """What the scenario says of programmes.

        Yields
        ------
        name, values
            Of its own, all that they are; of those of the jurisdiction, what it changes.
        """
        stated = self.content.get("programmes") or {}
        for row in self.programmes:
            if row.name in stated:
                values = row.as_data
                yield (
                    row.name,
                    {key: values[key] for key in values if row.own or key in stated[row.name]},
                )

    def dated_values(self) -> Iterator[tuple[str, str, Any]]:
        """What dated changes state.

        Yields
        ------
        path, lever, value
            Path of `provenance`, that of the lever without the date, and its value.
        """
        for path in self.provenance:
            if path.startswith(f"{CHANGES}."):
                _, _, lever = path.split(".", 2)
                if lever.partition(".")[0] != TITLE:
                    yield path, lever, self.stated(path)

    def stated(self, path: str) -> Any:
        """The value that the scenario's files, or what is laid over them, state at a path.

        Parameters
        ----------
        path
            Of `provenance`.

        Returns
        -------
        value : text, number, list or map

        Raises
        ------
        KeyError
            Where nothing is stated there.
        """
        value: Any = self.content
        for key in path.split("."):
            value = value[key]
        return value

    def origin(self, path: str) -> Origin:
        """Where the value at a path came from.

        Parameters
        ----------
        path
            As in `--set`.

        Returns
        -------
        origin : Origin
            That of the value, of the map it is in, or of the defaults.
        """
        while path:
            if path in self.provenance:
                return self.provenance[path]
            path = path.rpartition(".")[0]
        return _DEFAULT
