"""What differs by status, what help takes, and arrivals by month, status and place."""

from __future__ import annotations

import functools

import numpy as np

from partnersim import jurisdictions
from partnersim.population.places import OwnPlaces
from partnersim.state.calendar import Month
from partnersim.state.columns import NEEDS
from partnersim.state.world import Numbers, StatusProfiles, Table


@functools.cache
def status_profiles(jurisdiction: str) -> StatusProfiles:
    """What differs by status."""
    statuses = jurisdictions.statuses(jurisdiction)
    names = tuple(status.name for status in statuses)
    number = {"": -1} | {name: n for n, name in enumerate(names)}
    by_name = {row["status"]: row for row in jurisdictions.rows_of(jurisdiction, "status_profiles")}
    rows = [by_name[name] for name in names]
    return StatusProfiles(
        names=names,
        accepted_as=np.array([number[status.accepted_as] for status in statuses], np.int8),
        refused_as=np.array([number[status.refused_as] for status in statuses], np.int8),
        need=np.array([[float(row[need]) for need in NEEDS] for row in rows]),
        french=np.array([float(row["french"]) for row in rows]),
        aware=np.array([float(row["aware"]) for row in rows]),
        own_progress=np.array([float(row["own_progress"]) for row in rows]),
        off_standard=np.array([float(row["off_standard"]) for row in rows]),
        leaving_a_year=np.array([float(row["leaving_a_year"]) for row in rows]),
    )


_MEASURES = (
    "hours", "months", "session_months", "threshold", "effect", "own_progress", "early_progress",
    "returning", "dropping_out",
)  # fmt: skip


@functools.cache
def services(jurisdiction: str) -> Table:
    """What help with each kind of need takes and does (kinds,)."""
    table = np.zeros(len(NEEDS), [(measure, np.float64) for measure in _MEASURES])
    for row in jurisdictions.rows_of(jurisdiction, "services"):
        table[row["measure"]][NEEDS.index(row["need"])] = float(row["value"])
    return table


@functools.cache
def public_files(jurisdiction: str) -> Numbers:
    """Files of public services a year, for each person who arrives (statuses, kinds)."""
    names = status_profiles(jurisdiction).names
    files = np.zeros((len(names), len(NEEDS)))
    for row in jurisdictions.rows_of(jurisdiction, "public_services"):
        files[names.index(row["status"]), NEEDS.index(row["need"])] = float(row["value"])
    return files


@functools.cache
def _yearly_arrivals(jurisdiction: str) -> dict[int, Numbers]:
    """People arriving by year (statuses,), in the order of years."""
    rows = jurisdictions.rows_of(jurisdiction, "arrivals")
    people = {(int(row["year"]), row["status"]): float(row["persons"]) for row in rows}
    names = [status.name for status in jurisdictions.statuses(jurisdiction)]
    years = sorted({year for year, _ in people})
    return {year: np.array([people[year, name] for name in names]) for year in years}


@functools.cache
def _place_shares(jurisdiction: str) -> Numbers:
    """Shares of each status by place (statuses, places)."""
    rows = jurisdictions.rows_of(jurisdiction, "places")
    share = {(row["status"], row["place"]): float(row["share"]) for row in rows}
    places = jurisdictions.places(jurisdiction)
    statuses = jurisdictions.statuses(jurisdiction)
    return np.array([[share[status.name, place] for place in places] for status in statuses])


def _arrivals_of(jurisdiction: str, month: Month) -> Numbers:
    """People of the month's year (statuses,): beyond the recorded years those of the last one, before
    them of the first (an assumption)."""
    yearly = _yearly_arrivals(jurisdiction)
    return yearly[min(max(month.year, min(yearly)), max(yearly))]


def arrivals_by_month(
    jurisdiction: str, first: Month, months: int, places: OwnPlaces | None
) -> Numbers:
    """People arriving (months, statuses, places) in a scenario's own places, or in the jurisdiction's.

    Places of one's own receive a twelfth of their newcomers a year every month, by status as
    the jurisdiction's recorded year (an assumption: the documents give no mix of their own).
    """
    if places is None:
        return _monthly_arrivals(jurisdiction, first, months)
    coming = [_arrivals_of(jurisdiction, first.plus(m)) for m in range(months)]
    mix = np.array([people / people.sum() for people in coming]).reshape(months, -1)
    return mix[:, :, None] * places.newcomers_a_year / 12.0


@functools.cache
def _monthly_arrivals(jurisdiction: str, first: Month, months: int) -> Numbers:
    """People arriving (months, statuses, places), an even twelfth of each year's figure."""
    shares = _place_shares(jurisdiction)
    result = np.zeros((months, *shares.shape))
    for m in range(months):
        result[m] = _arrivals_of(jurisdiction, first.plus(m))[:, None] / 12.0 * shares
    return result
