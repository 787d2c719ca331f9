"""`partnersim run`: one scenario, several runs, a folder of results and a summary."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from partnersim.analysis.comparison import differences
from partnersim.analysis.comparison.reference_runs import Reference
from partnersim.analysis.runs import ensembles
from partnersim.analysis.runs.never_paid import warn_of_never_paid
from partnersim.analysis.runs.unordered_steps import warn_of_unordered_steps
from partnersim.cli import export as exporting
from partnersim.cli import screen
from partnersim.cli.command_line import command_line
from partnersim.cli.interruption import end_interrupted
from partnersim.cli.request import Request
from partnersim.cli.result_folder import ResultFolder, result_folder
from partnersim.cli.work import Work
from partnersim.evidence.registry import assumptions
from partnersim.evidence.registry.provenance import evidence_summary
from partnersim.language import current, say
from partnersim.report import figures
from partnersim.report.screens.run import print_summary
from partnersim.results import Results, RunTables
from partnersim.results.years import rows_by_measure, years_by_run
from partnersim.scenario.posterior import kind_of
from partnersim.scenario.reference import reference_of
from partnersim.scenario.settings import Settings


def execute(scenario: str, check_ledgers: bool, **options: Any) -> None:
    """Run one scenario and write its results."""
    asked = Request(**options)
    settings = asked.load(scenario)
    compared, _ = reference_of(settings)
    drawn = asked.drawn([settings] if compared is None else [settings, compared])
    draws, runs, seed = drawn["uncertainty"], asked.runs, asked.seed
    # what is wrong with the registry is said before anything is run
    evidence = evidence_summary(settings).as_data()
    assumed = assumptions.rows_of({settings.name: settings}, kind_of(draws))
    work = Work(
        lambda: ensembles.runs_of(settings, check_ledgers=check_ledgers, **drawn),
        runs,
        quiet=asked.quiet,
    )
    reference = None if compared is None else Reference(compared, settings, seed, draws)
    if reference is not None and (missing := reference.missing(runs)):
        work.then, work.more = partial(reference.made, runs), len(missing)
    with result_folder(
        work, asked.out, settings.name, seed, _announcement(compared, work)
    ) as output:
        manifest = ensembles.manifest_of(settings, work.done, seconds=work.seconds, **drawn)
        manifest |= {"evidence": evidence, "command": command_line()}
        if reference is not None and reference.beside(work.done):
            manifest["reference"] = reference.described()
        results = _write(work, manifest, assumed, output)
        _add(work, results, settings, output, asked.export)
    results.folder = output.folder.path
    warn_of_never_paid(settings, work.done)
    warn_of_unordered_steps()
    _say_progress(work, results, settings, output.folder.path, asked)


def _data(results: Results) -> dict[str, Any]:
    """What a run says, for a script: by measure, levels and, where there is one, the own effect."""
    before, last = years_by_run(results.sector)
    effects = differences.own_effects(results)
    own = {} if effects is None else rows_by_measure(effects)
    rows = {
        name: {"before": before[name].mean(), "last_year": last[name].mean()} | own.get(name, {})
        for name in last.columns
    }
    said, reference = results.manifest, results.manifest.get("reference")
    return {
        "scenario": said["scenario"]["name"],
        "reference": reference["scenario"]["name"] if reference else None,
        "seed": said["seed"],
        "measures": {
            name: screen.known({key: row[key] for key in row if key not in ("measure", "other")})
            for name, row in rows.items()
        },
    }


def _announcement(compared: Settings | None, work: Work[RunTables]) -> str:
    if compared is None or not work.more or work.quiet:
        return ""
    return say(
        "Compared with “{reference}”: runs of it that are made too, and kept for the next time: {count}.",
        reference=compared.title.in_language(current()),
        count=work.more,
    )


def _write(
    work: Work[RunTables],
    manifest: dict[str, Any],
    assumed: Sequence[dict[str, str]],
    output: ResultFolder,
) -> Results:
    """What a folder is not without: tables, manifest, assumptions."""
    folder = output.folder
    with output.essentials():
        results = Results.of(work.done, manifest)
        folder.write_tables(work.done)
        assumptions.write(assumed, folder.inside)
        folder.write_manifest(manifest)
    return results


def _add(
    work: Work[RunTables],
    results: Results,
    settings: Settings,
    output: ResultFolder,
    export: str | None,
) -> None:
    """The screen as text, the export, the figures; a stop leaves out what is not finished."""
    folder = output.folder
    with output.additions():
        screen.save(lambda console: print_summary(results, settings, console, None), folder.inside)
        if export is not None:
            exporting.of_run(results, settings, work.done, folder, export)
        if not work.interrupted:
            with folder.adding():
                figures.write_figures(results, settings, folder.inside, current())


def _say_progress(
    work: Work[RunTables], results: Results, settings: Settings, path: Path, asked: Request
) -> None:
    if not work.interrupted:
        screen.show(
            asked,
            lambda console: print_summary(results, settings, console, path, asked.full),
            lambda: _data(results),
            path,
        )
        return
    export = asked.export
    text = say(
        "Interrupted. Runs finished: {done} of {runs}; kept in {folder}, without figures.",
        done=len(work.done),
        runs=work.runs,
        folder=path,
    )
    if work.more and results.reference is None:
        text += " " + say(
            "Runs of what it is compared with were not finished: no own effects are reported."
        )
    if export is not None and not (path / exporting.name_of(export)).exists():
        text += " " + say("The export was not finished and is left out.")
    end_interrupted(text)
