"""Lists of those who wait and files of those in service, by provider, class and kind of need."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from partnersim.state.arrays import Numbers, Table
from partnersim.state.columns import IN_SERVICE, KINDS, MET, WAITING
from partnersim.state.kernel import kernel
from partnersim.state.newcomers import BLOCK


@kernel
def count(
    rows: int,
    weight: float,
    month: int,
    class_of: NDArray[np.int8],
    status: NDArray[np.int8],
    place: NDArray[np.int8],
    arrived: NDArray[np.int16],
    stage: NDArray[np.int8],
    listed: Numbers,
    followed: Numbers,
    true_need: Numbers,
) -> None:
    """Count those who wait and those in service, and the needs of all.

    Parameters
    ----------
    rows
        Newcomers present.
    weight : people a row
    month
        Months since the run began.
    class_of : array (statuses, months)
        Class, by months since arrival.
    status, place, arrived : array (rows,)
        Columns of the table of newcomers.
    stage : array (kinds, rows)
        Of each need.
    listed, followed : array (classes, places, kinds)
        Written: people who wait, and who are in service.
    true_need : array (kinds,)
        Written: shares of the needs of all present.
    """
    listed[:] = 0.0
    followed[:] = 0.0
    oldest = class_of.shape[1] - 1
    unmet_of = np.zeros(KINDS, np.int64)
    picked = np.empty(BLOCK, np.uint64)
    for begin in range(0, rows, BLOCK):
        size = min(BLOCK, rows - begin)
        for k in range(KINDS):
            of_kind = stage[k, begin : begin + size]
            unmet = 0
            for i in range(size):
                unmet += of_kind[i] != MET
            unmet_of[k] += unmet
            number = np.uint64(0)
            for i in range(size):
                picked[number] = np.uint64(i)
                number += np.uint64((of_kind[i] == WAITING) | (of_kind[i] == IN_SERVICE))
            for v in range(number):
                n = np.uint64(begin) + picked[v]
                c = class_of[np.uint64(status[n]), np.uint64(min(month - arrived[n], oldest))]
                cells = listed if of_kind[picked[v]] == WAITING else followed
                cells[np.uint64(c), np.uint64(place[n]), k] += weight
    for k in range(KINDS):
        true_need[k] = unmet_of[k] + 1e-12
    true_need /= true_need.sum()


@kernel
def gather(
    organizations: Table, providers: int, here: NDArray[np.int64], number_here: NDArray[np.int64]
) -> None:
    """Write the providers of each place: its living organisations, then its public services.

    Parameters
    ----------
    organizations : table (organisations,)
        Those alive, and where.
    providers
        Number of organisations and places.
    here : array (places, providers)
        Written.
    number_here : array (places,)
        Written: how many these are.
    """
    number_here[:] = 0
    places = len(number_here)
    for i in range(len(organizations)):
        if organizations[i]["alive"]:
            a = organizations[i]["place"]
            here[a, number_here[a]] = i
            number_here[a] += 1
    for a in range(places):
        here[a, number_here[a]] = providers - places + a
        number_here[a] += 1


@kernel
def spread(
    public_shares: Numbers,
    public: NDArray[np.bool_],
    payable: NDArray[np.bool_],
    pulls: Numbers,
    here: NDArray[np.int64],
    number_here: NDArray[np.int64],
    listed: Numbers,
    asked: Numbers,
    followed: Numbers,
    waiting: Numbers,
    in_service: Numbers,
    requests: Numbers,
) -> None:
    """Spread the people counted over lists and files; who is new chooses by what draws to a provider.

    Parameters
    ----------
    public_shares : array (places,)
        Share of requests that public services answer themselves, of any kind.
    public : array (classes, kinds)
        Whether public services serve people of the class.
    payable : array (providers, classes, kinds)
        Whether somebody pays the provider for it.
    pulls : array (providers, 2, kinds)
        What draws to a provider, by who pays.
    here : array (places, providers)
        Providers of each place.
    number_here : array (places,)
        How many these are.
    listed, asked, followed : array (classes, places, kinds)
        People who wait, those of them who began to last month, people in service.
    waiting, in_service : array (providers, classes, kinds)
        Written: people on each list, and followed.
    requests : array (providers, classes, kinds)
        Written: people who came.
    """
    kinds = KINDS
    classes = waiting.shape[1]
    on_lists = np.zeros(kinds)
    on_files = np.zeros(kinds)
    total = np.zeros(kinds)
    new = np.zeros(kinds)
    stay = np.zeros(kinds)
    keep = np.zeros(kinds)
    adrift = np.zeros(kinds)
    drawn = np.zeros((waiting.shape[0], kinds))
    for a in range(len(number_here)):
        number = number_here[a]
        last = number - 1
        for c in range(classes):  # all kinds at a time, as they lie in memory
            on_lists[:] = 0.0
            on_files[:] = 0.0
            total[:] = 0.0
            for m in range(number):
                j = np.uint64(here[a, m])
                for k in range(kinds):
                    on_lists[k] += waiting[j, c, k]
                    on_files[k] += in_service[j, c, k]
                    likely = pulls[j, np.uint64(payable[j, c, k]), k]
                    drawn[m, k] = 0.0 if m == last and not public[c, k] else likely
                    total[k] += drawn[m, k]
            for k in range(kinds):
                waits, follows = listed[c, a, k], followed[c, a, k]
                new[k] = min(asked[c, a, k], waits) if on_lists[k] > 0.0 else waits
                stay[k] = (waits - new[k]) / max(on_lists[k], 1e-12)
                keep[k] = follows / max(on_files[k], 1e-12)
                adrift[k] = follows if on_files[k] <= 0.0 else 0.0
                total[k] = (1.0 - public_shares[a]) / max(total[k], 1e-12)
            for m in range(number):
                j = np.uint64(here[a, m])
                answered = public_shares[a] if m == last else 0.0
                for k in range(kinds):
                    part = drawn[m, k] * total[k] + answered
                    requests[j, c, k] = new[k] * part
                    waiting[j, c, k] = waiting[j, c, k] * stay[k] + new[k] * part
                    in_service[j, c, k] = in_service[j, c, k] * keep[k] + adrift[k] * part


@kernel
def open_and_close(
    organizations: Table,
    started: Numbers,
    waiting: Numbers,
    in_service: Numbers,
    requests: Numbers,
    adrift: Numbers,
) -> None:
    """Files opened last month leave the lists; those of organisations that have closed are nobody's.

    Parameters
    ----------
    organizations : table (organisations,)
        Whether alive.
    started : array (providers, classes, kinds)
        Files opened last month.
    waiting, in_service, requests : array (providers, classes, kinds)
        Written.
    adrift : array (1,)
        Written: 1 where an organisation that had files has closed.
    """
    requests[:] = 0.0
    adrift[0] = 0.0
    for j in range(len(waiting)):
        lives = j >= len(organizations) or organizations[j]["alive"]
        for c in range(waiting.shape[1]):
            for k in range(waiting.shape[2]):
                opened = started[j, c, k]
                if not lives and in_service[j, c, k] + opened > 0.0:
                    adrift[0] = 1.0
                waiting[j, c, k] = max(0.0, waiting[j, c, k] - opened) if lives else 0.0
                in_service[j, c, k] = in_service[j, c, k] + opened if lives else 0.0
