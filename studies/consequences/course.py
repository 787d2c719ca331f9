"""What a run is remembered by: a few measures of the sector at its beginning and at the end of each year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from partnersim.analysis.runs.paired_runs import Job, tables_of
from partnersim.scenario.loading import load

if TYPE_CHECKING:
    from partnersim.model import PartnershipModel
    from partnersim.scenario.settings import Settings

MEASURES = (
    "orientation",  # mean over organisations that stand from before the run to its end, 0 to 1
    "providers",  # share that calls itself a service provider
    "community_seats",  # share of seats of members and allies, in the same organisations
    "mission_posts",
    "free_posts",  # that no agreement or project pays
    "staff",
    "mission_hours",  # a month
    "direct_access",  # share of organisations
    "autonomy_index",
)
_OF_THE_SECTOR = (
    "mission_hours",
    "direct_access_share",
    "autonomy_index",
    "service_provider_share",
)


def course(model: PartnershipModel) -> np.ndarray:
    """The measures when the scenario begins and at the end of each of its years (years + 1, measures)."""
    first = model.world.calendar.spin_up_months
    at_end = model.recorder.years[-1].organizations
    standing = at_end["alive"] & (
        at_end["founded_month"] < 0
    )  # who is founded or closes is no drift
    rows = []
    for year in model.recorder.years:
        if year.now < first - 1:
            continue
        living = year.organizations[year.organizations["alive"]]
        months = model.recorder.sector[max(0, year.now - 11) : year.now + 1]
        hours, access, autonomy, providers = (float(months[n].mean()) for n in _OF_THE_SECTOR)
        rows.append(
            (
                year.organizations["identity"][standing].mean(),
                providers,
                year.organizations["community_seats"][standing].mean(),
                living["posts_mission"].sum(),
                np.maximum(0.0, living["staff"] - living["posts_tied"]).sum(),
                living["staff"].sum(),
                hours,
                access,
                autonomy,
            )
        )
    return np.array(rows)


def of(values: np.ndarray, measure: str) -> np.ndarray:
    """One measure of courses (..., measures)."""
    result: np.ndarray = values[..., MEASURES.index(measure)]
    return result


def settings_by_run(
    scenario: Any, sets: Iterable[Sequence[str]], **overrides: Any
) -> list[Settings]:
    """A scenario with other values for each run, as `--set` takes them."""
    return [load(scenario, list(of_run), **overrides) for of_run in sets]


def courses(
    cases: Mapping[str, Settings | Sequence[Settings]], runs: int, seed: int, **options: Any
) -> dict[str, np.ndarray]:
    """Paired runs of several cases, each one setting or one a run (runs, years + 1, measures)."""
    jobs = []
    for of_case in cases.values():
        each = of_case if isinstance(of_case, Sequence) else [of_case] * runs
        jobs.append([Job(each[n], seed, n, course, options) for n in range(runs)])
    return dict(zip(cases, tables_of(jobs, workers=0), strict=True))
