"""What a sweep will do and what it found, on a screen."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from rich.text import Text

from partnersim.analysis.sensitivity.indices import components_of
from partnersim.language import current, decimal, numbers, say, say_all
from partnersim.outcomes.recorder import SECTOR_NAMES
from partnersim.report.formatting import factors, words
from partnersim.report.formatting.assumptions import sentence_of_folder
from partnersim.report.formatting.screen import Screen
from partnersim.report.screens.sensitivity import outcome_label

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console

    from partnersim.analysis.runs.overlays import Value
    from partnersim.analysis.sweeps.estimate import Expected
    from partnersim.analysis.sweeps.experiment import Experiment, Measured
    from partnersim.analysis.sweeps.factors import Factor, Relation
    from partnersim.results.sweep_result import Sweep

_PATH, _RANGE = 32, 28  # signs; the screen may be 80 wide


def print_plan(
    experiment: Experiment, took: Expected, cluster: str | None, console: Console
) -> None:
    """Factors with their ranges; how many runs, how long they take, how much disk."""
    screen, language = Screen(console), current()
    screen.line(experiment.title.in_language(language), "bold")
    if (question := experiment.question.in_language(language)) != experiment.name:
        screen.line(question, "italic")
    table = screen.table(say("Varied"), say("Range"), say("Unit"), no_wrap=False)
    varied, span, unit = table.columns
    varied.ratio, varied.no_wrap = None, True
    span.width, span.overflow, unit.ratio = _RANGE, "fold", 1
    for kind, heading in (("lever", say("Choices")), ("uncertainty", say("Unknowns"))):
        members = [factor for factor in experiment.factors if factor.kind == kind]
        if members:
            table.add_row(Text(heading, "bold"))
        for member in members:
            path = factors.in_lines(member.path, _PATH)
            table.add_row(*map(Text, (path, _range(member), say(member.unit))))
    screen.print(table)
    screen.line(
        " ".join([*_measured(experiment), *_size(experiment), *_cost(experiment, took, cluster)])
    )


def _size(experiment: Experiment) -> Iterator[str]:
    """Years, scale, rows, replicates and runs."""
    yield say(
        "Years of each run: {years}. One simulated newcomer stands for {scale}.",
        years=experiment.settings.years,
        scale=numbers.number(experiment.settings.scale, 0),
    )
    yield say(
        "Rows of the design ({method}): {rows}. Replicates of each: {replicates}. Runs: {runs}.",
        rows=numbers.number(experiment.rows, 0),
        method=experiment.method,
        replicates=experiment.replicates,
        runs=numbers.number(experiment.runs, 0),
    )


def _cost(experiment: Experiment, took: Expected, cluster: str | None) -> Iterator[str]:
    """What is left to run, and what it takes of time and disk."""
    if took.runs < experiment.runs:
        yield say("Runs left to do: {runs}.", runs=numbers.number(took.runs, 0))
    each, size = numbers.number(1000.0 * took.seconds_a_run, 0), numbers.size(took.bytes)
    if cluster is None:
        yield say(
            "About {time} (processes: {workers}), at {each} ms a run here; about {size} of disk.",
            time=numbers.duration(took.seconds),
            workers=took.workers,
            each=each,
            size=size,
        )
    else:
        yield say(
            "About {time} of one processor, at {each} ms a run here, to share among the cluster's "
            "workers; about {size} of disk.",
            time=numbers.duration(took.seconds_a_run * took.runs),
            each=each,
            size=size,
        )


def _measured(experiment: Experiment) -> list[str]:
    """Outcomes by what they are called; what patterns measure is explained with them."""
    names = [
        outcome_label(outcome.column)
        for outcome in experiment.outcomes
        if outcome.name in SECTOR_NAMES
    ]
    return [say("Measured: {outcomes}.", outcomes=say("; ").join(names))] if names else []


def _range(factor: Factor) -> str:
    if factor.choices:
        return ", ".join(_value(choice) for choice in factor.choices)
    return say("{low} to {high}", low=_end(factor.low), high=_end(factor.high))


def _end(end: float | Relation) -> str:
    if isinstance(end, float):
        return _value(end)
    text = factors.in_lines(end.parameter, _RANGE)
    text = text if end.times == 1.0 else f"{end.times:g} × {text}"
    return text if end.plus == 0.0 else f"{text} {end.plus:+g}"


def _value(value: Value) -> str:
    if isinstance(value, bool):
        return say("yes" if value else "no")
    if isinstance(value, str):
        return value
    return decimal(value)


def print_sweep(sweep: Sweep, experiment: Experiment, console: Console, files: bool = True) -> None:
    """Each outcome over the design: its mean, its spread over rows, and the part that is luck.

    files: whether to say which files lie in the folder.
    """
    screen, frame = Screen(console), sweep.without_failures()
    screen.line(experiment.title.in_language(current()), "bold")
    heads = say_all("Mean", "Middle 80 % of rows", "Luck", "Missing")
    table = screen.table(say("Outcome, over the rows of the design"), *heads)
    for outcome in experiment.outcomes:
        table.add_row(*_cells(outcome, frame))
    screen.print(table)
    screen.say(
        "Luck: its share of the variance of single runs; not known with one replicate.", "dim"
    )
    if sweep.runs_failed:
        screen.say(
            "{failed} of {runs} {runs|run|runs} failed and are left out here; failures.parquet says why. --resume "
            "makes them again.",
            "bold red",
            failed=sweep.runs_failed,
            runs=sweep.manifest["runs"],
        )
    if files:
        names = sorted(file.name for file in sweep.folder.iterdir() if file.is_file())
        screen.files(sweep.folder, ", ".join(names))
    screen.line(sentence_of_folder(sweep.folder), "dim")
    screen.line(words.not_a_forecast(), "bold")


def _cells(measured: Measured, frame: pd.DataFrame) -> list[Text]:
    """A row of the table: mean, spread over rows, luck, and how many runs have no value."""
    values = frame[["row", "replicate", measured.column]].dropna()
    means = values.groupby("row")[measured.column].mean().to_numpy()
    cells = [numbers.MISSING] * 3
    if len(means):
        low, high = np.quantile(means, (0.1, 0.9))
        by_row = values.pivot(index="row", columns="replicate", values=measured.column).dropna()
        spread = f"[{_number(low)}; {_number(high)}]"
        cells = [_number(float(means.mean())), spread, _luck(by_row.to_numpy())]
    return [Text(cell) for cell in (_label(measured), *cells, str(len(frame) - len(values)))]


def _label(measured: Measured) -> str:
    over = {"last_year": "", "last_month": say(", last month"), "change": say(", change")}
    return words.label(measured.name) + over[measured.over]


def _number(value: float) -> str:
    size = abs(value)
    return numbers.number(value, 3 if size < 10.0 else 1 if size < 1000.0 else 0)


def _luck(values: np.ndarray) -> str:
    """Luck's share of the variance of single runs, of values (rows, replicates)."""
    share = components_of(values).luck_share
    if math.isnan(share) or np.ptp(values) == 0.0:
        return numbers.MISSING
    return numbers.percent(share)
