"""What each organisation would gain if an issue were wholly won, in posts, by the rules that the issue moves.

    needs            posts of agreements asked for x (chance to win them if policy named what it offers - chance now)
    reports          c x posts that reporting to the main ministry takes
    mission support  c more money, and as many more places: a chance of a grant for those who hold none;
                     where all hold one, a larger grant

c is `policy.concession`. The umbrella's table deliberates over shares of these (`umbrella.py`).
"""

from __future__ import annotations

from typing import Any

from partnersim.declarations import POSITIVE, Column, Step, Text
from partnersim.state.calendar import Phase
from partnersim.state.issues import ISSUES, MISSION_SUPPORT, POLICY, REPORTS, coverage_with
from partnersim.state.kernel import kernel
from partnersim.state.use_of_posts import odds_with
from partnersim.state.world import Table, World

COLUMNS = {
    "organizations": (
        Column("stakes", "posts, by issue", POSITIVE,
            Text("what it would gain from what the umbrella may press for"), shape=(len(ISSUES),)),
    ),
}  # fmt: skip


@kernel
def from_agreements(contract: Any, points_to_win: float, noise: float, post: float) -> Any:
    """Posts that an organisation gains in a programme for clients if policy named what it offers.

    Parameters
    ----------
    contract : row
        Amount and what was asked for (2020 dollars a year), points of fit.
    points_to_win
        Points of the last that won.
    noise
        Scale of the chance in the judgment (points).
    post
        2020 dollars a year.

    Returns
    -------
    posts : float
    """
    margin = contract["points_of_fit"] - points_to_win
    chance = odds_with(-points_to_win, noise) - odds_with(margin, noise)
    return max(contract["amount"], contract["asked"]) / post * max(0.0, chance)


@kernel
def from_grants(
    organizations: Table,
    contracts: Table,
    main: int,
    m: int,
    coverage: float,
    won: float,
    post: float,
) -> None:
    """Posts that each organisation gains if the mission money of a programme and its places grow.

    Parameters
    ----------
    organizations : table (organisations,)
        Which are alive. Added to: stakes in mission support (posts).
    contracts : table (organisations, funders, programmes)
        Amounts (2020 dollars a year).
    main, m
        The ministry and the programme.
    coverage, won
        Share of organisations that hold a grant at most; share by which the money grows.
    post
        2020 dollars a year.
    """
    wider = max(0.0, coverage_with(coverage, won) / max(coverage, 1e-9) - 1.0)
    grants, holders, others = 0.0, 1e-9, 1e-9
    for i in range(len(organizations)):
        if organizations[i]["alive"]:
            amount = contracts[i, main, m]["amount"]
            grants += amount / post
            holders += 1.0 if amount > 0.0 else 0.0
            others += 0.0 if amount > 0.0 else 1.0
    to_holders = (1.0 + won) / (1.0 + wider) - 1.0
    to_others = grants / holders * min(1.0, wider * holders / others)
    for i in range(len(organizations)):
        o, amount = organizations[i], contracts[i, main, m]["amount"]
        if o["alive"]:
            gain = amount / post * to_holders if amount > 0.0 else to_others
            o["stakes"][MISSION_SUPPORT] += gain


@kernel
def weigh(
    organizations: Table,
    funders: Table,
    funds: Table,
    relations: Table,
    contracts: Table,
    programmes: Table,
    policy: Table,
    staff: Table,
    contest: Table,
    main: int,
) -> None:
    """Each organisation's stakes in what the main ministry decides.

    Parameters
    ----------
    organizations : table (organisations,)
        Which are alive. Written: stakes (posts, by issue).
    funders : table (funders,)
        Coverage of mission grants.
    funds : table (funders, programmes)
        Points of the last that won.
    relations : table (organisations, funders)
        Hours of reporting (hours a month).
    contracts : table (organisations, funders, programmes)
        Amounts and what was asked for (2020 dollars a year), points of fit.
    programmes : table (programmes,)
        Which pay for clients, which support missions (recurrent and unrestricted).
    policy, staff, contest : tables (1,)
        The concession; hours and cost of a post in a month; chance in the judgment.
    main
        Row of the main ministry.

    References
    ----------
    Bruneau (2021), ch. 5: mission support, reports and information asked for are brought to the table.
    """
    won = policy[0]["concession"]
    post = 12.0 * staff[0]["cost_a_month"]
    for i in range(len(organizations)):
        o = organizations[i]
        o["stakes"][:] = 0.0
        if not o["alive"]:
            continue
        o["stakes"][REPORTS] = (
            won * relations[i, main]["reporting_hours"] / staff[0]["hours_a_month"]
        )
        for m in range(len(programmes)):
            if programmes[m]["per_client"]:
                points = funds[main, m]["points_to_win"]
                o["stakes"][POLICY] += from_agreements(
                    contracts[i, main, m], points, contest[0]["noise"], post
                )
    for m in range(len(programmes)):
        if programmes[m]["recurrent"] and programmes[m]["unrestricted"]:
            coverage = funders[main]["coverage"]
            from_grants(organizations, contracts, main, m, coverage, won, post)


def act(world: World) -> None:
    """Before the table deliberates."""
    if world.calendar.fiscal_month % 3 == 1 or world.now == 0:
        groups = world.parameters
        weigh(
            world.organizations, world.funders, world.funds, world.relations, world.contracts,
            world.programmes, groups["policy"], groups["staff"], groups["contest"],
            world.main_funder,
        )  # fmt: skip


STEPS = {Phase.TABLES: Step(act, writes={"organizations": "stakes"}, before=("umbrella",))}
