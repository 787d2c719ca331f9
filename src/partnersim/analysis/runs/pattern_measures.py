"""What patterns measure in one finished run, by name; any sector column is a measure too.

Systems have `MEASURES` of their own, in `measures.py`. Organisations are compared among those that
the run began with and that are alive at its end.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from partnersim.analysis.runs.finished_run import FinishedRun
from partnersim.analysis.runs.organization_contrasts import CONTRASTS, dependence
from partnersim.outcomes.classification import classify, cuts_of
from partnersim.outcomes.dimensions import DIMENSIONS
from partnersim.outcomes.recorder import SECTOR_NAMES
from partnersim.systems import room
from partnersim.typologies import brinkerhoff

if TYPE_CHECKING:
    from partnersim.model import PartnershipModel
    from partnersim.state.arrays import Numbers
    from partnersim.state.snapshot import Snapshot

_BUDGETS_LIKE_J = (0.7e6, 1.5e6)  # dollars a year: half as much again around 1 million (F10)
_AT_A_THIRD = 1.0 / 3.0


def _middle(run: FinishedRun) -> float:
    off = {str(d): abs(run.sector(str(d)) - 0.5) for d in DIMENSIONS}
    two = off.pop("participation") + off.pop("consultation")
    return two / 2.0 - sum(off.values()) / 4.0


def _persistence(run: FinishedRun) -> float:
    months = range(3, run.model.world.calendar.months - run.model.world.calendar.spin_up_months, 12)
    kept = [
        run.months("seats_kept_share", m, m + 1) - run.months("seats_kept_by_lot_share", m, m + 1)
        for m in months
    ]
    return float(np.mean(kept))


def _won(run: FinishedRun) -> Numbers:
    """Thousands of dollars of the ministry a year, over the last five fiscal years."""
    rows, instruments = run.standing, len(run.model.world.instrument_names)
    years = run.model.recorder.years[-5:]
    amounts = [year.amounts_by_instrument(instruments)[rows] for year in years]
    won: Numbers = np.mean([each.sum(axis=1) for each in amounts], axis=0)
    return won / 1000.0


def _distant_win(run: FinishedRun) -> float:
    """The same an employee."""
    rows, years = run.standing, run.model.recorder.years[-5:]
    staff = np.mean([year.organizations["staff"][rows] for year in years], axis=0)
    return run.distant(_won(run) / np.maximum(staff, 0.1))


def _dependent(run: FinishedRun) -> float:
    share = dependence(run)
    return float(((share >= 0.55) & (share <= 0.95)).mean())


def _under_contract(run: FinishedRun) -> NDArray[np.bool_]:
    """Those still standing that report to the main ministry."""
    return run.relations("reporting_hours") > 0.0


def _median_reporting(run: FinishedRun) -> float:
    return float(np.median(run.organizations("real_burden")[_under_contract(run)]))


def _complex_report_more(run: FinishedRun) -> float:
    bound = _under_contract(run)
    return run.thirds_apart(
        run.organizations("complexity")[bound], run.organizations("real_burden")[bound]
    )


def _grant_that_fills(run: FinishedRun) -> float:
    """Dollars a year of grants that fill the gap, in organisations of the size of J."""
    budget = run.organizations("yearly_income")
    like_j = (budget >= _BUDGETS_LIKE_J[0]) & (budget <= _BUDGETS_LIKE_J[1])
    world = run.model.world
    amounts = world.amounts_by_instrument[run.standing]
    grants = amounts[:, :, world.instrument("mission_grant")].sum(axis=1)
    other = 12.0 * run.organizations("unrestricted") - grants
    missing = np.maximum(0.0, 12.0 * run.organizations("gap") - other)
    return float(np.median(missing[like_j])) if like_j.any() else float("nan")


def as_one(snapshot: Snapshot) -> Snapshot:
    """All organisations as one: means of what they are, sums of money, the table's voice."""
    one, with_it = snapshot.organizations[:1].copy(), snapshot.relations[:1].copy()
    own = snapshot.organizations
    for name in ("participation", "alternative", "priorities"):
        one[name] = own[name].mean(axis=0)
    kept = np.minimum(1.0, own["identity"] / np.maximum(own["founding_identity"], 1e-9))
    one["identity"], one["founding_identity"], one["umbrella_member"] = kept.mean(), 1.0, True
    with_it["seat"] = False
    for table, of_all in ((one, own), (with_it, snapshot.relations)):
        table["yearly_income"] = of_all["yearly_income"].sum()
    amounts = snapshot.amounts.sum(axis=0, keepdims=True)
    return replace(snapshot, organizations=one, relations=with_it, amounts=amounts)


