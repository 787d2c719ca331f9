"""Provenance of a run's values: how many on which grade of evidence, and which are assumptions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from partnersim.declarations import Group, Scope
from partnersim.evidence.registry.collection import parameter_entry_at
from partnersim.evidence.registry.entry import Entry, Grade
from partnersim.evidence.registry.input_data import data_entries
from partnersim.scenario.parameter_groups import (
    declared_at,
    funder_groups,
    groups_of,
    model_groups,
    path_of,
    sections,
)

if TYPE_CHECKING:
    from partnersim.scenario.settings import Settings

SCENARIO, UNSOURCED = "scenario", "unsourced"


@dataclass(frozen=True, slots=True)
class EvidenceSummary:
    """values: how many, by grade of those left at their default, and `scenario` and `unsourced` of
    those that files or the command line set with a source and without; the paths of assumptions."""

    values: Mapping[str, int]
    assumptions: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many values there are."""
        return sum(self.values.values())

    @property
    def assumed(self) -> int:
        """How many of them are assumptions, those that a scenario sets without a source included."""
        return len(self.assumptions)

    def as_data(self) -> dict[str, Any]:
        """For the manifest."""
        return {"values": dict(self.values), "assumptions": list(self.assumptions)}


def evidence_summary(settings: Settings) -> EvidenceSummary:
    """Every value of a scenario and every number of the data files, by what it rests on.

    A user's own list of organisations takes the place of drawn ones; the archetypes still fill in
    what it does not state, and so are counted.
    """
    counts: Counter[str] = Counter()
    assumptions = []
    for value in values_in_use(settings):
        counts[value.basis] += 1
        if value.assumed:
            assumptions.append(value.path)
    bases = (*(grade.value for grade in Grade), SCENARIO, UNSOURCED)
    return EvidenceSummary({basis: counts[basis] for basis in bases}, tuple(assumptions))


@dataclass(frozen=True, slots=True)
class ValueInUse:
    """A value of a run and its entry in the registry.

    basis: a grade where the value is a default or a datum, else `scenario` or `unsourced`; stated: the
    source or reason that stands beside it in the scenario; place: the file that sets it.
    """

    path: str
    entry: Entry
    value: Any
    basis: str
    stated: str = ""
    place: str = ""

    @property
    def assumed(self) -> bool:
        """Whether it is an assumption."""
        return self.basis in (Grade.ASSUMED, UNSOURCED)


def values_in_use(settings: Settings) -> Iterator[ValueInUse]:
    """Every value of a scenario and every number of the data files."""
    for path, declared, value in _values(settings):
        origin, entry = settings.origin(path), parameter_entry_at(declared)
        stated = origin.source or ""
        if origin.place == "default":
            yield ValueInUse(path, entry, value, entry.grade.value)
        elif stated and not stated.lower().startswith("assumption"):
            yield ValueInUse(path, entry, value, SCENARIO, stated, origin.shown)
        else:
            yield ValueInUse(path, entry, value, UNSOURCED, stated, origin.shown)
    changed = {
        f"programmes.{name}.{key}" for name, row in settings.stated_programmes() for key in row
    }
    for entry in data_entries(settings.jurisdiction):
        if entry.path not in changed:
            yield ValueInUse(entry.path, entry, entry.value, entry.grade.value)


def _values(settings: Settings) -> Iterator[tuple[str, str, Any]]:
    """The path of every value in the scenario, the path it is declared under, and the value."""
    for funder in settings.funders.values():
        kind = "ministries" if funder.is_ministry else "donors"
        yield from _under(f"{kind}.{funder.name}", funder_groups(), funder.values)
    for place in settings.places.values():
        values = {"place": place.values}
        yield from _under(f"places.{place.name}", groups_of(Scope.PLACE), values)
    for name, programme in settings.stated_programmes():
        groups = groups_of(Scope.PROGRAMME)
        yield from _under(f"programmes.{name}", groups, {"programme": programme})
    for name, choices in settings.choices.items():
        yield from _under(f"organizations.{name}", groups_of(Scope.ORGANIZATION), choices)
    for key, entries in settings.sections.items():
        for entry in entries.values():
            yield from _under(f"{key}.{entry.name}", groups_of(sections()[key]), entry.values)
    yield from _under("", model_groups(), settings.parameters)
    for path, lever, value in settings.dated_values():
        if (declared := declared_at(lever)) is not None:  # else a title
            group, parameter = declared
            yield path, path_of(group, parameter.name), value


def _under(
    above: str, groups: Mapping[str, Group], values: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[str, str, Any]]:
    for name, group in groups.items():
        parts = [part for part in (above, "" if group.direct else name) if part]
        for parameter in (each for each in group if each.name in values[name]):
            path = ".".join([*parts, parameter.name])
            yield path, path_of(group, parameter.name), values[name][parameter.name]
