"""The programmes of a jurisdiction, as rules read them."""

from __future__ import annotations

import functools

import numpy as np
from numpy.typing import NDArray

from partnersim import instruments, jurisdictions
from partnersim.declarations import Text
from partnersim.jurisdictions import PROGRAMME_NUMBERS, Programme
from partnersim.language import UserError
from partnersim.mechanisms.funders.budget import PROGRAMMES
from partnersim.state.columns import NEEDS
from partnersim.state.programmes import PROPERTIES, ROW
from partnersim.state.world import Table


@functools.cache
def programmes(jurisdiction: str) -> tuple[Programme, ...]:
    """By instrument in its order; an instrument without a row of its own has one of its name.

    Raises UserError where a row follows the rules of an instrument that is not there.
    """
    rows = jurisdictions.programmes(jurisdiction)
    names = instruments.names()
    for row in rows:
        if row.instrument not in names:
            raise UserError(
                "{path}: {name!r} is no instrument; allowed: {allowed}.",
                path=jurisdictions.place_of(jurisdiction, "programmes"),
                name=row.instrument,
                allowed=", ".join(names),
            )
    every: list[Programme] = []
    for instrument in instruments.declared():
        own = [row for row in rows if row.instrument == instrument.name]
        every.extend(own or [_alone(instrument.name, jurisdiction, instrument.title)])
    return tuple(every)


def _alone(instrument: str, jurisdiction: str, title: Text) -> Programme:
    """The only programme of an instrument: it pays for all needs, as the funder's levers say."""
    statuses = tuple(status.name for status in jurisdictions.statuses(jurisdiction))
    usual = dict.fromkeys(PROGRAMME_NUMBERS, 1.0) | {
        "smallest_group": 0.0, "window_months": 600.0, "first_year": 1900.0, "last_year": 2100.0,
    }  # fmt: skip
    return Programme(instrument, instrument, NEEDS, statuses, usual, title)


@functools.cache
def _rows(jurisdiction: str) -> Table:
    every = programmes(jurisdiction)
    table = np.zeros(len(every), ROW)
    declared = instruments.declared()
    for row, programme in zip(table, every, strict=True):
        number = instruments.names().index(programme.instrument)
        row["instrument"] = number
        row["among_shares"] = (
            PROGRAMMES.index(programme.name) if programme.name in PROGRAMMES else -1
        )
        for name in PROPERTIES:
            row[name] = getattr(declared[number], name)
        for name, value in programme.numbers.items():
            row[name] = value
        row["needs"] = [need in programme.needs for need in NEEDS]
    return table


def programme_table(jurisdiction: str) -> Table:
    """A row a programme, with the properties of its instrument."""
    return _rows(jurisdiction).copy()


@functools.cache
def paid_statuses(jurisdiction: str) -> NDArray[np.bool_]:
    """The statuses that each programme pays for, where the funder does (programmes, statuses)."""
    statuses = [status.name for status in jurisdictions.statuses(jurisdiction)]
    return np.array(
        [
            [name in programme.statuses for name in statuses]
            for programme in programmes(jurisdiction)
        ]
    )
