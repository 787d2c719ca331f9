"""One month of every need: a block of people at a time, then those whose need leaves its stage."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from partnersim.state.arrays import Numbers, Table
from partnersim.state.columns import (
    AWARE,
    GIVEN_UP,
    IN_SERVICE,
    KINDS,
    MET,
    NO_PROVIDER,
    STAGES,
    UNAWARE,
    WAITING,
)
from partnersim.state.decisions import JOINING, NEEDS
from partnersim.state.draws import chance, two_chances
from partnersim.state.kernel import kernel
from partnersim.state.newcomers import BLOCK
from partnersim.state.services import after_file, met_at_end, pick


@kernel
def live(
    rows: int,
    weight: float,
    month: int,
    adrift: bool,
    ending: Numbers,
    eligible: NDArray[np.bool_],
    class_of: NDArray[np.int8],
    own: Numbers,
    aware: Numbers,
    off_standard: Numbers,
    progress: Numbers,
    sent: Numbers,
    needs_added: Numbers,
    organizations: Table,
    services: Table,
    seeking: Table,
    settling: Table,
    delivery: Table,
    payable: NDArray[np.bool_],
    thickness: Numbers,
    own_design: Numbers,
    watched: Numbers,
    reach: Numbers,
    start: Numbers,
    drawn_to: Numbers,
    here: NDArray[np.int64],
    number_here: NDArray[np.int64],
    stage: NDArray[np.int8],
    provider: NDArray[np.int16],
    status: NDArray[np.int8],
    place: NDArray[np.int8],
    arrived: NDArray[np.int16],
    member: NDArray[np.int8],
    language: NDArray[np.float32],
    identity: NDArray[np.uint64],
    asked: Numbers,
    counts: Table,
    served: Table,
) -> None:
    """Live one month of every need; draws are keyed by person, month and kind.

    A block of people at a time. Most needs stay in their stage, and a bound on the chance that they
    leave it tells so at once; the others are looked at one by one.

    Parameters
    ----------
    rows
        Newcomers present.
    weight : people a row
    month
        Months since the run began.
    adrift
        Whether an organisation that had files has closed.
    ending : array (kinds,)
        Chance that a file ends this month.
    eligible : array (classes,)
        Whether the main ministry pays for people of a class.
    class_of : array (statuses, months)
        Class, by months since arrival.
    own : array (kinds, statuses, months)
        Chance of own progress, by months since arrival.
    aware, off_standard : array (statuses,)
        Share that knows of services; distance from the standard client.
    progress, sent : array (places,)
        What a place makes of own progress, and of hearing and asking.
    needs_added : array (places, kinds)
        Chance that a need returns, beside the usual.
    organizations : table (organisations,)
        Those alive; turnover, support and participation.
    services : table (kinds,)
        What help takes and does.
    seeking, settling, delivery : table (1,)
        Groups of parameters.
    payable : array (providers, classes, kinds)
        Whether somebody pays the provider for it.
    thickness : array (providers, 2)
        Hours of a file against the standard, by who pays.
    own_design : array (providers,)
        Share of service of its own design.
    watched : array (organisations,)
        How far clients under targets are counted in numbers.
    reach, start : array (classes, places, kinds)
        How readily a need leads to asking; the chance of a file.
    drawn_to : array (classes, places, kinds, providers)
        Cumulative shares of files opened by the providers of a place.
    here : array (places, providers)
        Providers of each place.
    number_here : array (places,)
        How many these are.
    stage, provider : array (kinds, rows)
        Written.
    status, place, arrived, language, identity : array (rows,)
        Columns of the table of newcomers.
    member : array (rows,)
        Written where somebody joins the life of an organisation.
    asked : array (classes, places, kinds)
        Written: people who begin to wait.
    counts : table (statuses, places)
        Added to: seeking, served, met, dropped_out and, of those the main ministry does not pay
        for, ineligible_seeking and ineligible_served (people x needs).
    served : table (2, kinds)
        Written, by eligibility: met and dropped_out (people).
    """
    q = seeking[0]
    oldest, last_class = own.shape[2] - 1, class_of.shape[1] - 1
    gives_up = 1.0 - 0.5 ** (1.0 / q["patience_months"])
    fading = np.exp(-np.arange(own.shape[2]) / q["fading_months"])
    bound = np.zeros((KINDS, len(STAGES)), np.float32)
    sending = sent.max()
    for k in range(KINDS):
        alone = own[k].max() * progress.max()
        returns = settling[0]["returning"] * services[k]["returning"] + needs_added[:, k].max()
        bound[k, MET] = returns
        bound[k, UNAWARE] = alone + q["hearing"] * sending
        bound[k, AWARE] = alone + q["asking"] * sending
        bound[k, WAITING] = alone + start[:, :, k].max() + gives_up
        lost = 1.0 if adrift else delivery[0]["files_lost"] / 12.0
        bound[k, IN_SERVICE] = alone + lost + ending[k]
        bound[k, GIVEN_UP] = alone + q["asking_again"]
    bound += np.float32(1e-6)
    asked[:] = 0.0
    draws = np.empty((KINDS, BLOCK), np.float32)
    picked = np.empty(BLOCK, np.uint64)
    for begin in range(0, rows, BLOCK):
        size = min(BLOCK, rows - begin)
        keys = identity[begin : begin + size]
        for h in range(KINDS // 2):
            for i in range(size):
                draws[2 * h, i], draws[2 * h + 1, i] = two_chances(keys[i], month, NEEDS, h)
        for k in range(KINDS):
            stages = stage[k, begin : begin + size]
            number = np.uint64(0)
            for i in range(size):
                picked[number] = np.uint64(i)
                number += np.uint64(draws[k, i] < bound[k, np.uint64(stages[i])])
            for v in range(number):
                i = picked[v]
                n = np.uint64(begin) + i
                now, s, a = stages[i], np.uint64(status[n]), np.uint64(place[n])
                since = month - arrived[n]
                age = np.uint64(min(since, oldest))
                c = np.uint64(class_of[s, np.uint64(min(since, last_class))])
                payer = 1 if eligible[c] else 0
                draw = np.float64(draws[k, i])
                if now != MET:
                    alone = own[k, s, age] * progress[a]
                    if draw < alone:
                        stages[i] = MET
                        provider[k, n] = NO_PROVIDER
                        continue
                    draw -= alone
                if now == MET:
                    returns = settling[0]["returning"] * services[k]["returning"]
                    returns += needs_added[a, k]
                    if draw < returns:
                        stages[i] = AWARE if draw < returns * aware[s] else UNAWARE
                elif now == UNAWARE:
                    if draw < q["hearing"] * fading[age] * sent[a]:
                        stages[i] = AWARE
                elif now == AWARE:
                    if draw < q["asking"] * fading[age] * sent[a] * reach[c, a, k]:
                        stages[i] = WAITING
                        asked[c, a, k] += weight
                        counts[s, a]["seeking"] += weight
                        counts[s, a]["ineligible_seeking"] += weight * (1 - payer)
                elif now == WAITING:
                    likely = start[c, a, k]
                    if draw < likely:
                        which = pick(drawn_to[c, a, k], number_here[a], draw / likely)
                        j = here[a, which]
                        stages[i] = IN_SERVICE
                        provider[k, n] = j
                        counts[s, a]["served"] += weight
                        counts[s, a]["ineligible_served"] += weight * (1 - payer)
                        if j < len(organizations) and member[n] == 0:
                            joins = (
                                q["taking_part"] * language[n] * organizations[j]["participation"]
                            )
                            member[n] = chance(identity[n], month, JOINING, 0) < joins
                    elif draw < likely + gives_up:
                        stages[i] = GIVEN_UP
                        counts[s, a]["dropped_out"] += weight
                        served[payer, k]["dropped_out"] += weight
                elif now == IN_SERVICE:
                    j = np.int64(provider[k, n])
                    paid = payable[j, c, k]
                    lost, support, counted = 0.0, 1.0, 0.0
                    if j < len(organizations):
                        o = organizations[j]
                        lost = delivery[0]["files_lost"] * min(1.0, o["turnover"]) / 12.0
                        lost = lost if o["alive"] else 1.0
                        support, counted = o["support"], watched[j] if paid else 0.0
                    met = met_at_end(
                        thickness[j, 1 if paid else 0], own_design[j], support, counted,
                        off_standard[s], services[k], settling[0]["effectiveness"], delivery[0],
                    )  # fmt: skip
                    stages[i] = after_file(draw, lost, ending[k], met, services[k]["dropping_out"])
                    if stages[i] != IN_SERVICE:
                        provider[k, n] = NO_PROVIDER
                    if stages[i] == MET:
                        counts[s, a]["met"] += weight
                        served[payer, k]["met"] += weight
                    elif stages[i] == GIVEN_UP:
                        counts[s, a]["dropped_out"] += weight
                        served[payer, k]["dropped_out"] += weight
                elif draw < q["asking_again"]:
                    stages[i] = AWARE
