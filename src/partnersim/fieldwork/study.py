"""A study: visits, the sample interviewed in each, its answers, and the sampling study."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd
from numpy.typing import NDArray

from partnersim.fieldwork import representativeness, sampling
from partnersim.fieldwork.coding import Coded, code
from partnersim.fieldwork.parameters import Values, values
from partnersim.fieldwork.visit import Visit, live, visit
from partnersim.model import PartnershipModel
from partnersim.results import RunTables

if TYPE_CHECKING:
    import numpy as np

    from partnersim.scenario.posterior import Uncertainty
    from partnersim.scenario.settings import Settings
    from partnersim.state.calendar import Month


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked for: frame, interviews, samples of the sampling study, perception or not."""

    frame: str = "thesis"
    interviews: int = 10
    samples: int = 500
    perception: bool = True
    values: Values = field(default_factory=values)


@dataclass(frozen=True, slots=True)
class Interviewed:
    """One run's fieldwork: positions in the visit of those in the frame and of those interviewed, in
    the order of the interviews; the count left at each filter; what became of the letters."""

    visit: Visit
    coded: Coded
    inside: NDArray[np.intp]
    chosen: NDArray[np.intp]
    steps: tuple[sampling.Step, ...]
    letters: dict[str, int]


@dataclass(frozen=True, slots=True)
class Study:
    """Fieldwork in every run, and what hundreds of samples of each would have found."""

    plan: Plan
    fields: tuple[Interviewed, ...]
    samples: pd.DataFrame
    summary: pd.DataFrame


def visits_of(
    settings: Settings,
    plan: Plan | None = None,
    *,
    runs: int,
    seed: int,
    uncertainty: Uncertainty,
    until: Month | None = None,
) -> Iterator[tuple[Visit, RunTables]]:
    """Run after run, visited at its end or that of a month; run number n is that of `partnersim run`. The tables stay
    empty: what is kept of the run is what the manifest says of it.

    Raises UserError at the first run whose frame holds fewer than the plan is to interview.
    """
    for number in range(runs):
        start = time.perf_counter()
        model = PartnershipModel(settings, seed=seed, run=number, uncertainty=uncertainty)
        live(model, until)
        tables = RunTables(number, {}, model.parameter_values, time.perf_counter() - start)
        visited = visit(model, number)
        if plan is not None:
            sampling.check_size(visited, sampling.FRAMES[plan.frame], plan.interviews)
        yield visited, tables


def do(visits: Sequence[Visit], plan: Plan) -> Study:
    """Interview in every run, then sample each many times.

    Raises UserError when a run's frame holds fewer than are to be interviewed.
    """
    for sector in visits:
        sampling.check_size(sector, sampling.FRAMES[plan.frame], plan.interviews)
    return study_of(plan, list(sampled(visits, plan)))


def sampled(visits: Sequence[Visit], plan: Plan) -> Iterator[tuple[Interviewed, pd.DataFrame]]:
    """Run after run, its interviews and its many samples."""
    plans = representativeness.designs(visits, plan.frame, plan.interviews)
    for each in visits:
        own = _interview(each, plan)
        yield own, representativeness.samples_of(each, own.coded, plans, plan.samples, plan.values)


def study_of(plan: Plan, runs: Sequence[tuple[Interviewed, pd.DataFrame]]) -> Study:
    """A study from what `sampled` gave, all of it or the first few runs."""
    samples = pd.concat([each for _, each in runs], ignore_index=True)
    fields = tuple(own for own, _ in runs)
    return Study(plan, fields, samples, representativeness.summary(samples))


def _interview(visit: Visit, plan: Plan) -> Interviewed:
    inside, steps = sampling.narrow(visit, sampling.FRAMES[plan.frame])
    own = representativeness.Design(plan.frame, plan.interviews)
    lean = representativeness.lean_of(visit, own, plan.values)
    chosen = sampling.readiest(sampling.luck_of(visit, 1), inside, plan.interviews, lean)[0]
    letters = sampling.answers_to_letter(visit, inside, chosen)
    return Interviewed(
        visit, code(visit, plan.values, plan.perception), inside, chosen, steps, letters
    )


def for_manifest(study: Study) -> dict[str, Any]:
    """What was asked and of whom, for the manifest."""
    plan = study.plan
    return {
        "frame": plan.frame,
        "interviews": plan.interviews,
        "samples": plan.samples,
        "perception": plan.perception,
        "parameters": plan.values,
        "runs": [
            {
                "run": field.visit.run,
                "month": field.visit.month,
                "left": {step.filter.name: step.left for step in field.steps},
                "letters": field.letters,
                "interviewed": [field.visit.names[i] for i in field.chosen],
            }
            for field in study.fields
        ],
    }
