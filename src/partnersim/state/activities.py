"""The hours of an organisation together, and those it offers as delivery; no activity is free.

Together they are its staff's hours, and those lent to it less those it lends.
"""

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


@kernel
def hours_offered(o: Any, hours_a_month: float) -> Any:
    """Hours that one organisation offers as delivery this month, with those lent to it.

    Parameters
    ----------
    o : row of organizations
    hours_a_month : hours a full-time post

    Returns
    -------
    hours : float
    """
    hours = o["staff"] * hours_a_month * (o["delivery_plan"] + o["displaced"])
    return hours + o["borrowed_hours"]
