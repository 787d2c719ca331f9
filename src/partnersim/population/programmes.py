"""The programmes of a run, as rules read them: those of its jurisdiction, then the scenario's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from partnersim import instruments, jurisdictions
from partnersim.declarations import Text
from partnersim.jurisdictions import PROGRAMME_NUMBERS, USUAL, Programme
from partnersim.language import UserError
from partnersim.mechanisms.funders.budget import DEFAULT_SHARES
from partnersim.state.arrays import Numbers, Table
from partnersim.state.columns import NEEDS
from partnersim.state.programmes import MOST, PROPERTIES, ROW


def programmes(rows: Sequence[Programme], jurisdiction: str) -> tuple[Programme, ...]:
    """Those of the jurisdiction by instrument, in its order, then the scenario's own; an instrument without
    a row in the jurisdiction has one of its name.

    Raises UserError where a row of the jurisdiction follows the rules of an instrument that is not there, or
    where a scenario has more programmes than there is room for.
    """
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
        of_it = [row for row in rows if row.instrument == instrument.name and not row.own]
        every.extend(of_it or [_alone(instrument.name, instrument.title)])
    every.extend(row for row in rows if row.own)  # last, so that draws of the others stay theirs
    if len(every) > MOST:
        raise UserError(
            "programmes: {count} programmes; a run has at most {most}.", count=len(every), most=MOST
        )
    return tuple(every)


def _alone(instrument: str, title: Text) -> Programme:
    """The only programme of an instrument: it pays for all needs, as the funder's levers say."""
    return Programme(instrument, instrument, NEEDS, (), dict(USUAL), title)


def programme_table(rows: Sequence[Programme]) -> Table:
    """A row a programme, with the properties of its instrument."""
    table = np.zeros(len(rows), ROW)
    declared = instruments.declared()
    for row, programme in zip(table, rows, strict=True):
        number = instruments.names().index(programme.instrument)
        row["instrument"] = number
        for name in PROPERTIES:
            row[name] = getattr(declared[number], name)
        for name in PROGRAMME_NUMBERS:
            row[name] = programme.numbers[name]
        row["needs"] = [need in programme.needs for need in NEEDS]
    return table


def paid_statuses(rows: Sequence[Programme], jurisdiction: str) -> NDArray[np.bool_]:
    """The statuses that each programme names (programmes, statuses); where none, the funder says whom."""
    statuses = [status.name for status in jurisdictions.statuses(jurisdiction)]
    return np.array([[name in row.statuses for name in statuses] for row in rows])


def shares_over(rows: Sequence[Programme], stated: Mapping[str, float]) -> Numbers:
    """A funder's shares over programmes, as many as there is room for.

    Of an instrument none of whose programmes the funder names, those of the jurisdiction get the money.
    """
    shares = np.zeros(MOST)
    for instrument in dict.fromkeys(row.instrument for row in rows):
        of_it = [m for m, row in enumerate(rows) if row.instrument == instrument]
        for named in (
            stated,
            DEFAULT_SHARES,
            {rows[m].name: 1.0 for m in of_it if not rows[m].own},
        ):
            shares[of_it] = [named.get(rows[m].name, 0.0) for m in of_it]
            if shares[of_it].any():
                break
    return shares
