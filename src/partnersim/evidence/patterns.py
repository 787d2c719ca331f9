"""The patterns the model is judged by, as data (`patterns.yaml`): statements, sources, expectations.

Measures are named here and computed elsewhere; nothing in this file runs a model.
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Any, Literal

from partnersim import systems
from partnersim.declarations import Source, Text, repeated
from partnersim.declarations.data_files import rows_in
from partnersim.evidence.could_fail import could_fail_rows
from partnersim.evidence.written_in import WrittenIn, written_in_rows

FILE = "patterns.yaml"
SIZES = "smallest_effects.csv"
Verdict = Literal["emerges", "absent", "fails", "not decided"]
Null = Literal["", "frozen", "by lot", "other luck"]
Level = Literal["organizations", "sector", "newcomers"]
LEVELS: tuple[Level, ...] = ("organizations", "sector", "newcomers")
PLACEBO, WRONG_SIGN = "placebo", "wrong sign"
CONTROLS = (PLACEBO, WRONG_SIGN)


@dataclass(frozen=True, slots=True)
class Case:
    """A scenario, with settings laid over it; `null`: what nobody chooses in it, for controls and stars.

    drawn: levers that every run of the judgement draws, as paths with the ends that the sources tell.
    """

    scenario: str
    sets: tuple[str, ...] = ()
    null: Null = ""
    drawn: tuple[tuple[str, float, float], ...] = ()

    @property
    def shown(self) -> tuple[str, ...]:
        """What is laid over the scenario, in words of a command."""
        return (*self.sets, *(f"{path}={low:g}..{high:g}" for path, low, high in self.drawn))


@dataclass(frozen=True, slots=True)
class Expected:
    """Where the mean must lie: above a bound or below it by the least that matters, or within a range."""

    low: float = float("-inf")
    high: float = float("inf")
    least: float = 0.0  # the smallest effect that matters; a range has its own width

    def holds(self, value: float) -> bool:
        """Whether one value is as expected."""
        return self.low < value < self.high

    @property
    def one_sided(self) -> bool:
        """Whether it expects a direction rather than a range."""
        return self.low == float("-inf") or self.high == float("inf")

    @property
    def emerging(self) -> tuple[float, float]:
        """The region in which a mean is as expected, and far enough to matter."""
        return self.low + self.least, self.high - self.least

    @property
    def edges(self) -> tuple[float, ...]:
        """Where verdicts change."""
        ends = [end for end in (self.low, self.high) if math.isfinite(end)]
        return tuple(sorted({end + off for end in ends for off in (-self.least, self.least)}))

    def judge(self, low: float, high: float) -> Verdict:
        """The verdict on a mean whose interval is [low, high]."""
        least, most = self.emerging
        if least < low and high < most:
            return "emerges"
        wrong_below, wrong_above = self.low - self.least, self.high + self.least
        if high < wrong_below or low > wrong_above:
            return "fails"
        if self.one_sided and high <= self.edges[-1] and low >= self.edges[0]:
            return "absent"
        return "not decided"


@dataclass(frozen=True, slots=True)
class Part:
    """One testable part of a pattern. `cal` may guide the choice of values, `val` may not;
    `written_in` says whether the rules or the scenario write it in, `too` whether it emerges without choices
    too, so that it is no evidence, `hardly` whether it could hardly fail;
    `controls`, what is judged beside it because it must come out."""

    id: str
    use: Literal["cal", "val"]
    level: Level
    year: str
    what: Text
    measure: str
    case: Case
    against: Case | None
    expected: Expected
    kind: str = ""  # of measure, which tells the smallest effect; a range has none
    written_in: WrittenIn = "no"
    too: bool = False
    hardly: bool = False
    seen: bool = (
        False  # a verdict under earlier rules or measures was known when these were written
    )
    controls: tuple[str, ...] = ()


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
    """Every pattern, those of systems among them, in order of their names. A file may add parts to a pattern of
    another, by stating it in the same words.

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
    by_id: dict[str, Pattern] = {}
    for pattern in of_all:
        known = by_id.setdefault(pattern.id, pattern)
        if known is not pattern:
            by_id[pattern.id] = _with_parts(known, pattern)
    return tuple(sorted(by_id.values(), key=lambda pattern: (len(pattern.id), pattern.id)))


