"""Whom the targets of an organisation have room for, and which classes have people enough to open."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from partnersim.state.arrays import Numbers
from partnersim.state.kernel import kernel


@kernel
def stretches(set_of: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Kinds of need side by side that the same payers pay for, class by class.

    Sums over an organisation's lists go along them, so that what is added up stays in the processor.

    Parameters
    ----------
    set_of : array (classes, kinds)
        Which payers pay for help with a need.

    Returns
    -------
    stretches : array (stretches, 4)
        Class, set of payers, first kind, and the kind after the last: whole numbers without a sign,
        which are quicker to look up by.
    """
    classes, kinds = set_of.shape
    found = np.zeros((classes * kinds, 4), np.uint64)
    number = 0
    for c in range(classes):
        for k in range(kinds):
            if k == 0 or set_of[c, k] != set_of[c, k - 1]:
                found[number, 0], found[number, 1], found[number, 2] = c, set_of[c, k], k
                number += 1
            found[number - 1, 3] = k + 1
    return found[:number]


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
    needs: Numbers,
    smallest: Numbers,
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
    needs : array (payers, kinds)
        Needs that each pays for.
    smallest : array (payers,)
        Smallest group of each.
    group_meets : array (payers,)
        Written where a group could begin.
    """
    for q in range(len(needs)):
        if smallest[q] <= 0.0:
            continue
        could, people = False, 0.0
        for k in range(len(begins)):
            if not begins[k] or needs[q, k] <= 0.0:
                continue
            could = True
            for c in range(len(waiting)):
                n = set_of[c, k]
                if payers_of[n, q]:
                    part = within[n] * share[1, k] + (1.0 - within[n]) * share[2, k]
                    people += part * waiting[c, k]
        if could:
            group_meets[q] = people >= smallest[q]


@kernel
def not_opened(k: int, needs: Numbers, group_meets: NDArray[np.bool_], owed: Numbers) -> bool:
    """Whether a kind of need is paid for by programmes alone whose smallest group does not meet.

    Parameters
    ----------
    k
        The kind.
    needs : array (payers, kinds)
        Needs that each pays for.
    group_meets : array (payers,)
        Whether there are people enough for the smallest group.
    owed : array (payers,)
        Clients that targets still want this month.

    Returns
    -------
    closed : bool
    """
    closed = False
    for q in range(len(needs)):
        if needs[q, k] > 0.0 and owed[q] > 0.0:
            if group_meets[q]:
                return False
            closed = True
    return closed


@kernel
def turn_away(
    needs: Numbers, group_meets: NDArray[np.bool_], owed: Numbers, due: Numbers, more: Numbers
) -> None:
    """Nobody who waits and is paid for is offered a place in a class that does not open.

    Parameters
    ----------
    needs : array (payers, kinds)
        Needs that each pays for.
    group_meets : array (payers,)
        Whether there are people enough for the smallest group.
    owed : array (payers,)
        Clients that targets still want this month.
    due, more : array (2, kinds + 1)
        Written: standard hours of opening files of those a target has room for, and beyond.
    """
    kinds = needs.shape[1]
    for k in range(kinds):
        if not_opened(k, needs, group_meets, owed):
            due[1, kinds] -= due[1, k]
            due[1, k] = 0.0
            more[1, kinds] -= more[1, k]
            more[1, k] = 0.0
