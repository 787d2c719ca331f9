"""The table of programmes: those with money or holders, at each kept moment of years."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from partnersim.outcomes.programmes import ProgrammeYear

if TYPE_CHECKING:
    from partnersim.model import PartnershipModel


def columns_of(model: PartnershipModel) -> dict[str, Any]:
    """Its columns, funders and programmes by their numbers, and `month_number`."""
    calendar = model.world.calendar
    first = max(0, calendar.spin_up_months - 1)
    kept = [year for year in model.recorder.programmes if year.now >= first]
    there = [np.nonzero((year.pool > 0.0) | (year.holders > 0)) for year in kept]
    pairs = list(zip(kept, there, strict=True))
    columns: dict[str, Any] = {
        name: np.concatenate([getattr(year, name)[at] for year, at in pairs])
        for name in ProgrammeYear._fields[2:]
    }
    of = {
        "month_number": [year.now for year in kept],
        "fiscal_year": [calendar.first.plus(year.now).fiscal_year for year in kept],
    }
    counts = [len(f) for f, _ in there]
    columns |= {name: np.repeat(values, counts) for name, values in of.items()}
    for n, name in enumerate(("funder", "programme")):
        columns[name] = np.concatenate([at[n] for at in there])
    return columns
