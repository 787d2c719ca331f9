"""A sensitivity study on a screen: indices with their intervals, and how far to trust them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.text import Text

from partnersim.analysis.sensitivity.sobol import WIDE
from partnersim.analysis.sweeps.designs import MORRIS_LEVELS
from partnersim.language import numbers, say
from partnersim.language.words import N_
from partnersim.outcomes.recorder import SECTOR_NAMES
from partnersim.report.formatting import factors, measures, words
from partnersim.report.formatting.assumptions import sentence_of_folder
from partnersim.report.formatting.screen import Screen

if TYPE_CHECKING:
    from rich.console import Console

    from partnersim.analysis.sensitivity.indices import Index, OutcomeSensitivity
    from partnersim.results.sensitivity_result import Sensitivity

FIRST_SHOWN = {
    "sobol": "total",
    "emulator": "total",
    "morris": "mu_star",
    "lhs": "rank_regression",
    "pawn": "pawn",
    "delta": "delta",
}
_LEAST_SHOWN = 0.01
_CELL = 19  # signs of an index with its interval
FEW_TRAJECTORIES = (
    10  # fewer steps of each factor do not rank them (Campolongo, Cariboni and Saltelli 2007)
)


def kind_name(kind: str) -> str:
    """What an index is called."""
    names = {
        "total": say("Total effect"),
        "first_order": say("Alone"),
        "mu_star": say("Mean effect of a step"),
        "sigma": say("Spread of effects"),
        "rank_regression": say("Rank regression"),
        "pawn": "PAWN",
        "delta": "δ",
    }
    return names[kind]


def undecided(study: OutcomeSensitivity) -> str:
    """Why a study does not tell what moves its outcome most; nothing where it does."""
    few = study.method == "morris" and study.samples < FEW_TRAJECTORIES
    if any(index.detectable is None for index in study.of(FIRST_SHOWN[study.method])):
        return (
            say(
                "each factor was moved {n} {n|time|times} only, where {least} are needed, and each trial was run once, "
                "which does not tell luck apart",
                n=study.samples,
                least=FEW_TRAJECTORIES,
            )
            if few
            else say("each trial was run once, which does not tell luck apart")
        )
    return (
        say(
            "each factor was moved {n} {n|time|times} only, where {least} are needed",
            n=study.samples,
            least=FEW_TRAJECTORIES,
        )
        if few
        else ""
    )


def step(study: OutcomeSensitivity, *, in_points: bool = True) -> str:
    """What a step of a factor is, and in what its effect is told; of a method without steps, nothing.

    in_points: whether effects on shares are told in percentage points, as `effect` tells them.
    """
    if study.method != "morris":
        return ""
    unit = words.unit_of_outcome(study.outcome)
    if in_points and unit.startswith("share"):
        unit = N_("percentage points")
    every = {index.factor for index in study.indices}
    of_ranges = say(
        "A step moves one factor by {part} of its range; its effect is told as if over the whole range, whichever way "
        "it goes, in the unit of the outcome ({unit}).",
        part=numbers.percent(MORRIS_LEVELS / (2 * (MORRIS_LEVELS - 1))),
        unit=say(unit),
    )
    if not study.choices:
        return of_ranges
    if study.choices >= every:
        return say(
            "A step takes another choice of one factor's list; its effect is told whichever way it goes, in the unit "
            "of the outcome ({unit}).",
            unit=say(unit),
        )
    of_choices = say(
        "Where a factor has a list of choices, a step takes another of them, and the effect is told as it is."
    )
    return f"{of_ranges} {of_choices}"


def effect(outcome: str, amount: float) -> str:
    """An effect on an outcome: of shares in points, of what is counted with its unit, of an index as it stands."""
    unit = words.unit_of_outcome(outcome)
    if unit.startswith("share"):
        amount = 100.0 * amount
        return numbers.number(amount, int(abs(amount) < 10.0)) + measures.points()
    size = numbers.number(amount, 0 if abs(amount) >= 100.0 else 1 if abs(amount) >= 10.0 else 2)
    return size if any(map(str.isdigit, unit)) else f"{size} {say(unit)}"


def print_studies(studies: Sensitivity, console: Console) -> None:
    """Each outcome: a table, largest first, and what the sample was worth."""
    screen = Screen(console)
    for study in studies.studies:
        screen.line(outcome_label(study.outcome), "bold")
        _print_table(study, screen)
        screen.lines(trust(study), "dim")
        screen.print()
    for problem in studies.left_out.values():
        screen.say("Left out: {problem}", "bold", problem=problem)
    about = studies.sweep.frame("design").attrs
    screen.lines(dependent_ranges(studies.sweep.manifest["experiment"]["factors"]), "dim")
    varied = [name for name, role in about["roles"].items() if role != "key"]
    factors.print_meanings(about["meanings"], varied, screen)
    screen.line(sentence_of_folder(studies.sweep.folder), "dim")
    screen.line(words.not_a_forecast(), "bold")


def outcome_label(name: str) -> str:
    """What an outcome of a sweep is called."""
    over = {
        "_change": say("{name}, change over the scenario"),
        "_last_month": say("{name}, last month"),
    }
    for ending, text in over.items():
        if name not in SECTOR_NAMES and name.endswith(ending):
            return text.replace("{name}", words.label(name.removesuffix(ending)))
    return words.label(name)


def _print_table(study: OutcomeSensitivity, screen: Screen) -> None:
    kind = FIRST_SHOWN[study.method]
    beside = [name for name in ("first_order", "sigma") if study.of(name)]
    heads = [kind_name(name) for name in (kind, *beside)]
    if study.of(kind, "variance"):
        heads.append(say("Of the spread by luck"))
    table = screen.table(say("Factor"), *heads)
    others = {name: {index.factor: index for index in study.of(name)} for name in beside}
    spread = {index.factor: index for index in study.of(kind, "variance")}
    for index in study.of(kind):
        cells = [_cell(index), *(_cell(others[name][index.factor]) for name in beside)]
        if spread:
            cells.append(_cell(spread[index.factor]))
        room = screen.width - max(_CELL, *map(len, cells)) * len(cells)
        table.add_row(Text(factors.in_lines(index.factor, min(40, room))), *cells)
    screen.print(table)


def dependent_ranges(factors: Sequence[Mapping[str, Any]]) -> list[str]:
    """What an index means where the range of a factor depends on another."""
    return [
        say(
            "The range of {factor} depends on {other}: its index is that of its place in the range, and "
            "where {other} moves both do.",
            factor=factor["path"],
            other=end["parameter"],
        )
        for factor in factors
        for end in (factor.get("min"), factor.get("max"))
        if isinstance(end, Mapping)
    ]


def _cell(index: Index) -> str:
    if index.detectable is False:
        return say("not detectable")
    unknown = numbers.NO_BREAK + "?" if index.detectable is None else ""
    if index.low >= 0.0 and index.high < _LEAST_SHOWN:
        return say("under {number}", number=numbers.number(_LEAST_SHOWN, 2)) + unknown
    return numbers.interval(index.value, index.low, index.high) + unknown


def trust(study: OutcomeSensitivity) -> Iterator[str]:
    """Luck's share, the verdict on the size of the sample, and what a method cannot see."""
    luck = study.luck
    if study.replicates > 1:
        yield say(
            "Luck alone makes {share} of the variance of single runs: {common} the same on every row, since all meet "
            "the same seeds, and so in no index; {own} another on each row. Replicates of each row: {replicates}.",
            share=numbers.percent(luck.luck_share),
            common=numbers.percent(luck.common_share),
            own=numbers.percent(luck.luck_share - luck.common_share),
            replicates=study.replicates,
        )
    else:
        yield say("One replicate of each row: what luck does to single runs is not known.")
    if any(index.detectable is None for index in study.indices):
        yield say(
            "?: one replicate of each row does not say what luck alone would show, so whether a factor "
            "is detectable is not known. Take two replicates or more."
        )
    elif not_told := undecided(study):
        yield say("What counts most is not decided: {reason}.", reason=not_told)
    if told := step(study, in_points=False):
        yield told
    yield from _convergence(study)
    if study.q2 == study.q2:
        share = numbers.number(study.q2, 2)
        yield say(
            "Share of the variance of ranks that it explains: {share}."
            if study.method == "lhs"
            else "Share of the variance of unseen rows that the emulator predicts: {share}.",
            share=share,
        )
    yield say(
        "Not detectable: not above what luck or the chance of the design alone would show of the "
        "factor. Intervals: 95 % of resampled blocks or rows."
    )


def _convergence(study: OutcomeSensitivity) -> Iterator[str]:
    """How wide intervals of total indices are, and whether the sample is large enough."""
    if not study.convergence or study.method != "sobol":
        return
    steps = (
        f"{numbers.number(step.samples, 0)} (±{numbers.number(step.widest, 2)})"
        for step in study.convergence
    )
    yield say("Widest interval of a total index, by samples: {steps}.", steps="; ".join(steps))
    wide, needed = numbers.number(WIDE, 2), numbers.number(study.needed, 0)
    if study.converged:
        yield say("None is wider than ±{wide}: the sample is large enough.", wide=wide)
    else:
        yield say(
            "For none wider than ±{wide} about {needed} samples are needed.",
            wide=wide,
            needed=needed,
        )
