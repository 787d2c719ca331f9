"""What patterns measure in one finished run, by name; any sector column is a measure too.

Organisations are compared among those that the run began with and that are alive at its end.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from partnersim.analysis.runs.finished_run import FinishedRun
from partnersim.analysis.runs.organization_contrasts import CONTRASTS
from partnersim.outcomes.classification import classify, cuts_of
from partnersim.outcomes.indexes import DIMENSIONS
from partnersim.outcomes.recorder import SECTOR_NAMES
from partnersim.typologies import brinkerhoff

if TYPE_CHECKING:
    from partnersim.model import PartnershipModel
    from partnersim.state.world import Numbers

_BUDGETS_LIKE_J = (0.7e6, 1.5e6)  # dollars a year: half as much again around 1 million (F10)
_AT_A_THIRD = 1.0 / 3.0


def _middle(one: FinishedRun) -> float:
    off = {str(d): abs(one.sector(str(d)) - 0.5) for d in DIMENSIONS}
    two = off.pop("participation") + off.pop("consultation")
    return two / 2.0 - sum(off.values()) / 4.0


def _persistence(one: FinishedRun) -> float:
    months = range(3, one.model.world.calendar.months - one.model.world.calendar.spin_up_months, 12)
    kept = [
        one.months("seats_kept_share", m, m + 1) - one.months("seats_kept_by_lot_share", m, m + 1)
        for m in months
    ]
    return float(np.mean(kept))


def _won(one: FinishedRun) -> Numbers:
    """Thousands of dollars of the ministry a year, over the last five fiscal years."""
    rows, main = one.standing, one.model.world.main_funder
    years = one.model.recorder.years[-5:]
    won: Numbers = np.mean([amounts[rows, main].sum(axis=1) for *_, amounts, _ in years], axis=0)
    return won / 1000.0


def _distant_win(one: FinishedRun) -> float:
    """The same an employee."""
    rows, years = one.standing, one.model.recorder.years[-5:]
    staff = np.mean([organizations["staff"][rows] for _, organizations, *_ in years], axis=0)
    return one.distant(_won(one) / np.maximum(staff, 0.1))


def _dependent(one: FinishedRun) -> float:
    world = one.model.world
    rows, ministries = one.standing, world.funders["is_ministry"]
    income = np.maximum(one.organizations("yearly_income"), 1.0)
    share = world.relations["yearly_income"][rows][:, ministries].sum(axis=1) / income
    return float(((share >= 0.55) & (share <= 0.95)).mean())


def _under_contract(one: FinishedRun) -> NDArray[np.bool_]:
    """Those still standing that report to the main ministry."""
    return one.relations("reporting_hours") > 0.0


def _median_reporting(one: FinishedRun) -> float:
    return float(np.median(one.organizations("real_burden")[_under_contract(one)]))


def _complex_report_more(one: FinishedRun) -> float:
    bound = _under_contract(one)
    return one.thirds_apart(
        one.organizations("complexity")[bound], one.organizations("real_burden")[bound]
    )


def _complex_feel_more(one: FinishedRun) -> float:
    bound = _under_contract(one)
    real = np.maximum(one.organizations("real_burden")[bound], 1e-6)
    felt = one.organizations("felt_burden")[bound] / real
    return one.thirds_apart(one.organizations("complexity")[bound], felt)


def _felt_wears_off(one: FinishedRun) -> float:
    """Felt over real burden of each organisation at the end of the first year, less the third."""
    end = one.model.world.calendar.spin_up_months - 1
    at = {now: organizations for now, organizations, *_ in one.model.recorder.years}
    first, third = at[end + 12], at[end + 36]
    both = first["alive"] & third["alive"] & (first["real_burden"] > 0.01)
    both &= third["real_burden"] > 0.01
    ratios = [year["felt_burden"][both] / year["real_burden"][both] for year in (first, third)]
    return float((ratios[0] - ratios[1]).mean())


def _grant_that_fills(one: FinishedRun) -> float:
    """Dollars a year of grants at which slack begins, in organisations of the size of J."""
    budget = one.organizations("yearly_income")
    like_j = (budget >= _BUDGETS_LIKE_J[0]) & (budget <= _BUDGETS_LIKE_J[1])
    world = one.model.world
    amounts = world.contracts["amount"][one.standing]
    grants = amounts[:, :, world.instrument("mission_grant")].sum(axis=1)
    other = 12.0 * one.organizations("unrestricted") - grants
    missing = np.maximum(0.0, 12.0 * one.organizations("gap") - other)
    return float(np.median(missing[like_j])) if like_j.any() else float("nan")


def _sector_less_dyads(one: FinishedRun, axis: int) -> float:
    at = one.model.recorder.positions[-1]
    dyads = at.organizations["brinkerhoff"][axis]
    return float(at.sector["brinkerhoff"][axis] - dyads.mean())


def _dyads_contracting(one: FinishedRun) -> float:
    """Share of dyads in Brinkerhoff's class of contracting, at the run's own cut-offs."""
    typology = brinkerhoff.TYPOLOGY
    at = one.model.recorder.positions[-1]
    placed = classify(
        typology, at.organizations[typology.name], cuts_of(typology, one.model.world.parameters)
    )
    names = [kind.name for kind in typology.kinds]
    return float((placed.kind == names.index("contracting")).mean())


def _carried(one: FinishedRun) -> tuple[Numbers, Numbers]:
    """Closeness of the common demand to each member's priorities, and each member's staff."""
    world = one.model.world
    o = world.organizations[world.organizations["alive"] & world.organizations["umbrella_member"]]
    apart = np.abs(o["priorities"] - world.umbrella.demand[None, :]).sum(axis=1)
    return 1.0 - 0.5 * apart, o["staff"]


def _small_members_carried(one: FinishedRun) -> float:
    """Among the third of members with the fewest employees."""
    close, staff = _carried(one)
    return float(close[staff <= np.quantile(staff, _AT_A_THIRD)].mean())


def _small_less_large(one: FinishedRun) -> float:
    close, staff = _carried(one)
    return -one.thirds_apart(staff, close)


def _trust_after_less_at_height(one: FinishedRun) -> float:
    crisis = one.model.world.parameters["crisis"][0]
    lasts = int(crisis["ends_after_months"]) - int(crisis["starts_after_months"])
    acute = int(crisis["acute_months"])
    after = one.since_crisis("trust_in_peers_mean", lasts + 9, lasts + 15)
    return after - one.since_crisis("trust_in_peers_mean", acute, acute + 6)


_ACUTE_MONTHS = 6


def _acceptance_of_first_draft(one: FinishedRun) -> float:
    """Share of the umbrella's votes that could live with the first draft, when it was put."""
    months = one.model.world.calendar.months - one.model.world.calendar.spin_up_months
    first = one.months("policy_drafts", 0, months) == 1.0
    shares = one.months("policy_acceptance_share", 0, months)[first]
    return float(shares[0]) if len(shares) else float("nan")


