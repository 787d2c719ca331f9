"""Partnerships' rows from a scenario's values: their levers, before anybody has met."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np

from partnersim.state.calendar import MONTHS_A_YEAR
from partnersim.state.columns import AIMS, PARTNERSHIP, SECTORS
from partnersim.state.world import Table

_PUBLIC_LEADS = ("municipality", "county", "region_and_charity")
_BY_INTEREST = {"interest": 1.0, "mix": 0.5, "invitation": 0.0}


class PartnershipValues(Protocol):
    """What this module reads of a scenario's partnership."""

    @property
    def place(self) -> str:
        """Where it is."""

    @property
    def funder(self) -> str:
        """Who pays it."""

    @property
    def values(self) -> dict[str, dict[str, Any]]:
        """Its numbers, as the scenario states them."""


def partnership_table(
    partnerships: Sequence[PartnershipValues], places: Sequence[str], funders: Sequence[str]
) -> Table:
    """One row a partnership."""
    table = np.zeros(len(partnerships), PARTNERSHIP)
    for row, one in zip(table, partnerships, strict=True):
        mandate, council = one.values["mandate"], one.values["council"]
        row["place"] = places.index(one.place)
        row["funder"] = funders.index(one.funder)
        for name in ("amount", "renewal", "prior_collaboration", "outreach", "directive"):
            row[name] = mandate[name]
        row["term_months"] = MONTHS_A_YEAR * mandate["term_years"]
        row["kind"] = AIMS.index(mandate["kind"])
        row["public_lead"] = mandate["lead"] in _PUBLIC_LEADS
        row["consultant_lead"] = mandate["lead"] == "consultant"
        for name in ("size", "umbrella_delegates", "meetings_a_year", "stipend"):
            row[name] = council[name]
        row["by_interest"] = _BY_INTEREST[council["selection"]]
        row["sectors"] = [council["sectors"][sector] for sector in SECTORS]
    return table
