"""Each April organisations decide what to apply for, before they know what they get (M5, M13).

For an agreement a board compares six numbers of clients, the most and fifths of it down to none (below the
smallest agreement is none), by what its year would be worth with last year's use of posts and the award it
expects: what is renewed without a contest, and the rest by the odds of winning (`funders/contest.py`).

    most = max((1 + growth) ^ years x ground, first agreement), and no more than are in reach
    ground = ratchet x clients served + (1 - ratchet) x clients awarded, last year
    first agreement = max(the smallest that is signed, entry x what it could sell), and no more than it could sell
    hours = application_hours x (renewal_share, if it renews) x (1 + staff / (staff + half_size)) / 2

Years: for which it is signed, since growth is a year's. In reach are those with needs that the programme pays
for who come, or would if it paid the organisation for them (`door.py`), less clients of its other agreements
where all whom these and this one pay for are fewer. Programmes that pay for the fewest needs come first. Applying
costs these hours, whether it wins or not. Clients are counted by the hours of the usual price. Odds, and what the
year after is worth, follow the programme asked for, its fit as the last contest judged it. In the first month
all ask for what they could sell.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from partnersim.declarations import (
    POSITIVE,
    SHARE,
    Assumption,
    Column,
    Group,
    Step,
    Text,
    setting,
    uncertainty,
    yes_or_no,
)
from partnersim.state.board_means import books_of
from partnersim.state.calendar import Phase
from partnersim.state.choices import chosen
from partnersim.state.draws import Stream, uniform
from partnersim.state.kernel import kernel
from partnersim.state.world import Numbers, Table, World
from partnersim.state.worth_of_asking import (
    application_hours,
    clients_worth_asking,
    most_clients,
    sold_by,
)

GROUP = Group("calls", Text("Applications"), (
    uncertainty("smallest_clients", 80.0, (40.0, 120.0), (0.0, 1000.0), "clients a year",
        "Smallest agreement that is signed",
        Assumption("91 of 126 hold agreements (F7): the smallest do not", "Bruneau 2021 ch. 6; no rule")),
    uncertainty("application_hours", 60.0, (20.0, 120.0), (0.0, 1000.0),
        "hours an application of a large organisation; a small one takes half",
        "Hours an application takes",
        Assumption("one to three weeks of one person", "Imagine Canada; no Quebec figure found")),
    setting("renewal_share", 0.4, (0.0, 1.0), "share of the hours of a first application",
        "Hours a renewal takes",
        Assumption("files exist already", "Meinhard et al. 2015 sect. 5.1; no figure")),
    setting("entry", 0.25, (0.0, 1.0), "share of what it could sell to a funder",
        "What one without an agreement asks for at most",
        Assumption("a first agreement is a small one", "no figure found")),
    setting("least_answered", 0.3, (0.0, 1.0), "share of calls for projects",
        "Calls for projects that the smallest team answers",
        Assumption("small teams cannot answer every call", "Bruneau 2021 ch. 4 (G)")),
    setting("half_size", 10.0, (0.1, 100.0), "full-time equivalents",
        "Staff with which half of the difference of size is made",
        Assumption("between a small and a middling team", "Repères 2022")),
))  # fmt: skip
COLUMNS = {
    "organizations": (
        Column("hours_due", "hours", POSITIVE, Text("applications still to be written"), closes=True,
            several="a queue: who asks for an application adds, who writes it takes off"),
    ),
    "contracts": (
        yes_or_no("applied", Text("it applied")),
        Column("asked", "2020 dollars a year", POSITIVE, Text("what it asked for")),
        Column("asked_share", "share", SHARE,
            Text("clients it asked for, of the most that it could ask for"), closes=True),
    ),
}  # fmt: skip


@kernel
def apply_for_agreements(
    organizations: Table,
    funders: Table,
    funds: Table,
    relations: Table,
    contracts: Table,
    programmes: Table,
    calls: Table,
    board: Table,
    staff: Table,
    members: Table,
    raising: Table,
    delivery: Table,
    contest: Table,
    own_offer: Table,
    choosing: NDArray[np.bool_],
    handed_in: Numbers,
    first: bool,
) -> None:
    """Each organisation asks by each programme for the clients that its year would be worth most with.

    Programmes that pay for the fewest needs come first: the others can be filled by more people.

    Parameters
    ----------
    organizations : table (organisations,)
        People at the door, last year's use of posts. Written: hours_due (hours).
    funders : table (funders,)
        Price of a client, the minister's openness.
    funds : table (funders, programmes)
        Pools, points to win, hours of reports.
    relations : table (organisations, funders)
        Appetite, performance.
    contracts : table (organisations, funders, programmes)
        Calls heard of, points of fit, people in reach and last year's amounts. Written: applied,
        asked (2020 dollars a year), and asked_share.
    programmes : table (programmes,)
        Their properties, needs paid for, price and smallest group.
    calls, board, staff, members, raising, delivery, contest, own_offer : tables (1,)
        Groups of parameters.
    choosing : array (organisations,)
        Who chooses; the others ask for the share of the most that they asked for before.
    handed_in : array (organisations, programmes)
        Share of the most, in place of the board; below 0 the board decides.
    first
        Whether it is the first month of the run: then all ask for what they could sell.
    """
    q = calls[0]
    hours = 12.0 * staff[0]["hours_a_month"] * (1.0 - staff[0]["management"])
    paying = np.flatnonzero(programmes["per_client"])
    needs = np.zeros(len(paying))
    for n in range(len(paying)):
        needs[n] = programmes[paying[n]]["needs"].sum()
    paying = paying[np.argsort(needs, kind="mergesort")]
    for i in range(len(organizations)):
        o = organizations[i]
        capacity = o["staff"] * hours / delivery[0]["hours_per_episode"]
        books = books_of(o, i, funders, funds, contracts, programmes, own_offer[0])
        room = o["door_eligible"] - books.clients
        for f in range(len(funders)):
            funder, r = funders[f], relations[i, f]
            for k in paying:
                c = contracts[i, f, k]
                goes_on = c["months_left"] > 0  # an agreement of several years
                c["applied"] = goes_on and o["alive"]
                c["asked"] = c["amount"] if c["applied"] else 0.0
                can = (
                    o["alive"] and c["heard"] and r["appetite"] > 0.0 and funds[f, k]["pool"] > 0.0
                )
                if goes_on or not can:
                    continue
                held = c["amount"] / funder["price_per_client"]
                writing = application_hours(q, o["staff"], held > 0.0)
                kind = programmes[k]
                least = max(q["smallest_clients"], kind["smallest_group"]) * kind["price"]
                ask = r["appetite"] * capacity * sold_by(o, programmes, funds[f], k)
                if not first:
                    years = float(funder["term_years"])
                    most = most_clients(
                        r,
                        held,
                        room + c["brought"],
                        ask,
                        c["in_reach"],
                        least,
                        years,
                        q,
                        contest[0],
                    )
                    if choosing[i]:
                        points = c["points_of_fit"] - funds[f, k]["points_to_win"]
                        ask = clients_worth_asking(
                            o, books, most, held, writing, c["brought"], funder, funds[f, k], kind, r, points,
                            board[0], staff[0], members[0], raising[0], delivery[0], contest[0], least,
                        )  # fmt: skip
                        c["asked_share"] = min(1.0, ask / max(most, 1e-9))
                    c["asked_share"] = chosen(handed_in[i, k], c["asked_share"])
                    ask = c["asked_share"] * most
                if ask >= least and ask > 0.0:
                    room -= max(ask - held - c["brought"], min(0.0, ask - held))
                    c["applied"] = True
                    c["asked"] = ask * funder["price_per_client"]
                    o["hours_due"] += writing


@kernel
def answer_calls(
    organizations: Table,
    funds: Table,
    contracts: Table,
    programmes: Table,
    calls: Table,
    applying: Stream,
    month: int,
    handed_in: Numbers,
) -> None:
    """Organisations ask for grants they have heard of, and answer as many calls for projects as they can.

    Parameters
    ----------
    organizations : table (organisations,)
        Staff. Written: hours_due (hours).
    funds : table (funders, programmes)
        Pools.
    contracts : table (organisations, funders, programmes)
        Calls heard of. Written: applied, and asked (1 for a grant).
    programmes : table (programmes,)
        Their properties.
    calls : table (1,)
        The group `calls`.
    applying : stream
        Draws by funder, programme and organisation: who answers a call for projects.
    month
        Months since the run began.
    handed_in : array (organisations, programmes)
        More than 0: it asks; 0: it does not; below 0 it does as far as its team can.
    """
    q = calls[0]
    others = np.flatnonzero(~programmes["per_client"])
    for i in range(len(organizations)):
        o = organizations[i]
        size = o["staff"] / (o["staff"] + q["half_size"])
        answered = q["least_answered"] + (1.0 - q["least_answered"]) * size
        for f in range(len(funds)):
            for k in others:
                c, kind = contracts[i, f, k], programmes[k]
                lasting = kind["recurrent"] or kind["for_a_term"]
                c["applied"] = o["alive"] and c["heard"] and funds[f, k]["pool"] > 0.0
                if c["applied"] and handed_in[i, k] >= 0.0:
                    c["applied"] = handed_in[i, k] > 0.0
                elif c["applied"] and not lasting:
                    c["applied"] = uniform(applying, month, f, k, i) < answered
                c["asked"] = 1.0 if c["applied"] and lasting else 0.0
                if c["applied"] and c["months_left"] <= 0:
                    renews = lasting and c["years_held"] > 0.0
                    o["hours_due"] += application_hours(q, o["staff"], renews)


def act(world: World) -> None:
    """The year's applications."""
    groups = world.parameters
    apply_for_agreements(
        world.organizations, world.funders, world.funds, world.relations, world.contracts,
        world.programmes, groups["calls"], groups["board"], groups["staff"], groups["members"],
        groups["fundraising"], groups["delivery"], groups["contest"], groups["own_offer"],
        world.choosing, world.asked_shares, world.now == 0,
    )  # fmt: skip
    answer_calls(
        world.organizations, world.funds, world.contracts, world.programmes, groups["calls"],
        world.draws.stream("calls.applying"), world.now, world.asked_shares,
    )  # fmt: skip


STEPS = {
    Phase.YEARLY: Step(
        act,
        writes={"contracts": "applied asked asked_share", "organizations": "hours_due"},
        after=("news",),
    )
}
