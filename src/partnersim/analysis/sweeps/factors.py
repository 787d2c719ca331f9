"""What an experiment varies: a parameter over a range, a range that depends on another, or choices."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING, Any

from partnersim.analysis.runs.overlays import Place, Value

if TYPE_CHECKING:
    from partnersim.declarations import Text

LEVER, UNCERTAINTY = "lever", "uncertainty"


@dataclass(frozen=True, slots=True)
class Relation:
    """An end of a range that depends on another factor: `times` x its value + `plus`."""

    parameter: str
    times: float = 1.0
    plus: float = 0.0

    def at(self, value: float) -> float:
        """The end, where the other has that value."""
        return self.times * value + self.plus


@dataclass(frozen=True, slots=True)
class Factor:
    """One parameter with the range or the choices it is given; `bounds` are those of its declaration."""

    path: str
    kind: str
    place: Place
    unit: str
    meaning: Text
    low: float | Relation = 0.0
    high: float | Relation = 1.0
    bounds: tuple[float, float] = (0.0, 1.0)
    choices: tuple[Value, ...] = ()
    whole: bool = False

    @property
    def relations(self) -> tuple[Relation, ...]:
        """The ends that depend on other factors."""
        return tuple(end for end in (self.low, self.high) if isinstance(end, Relation))

    def ends(self, values: Mapping[str, Value]) -> tuple[float, float]:
        """Its range where the other factors have these values."""
        low, high = (
            end.at(float(values[end.parameter])) if isinstance(end, Relation) else end
            for end in (self.low, self.high)
        )
        return low, high

    def value(self, position: float, values: Mapping[str, Value]) -> Value:
        """Its value at a position from 0 to 1; choices and whole numbers have equal parts of it."""
        if self.choices:
            return self.choices[min(int(position * len(self.choices)), len(self.choices) - 1)]
        low, high = self.ends(values)
        if self.whole:
            first, last = math.ceil(low - 1e-9), math.floor(high + 1e-9)
            return min(first + int(position * (last - first + 1)), last)
        return low + position * (high - low)

    def described(self) -> dict[str, Any]:
        """As plain data, for the manifest and the identity of a design."""
        data: dict[str, Any] = {"path": self.path, "kind": self.kind, "unit": self.unit}
        if self.choices:
            return {**data, "choices": list(self.choices)}
        for name, end in (("min", self.low), ("max", self.high)):
            data[name] = (
                {"parameter": end.parameter, "times": end.times, "plus": end.plus}
                if isinstance(end, Relation)
                else end
            )
        return data


def order_of(factors: Sequence[Factor]) -> list[int]:
    """Factors by number, each after those its range depends on. Raises CycleError on a circle."""
    number = {factor.path: n for n, factor in enumerate(factors)}
    graph = {
        n: [number[relation.parameter] for relation in factor.relations]
        for n, factor in enumerate(factors)
    }
    return list(TopologicalSorter(graph).static_order())


def values_of(factors: Sequence[Factor], order: Sequence[int], row: Sequence[float]) -> list[Value]:
    """The values of all factors at one row of a design, in the order of the factors."""
    values: dict[str, Value] = {}
    for n in order:
        values[factors[n].path] = factors[n].value(float(row[n]), values)
    return [values[factor.path] for factor in factors]
