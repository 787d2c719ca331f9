"""`partnersim validate`: every pattern judged over paired seeds and drawn parameters.

A pattern that fails is a finding and no fault: the exit code stays 0 (docs/decisions/0020-validation.md).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click
import numpy as np
from rich.console import Console

from partnersim.analysis.validation import verdicts
from partnersim.analysis.validation.applicability import applicable
from partnersim.analysis.validation.controls import Controls, controls_of, parted
from partnersim.analysis.validation.part_verdict import PartVerdict
from partnersim.analysis.validation.record import as_data
from partnersim.analysis.validation.verdicts import cases_of, judged_of, save
from partnersim.cli import screen
from partnersim.cli.command_line import command_line
from partnersim.cli.interruption import end_interrupted
from partnersim.cli.result_folder import ResultFolder, result_folder
from partnersim.cli.work import Work
from partnersim.evidence.patterns import patterns
from partnersim.evidence.registry import assumptions
from partnersim.language import UserError, say
from partnersim.language.words import N_
from partnersim.report.formatting import words
from partnersim.report.formatting.assumptions import sentence_of_folder
from partnersim.report.formatting.screen import Screen
from partnersim.report.pages import validation
from partnersim.report.screens.controls import by_level, controls_in_words, limit_in_words
from partnersim.report.screens.run import names_of_files
from partnersim.report.screens.validation import in_all, on_runs, what_fails
from partnersim.report.screens.verdicts import print_verdicts
from partnersim.results import Folder
from partnersim.scenario.arguments import FEWEST_JUDGED
from partnersim.scenario.loading import load
from partnersim.scenario.posterior import Uncertainty, kind_of, provenance
from partnersim.scenario.posterior import chosen as drawn_from


def execute(
    runs: int,
    seed: int,
    names: tuple[str, ...],
    sets: tuple[str, ...],
    uncertainty: str,
    posterior: str | None,
    elsewhere: bool,
    workers: int,
    out: str | None,
) -> None:
    """Judge patterns over paired runs."""
    known = {pattern.id: pattern for pattern in patterns()}
    names = tuple(_pattern_of(name) for name in names)
    unknown = [name for name in names if name not in known]
    if unknown:
        raise UserError(
            "There is no pattern {name!r}. Patterns: {names}.",
            name=unknown[0],
            names=", ".join(known),
        )
    chosen = [known[name] for name in names] or list(known.values())
    for case in cases_of(chosen):  # what is wrong with --set is said before anything is run
        load(case.scenario, (*sets, *case.sets))
    drawn = drawn_from(uncertainty, posterior, (), elsewhere)
    chosen, left_out = applicable(chosen, drawn)
    if left_out:
        click.echo(
            say(
                "Not judged, since the posterior says nothing of their scenarios: {names}.",
                names=", ".join(left_out),
            ),
            err=True,
        )
    scenarios = {case.scenario: load(case.scenario, sets) for case in cases_of(chosen)}
    assumed = assumptions.rows_of(scenarios, kind_of(drawn))  # what is wrong is said now
    every = [*chosen, *controls_of(chosen)]
    work = Work(
        lambda: verdicts.measured(
            every, runs=runs, seed=seed, workers=workers, sets=sets, uncertainty=drawn
        ),
        runs,
    )
    announcement = _announced(runs, uncertainty)
    with result_folder(work, out, "validation", seed, announcement, _check_enough) as output:
        folder = output.folder
        with output.essentials():
            judged, controls = parted(judged_of(every, work.done))
            _write(judged, controls, work, seed, sets, drawn, assumed, folder)

            def tell(console: Console) -> None:
                _tell(judged, controls, work, folder.inside, console)

            screen.save(tell, folder.inside)
        _draw(judged, controls, work, output)
    _say(judged, controls, work, folder.path)


def _check_enough(work: Work[list[np.ndarray]]) -> None:
    """Where it was stopped, end if there is no verdict on so few runs."""
    if not work.interrupted or len(work.done) >= FEWEST_JUDGED:
        return
    end_interrupted(
        say(
            "Interrupted. Runs finished: {done} of {runs}; a verdict needs two, so that nothing was kept.",
            done=len(work.done),
            runs=work.runs,
        )
    )


def _pattern_of(name: str) -> str:
    """The pattern that `P9`, or a part as pages name it (`P9 restored`, `P9.restored`), belongs to."""
    return name.replace(".", " ").split()[0].upper() if name.strip() else name


def _announced(runs: int, uncertainty: str) -> str:
    return say(
        "Each case is run {runs} times with the same seeds; parameters stand as they are."
        if uncertainty == "point"
        else "Each case is run {runs} times with the same seeds; parameters are drawn.",
        runs=runs,
    )


def _write(
    judged: Sequence[PartVerdict],
    controls: Controls,
    work: Work[list[np.ndarray]],
    seed: int,
    sets: Sequence[str],
    drawn: Uncertainty,
    assumed: Sequence[dict[str, str]],
    folder: Folder,
) -> None:
    """What a folder is not without: verdicts.csv, validation.json, assumptions.csv."""
    content = as_data(
        judged, runs=len(work.done), seed=seed, sets=sets, drawn=provenance(drawn), asked=work.runs,
        controls=controls,
    )  # fmt: skip
    save(judged, folder.inside / "verdicts.csv")
    text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)
    (folder.inside / "validation.json").write_text(text + "\n", encoding="utf-8")
    folder.whole = True  # verdicts are kept even where what follows cannot be written
    assumptions.write(assumed, folder.inside)


def _draw(
    judged: Sequence[PartVerdict],
    controls: Controls,
    work: Work[list[np.ndarray]],
    output: ResultFolder,
) -> None:
    """Figures and the page; a stop leaves them out."""
    with output.additions(), output.folder.adding():
        command = " ".join(command_line())
        validation.write(judged, controls, len(work.done), command, output.inside)


def _tell(
    judged: Sequence[PartVerdict],
    controls: Controls,
    work: Work[list[np.ndarray]],
    folder: Path,
    console: Console,
    names: str = "",
) -> None:
    """The screen; folder: where the assumptions are; names: of files that lie there."""
    screen, done = Screen(console), len(work.done)
    print_verdicts(judged, screen)
    screen.lines([*in_all(judged), *by_level(judged)])
    screen.line(controls_in_words(controls))
    screen.line(limit_in_words(judged))
    screen.line(what_fails(judged))
    screen.lines(on_runs(judged, done))
    if done < work.runs:
        screen.say("Interrupted: {asked} {asked|run was|runs were} asked for.", asked=work.runs)
    if names:
        screen.files(folder, names)
    screen.line(sentence_of_folder(folder))
    screen.line(words.not_a_forecast())


def _say(
    judged: Sequence[PartVerdict], controls: Controls, work: Work[list[np.ndarray]], path: Path
) -> None:
    _tell(judged, controls, work, path, Console(), names_of_files(path))
    work.end_if_interrupted(
        N_("Interrupted. Runs finished: {done} of {runs}; verdicts on these are kept in {folder}."),
        path,
    )
