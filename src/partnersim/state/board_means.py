"""An organisation's books for the year, and what its board has to do with."""

from __future__ import annotations

from typing import Any, NamedTuple

from partnersim.state.arrays import Table
from partnersim.state.kernel import kernel
from partnersim.state.programmes import price_of
from partnersim.state.use_of_posts import Means, cost_of_advocacy


class Books(NamedTuple):
    """Money and promises of the year, over all funders; 2020 dollars a year unless said."""

    grants: float
    conditional: float  # of grants, what hangs on what funders count
    agreements: float
    overhead: float  # of agreements and projects, what they pay of rent and power
    clients: float  # a year, that agreements ask for, by the hours of the usual price
    projects: float  # wages that projects pay
    reporting: float  # hours a year of reports, records and visits
    owed: float  # by funders, on the average of the year
    brought: (
        float  # clients a year of agreements that have not come yet, as nobody paid for them there
    )


@kernel
def drawn_of_reserve(o: Any, staff: Any, costs: float) -> Any:
    """What a year takes from the reserve above its cushion, or gives to rebuild a lacking one.

    Parameters
    ----------
    o : row of organizations
    staff : row of the group `staff`
        Cushion, how a lacking reserve is rebuilt.
    costs : 2020 dollars a month

    Returns
    -------
    dollars : float
        A year; negative where the reserve is rebuilt, by `cut_at_once` of the costs at most.
    """
    spare = o["reserve"] - staff["cushion_months"] * costs
    rebuilt = max(spare / staff["rebuilding_years"], -12.0 * staff["cut_at_once"] * costs)
    return spare if spare > 0.0 else rebuilt


@kernel
def weight_of_mission(o: Any, p: Any) -> Any:
    """What a board puts on its mission: the mean of its seats, and its founders.

    Parameters
    ----------
    o : row of organizations
        Seats by kind, founding orientation.
    p : row of the group `board`

    Returns
    -------
    weight : float
        0 to 1.
    """
    low, high = p["value_of_professionals"], p["value_of_allies"]
    seats = o["seats_members"] * p["value_of_members"] + o["seats_allies"] * high
    seats += o["seats_professionals"] * low
    count = max(o["seats_members"] + o["seats_allies"] + o["seats_professionals"], 1.0)
    founders = low + (high - low) * o["founding_identity"]
    return (1.0 - p["founders_weight"]) * seats / count + p["founders_weight"] * founders


@kernel
def weight_of_advocacy(o: Any, p: Any) -> Any:
    """What open advocacy is worth to a board, against other mission work: its members, its founding.

    Parameters
    ----------
    o : row of organizations
        Seats by kind, readiness to oppose.
    p : row of the group `board`

    Returns
    -------
    value : float
    """
    count = max(o["seats_members"] + o["seats_allies"] + o["seats_professionals"], 1.0)
    community = (o["seats_members"] + o["seats_allies"]) / count
    view = (1.0 - p["founders_weight"]) * community + p["founders_weight"] * o["contention"]
    return p["advocacy_value"] * view


@kernel
def books_of(
    o: Any,
    i: int,
    funders: Table,
    funds: Table,
    contracts: Table,
    programmes: Table,
    own_offer: Any,
) -> Any:
    """Money and promises of one organisation over all funders.

    Parameters
    ----------
    o : row of organizations
    i
        Its row.
    funders : table (funders,)
        Terms.
    funds : table (funders, programmes)
        Hours of records and reports.
    contracts : table (organisations, funders, programmes)
        Amounts in force, people whom they bring.
    programmes : table (programmes,)
        Their properties.
    own_offer : row of parameters
        Share of a project that pays work.

    Returns
    -------
    books : Books
    """
    income = 12.0 * o["own_income"] + 1e-9
    for f in range(len(funders)):
        for m in range(len(programmes)):
            income += contracts[i, f, m]["amount"]
    grants = conditional = agreements = overhead = clients = projects = reporting = 0.0
    owed = brought = 0.0
    for f in range(len(funders)):
        held = 0.0
        for m in range(len(programmes)):
            amount = contracts[i, f, m]["amount"]
            if amount <= 0.0:
                continue
            if programmes[m]["unrestricted"]:
                grants += amount
                conditional += amount * funders[f]["conditionality"]
            elif programmes[m]["per_client"]:
                agreements += amount
                held += amount
                brought += min(
                    contracts[i, f, m]["brought"], amount / funders[f]["price_per_client"]
                )
                asked = amount / price_of(funders[f], programmes[m])
                reporting += asked * funds[f, m]["hours_a_record"] + funds[f, m]["hours_of_reports"]
                share = 12.0 * o["fixed_cost"] * amount / income
                overhead += min(funders[f]["overhead_cap"] * amount, share)
                owed += amount * (funders[f]["payment_lag_months"] + 1.5) / 12.0
            else:
                wages = own_offer["work_of_projects"] * amount
                projects += wages
                overhead += amount - wages
        if held > 0.0:
            clients += held / max(funders[f]["price_per_client"], 1e-9)
            reporting += funders[f]["hours_of_visits"]
    return Books(
        grants, conditional, agreements, overhead, clients, projects, reporting, owed, brought
    )


