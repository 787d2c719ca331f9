"""What stands behind a run: how many of its values rest on what, and which are assumptions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from partnersim.declarations import Group, Scope
from partnersim.registry.collecting import of_parameter_at
from partnersim.registry.data_files import data_entries
from partnersim.registry.entry import Grade
from partnersim.scenario.registry import DIRECT, funder_groups, groups_of, model_groups, path_of

if TYPE_CHECKING:
    from partnersim.scenario.settings import Settings


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
    for path, declared in _values(settings):
        origin = settings.origin(path)
        if origin.place == "default":
            kind: str = of_parameter_at(declared).grade.value
        elif origin.source and not origin.source.lower().startswith("assumption"):
            kind = "scenario"
        else:
            kind = "unsourced"
        counted[kind] += 1
        if kind in (Grade.ASSUMED, "unsourced"):
            assumptions.append(path)
    for one in data_entries():
        counted[one.grade.value] += 1
        if one.grade is Grade.ASSUMED:
            assumptions.append(one.path)
    kinds = (*(grade.value for grade in Grade), "scenario", "unsourced")
    return Behind({kind: counted[kind] for kind in kinds}, tuple(assumptions))


def _values(settings: Settings) -> Iterator[tuple[str, str]]:
    """The path of every value in the scenario, and the path it is declared under."""
    for funder in settings.funders.values():
        kind = "ministries" if funder.is_ministry else "donors"
        yield from _under(f"{kind}.{funder.name}", funder_groups())
    for place in settings.places.values():
        yield from _under(f"places.{place.name}", groups_of(Scope.PLACE))
    for one in settings.partnerships.values():
        yield from _under(f"partnerships.{one.name}", groups_of(Scope.PARTNERSHIP))
    yield from _under("", model_groups())


def _under(above: str, found: Mapping[str, Group]) -> Iterator[tuple[str, str]]:
    for name, group in found.items():
        parts = [part for part in (above, "" if name in DIRECT.values() else name) if part]
        for one in group:
            yield ".".join([*parts, one.name]), path_of(group, one.name)
