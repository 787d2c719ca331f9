"""Verdicts and headlines where fixed numbers of weak evidence are drawn beside the unknowns of each run.

Runs draw their unknowns from priors; settings of grade C or D stay as they are, so that intervals hold
nothing of them. Here each run draws these too, from half to double: what intervals would be then
(docs/decisions/0049-fixed-numbers-drawn.md).

    python -m studies.fixed_numbers_drawn [runs]     writes docs/data/fixed_numbers.csv (verdicts),
                                                     fixed_numbers_bands.csv (headlines), fixed_numbers.json (counts)
"""

from __future__ import annotations

import csv
import functools
import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from partnersim.analysis.runs.overlays import Place, overlaid
from partnersim.analysis.runs.paired_runs import Job, Measure, do, rounds_of
from partnersim.analysis.validation.part_verdict import PartVerdict
from partnersim.analysis.validation.verdicts import (
    RUNS,
    SEED,
    jobs_by_case,
    judge_part,
    saved,
    values_of,
)
from partnersim.declarations import Group, Parameter, Role, Scope, Shares, Source, Text
from partnersim.evidence.patterns import Case, Expected, Part, Pattern, patterns
from partnersim.evidence.registry import Grade, by_path
from partnersim.language import UserError
from partnersim.scenario.loading import load
from partnersim.scenario.parameter_groups import parameters
from partnersim.state.draws import Draws
from studies.knock_outs import sizes
from studies.pages.limits import acts_elsewhere
from studies.saved import (
    FIXED_NUMBERS,
    FIXED_NUMBERS_COUNTS,
    FOLDER,
    PRIOR_VERDICTS,
    rows_of,
    runs_asked,
)

if TYPE_CHECKING:
    from partnersim.model import PartnershipModel
    from partnersim.scenario.settings import Settings

STATUS_QUO, POLICY = Case("mifi_status_quo"), Case("prsca_compliant")
HEADLINES = (*sizes(), "served_share")
BANDS = FOLDER / "fixed_numbers_bands.csv"
BAND = (0.1, 0.9)  # the middle 80 % of runs
FEWEST_STANDING = 0.1  # of the organisations that a run began with
BROKE_OFF: Final = np.array([0])  # whole numbers, which no measure gives
CLOSED: Final = np.array([1])
_WEAK = (Grade.DIRECTION, Grade.ASSUMED)
_DURATION = "months"
_HEADLINE = "headline"
Measured = tuple[Pattern, Part, np.ndarray]
Round = tuple[Sequence[np.ndarray], Sequence[np.ndarray]]


@dataclass(frozen=True, slots=True)
class Band:
    """Where the middle 80 % of paired differences between policy and status quo lie."""

    measure: str
    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Found:
    """What comes out where fixed numbers are drawn, the usual bands beside."""

    verdicts: list[PartVerdict]
    bands: list[Band]
    usual: list[Band]
    left_out: Counter[str]


def not_drawn(path: str, group: Group, parameter: Parameter | Shares) -> str:
    """Why a weak setting is not drawn, by what its declaration says; nothing where it is."""
    if group.scope is not Scope.MODEL:
        return "stands in an entry"
    if isinstance(parameter, Shares) or isinstance(parameter.default, bool | str):
        return "yes or no, or a choice"
    if isinstance(parameter.default, int) and not parameter.unit.startswith(_DURATION):
        return "a count"
    if parameter.default == 0.0:
        return "zero"
    if path in _stated():
        return "stated by scenarios"
    if path not in _moving() and not acts_elsewhere(path):
        return "moves no measure"
    return ""


@functools.cache
def _stated() -> frozenset[str]:
    """What the status quo states, and so every scenario that extends it: no run would be given a drawn value."""
    return frozenset(load("mifi_status_quo").provenance)


@functools.cache
def _moving() -> frozenset[str]:
    """Parameters that screening saw move something, or did not look at since their system was off."""
    rows = rows_of("screening")
    return frozenset(row["parameter"] for row in rows if row["moved"])


def weak_settings() -> dict[str, tuple[Group, Parameter | Shares]]:
    """Settings of grade C or D by path: neither chosen by somebody nor drawn."""
    graded = by_path()
    return {
        path: (group, parameter)
        for path, (group, parameter) in parameters().items()
        if parameter.role is Role.SETTING and graded[path].grade in _WEAK
    }


@functools.cache
def fixed_numbers() -> dict[str, tuple[Group, Parameter]]:
    """What is drawn, by path."""
    return {
        path: (group, parameter)
        for path, (group, parameter) in weak_settings().items()
        if isinstance(parameter, Parameter) and not not_drawn(path, group, parameter)
    }


def ends(parameter: Parameter) -> tuple[float, float]:
    """From half to double of the default, cut at its bounds."""
    assert parameter.bounds is not None
    value, (least, most) = float(parameter.default), parameter.bounds
    return max(value / 2.0, least), min(value * 2.0, most)


@functools.lru_cache(64)
def drawn(seed: int, run: int) -> Mapping[str, float]:
    """The fixed numbers of a run by path, keyed by their names, those that must increase in order."""
    draws, values = Draws(seed, run), {}
    for path, (_, parameter) in fixed_numbers().items():
        low, high = map(math.log, ends(parameter))
        value = math.exp(draws.generator("prior", path).uniform(low, high))
        least, most = ends(parameter)
        value = min(max(value, least), most)
        values[path] = float(round(value)) if isinstance(parameter.default, int) else value
    for group in {group.name: group for group, _ in fixed_numbers().values()}.values():
        for names in group.increasing:
            paths = [path for name in names if (path := f"{group.name}.{name}") in values]
            values.update(zip(paths, sorted(values[path] for path in paths), strict=True))
    return values