def _sector_less_dyads(run: FinishedRun, axis: int) -> float:
    """By one formula, that of dyads: all organisations as one, less the mean of each."""
    end = run.model.recorder.years[-1].seen()
    return float(brinkerhoff.place(as_one(end))[axis, 0] - brinkerhoff.place(end)[axis].mean())


def _dyads_contracting(run: FinishedRun) -> float:
    """Share of dyads in Brinkerhoff's class of contracting, at the run's own cut-offs."""
    typology = brinkerhoff.TYPOLOGY
    at = run.model.recorder.positions[-1]
    placed = classify(
        typology, at.organizations[typology.name], cuts_of(typology, run.model.world.parameters)
    )
    names = [kind.name for kind in typology.kinds]
    return float((placed.kind == names.index("contracting")).mean())


def _carried(run: FinishedRun) -> tuple[Numbers, Numbers]:
    """Closeness of the common demand to each member's priorities, and each member's staff."""
    world = run.model.world
    o = world.organizations[world.organizations["alive"] & world.organizations["umbrella_member"]]
    apart = np.abs(o["priorities"] - world.umbrella.demand[None, :]).sum(axis=1)
    return 1.0 - 0.5 * apart, o["staff"]


def _small_members_carried(run: FinishedRun) -> float:
    """Among the third of members with the fewest employees."""
    close, staff = _carried(run)
    return float(close[staff <= np.quantile(staff, _AT_A_THIRD)].mean())


def _small_less_large(run: FinishedRun) -> float:
    close, staff = _carried(run)
    return -run.thirds_apart(staff, close)


# what is done to organisations, and what they do with hours, among the indicators of the four soft dimensions
_SOFT_RIGHTS = ("formulation", "advice_before_draft", "aid_to_decision")
_SOFT_HOURS = ("own_offer", "opposition", "life_with_members")


def _mean_of(names: tuple[str, ...]) -> Callable[[FinishedRun], float]:
    """Mean of sector columns."""
    return lambda run: float(np.mean([run.sector(name) for name in names]))


MEASURES: dict[str, Callable[[FinishedRun], float]] = {
    "middle_of_participation_and_consultation": _middle,
    "persistence_of_seats": _persistence,
    "distant_sit": lambda run: run.distant(run.relations("sat")),
    "distant_hear": lambda run: run.distant(run.relations("news")),
    "distant_win": _distant_win,
    "distant_win_in_all": lambda run: run.distant(_won(run)),
    "advocates_at_equality": lambda run: float(
        (run.organizations("hours_advocacy") >= run.organizations("hours_delivery")).mean()
    ),
    "mission_share_2010_2015": lambda run: float(run.months("mission_share", 0, 60).mean()),
    "dependent_between_55_and_95": _dependent,
    "median_reporting": _median_reporting,
    "complex_report_more": _complex_report_more,
    "grant_that_fills_the_gap": _grant_that_fills,
    "demand_concentration": lambda run: float((run.model.world.umbrella.demand**2).sum()),
    "small_members_carried": _small_members_carried,
    "small_less_large_carried": _small_less_large,
    "dyads_contracting": _dyads_contracting,
    "soft_rights": _mean_of(_SOFT_RIGHTS),
    "soft_hours": _mean_of(_SOFT_HOURS),
    "mutuality_of_the_sector": lambda run: _sector_less_dyads(run, 0),
    "identity_of_the_sector": lambda run: _sector_less_dyads(run, 1),
    "identity_less_founding": lambda run: float(
        (run.organizations("identity") - run.organizations("founding_identity")).mean()
    ),
    **CONTRASTS,
    **{
        name: each for module in room("measures").values() for name, each in module.MEASURES.items()
    },
}


def measure(model: PartnershipModel, names: tuple[str, ...]) -> Numbers:
    """The named measures of one finished run. Raises KeyError when a name is unknown."""
    run = FinishedRun(model)
    return np.array(
        [run.sector(name) if name in SECTOR_NAMES else MEASURES[name](run) for name in names]
    )
