"""How an organisation's hours divide over files under way and files to be opened, by kind of need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from partnersim.state.world import Numbers, Table


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
    kinds = len(monthly)
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
    kinds = len(offer)
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
def within_targets(
    payers_of: NDArray[np.bool_],
    group_meets: NDArray[np.bool_],
    owed: Numbers,
    standard: float,
    files: Numbers,
    listed: Numbers,
    room: Numbers,
    within: Numbers,
) -> None:
    """The share of the list of each set of payers that an organisation's targets still have room for.

    Parameters
    ----------
    payers_of : array (sets, payers)
        Which payers are of a set; sets with the fewest come first.
    group_meets : array (payers,)
        Whether there are people enough for the smallest group.
    owed : array (payers,)
        Clients that targets still want this month.
    standard : hours a client
    files, listed : array (sets,)
        Hours a month of those in service, and of those on the list.
    room : array (payers,)
        Written: hours a month that are left.
    within : array (sets,)
        Written.
    """
    for q in range(len(room)):
        room[q] = owed[q] * standard if group_meets[q] else 0.0
    within[0] = 0.0
    for n in range(1, len(within)):
        wanting = 0.0
        for q in range(len(room)):
            wanting += room[q] if payers_of[n, q] else 0.0
        within[n] = min(1.0, max(0.0, wanting - files[n]) / max(listed[n], 1e-9))
        taken = min(wanting, files[n] + within[n] * listed[n])
        if taken <= 0.0:
            continue
        for q in range(len(room)):
            if payers_of[n, q]:
                room[q] -= taken * room[q] / wanting


@kernel
def form_groups(
    waiting: Numbers,
    set_of: NDArray[np.int64],
    payers_of: NDArray[np.bool_],
    within: Numbers,
    share: Numbers,
    begins: NDArray[np.bool_],
    payers: NDArray[np.int64],
    funds: Table,
    programmes: Table,
    group_meets: NDArray[np.bool_],
) -> None:
    """Whether the people who could begin are enough for the smallest group of each payer.

    Parameters
    ----------
    waiting : array (classes, kinds)
        People on the list.
    set_of : array (classes, kinds)
        Which payers pay for help with a need.
    payers_of : array (sets, payers)
        Which payers are of a set.
    within : array (sets,)
        Share of the list that targets have room for.
    share : array (3, kinds)
        Shares of the list that could begin: of those within (1), and beyond (2).
    begins : array (kinds,)
        Whether files of a kind can begin this month; a group that has met lasts until the next begins.
    payers : array (payers, 2)
        Funder and programme of each.
    funds : table (funders, programmes)
        Needs paid for.
    programmes : table (programmes,)
        Smallest groups.
    group_meets : array (payers,)
        Written where a group could begin.
    """
    for q in range(len(payers)):
        smallest = programmes[payers[q, 1]]["smallest_group"]
        if smallest <= 0.0:
            continue
        could, people = False, 0.0
        for k in range(len(begins)):
            if not begins[k] or funds[payers[q, 0], payers[q, 1]]["needs"][k] <= 0.0:
                continue
            could = True
            for c in range(len(waiting)):
                n = set_of[c, k]
                if payers_of[n, q]:
                    part = within[n] * share[1, k] + (1.0 - within[n]) * share[2, k]
                    people += part * waiting[c, k]
        if could:
            group_meets[q] = people >= smallest


@kernel
def not_opened(
    k: int,
    payers: NDArray[np.int64],
    funds: Table,
    group_meets: NDArray[np.bool_],
    owed: Numbers,
) -> bool:
    """Whether a kind of need is paid for by programmes alone whose smallest group does not meet.

    Parameters
    ----------
    k
        The kind.
    payers : array (payers, 2)
        Funder and programme of each.
    funds : table (funders, programmes)
        Needs paid for.
    group_meets : array (payers,)
        Whether there are people enough for the smallest group.
    owed : array (payers,)
        Clients that targets still want this month.

    Returns
    -------
    closed : bool
    """
    closed = False
    for q in range(len(payers)):
        if funds[payers[q, 0], payers[q, 1]]["needs"][k] > 0.0 and owed[q] > 0.0:
            if group_meets[q]:
                return False
            closed = True
    return closed


@kernel
def promised(
    o: Any,
    payers: NDArray[np.int64],
    funds: Table,
    group_meets: NDArray[np.bool_],
    owed: Numbers,
    mix: Numbers,
) -> None:
    """How hours of agreements are meant to divide: by what targets still want, within each as it offers.

    Parameters
    ----------
    o : row of organizations
        Its offer, which they follow where no target wants anything.
    payers : array (payers, 2)
        Funder and programme of each.
    funds : table (funders, programmes)
        Needs paid for.
    group_meets : array (payers,)
        Whether there are people enough for the smallest group.
    owed : array (payers,)
        Clients that targets still want this month.
    mix : array (kinds,)
        Written: shares.
    """
    together = 0.0
    mix[:] = 0.0
    for q in range(len(payers)):
        needs = funds[payers[q, 0], payers[q, 1]]["needs"]
        offered = 0.0
        for k in range(len(mix)):
            offered += needs[k] * o["offer"][k]
        if owed[q] > 0.0 and offered > 0.0 and group_meets[q]:
            together += owed[q]
            for k in range(len(mix)):
                mix[k] += owed[q] * needs[k] * o["offer"][k] / offered
    for k in range(len(mix)):
        mix[k] = mix[k] / together if together > 0.0 else o["offer"][k]


@kernel
def turn_away(k: int, want: Numbers) -> None:
    """Nobody who waits is offered a place in a class that does not open.

    Parameters
    ----------
    k
        Kind of need.
    want : array (2, kinds + 1)
        Written: standard hours of opening files.
    """
    want[1, want.shape[1] - 1] -= want[1, k]
    want[1, k] = 0.0


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
    for k in range(len(offer)):
        if not begins[k]:
            hours += min(want[1, k], max(0.0, tied * offer[k] / thin - want[0, k])) * thin
    return float(hours)
