"""Whether funders have a programme to pay by in every year: one that ends leaves its money to another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from partnersim.jurisdictions import USUAL
from partnersim.scenario.entities import Funder
from partnersim.scenario.validation_errors import wrong

if TYPE_CHECKING:
    from partnersim.scenario.settings import Settings


def check_in_force(settings: Settings) -> None:
    """Raise UserError where, in a fiscal year, a funder names programmes of which none is in force."""
    known = {row.name: row for row in settings.programmes}
    for state, years in _states(settings):
        for funder in state.funders.values():
            for instrument in {row.instrument for row in settings.programmes}:
                named = [
                    known[name]
                    for name, share in funder.values["funding"]["programmes"].items()
                    if share > 0.0 and name in known and known[name].instrument == instrument
                ]
                for year in years if named else ():
                    if any(
                        row.numbers["first_year"] <= year <= row.numbers["last_year"]
                        for row in named
                    ):
                        continue
                    path = _path(funder)
                    raise wrong(
                        state.origin(path).in_message,
                        path,
                        "in {year} none of these programmes is in force: {names}. State the years, or from "
                        "that April on another programme (`changes`).",
                        year=year,
                        names=", ".join(row.name for row in named),
                    )


def _states(settings: Settings) -> Iterator[tuple[Settings, range]]:
    """The settings and those of each dated change, with the fiscal years in whose April they hold."""
    months = [settings.start, *(change.month for change in settings.changes)]
    states = [settings, *(change.settings for change in settings.changes)]
    begun = [
        month.plus(11).fiscal_year if n else month.fiscal_year for n, month in enumerate(months)
    ]
    last = settings.start.plus(12 * settings.years - 1).fiscal_year
    last = min(last, int(USUAL["last_year"]))  # the last year that a file can state
    for state, first, end in zip(states, begun, [*begun[1:], last + 1], strict=True):
        yield state, range(first, end)


def _path(funder: Funder) -> str:
    return f"{'ministries' if funder.is_ministry else 'donors'}.{funder.name}.programmes"
