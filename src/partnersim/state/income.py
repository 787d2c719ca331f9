"""What one organisation's income is made of: how much it must win again, how spread it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from partnersim.state.columns import PROJECT, SERVICE_AGREEMENT
from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    from partnersim.state.world import Numbers, Table

_YEAR = 12


@kernel
def contested(contracts: Table) -> Any:
    """Money of one organisation that ends within a year: agreements in their last twelve months, and projects.

    Parameters
    ----------
    contracts : table (funders, instruments)
        Of the organisation.

    Returns
    -------
    dollars : float
        2020 dollars a year.
    """
    dollars = 0.0
    for f in range(contracts.shape[0]):
        agreement = contracts[f, SERVICE_AGREEMENT]
        if agreement["months_left"] <= _YEAR:
            dollars += agreement["amount"]
        dollars += contracts[f, PROJECT]["amount"]
    return dollars


@kernel
def concentration(relations: Table, receipts: float) -> Any:
    """Herfindahl index of one organisation's receipts by funder; what no funder pays counts as one more.

    Parameters
    ----------
    relations : table (funders,)
        Of the organisation.
    receipts : 2020 dollars
        Of twelve months.

    Returns
    -------
    index : float
        0 to 1.
    """
    squares = 0.0
    rest = 1.0
    for f in range(len(relations)):
        share = min(1.0, relations[f]["yearly_income"] / receipts)
        squares += share * share
        rest -= share
    return min(1.0, squares + max(0.0, rest) ** 2)


def dependence(relations: Table, organizations: Table) -> Numbers:
    """Share of twelve months' receipts that one funder pays.

    Parameters
    ----------
    relations : table (organisations,)
        Of the funder.
    organizations : table (organisations,)

    Returns
    -------
    share : array (organisations,)
    """
    income = np.maximum(organizations["yearly_income"], 1.0)
    share: Numbers = np.clip(relations["yearly_income"] / income, 0.0, 1.0)
    return share