def _with_parts(known: Pattern, other: Pattern) -> Pattern:
    """A pattern with the parts that another file adds; ValueError where they are two of one name."""
    if (known.statement, known.source) != (other.statement, other.source):
        raise ValueError("two patterns have one name")
    if repeated(part.id for part in (*known.parts, *other.parts)):
        raise ValueError("two parts of a pattern have one name")
    return replace(known, parts=(*known.parts, *other.parts))


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
        "kind",
        "level",
        "given",
        "seen",
        "requires",
        "controls",
    }
    if strange := set(data) - known:
        raise ValueError(f"{name}: unknown keys {sorted(strange)}")
    if data["use"] not in ("cal", "val"):
        raise ValueError(f"{name}: use is cal or val")
    if data["level"] not in LEVELS:
        raise ValueError(f"{name}: level is one of {', '.join(LEVELS)}")
    if "given" in data and data["use"] == "val":
        raise ValueError(f"{name}: which val parts are written in is measured")
    measured = written_in_rows().get(name)
    found: WrittenIn = measured.written_in if measured else "no"
    failing = could_fail_rows().get(name)
    return Part(
        id=data["id"],
        use=data["use"],
        level=data["level"],
        year=data["year"],
        what=Text(data["what"]["en"], data["what"]["fr"]),
        measure=data["measure"],
        case=_case(data["in"]),
        against=_case(data["against"]) if "against" in data else None,
        expected=_expected(name, data["expected"], data.get("kind", "")),
        kind=data.get("kind", ""),
        written_in="yes" if "given" in data else found,
        too=measured is not None and measured.too,
        hardly=failing is not None and failing.hardly,
        seen=bool(data.get("seen", False)),
        controls=_controls(name, data),
    )


def _controls(name: str, data: dict[str, Any]) -> tuple[str, ...]:
    asked = tuple(data.get("controls", ()))
    if asked and ({*asked} - {*CONTROLS} or "kind" not in data or "against" not in data):
        raise ValueError(
            f"{name}: controls are {' and '.join(CONTROLS)}, of a difference in a direction"
        )
    return asked


def _case(data: dict[str, Any]) -> Case:
    drawn = data.get("drawn", {}).items()
    ends = tuple((path, float(low), float(high)) for path, (low, high) in drawn)
    return Case(data["scenario"], tuple(data.get("sets", ())), drawn=ends)


def _expected(name: str, data: dict[str, Any], kind: str) -> Expected:
    if ("between" in data) == bool(kind):
        raise ValueError(f"{name}: one bound has a kind of measure, a range has none")
    least = _least(name, kind) if kind else 0.0
    match data:
        case {"above": low}:
            return Expected(low=float(low), least=least)
        case {"below": high}:
            return Expected(high=float(high), least=least)
        case {"between": [low, high]} if low < high:
            return Expected(float(low), float(high))
    raise ValueError(f"{name}: expected is above, below or between two numbers")


def _least(name: str, kind: str) -> float:
    known = smallest_effects()
    if kind not in known:
        raise ValueError(f"{name}: kind is one of {', '.join(known)}")
    return known[kind].size


@dataclass(frozen=True, slots=True)
class SmallestEffect:
    """The least difference that matters in a kind of measure, and why."""

    kind: str
    size: float
    unit: str
    why: str


@functools.cache
def smallest_effects() -> dict[str, SmallestEffect]:
    """By kind of measure, as stated before parts were judged by them."""
    rows = rows_in("partnersim.evidence", SIZES)
    return {
        row["kind"]: SmallestEffect(row["kind"], float(row["size"]), row["unit"], row["why"])
        for row in rows
    }
