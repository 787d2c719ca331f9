"""The patterns the model is judged by, as data (`patterns.yaml`): statements, sources, expectations.

Measures are named here and computed elsewhere; nothing in this file runs a model.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal

from partnersim import systems
from partnersim.declarations import Source, Text, repeated

FILE = "patterns.yaml"
Verdict = Literal["emerges", "fails", "not decided"]


@dataclass(frozen=True, slots=True)
class Case:
    """A scenario, with settings laid over it."""

    scenario: str
    sets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Expected:
    """Where the mean must lie: strictly above, strictly below, or within."""

    low: float = float("-inf")
    high: float = float("inf")

    def holds(self, value: float) -> bool:
        """Whether one value is as expected."""
        return self.low < value < self.high

    @property
    def one_sided(self) -> bool:
        """Whether it expects a direction rather than a range."""
        return self.low == float("-inf") or self.high == float("inf")

    def judge(self, low: float, high: float) -> Verdict:
        """The verdict on a mean whose interval is [low, high]."""
        if self.low < low and high < self.high:
            return "emerges"
        if high <= self.low or low >= self.high:
            return "fails"
        return "not decided"


@dataclass(frozen=True, slots=True)
class Part:
    """One testable part of a pattern. `cal` may guide the choice of values, `val` may not;
    `arithmetic` says that the rules or the scenario write it in, so that it is no evidence."""

    id: str
    use: Literal["cal", "val"]
    year: str
    what: Text
    measure: str
    case: Case
    against: Case | None
    expected: Expected
    arithmetic: bool = False
    seen: bool = (
        False  # a verdict under earlier rules or measures was known when these were written
    )


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern that the documents report, and its parts."""

    id: str
    statement: Text
    source: Source
    parts: tuple[Part, ...]
    place: str


@functools.cache
def patterns() -> tuple[Pattern, ...]:
    """Every pattern, those of systems among them, in order of their names.

    Raises ValueError when the data contradict themselves.
    """
    homes = ("partnersim.evidence", *systems.homes_of(FILE))
    of_all = [
        pattern
        for home in homes
        for pattern in of_text(
            (files(home) / FILE).read_text(encoding="utf-8"), f"src/{home.replace('.', '/')}/{FILE}"
        )
    ]
    if repeated(pattern.id for pattern in of_all):
        raise ValueError("two patterns have one name")
    return tuple(sorted(of_all, key=lambda pattern: (len(pattern.id), pattern.id)))


def of_text(text: str, place: str = "") -> tuple[Pattern, ...]:
    """The patterns written in a text of the form of `patterns.yaml`; place: the file it is from.

    A part may require another system than its own; where that is taken away, so is the part.
    """
    from ruamel.yaml import YAML

    every = tuple(
        Pattern(
            data["id"],
            Text(data["statement"]["en"], data["statement"]["fr"]),
            Source(**data["source"]),
            tuple(
                _part(data["id"], part)
                for part in data["parts"]
                if {*part.get("requires", ())} <= {*systems.packages()}
            ),
            place,
        )
        for data in YAML(typ="safe").load(text)
    )
    if repeated(f"{pattern.id}.{part.id}" for pattern in every for part in pattern.parts):
        raise ValueError("two parts of a pattern have one name")
    return every


def _part(pattern: str, data: dict[str, Any]) -> Part:
    name = f"{pattern}.{data.get('id')}"
    known = {
        "id",
        "use",
        "year",
        "what",
        "measure",
        "in",
        "against",
        "expected",
        "arithmetic",
        "seen",
        "requires",
    }
    if strange := set(data) - known:
        raise ValueError(f"{name}: unknown keys {sorted(strange)}")
    if data["use"] not in ("cal", "val"):
        raise ValueError(f"{name}: use is cal or val")
    return Part(
        id=data["id"],
        use=data["use"],
        year=data["year"],
        what=Text(data["what"]["en"], data["what"]["fr"]),
        measure=data["measure"],
        case=_case(data["in"]),
        against=_case(data["against"]) if "against" in data else None,
        expected=_expected(name, data["expected"]),
        arithmetic=bool(data.get("arithmetic", False)),
        seen=bool(data.get("seen", False)),
    )


def _case(data: dict[str, Any]) -> Case:
    return Case(data["scenario"], tuple(data.get("sets", ())))


def _expected(name: str, data: dict[str, Any]) -> Expected:
    match data:
        case {"above": low}:
            return Expected(low=float(low))
        case {"below": high}:
            return Expected(high=float(high))
        case {"between": [low, high]} if low < high:
            return Expected(float(low), float(high))
    raise ValueError(f"{name}: expected is above, below or between two numbers")
