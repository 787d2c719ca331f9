"""When something is in a run: by the calendar where the scenario states its dates, else since its start.

A scenario whose own file says when it starts tells of those months. One that has its start from a
parent or by default only runs on them: 2016 says nothing of a crisis in its seventh year.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnersim.language import numbers, say
from partnersim.state.calendar import MONTHS_A_YEAR, Month

if TYPE_CHECKING:
    from partnersim.scenario.settings import Settings


def month(text: str, settings: Settings) -> str:
    """`2010-04` in words: `April 2010`, or `year 1, month 1`."""
    if settings.dated:
        return numbers.month(text)
    number = _since_start(text, settings)
    if number < 0:
        return say("before the scenario")
    return say(
        "year {year}, month {month}",
        year=number // MONTHS_A_YEAR + 1,
        month=number % MONTHS_A_YEAR + 1,
    )


def heading(text: str, settings: Settings) -> str:
    """The same with a capital, above a column or a panel."""
    said = month(text, settings)
    return said[:1].upper() + said[1:]


def at(text: str, settings: Settings) -> float:
    """Where the beginning of `2010-04` stands on an axis: calendar years, or years since the start."""
    years = _since_start(text, settings) / MONTHS_A_YEAR
    return years + (_calendar_years(settings) if settings.dated else 0.0)


def axis(settings: Settings) -> str:
    """What that axis is."""
    return say("calendar year" if settings.dated else "years since the scenario began")


def year_names(settings: Settings, years: int) -> list[str]:
    """Each year of the run: the calendar year it begins in, or its number."""
    if not settings.dated:
        return [str(n + 1) for n in range(years)]
    return [str(settings.start.plus(MONTHS_A_YEAR * n).year) for n in range(years)]


def axis_of_years(settings: Settings) -> str:
    """What those years are."""
    if not settings.dated:
        return say("year of the scenario")
    return say("year that begins in {month}", month=numbers.month_name(str(settings.start)))


def _since_start(text: str, settings: Settings) -> int:
    """Months since the scenario's first."""
    then, start = Month.parse(text), settings.start
    return (then.year - start.year) * MONTHS_A_YEAR + then.number - start.number


def _calendar_years(settings: Settings) -> float:
    return settings.start.year + (settings.start.number - 1) / MONTHS_A_YEAR
