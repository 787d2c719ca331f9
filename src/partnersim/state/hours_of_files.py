"""How an organisation's hours divide over files under way and files to be opened, by kind of need."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from partnersim.state.arrays import Numbers
from partnersim.state.columns import KINDS
from partnersim.state.kernel import kernel


@kernel
def wanted(monthly: Numbers, followed: Numbers, listed: Numbers, want: Numbers) -> None:
    """Standard hours a month of files under way, and of opening a file for all who wait.

    Parameters
    ----------
    monthly : array (kinds,)
        Hours a month of a file.
    followed, listed : array (kinds,)
        People in service, and who wait.
    want : array (2, kinds + 1)
        Written: hours of either, by kind and in all.
    """
    kinds = KINDS
    want[0, kinds] = 0.0
    want[1, kinds] = 0.0
    for k in range(kinds):
        want[0, k] = followed[k] * monthly[k]
        want[1, k] = listed[k] * monthly[k]
        want[0, kinds] += want[0, k]
        want[1, kinds] += want[1, k]


@kernel
def allot(
    hours: float,
    tied: float,
    offer: Numbers,
    thin: float,
    want: Numbers,
    begins: NDArray[np.bool_],
    share: Numbers,
) -> float:
    """Divide hours over files under way and those to be opened.

    Parameters
    ----------
    hours : hours a month
        To divide.
    tied : hours a month
        Of these, those that follow the offer; the others follow the list.
    offer : array (kinds,)
        Shares of what it offers.
    thin
        Share of the standard hours that a file gets.
    want : array (2, kinds + 1)
        Standard hours of files under way, and of opening all that wait, by kind and in all.
    begins : array (kinds,)
        Whether files of a kind can begin this month.
    share : array (kinds,)
        Written: share of the list for whom a file is opened.

    Returns
    -------
    used : hours a month
        Of files under way and of those opened; never more than there are.
    """
    kinds = KINDS
    under_way = want[0, kinds] * thin
    for k in range(kinds):
        share[k] = 0.0
    if under_way >= hours or want[1, kinds] <= 0.0:
        return float(min(under_way, hours))
    left = hours - under_way
    claims = 0.0
    for k in range(kinds):  # hours claimed, until the end
        part = tied * offer[k] + (hours - tied) * want[1, k] / want[1, kinds]
        share[k] = min(want[1, k] * thin, max(0.0, part - want[0, k] * thin))
        claims += share[k]
    fits = min(1.0, left / max(claims, 1e-9))
    left = max(0.0, left - claims * fits)
    short = 1e-9
    for k in range(kinds):
        share[k] *= fits
        short += want[1, k] * thin - share[k] if begins[k] else 0.0
    used = under_way
    for k in range(kinds):
        if not begins[k]:  # hours of a class that cannot begin yet stay set aside
            share[k] = 0.0
            continue
        claim = share[k] + (want[1, k] * thin - share[k]) * min(1.0, left / short)
        share[k] = min(1.0, claim / max(want[1, k] * thin, 1e-9))
        used += claim
    return float(min(used, hours))


@kernel
def set_aside(
    tied: float, offer: Numbers, thin: float, want: Numbers, begins: NDArray[np.bool_]
) -> float:
    """Hours kept for classes of those paid for that cannot begin this month.

    Parameters
    ----------
    tied : hours a month
        That follow the offer.
    offer : array (kinds,)
        Shares of what it offers.
    thin
        Share of the standard hours that a file gets.
    want : array (2, kinds + 1)
        Standard hours of files under way, and of opening all that wait.
    begins : array (kinds,)
        Whether files of a kind can begin this month.

    Returns
    -------
    hours : hours a month
    """
    hours = 0.0
    for k in range(KINDS):
        if not begins[k]:
            hours += min(want[1, k], max(0.0, tied * offer[k] / thin - want[0, k])) * thin
    return float(hours)


@kernel
def promised(
    offer: Numbers, needs: Numbers, group_meets: NDArray[np.bool_], owed: Numbers, mix: Numbers
) -> None:
    """How hours of agreements are meant to divide: by what targets still want, within each as it offers.

    Parameters
    ----------
    offer : array (kinds,)
        Shares of what it offers, which they follow where no target wants anything.
    needs : array (payers, kinds)
        Needs that each pays for.
    group_meets : array (payers,)
        Whether there are people enough for the smallest group.
    owed : array (payers,)
        Clients that targets still want this month.
    mix : array (kinds,)
        Written: shares.
    """
    together = 0.0
    mix[:] = 0.0
    for q in range(len(needs)):
        if owed[q] <= 0.0 or not group_meets[q]:
            continue
        offered = 0.0
        for k in range(KINDS):
            offered += needs[q, k] * offer[k]
        if offered > 0.0:
            together += owed[q]
            for k in range(KINDS):
                mix[k] += owed[q] * needs[q, k] * offer[k] / offered
    for k in range(KINDS):
        mix[k] = mix[k] / together if together > 0.0 else offer[k]
