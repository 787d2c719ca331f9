"""What stands behind a run: how many of its values rest on what, and which are assumptions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from partnersim.declarations import Group, Scope
from partnersim.registry.collecting import of_parameter_at
from partnersim.registry.data_files import data_entries
from partnersim.registry.entry import Entry, Grade
from partnersim.scenario.registry import DIRECT, funder_groups, groups_of, model_groups, path_of

if TYPE_CHECKING:
    from partnersim.scenario.settings import Settings

SCENARIO, UNSOURCED = "scenario", "unsourced"


@dataclass(frozen=True, slots=True)
class Behind:
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


def behind(settings: Settings) -> Behind:
    """Every value of a scenario and every number of the data files, by what it rests on.

    A user's own list of organisations takes the place of drawn ones; the archetypes still fill in
    what it does not state, and so are counted.
    """
    counted: Counter[str] = Counter()
    assumptions = []
    for one in resting(settings):
        counted[one.kind] += 1
        if one.assumed:
            assumptions.append(one.path)
    kinds = (*(grade.value for grade in Grade), SCENARIO, UNSOURCED)
    return Behind({kind: counted[kind] for kind in kinds}, tuple(assumptions))


@dataclass(frozen=True, slots=True)
class Resting:
    """A value in use, its entry in the registry, and what it rests on: a grade where it is a default
    or a datum, else `scenario` or `unsourced` with the words of whoever set it."""

    path: str
    entry: Entry
    value: Any
    kind: str
    said: str = ""
    place: str = ""

    @property
    def assumed(self) -> bool:
        """Whether it is an assumption."""
        return self.kind in (Grade.ASSUMED, UNSOURCED)


def resting(settings: Settings) -> Iterator[Resting]:
    """Every value of a scenario and every number of the data files, with what it rests on."""
    for path, declared, value in _values(settings):
        origin, entry = settings.origin(path), of_parameter_at(declared)
        said = origin.source or ""
        if origin.place == "default":
            yield Resting(path, entry, value, entry.grade.value)
        elif said and not said.lower().startswith("assumption"):
            yield Resting(path, entry, value, SCENARIO, said, origin.shown)
        else:
            yield Resting(path, entry, value, UNSOURCED, said, origin.shown)
    for one in data_entries():
        yield Resting(one.path, one, one.value, one.grade.value)


def _values(settings: Settings) -> Iterator[tuple[str, str, Any]]:
    """The path of every value in the scenario, the path it is declared under, and the value."""
    for funder in settings.funders.values():
        kind = "ministries" if funder.is_ministry else "donors"
        yield from _under(f"{kind}.{funder.name}", funder_groups(), funder.values)
    for place in settings.places.values():
        values = {"place": place.values}
        yield from _under(f"places.{place.name}", groups_of(Scope.PLACE), values)
    for one in settings.partnerships.values():
        above = f"partnerships.{one.name}"
        yield from _under(above, groups_of(Scope.PARTNERSHIP), one.values)
    yield from _under("", model_groups(), settings.parameters)


def _under(
    above: str, found: Mapping[str, Group], values: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[str, str, Any]]:
    for name, group in found.items():
        parts = [part for part in (above, "" if name in DIRECT.values() else name) if part]
        for one in group:
            path = ".".join([*parts, one.name])
            yield path, path_of(group, one.name), values[name][one.name]
