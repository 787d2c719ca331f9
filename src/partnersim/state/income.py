"""What one organisation's income is made of: how much it must win again, how spread it is."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from partnersim.state.arrays import Numbers, Table
from partnersim.state.kernel import kernel

_YEAR = 12


@kernel
def contested(contracts: Table, ending: NDArray[np.int64], i: int) -> Any:
    """Money of one organisation that ends within a year: terms in their last twelve months, one-time money.

    Parameters
    ----------
    contracts : table (organisations, funders, programmes)
        Amounts and months left.
    ending : array (programmes that do not recur,)
        Their numbers.
    i
        Row of the organisation.

    Returns
    -------
    dollars : float
        2020 dollars a year.
    """
    dollars = 0.0
    for f in range(contracts.shape[1]):
        for m in ending:
            if contracts[i, f, m]["months_left"] <= _YEAR:
                dollars += contracts[i, f, m]["amount"]
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
