"""What the page shows here: the six scenarios of the page, and the user's own, whose runs are made now."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from partnersim.app.asking import Ask, asked
from partnersim.app.workers import Made, Workers
from partnersim.language import UserError
from partnersim.page import levers
from partnersim.page.measuring import final_names, finals_of, statuses_of
from partnersim.page.stored import stored_of
from partnersim.page.writing import DATA
from partnersim.scenario.loading import load
from partnersim.scenario.reference import reference_of
from partnersim.state.calendar import MONTHS_A_YEAR

if TYPE_CHECKING:
    from partnersim.scenario.settings import Settings

_STEPS = (10, 5, 1)
"""Per cent between positions of a slider, in the order in which they are foreseen."""
FINEST_SCALE = 50.0
"""People one simulated newcomer stands for, at the least: a run stays a matter of a tenth of a second."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The page's data, the scenarios that may be asked for by name, and the one it opens with."""

    data: dict[str, Any]
    bases: dict[str, Settings]
    start: str = ""

    @property
    def order(self) -> tuple[int, ...]:
        """Numbers of runs in the order in which they are made: first the one whose organisations are shown."""
        shown = int(self.data["shown"])
        return (shown, *(run for run in range(levers.RUNS) if run != shown))

    @property
    def kept(self) -> list[int]:
        """Numbers of the last values that the page shows, among all that are kept of a run."""
        names = final_names(statuses_of(next(iter(self.bases.values()))))
        return [names.index(name) for name in self.data["finals"]]

    def one_lever_turned(self) -> Iterator[Ask]:
        """What somebody asks for who turns one slider of the scenario that the page opens with; round
        numbers first."""
        base = self.bases[self.start or next(iter(self.bases))]
        sliders, agreements = levers.levers_of(base), levers.agreements_of_rest(base)
        for step in _STEPS:
            for n, slider in enumerate(sliders):
                for percent in range(round(100 * slider.low), round(100 * slider.high) + 1, step):
                    values = list(levers.own_levers(base))
                    values[n] = percent / 100
                    set_here = levers.sets_of(values, agreements, sliders)[n]
                    yield asked(self.bases, base.name, [set_here])


def shipped() -> Contents:
    """The six scenarios, whose runs are stored."""
    data: dict[str, Any] = json.loads(DATA.read_text(encoding="utf-8"))
    bases = {each["name"]: load(each["name"]) for each in data["scenarios"]}
    data["turnable"] = levers.turnable(next(iter(bases.values())))
    return Contents(data, bases)


def opened(scenario: str | None) -> tuple[Contents, list[Settings]]:
    """What is shown with a scenario of the user's choice, and of which of them runs must be made first.

    Where it has the months, the ministry and the people of the six, it stands among them; elsewhere
    the page shows it with its reference alone. Raises UserError.
    """
    contents = shipped()
    if scenario is None:
        return contents, []
    own = load(scenario)
    known = contents.bases.get(own.name)
    if known is not None and known.content == own.content:
        return replace(contents, start=own.name), []
    own = _bounded(scenario, own)
    first = next(iter(contents.bases.values()))
    if own.name not in contents.bases and _alike(own, first):
        return replace(contents, bases=contents.bases | {own.name: own}, start=own.name), [own]
    reference, _ = reference_of(own)
    shown = [own]
    if reference is not None and reference.name != own.name:
        shown = [reference, own] if _alike(own, reference) else [own]
    data = contents.data | {
        "years": [own.start.year + n for n in range(levers.YEARS + 1)],
        "levers": [asdict(each) for each in levers.levers_of(own)],
        "turnable": levers.turnable(own),
        "scenarios": [],
        "emulator": {"bands": None, "runs": None, "errors": [], "run_errors": []},
    }
    return Contents(data, {each.name: each for each in shown}, own.name), shown


def _bounded(scenario: str, settings: Settings) -> Settings:
    """Ten years, at a scale that a class has the time for."""
    if settings.spin_up_months < MONTHS_A_YEAR:
        raise UserError(
            "{scenario}: the page compares with the year before the scenario, and its spin-up has {months} months. "
            "Twelve or more are needed.",
            scenario=settings.name,
            months=settings.spin_up_months,
        )
    return load(scenario, years=levers.YEARS, scale=max(FINEST_SCALE, settings.scale))


def _alike(one: Settings, other: Settings) -> bool:
    """Whether runs of both can be set side by side, organisation by organisation."""
    return all(
        getattr(one, name) == getattr(other, name)
        for name in (
            "start",
            "jurisdiction",
            "main_ministry",
            "place_names",
            "scale",
            "population_file",
        )
    )


def with_runs(contents: Contents, made: Sequence[tuple[Settings, Sequence[Made]]]) -> Contents:
    """The same with scenarios whose runs were made here."""
    data = dict(contents.data)
    if not data["scenarios"]:
        data["finals"] = _known_in(made)
    kept = replace(contents, data=data).kept
    new = [_stored(settings, runs, kept) for settings, runs in made]
    data["scenarios"] = [*data["scenarios"], *new]
    return replace(contents, data=data)


def _stored(settings: Settings, runs: Sequence[Made], kept: list[int]) -> dict[str, Any]:
    rows = np.array([each.row for each in sorted(runs, key=lambda each: each.run)])
    organizations = next(each.organizations for each in runs if each.organizations)
    return stored_of(settings, rows, kept, json.loads(organizations)) | {"own": True}


def _known_in(made: Sequence[tuple[Settings, Sequence[Made]]]) -> list[str]:
    """Names of the last values that every run has."""
    names = final_names(statuses_of(made[0][0]))
    every = finals_of(np.array([each.row for _, runs in made for each in runs]))
    return [name for n, name in enumerate(names) if np.isfinite(every[:, n]).all()]


def runs_of(settings: Settings, workers: Workers, order: Sequence[int]) -> list[Made]:
    """All runs of a scenario as it is."""
    ask = Ask(settings.name)
    begun = [workers.make(ask, run, run == order[0]) for run in order]
    return [each.result() for each in begun]
