"""The ten organisations of the thesis in a month of a run: a measure for each fact that is told of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from partnersim.evidence.told_profiles import FACTS, LETTERS
from partnersim.language import UserError
from partnersim.state.calendar import MONTHS_A_YEAR, Month

if TYPE_CHECKING:
    from partnersim.fieldwork.visit import Visit
    from partnersim.scenario.settings import Settings
    from partnersim.state.world import Numbers

INTERVIEWS = Month(
    2020, 9
)  # nine interviews from 30 July to 23 September, one on 14 November (ch. 3)


def month_in(settings: Settings, asked: str | None = None) -> Month:
    """The month in which the ten are looked at: the one asked for, else that of the interviews where the scenario's
    years cover it, else the last.

    Raises UserError where it is no month of these years.
    """
    last = settings.start.plus(settings.years * MONTHS_A_YEAR - 1)
    if asked is None:
        return INTERVIEWS if _covered(settings.start, INTERVIEWS, last) else last
    try:
        month = Month.parse(asked)
    except ValueError:
        month = None
    if month is None or not _covered(settings.start, month, last):
        raise UserError(
            "--month: {value!r} is not a month of {scenario}, written YYYY-MM: its years go from {first} to {last}.",
            value=asked, scenario=settings.name, first=str(settings.start), last=str(last),
        )  # fmt: skip
    return month


def _covered(first: Month, month: Month, last: Month) -> bool:
    return first.months_until(month) >= 0 and month.months_until(last) >= 0


def _share(visit: Visit, dollars: Numbers) -> Numbers:
    """Of a year's income, held under all of it."""
    income = np.maximum(visit.organizations["yearly_income"], 1.0)
    shares: Numbers = np.minimum(1.0, dollars / income)
    return shares


def _government(visit: Visit) -> Numbers:
    of_ministries = visit.amounts[:, np.flatnonzero(visit.funders["is_ministry"])]
    return _share(visit, of_ministries.sum(axis=(1, 2)))


def _mission_money(visit: Visit) -> Numbers:
    tool = visit.instrument_names.index("mission_grant")
    return _share(visit, visit.amounts[:, :, tool].sum(axis=1))


def _mission_support(visit: Visit) -> Numbers:
    tool = visit.instrument_names.index("mission_grant")
    return np.where(visit.amounts[:, visit.main, tool] > 0.0, 1.0, 0.0)


def _advocacy(visit: Visit) -> Numbers:
    o = visit.organizations
    shares: Numbers = o["posts_mission"] * o["advocacy_use"] / np.maximum(o["staff"], 1e-9)
    return shares


def _members(visit: Visit) -> Numbers:
    o = visit.organizations
    seats = o["seats_members"] + o["seats_allies"] + o["seats_professionals"]
    shares: Numbers = o["seats_members"] / np.maximum(seats, 1e-9)
    return shares


_MEASURES: dict[str, Callable[[Visit], Numbers]] = {
    "budget": lambda visit: visit.organizations["yearly_income"],
    "ministry_share": lambda visit: visit.dependence,
    "government_share": _government,
    "mission_money": _mission_money,
    "mission_support": _mission_support,
    "reporting_time": lambda visit: visit.organizations["real_burden"],
    "felt_burden": lambda visit: visit.organizations["felt_burden"],
    "access": lambda visit: visit.relations["direct_access"],
    "advocacy": _advocacy,
    "members": _members,
    "calls_itself_provider": lambda visit: visit.is_provider,
}  # of each organisation visited


def values_of(visit: Visit) -> Numbers:
    """Measures of the ten in a run (facts, letters); of one that has closed, not a number."""
    values = np.full((len(FACTS), len(LETTERS)), np.nan)
    place = {name: n for n, name in enumerate(visit.names)}
    for f, each in enumerate(FACTS):
        measured = _MEASURES[each.name](visit)
        for k, letter in enumerate(LETTERS):
            if letter in place:
                values[f, k] = measured[place[letter]]
    return values
