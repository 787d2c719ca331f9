"""`partnersim profiles`: the ten organisations of the thesis, as told and as they come out of runs."""

from __future__ import annotations

from typing import Any

import numpy as np
from rich.console import Console

from partnersim.analysis.runs.ensembles import manifest_of
from partnersim.cli import screen
from partnersim.cli.command_line import command_line
from partnersim.cli.request import Request
from partnersim.cli.result_folder import ResultFolder, result_folder
from partnersim.cli.work import Work
from partnersim.evidence.registry import assumptions
from partnersim.evidence.told_profiles import LETTERS, Profiles, profiles_of
from partnersim.fieldwork import study as fieldwork
from partnersim.fieldwork import ten_profiles
from partnersim.fieldwork.visit import Visit
from partnersim.language import UserError, current
from partnersim.language.words import N_
from partnersim.report.figures import canvas
from partnersim.report.figures import profiles as figures
from partnersim.report.screens.profiles import print_profiles, table_of
from partnersim.report.screens.run import names_of_files
from partnersim.results import RunTables
from partnersim.scenario.posterior import kind_of
from partnersim.scenario.settings import Settings
from partnersim.state.calendar import Month


def execute(scenario: str, month: str | None = None, **options: Any) -> None:
    """Run, look at the ten in a month of each run, and set them beside what is told."""
    asked = Request(**options)
    settings = asked.load(scenario)
    _check(settings)
    when = ten_profiles.month_in(settings, month)
    drawn = asked.drawn([settings])
    assumed = assumptions.rows_of({settings.name: settings}, kind_of(drawn["uncertainty"]))
    work: Work[tuple[Visit, RunTables]] = Work(
        lambda: fieldwork.visits_of(settings, until=when, **drawn), asked.runs
    )
    with result_folder(work, asked.out, settings.name, asked.seed) as output:
        values = np.array([ten_profiles.values_of(seen) for seen, _ in work.done])
        ten = profiles_of(values)
        runs = [each for _, each in work.done]
        manifest = manifest_of(settings, runs, seconds=work.seconds, **drawn)
        folder = output.folder
        with output.essentials():
            table_of(ten).to_csv(folder.inside / "profiles.csv", index=False, lineterminator="\n")
            assumptions.write(assumed, folder.inside)
            told = {"month": str(when), **ten.summary()}
            folder.write_manifest(manifest | {"profiles": told, "command": command_line()})
        _add(ten, settings, when, output)
    path = output.folder.path
    work.end_if_interrupted(
        N_(
            "Interrupted. Runs finished: {done} of {runs}; what they say of the ten is kept in {folder}."
        ),
        path,
    )
    print_profiles(ten, settings, when, Console(), path, names_of_files(path))


def _check(settings: Settings) -> None:
    """The ten are among the organisations that are drawn where a scenario has no list or places of its own."""
    if (
        settings.population_file is not None
        or settings.places
        or settings.parameters["population"]["organizations"] < len(LETTERS)
    ):
        raise UserError(
            "{scenario}: the ten organisations of the thesis are not in it: it has a list or places of its own, "
            "or fewer than ten organisations.",
            scenario=settings.name,
        )


def _add(ten: Profiles, settings: Settings, when: Month, output: ResultFolder) -> None:
    folder = output.folder
    with output.additions():
        with folder.adding():
            screen.save(
                lambda console: print_profiles(ten, settings, when, console, folder.inside),
                folder.inside,
            )
        with folder.adding():
            canvas.save_all(
                {"profiles": lambda: figures.draw(ten, settings, when)}, folder.inside, current()
            )
