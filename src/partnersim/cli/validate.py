"""`partnersim validate`: every pattern judged over paired seeds and drawn parameters.

A pattern that fails is a finding and no fault: the exit code stays 0 (docs/decisions/0020-validation.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from partnersim.cli.frame import Command
from partnersim.cli.options import set_option, uncertainty_options
from partnersim.cli.typed import typed
from partnersim.language import UserError, say

if TYPE_CHECKING:
    from partnersim.analysis.validation import Judged
    from partnersim.cli.output import Output
    from partnersim.scenario.posterior import Uncertainty

_FEWEST_RUNS, _MOST_RUNS = 2, 10_000
_LARGEST_SEED = 2**32 - 1


def command() -> click.Command:
    """Build the command in the language in use."""
    params: list[click.Parameter] = [
        click.Option(["--runs"], type=click.IntRange(_FEWEST_RUNS, _MOST_RUNS), default=40,
                     metavar=say("N"), help=say("How many paired runs; 40 without it.")),
        click.Option(["--seed"], type=click.IntRange(0, _LARGEST_SEED), default=1, metavar=say("N"),
                     help=say("Number that fixes every random draw; 1 without it.")),
        click.Option(["--pattern", "names"], multiple=True, metavar=say("NAME"),
                     help=say("Only this pattern, such as P9; as often as needed.")),
        set_option(),
        *uncertainty_options(),
        click.Option(["--workers"], type=click.IntRange(0, 256), default=0, metavar=say("N"),
                     help=say("Processes; as many as there are processors without it.")),
        click.Option(["--out"], metavar=say("FOLDER"),
                     help=say("New folder for the results; results/validation/… without it.")),
    ]  # fmt: skip
    return Command(
        "validate", callback=_validate, params=params,
        help=say("Judge the patterns the documents tell of, and say which emerge and which fail."),
    )  # fmt: skip


def _validate(
    runs: int, seed: int, names: tuple[str, ...], sets: tuple[str, ...], uncertainty: str,
    posterior: str | None, elsewhere: bool, workers: int, out: str | None,
) -> None:  # fmt: skip
    from rich.console import Console

    from partnersim.analysis.calibration.applying import applicable
    from partnersim.analysis.validation import cases_of, judge
    from partnersim.cli.output import Output, default_path, stoppable, undisturbed
    from partnersim.evidence.patterns import patterns
    from partnersim.report.validation_words import in_all, on_runs, what_fails
    from partnersim.report.verdicts import print_verdicts
    from partnersim.scenario.posterior import chosen as drawn_from
    from partnersim.scenario.settings import load

    known = {one.id: one for one in patterns()}
    names = tuple(_pattern_of(name) for name in names)
    unknown = [name for name in names if name not in known]
    if unknown:
        raise UserError(
            say("There is no pattern {name!r}. Patterns: {names}.",
                name=unknown[0], names=", ".join(known))
        )  # fmt: skip
    chosen = [known[name] for name in names] or list(known.values())
    for case in cases_of(chosen):  # what is wrong with --set is said before anything is run
        load(case.scenario, (*sets, *case.sets))
    drawn = drawn_from(uncertainty, posterior, (), elsewhere)
    chosen, left_out = applicable(chosen, drawn)
    if left_out:
        click.echo(
            say("Not judged, since the posterior says nothing of their scenarios: {names}.",
                names=", ".join(left_out)), err=True,
        )  # fmt: skip
    path = default_path("validation", seed) if out is None else Path(out).expanduser()
    output: Output | None = None
    with stoppable():
        try:
            with undisturbed():
                output = Output(path)
            click.echo(_announced(runs, uncertainty), err=True)
            judged = judge(
                chosen, runs=runs, seed=seed, workers=workers, sets=sets, uncertainty=drawn
            )
            with undisturbed():
                _write(judged, runs, seed, sets, drawn, output)
        except BaseException:
            if output is not None:
                output.discard()
            raise
    console = Console()
    print_verdicts(judged, console)
    for sentence in (*in_all(judged), what_fails(judged), *on_runs(judged, runs)):
        if sentence:
            click.echo(sentence)
    _say_files(path)


def _pattern_of(name: str) -> str:
    """The pattern that `P9`, or a part as pages name it (`P9 restored`, `P9.restored`), belongs to."""
    return name.replace(".", " ").split()[0].upper() if name.strip() else name


def _announced(runs: int, uncertainty: str) -> str:
    if uncertainty == "point":
        return say(
            "Each case is run {runs} times with the same seeds; parameters stand as they are.",
            runs=runs,
        )
    return say(
        "Each case is run {runs} times with the same seeds; parameters are drawn.", runs=runs
    )


def _write(
    judged: Sequence[Judged], runs: int, seed: int, sets: Sequence[str], drawn: Uncertainty,
    output: Output,
) -> None:  # fmt: skip
    """verdicts.csv, validation.json, assumptions.csv, figures and the page."""
    import json

    from partnersim.analysis.validated import as_data
    from partnersim.analysis.validation import cases_of, save
    from partnersim.language.problems import why
    from partnersim.registry import assumptions
    from partnersim.report import validation_page
    from partnersim.scenario.posterior import told as told_of
    from partnersim.scenario.settings import load

    folder = output.folder
    told = as_data(judged, runs=runs, seed=seed, sets=sets, drawn=told_of(drawn))
    cases = cases_of(list(dict.fromkeys(one.pattern for one in judged)))
    scenarios = {one.scenario: load(one.scenario, sets) for one in cases}
    try:
        save(judged, folder.inside / "verdicts.csv")
        text = json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False)
        (folder.inside / "validation.json").write_text(text + "\n", encoding="utf-8")
        rows = assumptions.rows_of(scenarios, told["uncertainty"])
        assumptions.write(rows, folder.inside)
        validation_page.write(judged, runs, " ".join(typed()), folder.inside)
        folder.finish()
    except OSError as error:
        raise UserError(
            say("{path} cannot be written ({problem}).", path=folder.path, problem=why(error))
        ) from None


def _say_files(path: Path) -> None:
    from partnersim.report import words
    from partnersim.report.assumptions import sentence_of_folder
    from partnersim.report.summary import names_of_files

    click.echo(say("Files in {folder}: {names}.", folder=path, names=names_of_files(path)))
    click.echo(sentence_of_folder(path))
    click.echo(words.not_a_forecast())
