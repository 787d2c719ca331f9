"""`partnersim interview`: virtual fieldwork on a scenario, as in the thesis, and its errors."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from partnersim.analysis.runs.ensembles import manifest_of
from partnersim.cli import screen
from partnersim.cli.command_line import command_line
from partnersim.cli.fieldwork_shown import shown_of
from partnersim.cli.interruption import undisturbed
from partnersim.cli.request import Request
from partnersim.cli.result_folder import ResultFolder, result_folder
from partnersim.cli.work import Work
from partnersim.evidence.registry import assumptions
from partnersim.fieldwork import study as fieldwork
from partnersim.fieldwork import tables
from partnersim.fieldwork.parameters import PREFIX, values
from partnersim.fieldwork.profiles import write_profiles
from partnersim.fieldwork.study import Plan, Study, for_manifest, sampled, study_of
from partnersim.fieldwork.visit import Visit
from partnersim.language import current
from partnersim.language.words import N_
from partnersim.report.figures import interviews as figures
from partnersim.report.screens.interviews import Fieldwork, print_interviews
from partnersim.report.screens.run import names_of_files
from partnersim.results import RunTables
from partnersim.scenario.posterior import kind_of
from partnersim.scenario.settings import Settings

type Visited = tuple[Visit, RunTables]


def execute(
    scenario: str, interviews: int, frame: str, perception: str, samples: int, **options: Any
) -> None:
    """Interview organisations of some runs, and take samples of them."""
    asked = Request(**options)
    own = [set_ for set_ in asked.sets if set_.strip().startswith(PREFIX)]
    plan = Plan(frame, interviews, samples, perception == "on", values(own))
    settings = asked.load(scenario, [set_ for set_ in asked.sets if set_ not in own])
    drawn = asked.drawn([settings])
    assumed = assumptions.rows_of(
        {settings.name: settings}, kind_of(drawn["uncertainty"]), interview=plan.values
    )  # what is wrong with the registry is said before anything is run
    work = Work(lambda: fieldwork.visits_of(settings, plan, **drawn), asked.runs)
    with result_folder(work, asked.out, settings.name, asked.seed) as output:
        study = _study(work, plan)
        runs = [each for _, each in work.done]
        manifest = manifest_of(settings, runs, seconds=work.seconds, **drawn)
        coded = tables.tables_of(study)["coded"].to_pandas()
        shown = shown_of(for_manifest(study), coded, study.samples)
        _write(study, manifest, output, assumed)
        _add(study, shown, settings, output)
    _say(work, settings, shown, output.folder.path)


def _study(work: Work[Visited], plan: Plan) -> Study:
    """Interviews and samples of the runs that are done; a stop keeps the first of these."""
    sampling = sampled([seen for seen, _ in work.done], plan)
    with undisturbed():  # without the first there is nothing to keep
        runs = [next(sampling)]
    try:
        for each in sampling:
            runs.append(each)  # noqa: PERF402  a stop keeps what is there
    except KeyboardInterrupt:
        work.interrupted = True
        del work.done[len(runs) :]
    with undisturbed():
        return study_of(plan, runs)


def _write(
    study: Study, manifest: dict[str, Any], output: ResultFolder, assumed: Sequence[dict[str, str]]
) -> None:
    """What a folder is not without: tables, manifest, assumptions."""
    folder = output.folder
    with output.essentials():
        tables.write(study, folder.inside)
        assumptions.write(assumed, folder.inside)
        folder.write_manifest(
            manifest | {"interview": for_manifest(study), "command": command_line()}
        )


def _add(study: Study, shown: Fieldwork, settings: Settings, output: ResultFolder) -> None:
    """Profiles, the screen as text, figures; a stop leaves out what is not finished."""
    folder = output.folder
    with output.additions():
        with folder.adding():
            text = write_profiles(study, settings)
            (folder.inside / "profiles.md").write_text(text, encoding="utf-8")
            screen.save(
                lambda console: print_interviews(shown, settings, console, folder.inside),
                folder.inside,
            )
        with folder.adding():
            figures.write(shown, settings, folder.inside, current())


def _say(work: Work[Visited], settings: Settings, shown: Fieldwork, path: Path) -> None:
    work.end_if_interrupted(
        N_("Interrupted. Runs finished: {done} of {runs}; their interviews are kept in {folder}."),
        path,
    )
    print_interviews(shown, settings, Console(), path, names_of_files(path))