def with_drawn(settings: Settings, seed: int, run: int) -> Settings:
    """A run's settings with its fixed numbers drawn; what the scenario states stands."""
    free = {path: x for path, x in drawn(seed, run).items() if path not in settings.provenance}
    where = [Place(*path.split(".")) for path in free]
    return overlaid(settings, where, list(free.values()))


def _where_open(model: PartnershipModel, look: Measure) -> np.ndarray:
    """What is measured of a run, unless nearly all organisations have closed."""
    organizations = model.world.organizations
    began = organizations["founded_month"] < 0
    if organizations["alive"].sum() < FEWEST_STANDING * began.sum():
        return CLOSED
    return look(model)


def attempted(job: Job) -> np.ndarray:
    """What a run gives; that it broke off where its numbers go together in no way."""
    look = functools.partial(_where_open, look=job.measure)
    try:
        return do(replace(job, measure=look))
    except (UserError, ArithmeticError, LookupError, ValueError) as error:
        print(f"run {job.run} of {job.settings.name}: {error!r}", file=sys.stderr, flush=True)
        return BROKE_OFF


def impossible(results: Sequence[np.ndarray]) -> str:
    """Why a run is left out of all cases; nothing where it is not."""
    failed = [each for each in results if each.dtype.kind == "i"]
    if not failed:
        return ""
    return "broke off" if any(each[0] == BROKE_OFF[0] for each in failed) else "closed"


def headlines() -> Pattern:
    """The policy less the status quo in each headline, as a pattern that expects nothing."""
    parts = tuple(
        Part(name, "val", "sector", "", Text(name), name, POLICY, STATUS_QUO, Expected())
        for name in HEADLINES
    )
    return Pattern(_HEADLINE, Text(_HEADLINE), Source("bruneau_2021", "none: no pattern"), parts, "")  # fmt: skip


def jobs(which: Sequence[Pattern], runs: int, seed: int, **overrides: Any) -> list[list[Job]]:
    """The runs of every case, with the fixed numbers of each run."""
    return [
        [replace(job, settings=with_drawn(job.settings, seed, job.run)) for job in case]
        for case in jobs_by_case(which, runs, seed, **overrides)
    ]


def rounds_then(
    which: Sequence[Pattern], runs: int, seed: int = SEED, workers: int = 0, **overrides: Any
) -> Iterator[Round]:
    """Run after run, what every case gives with fixed numbers drawn, the headlines' last, and as usual."""
    usual = jobs_by_case([headlines()], runs, seed, **overrides)
    then = jobs([*which, headlines()], runs, seed, **overrides)
    for results in rounds_of([*then, *usual], workers, attempted):
        yield results[: len(then)], results[len(then) :]


def found_in(which: Sequence[Pattern], rounds: Iterable[Round]) -> Found:
    """Verdicts and bands of the runs that are possible; how many are not, and why."""
    left_out: Counter[str] = Counter()
    kept, usual = [], []
    for results, as_usual in rounds:
        usual.append(as_usual)
        if why := impossible(results):
            left_out[why] += 1
        else:
            kept.append(results)
    values = list(values_of([*which, headlines()], kept))
    verdicts = [judge_part(*each) for each in values if each[0].id != _HEADLINE]
    bands = list(_bands(values)), list(_bands(values_of([headlines()], usual)))
    return Found(verdicts, *bands, left_out)


def _bands(found: Iterable[Measured]) -> Iterator[Band]:
    for pattern, part, values in found:
        if pattern.id == _HEADLINE:
            low, middle, high = np.nanquantile(values, (BAND[0], 0.5, BAND[1]))
            yield Band(part.id, float(low), float(middle), float(high))


def save_verdicts(then: Sequence[PartVerdict]) -> None:
    """A row for each part: its usual verdict, and what it is with fixed numbers drawn."""
    usual = {verdict.name: verdict.verdict for verdict in saved(PRIOR_VERDICTS)}
    with FIXED_NUMBERS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("part", "usual", "mean", "low", "high", "holds", "then"))
        for each in then:
            numbers = (f"{x:.5g}" for x in (*each.interval, each.holds))
            writer.writerow((each.name, usual.get(each.name, ""), *numbers, each.verdict))


def save_bands(usual: Sequence[Band], then: Sequence[Band]) -> None:
    """A row for each headline: its band as usual, and with fixed numbers drawn."""
    with BANDS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        columns = [
            f"{when}_{what}" for when in ("usual", "then") for what in ("low", "middle", "high")
        ]
        writer.writerow(("measure", *columns))
        for one, other in zip(usual, then, strict=True):
            bounds = chain(*((band.low, band.middle, band.high) for band in (one, other)))
            writer.writerow((one.measure, *(f"{x:.5g}" for x in bounds)))


def save(found: Found, runs: int) -> None:
    """Write the three files."""
    save_verdicts(found.verdicts)
    save_bands(found.usual, found.bands)
    reasons = Counter(not_drawn(path, *each) for path, each in weak_settings().items())
    counts = {
        "drawn": reasons.pop(""), "not_drawn": dict(sorted(reasons.items())), "runs": runs,
        "left_out": dict(found.left_out),
    }  # fmt: skip
    FIXED_NUMBERS_COUNTS.write_text(json.dumps(counts, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Judge, and save."""
    runs = runs_asked(RUNS)
    save(found_in(patterns(), rounds_then(patterns(), runs)), runs)


if __name__ == "__main__":
    main()
