"""The hours of an organisation together; no activity is free, so this is its staff's hours."""

from __future__ import annotations

from typing import Any

from partnersim.state.kernel import kernel


@kernel
def all_hours(o: Any) -> Any:
    """Hours of one organisation over all its activities this month.

    Parameters
    ----------
    o : row of organizations

    Returns
    -------
    hours : float
    """
    hours = o["hours_delivery"] + o["hours_reporting"] + o["hours_associative_life"]
    hours += o["hours_advocacy"] + o["hours_tables"] + o["hours_fundraising"]
    return hours + o["hours_management"]
