"""What a field study could measure of a sector at one moment or over some years, run by run.

Chosen because a rival should leave a mark there: dispersion, age, founders against newcomers, money,
managers, closeness to the best funded, those that closed. Organisations standing from first to last,
unless the words say otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from partnersim.analysis.runs.finished_run import FinishedRun
from partnersim.language.words import N_
from studies.rivals.drift import drift_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from partnersim.model import PartnershipModel
    from partnersim.state.world import Numbers, Table

_FEW = 5  # organisations under which a mean or a correlation is left out
_NEW_MANAGER_MONTHS = 36
SURVEY = N_("one survey")
RECALL = N_("a survey with recall of the founding years")
BOOKS = N_("a survey and financial statements")
PANEL = N_("a panel, or archives of those that closed")


@dataclass(frozen=True, slots=True)
class FieldMeasure:
    """A measure by its name, what it says, and the data it takes."""

    name: str
    words: str
    data: str
    of: Callable[[FinishedRun], float]


def _alive(run: FinishedRun) -> Table:
    organizations = run.model.world.organizations
    alive: Table = organizations[organizations["alive"]]
    return alive


def _ranks(values: Numbers, others: Numbers) -> float:
    """Rank correlation, missing where one of them does not vary."""
    from scipy.stats import spearmanr

    if len(values) < _FEW or np.ptp(values) == 0.0 or np.ptp(others) == 0.0:
        return float("nan")
    return float(spearmanr(values, others).statistic)


def _moved(run: FinishedRun) -> Numbers:
    return run.organizations("identity") - run.organizations("founding_identity")


def _parted(values: Numbers, some: NDArray[np.bool_]) -> float:
    """Mean of some less that of the others."""
    if min(some.sum(), (~some).sum()) < _FEW:
        return float("nan")
    return float(values[some].mean() - values[~some].mean())


def _tied(organizations: Table) -> Numbers:
    income = np.maximum(organizations["restricted"] + organizations["unrestricted"], 1.0)
    share: Numbers = organizations["restricted"] / income
    return share


def _newcomers(run: FinishedRun) -> float:
    alive = _alive(run)
    return _parted(alive["identity"], alive["founded_month"] >= 0)


def _from_the_funded(run: FinishedRun) -> float:
    alive = _alive(run)
    held = alive["restricted"] >= np.quantile(alive["restricted"], 0.9)
    others: Numbers = alive["identity"][~held]
    return float(np.abs(others - alive["identity"][held].mean()).mean())


def _under_new_managers(run: FinishedRun) -> float:
    return _parted(_moved(run), run.organizations("manager_months") < _NEW_MANAGER_MONTHS)


def _by_age(run: FinishedRun) -> float:
    return _ranks(-run.organizations("founded_month").astype(float), _moved(run))


def _closed(run: FinishedRun) -> float:
    """Orientation of those that closed at the last year's end they saw, less the mean of that year."""
    years = [organizations for _, organizations, *_ in run.model.recorder.years]
    differences: list[float] = []
    for before, after in pairwise(years):
        gone = before["alive"] & ~after["alive"]
        differences += list(before["identity"][gone] - before["identity"][before["alive"]].mean())
    return float(np.mean(differences)) if len(differences) >= _FEW else float("nan")


FIELD = (
    FieldMeasure("identity_mean", N_("mean orientation"), SURVEY, lambda run: run.sector("identity_mean")),
    FieldMeasure("identity_spread", N_("spread of orientations"), SURVEY,
                 lambda run: run.sector("identity_spread")),
    FieldMeasure("from_the_funded", N_("distance of orientations from the tenth with the most tied money"), BOOKS,
                 _from_the_funded),
    FieldMeasure("tied_money_rank", N_("rank correlation of orientation and share of tied money"), BOOKS,
                 lambda run: _ranks(_tied(run.model.world.organizations[run.standing]),
                                    run.organizations("identity"))),
    FieldMeasure("mission_hours_rank", N_("rank correlation of orientation and members' part"), SURVEY,
                 lambda run: _ranks(run.organizations("participation"), run.organizations("identity"))),
    FieldMeasure("moved_mean", N_("mean move since founding"), RECALL, lambda run: float(_moved(run).mean())),
    FieldMeasure("moved_spread", N_("spread of moves since founding"), RECALL, lambda run: float(_moved(run).std())),
    FieldMeasure("founding_rank", N_("rank correlation of orientation at founding and now"), RECALL,
                 lambda run: _ranks(run.organizations("founding_identity"), run.organizations("identity"))),
    FieldMeasure("moved_by_age", N_("rank correlation of age and move"), RECALL, _by_age),
    FieldMeasure("under_new_managers", N_("move under managers of less than three years, less the others"), RECALL,
                 _under_new_managers),
    FieldMeasure("newcomers_less_founders", N_("orientation of those founded since, less the older ones"), SURVEY,
                 _newcomers),
    FieldMeasure("founded_since", N_("share of those alive founded since"), SURVEY,
                 lambda run: float((_alive(run)["founded_month"] >= 0).mean())),
    FieldMeasure("closed_less_others", N_("orientation of those that closed, less the mean of the year"), PANEL,
                 _closed),
    FieldMeasure("by_managers", N_("drift booked to new managers"), PANEL,
                 lambda run: drift_of(run.model).by_managers),
    FieldMeasure("service_provider_share", N_("share that calls itself service provider"), SURVEY,
                 lambda run: run.sector("service_provider_share")),
    FieldMeasure("soft_index", N_("soft dimensions"), SURVEY, lambda run: run.sector("soft_index")),
)  # fmt: skip


def seen(model: PartnershipModel) -> Numbers:
    """The field measures of a finished run, in the order of FIELD."""
    run = FinishedRun(model)
    return np.array([each.of(run) for each in FIELD])
