"""How organisations divide the delivery hours of a month over files (`delivery.py` tells the rule)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from partnersim.state.activities import hours_offered
from partnersim.state.arrays import Numbers, Table
from partnersim.state.columns import KINDS
from partnersim.state.hours_of_files import allot, promised, set_aside, wanted
from partnersim.state.kernel import kernel
from partnersim.state.room_in_targets import (
    form_groups,
    not_opened,
    stretches,
    turn_away,
    within_targets,
)


@kernel
def serve(
    organizations: Table,
    funds: Table,
    programmes: Table,
    services: Table,
    parameters: Table,
    hours_a_month: float,
    fiscal_month: int,
    payers: NDArray[np.int64],
    set_of: NDArray[np.int64],
    payers_of: NDArray[np.bool_],
    paid_for: NDArray[np.bool_],
    staff_share: Numbers,
    owed: Numbers,
    group_meets: NDArray[np.bool_],
    requests: Numbers,
    waiting: Numbers,
    in_service: Numbers,
    started: Numbers,
    came_for: Numbers,
    clients: Numbers,
    thickness: Numbers,
    own_design: Numbers,
) -> None:
    """Organisations divide this month's delivery hours over files.

    Parameters
    ----------
    organizations : table (organisations,)
        Staff, share of delivery, own and borrowed hours (all, where no target pays), openness and offer.
        Written: requests and people served by who pays, hours_delivery and hours_per_episode.
    funds : table (funders, programmes)
        Needs paid for.
    programmes : table (programmes,)
        Smallest groups.
    services : table (kinds,)
        Hours and months of a file, months between beginnings.
    parameters : table (1,)
        The group `delivery`.
    hours_a_month : hours a full-time post
    fiscal_month
        0 in April.
    payers : array (payers, 2)
        Funder and programme of each.
    set_of : array (classes, kinds)
        Which payers pay for help with a need.
    payers_of : array (sets, payers)
        Which payers are of a set.
    paid_for : array (organisations, sets)
        Whether a target there pays for it.
    staff_share : array (organisations, sets)
        Hours of a file that an organisation gives itself.
    owed : array (organisations, payers)
        Clients that targets still want this month.
    group_meets : array (organisations, payers)
        Written: whether there are people enough for the smallest group.
    requests, waiting, in_service : array (providers, classes, kinds)
        People who came, on the list, and in service.
    started : array (providers, classes, kinds)
        Written: people whose file is opened.
    came_for : array (organisations, payers)
        Written: clients who came for help that each pays for.
    clients : array (organisations, sets)
        Written: clients of the month.
    thickness : array (providers, 2)
        Written: hours of a file against the standard, by who pays (0 nobody, 1 somebody).
    own_design : array (providers,)
        Written: share of hours of its own design.

    Notes
    -----
    A month of a file counts as its standard hours over hours_per_episode: clients at the usual price.
    """
    p = parameters[0]
    standard = p["hours_per_episode"]
    kinds = KINDS
    number = len(payers)
    sets = len(payers_of)
    begins = np.zeros(kinds, np.bool_)
    monthly = services["hours"] / services["months"]
    of_a_file = services["hours"] / standard
    for k in range(kinds):
        begins[k] = fiscal_month % int(services[k]["session_months"]) == 0
    needs = np.zeros((number, kinds))  # that each payer pays for
    smallest = np.zeros(number)
    in_groups = np.zeros(number, np.bool_)  # that could begin
    for q in range(number):
        smallest[q] = programmes[payers[q, 1]]["smallest_group"]
        for k in range(kinds):
            needs[q, k] = funds[payers[q, 0], payers[q, 1]]["needs"][k]
            if begins[k] and needs[q, k] > 0.0:
                in_groups[q] = smallest[q] > 0.0 or in_groups[q]
    stretch = stretches(set_of)
    of_staff = np.zeros(sets)  # of one organisation
    is_paid = np.zeros(sets, np.uint64)
    owes = np.zeros(number)
    meets = np.zeros(number, np.bool_)
    offer = np.zeros(kinds)
    within = np.zeros(sets)
    files = np.zeros(sets)  # hours a month, by set of payers
    on_list = np.zeros(sets)
    came_to_sets = np.zeros(sets)
    served = np.zeros(sets)
    room = np.zeros(number)
    mix = np.zeros(kinds)
    # files by the hours that staff give; nobody pays, a target has room, somebody pays beyond it
    listed = np.zeros((3, kinds))
    followed = np.zeros((3, kinds))
    share = np.zeros((3, kinds))
    share_unpaid, share_due, share_more = share[0], share[1], share[2]
    want = np.zeros((3, 2, kinds + 1))
    unpaid, due, more = want[0], want[1], want[2]
    came = np.zeros(2)
    done = np.zeros(2)
    for i in range(len(organizations)):
        o = organizations[i]
        if not o["alive"]:
            started[i] = 0.0
            clients[i] = 0.0
            came_for[i] = 0.0
            thickness[i] = 0.0
            own_design[i] = 0.0
            o["hours_delivery"] = 0.0
            o["hours_per_episode"] = 0.0
            o["requests_eligible"], o["requests_ineligible"] = 0.0, 0.0
            o["served_eligible"], o["served_ineligible"] = 0.0, 0.0
            continue
        waits, follows, comes = waiting[i], in_service[i], requests[i]
        listed[:] = 0.0
        followed[:] = 0.0
        came[:] = 0.0
        done[:] = 0.0
        files[:] = 0.0
        on_list[:] = 0.0
        came_to_sets[:] = 0.0
        served[:] = 0.0
        grouped = False
        for q in range(number):
            owes[q] = owed[i, q]
            meets[q] = group_meets[i, q]
            grouped = grouped or (in_groups[q] and owes[q] > 0.0)
        for k in range(kinds):
            offer[k] = o["offer"][k]
        any_paid = False
        for n in range(sets):
            of_staff[n] = staff_share[i, n]
            is_paid[n] = 1 if paid_for[i, n] else 0
            any_paid = any_paid or paid_for[i, n]
        for r in range(len(stretch)):
            c, n = stretch[r, 0], stretch[r, 1]
            part = of_staff[n]
            of_files, of_list = files[n], on_list[n]
            of_all, of_set = came[is_paid[n]], came_to_sets[n]
            for k in range(stretch[r, 2], stretch[r, 3]):
                of_files += follows[c, k] * monthly[k] * part
                of_list += waits[c, k] * monthly[k] * part
                clients_here = comes[c, k] * of_a_file[k] * part
                of_all += clients_here
                of_set += clients_here
            files[n], on_list[n] = of_files, of_list
            came[is_paid[n]], came_to_sets[n] = of_all, of_set
        if grouped:
            share[:] = 1.0
            form_groups(waits, set_of, payers_of, within, share, begins, needs, smallest, meets)
        within_targets(payers_of, meets, owes, standard, files, on_list, room, within)
        for r in range(len(stretch)):
            c, n = stretch[r, 0], stretch[r, 1]
            paid, part = is_paid[n], of_staff[n]
            over = (1.0 - within[n]) * paid
            for k in range(stretch[r, 2], stretch[r, 3]):
                beyond = over * waits[c, k]
                listed[2, k] += beyond * part
                listed[paid, k] += (waits[c, k] - beyond) * part
                followed[paid, k] += follows[c, k] * part
        for q in range(number):
            came_for[i, q] = 0.0
            for n in range(1, sets):
                came_for[i, q] += came_to_sets[n] if payers_of[n, q] else 0.0
        hours = hours_offered(o, hours_a_month)
        own = o["own_hours"] + max(0.0, o["borrowed_hours"])
        own = min(hours, own) if any_paid else hours
        for who in range(3):
            wanted(monthly, followed[who], listed[who], want[who])
        if grouped:
            turn_away(needs, meets, owes, due, more)
        of_others = unpaid[0, kinds] + unpaid[1, kinds]
        asked = due[0, kinds] + due[1, kinds] + more[1, kinds]
        others = min(of_others, own * o["openness"])
        spare = max(0.0, hours - others - asked)
        others += max(0.0, min(spare, own - others, of_others - others))
        paid_hours = max(0.0, hours - others)
        target = 0.0
        for q in range(number):
            target += owes[q] * standard if meets[q] else 0.0
        target = min(target, due[0, kinds] + due[1, kinds])
        thin = min(1.0, max(p["thinnest"], paid_hours / max(target, 1e-9)))
        tied = min(hours - own, paid_hours)
        promised(offer, needs, meets, owes, mix)
        used = allot(paid_hours, tied, mix, thin, due, begins, share_due)
        left = paid_hours - used - set_aside(tied, mix, thin, due, begins)
        used += allot(max(0.0, left), 0.0, offer, thin, more, begins, share_more)
        if grouped:  # hours too may be short of a group
            form_groups(waits, set_of, payers_of, within, share, begins, needs, smallest, meets)
            for k in range(kinds):
                if begins[k] and not_opened(k, needs, meets, owes):
                    used -= (share_due[k] * due[1, k] + share_more[k] * more[1, k]) * thin
                    share_due[k] = 0.0
                    share_more[k] = 0.0
            for q in range(number):
                group_meets[i, q] = meets[q]
        used += allot(others, 0.0, offer, 1.0, unpaid, begins, share_unpaid)
        thickness[i, 1] = min(thin, paid_hours / max(due[0, kinds], 1e-9))
        thickness[i, 0] = min(1.0, others / max(unpaid[0, kinds], 1e-9))
        own_design[i] = own / max(hours, 1e-9)
        opens = started[i]
        for r in range(len(stretch)):
            c, n = stretch[r, 0], stretch[r, 1]
            paid, part, first = is_paid[n], of_staff[n], within[n]
            of_set, of_all = served[n], done[paid]
            for k in range(stretch[r, 2], stretch[r, 3]):
                likely = share_unpaid[k]
                if paid == 1:
                    likely = first * share_due[k] + (1.0 - first) * share_more[k]
                files_here = likely * waits[c, k]
                opens[c, k] = files_here
                of_set += (follows[c, k] + files_here) * part * monthly[k] / standard
                of_all += files_here * of_a_file[k] * part
            served[n], done[paid] = of_set, of_all
        for n in range(sets):
            clients[i, n] = served[n]
        o["hours_delivery"] = used
        o["hours_per_episode"] = thickness[i, 1] * standard
        o["requests_eligible"], o["requests_ineligible"] = came[1], came[0]
        o["served_eligible"], o["served_ineligible"] = done[1], done[0]