def _partnership(name: str, years: int) -> Callable[[FinishedRun], float]:
    """A column of the first local partnership at the end of a year of the scenario."""

    def look(one: FinishedRun) -> float:
        kept, calendar = one.model.recorder.tables, one.model.world.calendar
        month = calendar.spin_up_months + 12 * years - 1
        if "partnerships" not in kept or month >= calendar.months:
            return float("nan")
        return float(kept["partnerships"][name][month, 0])

    return look


MEASURES: dict[str, Callable[[FinishedRun], float]] = {
    "middle_of_participation_and_consultation": _middle,
    "persistence_of_seats": _persistence,
    "distant_sit": lambda one: one.distant(one.relations("sat")),
    "distant_hear": lambda one: one.distant(one.relations("knowledge")),
    "distant_win": _distant_win,
    "distant_win_in_all": lambda one: one.distant(_won(one)),
    "advocates_at_equality": lambda one: float(
        (one.organizations("hours_advocacy") >= one.organizations("hours_delivery")).mean()
    ),
    "mission_share_2010_2015": lambda one: float(one.months("mission_share", 0, 60).mean()),
    "dependent_between_55_and_95": _dependent,
    "median_reporting": _median_reporting,
    "complex_report_more": _complex_report_more,
    "complex_feel_more": _complex_feel_more,
    "felt_wears_off": _felt_wears_off,
    "grant_that_fills_the_gap": _grant_that_fills,
    "acute_delivery_share": lambda one: one.since_crisis("delivery_share", 0, _ACUTE_MONTHS),
    "acute_advocacy_share": lambda one: one.since_crisis("advocacy_share", 0, _ACUTE_MONTHS),
    "acute_community_life_share": lambda one: one.since_crisis(
        "community_life_share", 0, _ACUTE_MONTHS
    ),
    "acute_representation_load_share": lambda one: one.since_crisis(
        "representation_load_share", 0, _ACUTE_MONTHS
    ),
    "acute_end_trust_in_peers_mean": lambda one: one.since_crisis(
        "trust_in_peers_mean", _ACUTE_MONTHS - 1, _ACUTE_MONTHS
    ),
    "trust_after_less_at_height": _trust_after_less_at_height,
    "year_on_autonomy_index": lambda one: one.since_crisis("autonomy_index", 12, 18),
    "year_on_soft_index": lambda one: one.since_crisis("soft_index", 12, 18),
    "heard_small_less_others": lambda one: (
        one.sector("heard_of_small") - one.sector("heard_of_others")
    ),
    "demand_concentration": lambda one: float((one.model.world.umbrella.demand**2).sum()),
    "small_members_carried": _small_members_carried,
    "small_less_large_carried": _small_less_large,
    "acceptance_of_first_draft": _acceptance_of_first_draft,
    "dyads_contracting": _dyads_contracting,
    "mutuality_of_the_sector": lambda one: _sector_less_dyads(one, 0),
    "identity_of_the_sector": lambda one: _sector_less_dyads(one, 1),
    "partnership_stage_after_2_years": _partnership("stage", 2),
    "partnership_stage_after_4_years": _partnership("stage", 4),
    "partnership_members_after_4_years": _partnership("members", 4),
    "identity_less_founding": lambda one: float(
        (one.organizations("identity") - one.organizations("founding_identity")).mean()
    ),
    **CONTRASTS,
}


def measure(model: PartnershipModel, names: tuple[str, ...]) -> Numbers:
    """The named measures of one finished run. Raises KeyError when a name is unknown."""
    one = FinishedRun(model)
    return np.array(
        [one.sector(name) if name in SECTOR_NAMES else MEASURES[name](one) for name in names]
    )
