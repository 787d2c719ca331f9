"""What a sweep will do and what it found, on a screen."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from partnersim.language import current, decimal, numbers, say
from partnersim.report.formatting import factors, words
from partnersim.report.formatting.assumptions import sentence_of_folder
from partnersim.report.screens.run import WIDTH
from partnersim.report.screens.sensitivity import outcome_label

if TYPE_CHECKING:
    from rich.console import Console

    from partnersim.analysis.runs.overlays import Value
    from partnersim.analysis.sweeps.estimate import Expected
    from partnersim.analysis.sweeps.experiment import Experiment, Measured
    from partnersim.analysis.sweeps.factors import Factor, Relation
    from partnersim.results.swept import Sweep

_PATH, _RANGE = 32, 28  # signs; the screen may be 80 wide


def print_plan(
    experiment: Experiment, took: Expected, cluster: str | None, console: Console
) -> None:
    """Factors with their ranges; how many runs, how long they take, how much disk."""
    from rich.table import Table
    from rich.text import Text

    width = min(WIDTH, console.width)
    language = current()
    console.print(Text(experiment.title.in_language(language), "bold"), width=width)
    if (question := experiment.question.in_language(language)) != experiment.name:
        console.print(Text(question, "italic"), width=width)
    grid = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold", width=width)
    grid.add_column(say("Varied"), no_wrap=True)
    grid.add_column(say("Range"), width=_RANGE, overflow="fold")
    grid.add_column(say("Unit"), ratio=1)
    for kind, heading in (("lever", say("Choices")), ("uncertainty", say("Unknowns"))):
        members = [one for one in experiment.factors if one.kind == kind]
        if members:
            grid.add_row(Text(heading, "bold"))
        for one in members:
            grid.add_row(
                Text(factors.in_lines(one.path, _PATH)), Text(_range(one)), Text(say(one.unit))
            )
    console.print(grid, width=width)
    runs = numbers.number(experiment.runs, 0)
    sentences = [
        *_measured(experiment),
        say("Years of each run: {years}. One simulated newcomer stands for {scale}.",
            years=experiment.settings.years, scale=numbers.number(experiment.settings.scale, 0)),
        say("Rows of the design ({method}): {rows}. Replicates of each: {replicates}. Runs: {runs}.",
            rows=numbers.number(experiment.rows, 0), method=experiment.method,
            replicates=experiment.replicates, runs=runs),
    ]  # fmt: skip
    if took.runs < experiment.runs:
        sentences.append(say("Runs left to do: {runs}.", runs=numbers.number(took.runs, 0)))
    each = numbers.number(1000.0 * took.seconds_a_run, 0)
    if cluster is None:
        sentences.append(
            say("About {time} (processes: {workers}), at {each} ms a run here; about {size} of disk.",
                time=numbers.duration(took.seconds), workers=took.workers, each=each, size=numbers.size(took.bytes))
        )  # fmt: skip
    else:
        sentences.append(
            say("About {time} of one processor, at {each} ms a run here, to share among the cluster's "
                "workers; about {size} of disk.", time=numbers.duration(took.seconds_a_run * took.runs),
                each=each, size=numbers.size(took.bytes))
        )  # fmt: skip
    console.print(Text(" ".join(sentences)), width=width)


def _measured(experiment: Experiment) -> list[str]:
    """Outcomes by what they are called; what patterns measure is told where they stand."""
    from partnersim.outcomes.recorder import SECTOR_NAMES

    names = [outcome_label(one.column) for one in experiment.outcomes if one.name in SECTOR_NAMES]
    return [say("Measured: {outcomes}.", outcomes=say("; ").join(names))] if names else []


def _range(one: Factor) -> str:
    if one.choices:
        return ", ".join(_value(choice) for choice in one.choices)
    return say("{low} to {high}", low=_end(one.low), high=_end(one.high))


def _end(end: float | Relation) -> str:
    if isinstance(end, float):
        return _value(end)
    text = factors.in_lines(end.parameter, _RANGE)
    text = text if end.times == 1.0 else f"{end.times:g} × {text}"
    return text if end.plus == 0.0 else f"{text} {end.plus:+g}"


def _value(value: Value) -> str:
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if isinstance(value, str):
        return value
    return decimal(value)


def print_sweep(sweep: Sweep, experiment: Experiment, console: Console, files: bool = True) -> None:
    """Each outcome over the design: its mean, its spread over rows, and the part that is luck.

    files: whether to say which files lie in the folder.
    """
    from rich.table import Table
    from rich.text import Text

    width = min(WIDTH, console.width)
    frame = sweep.without_failures()
    console.print(Text(experiment.title.in_language(current()), "bold"), width=width)
    grid = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold", width=width)
    grid.add_column(say("Outcome, over the rows of the design"), ratio=1)
    for heading in (say("Mean"), say("Middle 80 % of rows"), say("Luck"), say("Missing")):
        grid.add_column(heading, justify="left", no_wrap=True)
    for one in experiment.outcomes:
        values = frame[["row", "replicate", one.column]].dropna()
        means = values.groupby("row")[one.column].mean().to_numpy()
        if len(means) == 0:
            grid.add_row(
                _label(one), numbers.MISSING, numbers.MISSING, numbers.MISSING, str(len(frame))
            )
            continue
        low, high = np.quantile(means, (0.1, 0.9))
        grid.add_row(
            Text(_label(one)), _number(float(means.mean())),
            f"[{_number(low)}; {_number(high)}]".replace("[", "\\["),
            _luck(values.pivot(index="row", columns="replicate", values=one.column).dropna().to_numpy()),
            str(len(frame) - len(values)),
        )  # fmt: skip
    console.print(grid, width=width)
    console.print(
        Text(
            say("Luck: its share of the variance of single runs; not known with one replicate."),
            "dim",
        ),
        width=width,
    )
    if sweep.runs_failed:
        console.print(
            Text(say("{failed} of {runs} runs failed and are left out here; failures.parquet tells "
                     "why. --resume makes them again.", failed=sweep.runs_failed,
                     runs=sweep.manifest["runs"]), "bold red"), width=width,
        )  # fmt: skip
    if files:
        names = ", ".join(sorted(one.name for one in sweep.folder.iterdir() if one.is_file()))
        console.print(
            Text(say("Files in {folder}: {names}.", folder=sweep.folder, names=names)), width=width
        )
    if behind := sentence_of_folder(sweep.folder):
        console.print(Text(behind, "dim"), width=width)
    console.print(Text(words.not_a_forecast(), "bold"), width=width)


def _label(one: Measured) -> str:
    over = {"last_year": "", "last_month": say(", last month"), "change": say(", change")}
    return words.label(one.name) + over[one.over]


def _number(value: float) -> str:
    size = abs(value)
    return numbers.number(value, 3 if size < 10.0 else 1 if size < 1000.0 else 0)


def _luck(values: np.ndarray) -> str:
    """Luck's share of the variance of single runs, of values (rows, replicates)."""
    from partnersim.analysis.sensitivity.indices import components_of

    share = components_of(values).luck_share
    if math.isnan(share) or np.ptp(values) == 0.0:
        return numbers.MISSING
    return numbers.percent(share)
