"""Eligibility of those who wait for a decision on asylum (B21 ch. 4 F, ch. 5: served at one's own expense).

    brings   c x [posts that holders of an agreement give now to claimants nobody pays for
                  + posts of the clients that they could ask for beside: (1 + growth) x clients of the
                  agreement, as far as claimants at the door make up what lacks]
    costs    what that takes of a pool that does not grow, by the agreements that each holds
    moves    the ministry's eligibility of every status that waits for a decision, whole or not at all

c is `policy.concession`. Who has no agreement with the ministry gains nothing: a client is paid to holders alone.
Where more people than it is paid for come to a door already, claimants bring no money to it.
"""

from __future__ import annotations

import numpy as np

from partnersim.declarations import ANY, Column, Step, Text
from partnersim.state.calendar import Phase
from partnersim.state.columns import IN_SERVICE
from partnersim.state.programmes_of_the_year import classify
from partnersim.state.world import Numbers, World
from partnersim.systems.sector_tables.agenda import NAMES, Issue, is_weighed

ISSUE = Issue(
    Text("Eligibility of asylum seekers"),
    Text("whom the ministry pays for: those who wait for a decision on asylum"),
    whole=True,
)
ROW = NAMES.index("asylum_eligibility")
COLUMNS = {
    "issue_stakes": (
        Column("asylum_eligibility", "posts", ANY,
            Text("given now to asylum seekers, and of agreements won or lost by them")),
    ),
}  # fmt: skip


def claimants_among(world: World) -> Numbers:
    """Share of claimants among people in service whom the ministry does not pay for (places,).

    Parameters
    ----------
    world
        Newcomers, and who is paid for.

    Returns
    -------
    share : array (places,)
    """
    people, demand = world.newcomers, world.demand
    rows, oldest = people.rows, demand.class_of.shape[1] - 1
    status, place = people.status[:rows], people.place[:rows]
    months = np.minimum(world.now - people.arrived[:rows], oldest)
    unpaid = ~demand.paid_by_main[demand.class_of[status, months]]
    helped = (people.stage[:, :rows] == IN_SERVICE).sum(axis=0) * unpaid
    claims = helped * (world.statuses.accepted_as >= 0)[status]
    number = len(world.places.names)
    of_all = np.bincount(place, helped, number)
    share: Numbers = np.bincount(place, claims, number) / np.maximum(of_all, 1e-9)
    return share


def asked_beside(world: World, claimants: Numbers) -> Numbers:
    """Money of the clients that each could ask for beside, less what others' agreements then lack.

    Parameters
    ----------
    world
        Contracts of the ministry.
    claimants : array (organisations,)
        At the door, clients a year.

    Returns
    -------
    dollars : array (organisations,)
        2020 dollars a year; below nothing for who loses.
    """
    main, growth = world.main_funder, 1.0 + world.parameters["contest"]["growth"][0]
    price, dollars = world.funders["price_per_client"][main], np.zeros(len(claimants))
    for m in np.flatnonzero(world.programmes["per_client"]):
        c = world.contracts[:, main, m]
        most = growth * c["amount"] / price
        more = np.minimum(most, c["in_reach"] + claimants) - np.minimum(most, c["in_reach"])
        gain = price * more * c["asked_share"]
        dollars += gain - gain.sum() * c["amount"] / max(float(c["amount"].sum()), 1e-9)
    return dollars


def weigh(world: World) -> None:
    """Posts given now to claimants, and what their agreements would pay."""
    if not is_weighed(world):
        return
    groups, o = world.parameters, world.organizations
    share = claimants_among(world)[o["place"]]
    hours = o["served_ineligible"] * share * groups["delivery"]["hours_per_episode"][0]
    held = world.contracts["amount"][:, world.main_funder, world.programmes["per_client"]]
    posts = hours * (held.sum(axis=1) > 0.0) / groups["staff"]["hours_a_month"][0]
    beside = asked_beside(world, o["door_ineligible"] * share)
    posts = posts + beside / (12.0 * groups["staff"]["cost_a_month"][0])
    posts = posts * groups["policy"]["concession"][0]
    world.tables["issue_stakes"]["asylum_eligibility"] = posts * o["alive"]


def move(world: World) -> None:
    """Claimants are paid for where the scenario says so, or it was won."""
    main, waits = world.main_funder, world.statuses.accepted_as >= 0
    won = world.tables["sector_issues"]["won"][ROW] > 0.0
    if (world.eligibility["granted"][main, waits] != won).any():
        world.eligibility["granted"][main, waits] = won
        classify(world)


STEPS = {
    Phase.SHOCKS: Step(
        move,
        writes={
            "demand": (
                "asked came_for class_of clients drawn_to followed group_meets in_service listed owed "
                "paid_by_main paid_for payable payers payers_of pays public reach records requests "
                "set_of staff_share start started waiting"
            ),
            "eligibility": "granted",
        },
        after=("transfer",),
    ),
    Phase.TABLES: Step(weigh, writes={"issue_stakes": "asylum_eligibility"}, after=("stakes",)),
}