@kernel
def largest_payer(i: int, funders: Table, contracts: Table, programmes: Table) -> Any:
    """Funder and programme of the largest agreement of an organisation; the first ones without any.

    Parameters
    ----------
    i
        Row of the organisation.
    funders : table (funders,)
        As many as there are.
    contracts : table (organisations, funders, programmes)
        Amounts.
    programmes : table (programmes,)
        Which are paid per client.

    Returns
    -------
    rows : tuple of int
    """
    largest, by, most = 0, 0, 0.0
    for m in range(len(programmes) - 1, -1, -1):
        by = m if programmes[m]["per_client"] else by
    for f in range(len(funders)):
        for m in range(len(programmes)):
            if programmes[m]["per_client"] and contracts[i, f, m]["amount"] > most:
                largest, by, most = f, m, contracts[i, f, m]["amount"]
    return largest, by


@kernel
def means_of(
    o: Any, books: Books, board: Any, staff: Any, members: Any, raising: Any, delivery: Any,
    contest: Any, weight: float, advocacy_value: float, funder: Any, points: float,
) -> Any:  # fmt: skip
    """What the board of one organisation has to do with.

    Parameters
    ----------
    o : row of organizations
    books
        Of the year.
    board, staff, members, raising, delivery, contest : rows of parameters
    weight
        Of the mission to the board, 0 to 1.
    advocacy_value
        Of advocacy to the board, against other mission work.
    funder : row
        Whose agreement is the largest: the minister's taste, what is taken up.
    points
        Of fit with that agreement's programme, less those that it took to win last year.

    Returns
    -------
    means : Means
    """
    wage = 12.0 * staff["cost_a_month"]
    hours = 12.0 * staff["hours_a_month"] * (1.0 - staff["management"])
    costs = o["staff"] * staff["cost_a_month"] + o["fixed_cost"]
    uncovered = 12.0 * o["fixed_cost"] - books.overhead
    uncovered += 12.0 * staff["bridging_rate"] * max(0.0, books.owed - max(0.0, o["reserve"]))
    money = books.grants + drawn_of_reserve(o, staff, costs) - uncovered
    present = min(1.0, o["members"] / max(o["members_in_reach"], 1e-9))
    experienced = min(1.0, o["posts_experienced"] / max(o["posts_mission"], 1e-9))
    part = 1.0 - members["part"] + members["part"] * present
    potential = 12.0 * o["own_income"] * o["donors_left"] * (1.0 + raising["roots"] * present)
    potential /= 1.0 + raising["roots"] * raising["usual_members"]
    start = raising["start"] * o["staff"]
    ordinary = (raising["ordinary"] * o["staff"] + start) ** raising["returns"]
    client = delivery["hours_per_episode"] / hours
    certain = contest["certainty"] * books.clients
    heard = board["unheard"] + (1.0 - board["unheard"]) * min(1.0, funder["uptake"])
    price = 0.0
    if books.clients > 0.0:
        price = (books.agreements - books.overhead) / books.clients / wage
    return Means(
        money / wage,
        potential / wage / max(ordinary, 1e-9),
        raising["returns"],
        start,
        max(0.0, books.agreements - books.overhead) / wage,
        books.reporting / hours,
        books.projects / wage,
        client,
        books.clients,
        o["door_eligible"] + books.brought,
        o["door_ineligible"],
        o["posts_mission"],
        staff["refilling"],
        min(1.0, o["turnover"]),
        board["inexperienced"] + (1.0 - board["inexperienced"]) * experienced,
        board["beginning"],
        part,
        heard,
        weight,
        board["mission_value"],
        board["mission_returns"],
        advocacy_value,
        board["ineligible_value"],
        board["money_value"],
        delivery["thinnest"],
        board["worthless"],
        price,
        1.0 - funder["clawback_tolerance"],
        certain,
        contest["ratchet"],
        contest["growth"],
        contest["record"],
        cost_of_advocacy(contest, funder),
        points,
        contest["noise"],
        books.conditional / wage,
        o["staff"],
    )
