"""Each April a board that knows its awards decides what its free posts do (M12; docs/model.md).

Agreements and projects pay posts on their own activity alone, less their part of rent. What is left of
grants, own income and the reserve, once the rent that they leave and the bridging of late payments are paid,
pays free posts; the board gives them to fundraising, mission work, open advocacy, care for those nobody pays
for, or more counted service, as is worth most to those who sit on it: U of docs/model.md
(`state/use_of_posts.py`), where B, g, n, s are mission_value, mission_returns, ineligible_value, money_value,
and

    t = (1 - founders_weight) x mean of seats' values of the mission + founders_weight x founders' value
    founders' value = professionals' + founding orientation x (allies' - professionals')
    w = advocacy_value x [(1 - founders_weight) x share of seats of members and allies
                          + founders_weight x readiness to oppose]
    O = (mission posts - advocacy - beginning) x [inexperienced + (1 - inexperienced) x experienced] x members' part
    A = advocacy x [unheard + (1 - unheard) x uptake] x members' part
    members' part = 1 - part + part x members / members in reach
    e = clients / clients at the door x (hours of a file - worthless) / (1 - worthless)
    N = price x [renewed + (asked - renewed) x odds] + 2 x conditional grants / (1 + e^-points)
        - price x clients missed beyond the tolerance
    asked = ratchet x (1 + growth) x clients + (1 - ratchet) x targets,    renewed = certainty x targets, or asked

O and A count up to R, e and u up to 1. Hours of a file, as a share of the standard, are cut where counted
service falls short of targets, not below thinnest; posts of projects serve both E and X. Points and odds are
those of its largest agreement (`funders/contest.py`). Mission posts of the year move as vacancies fill and as
people leave. The best use is sought from last year's and a coarse grid, each share in turn by steps that
halve, from 0.2 to 0.01.
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
    Source,
    Step,
    Text,
    setting,
    uncertainty,
)
from partnersim.state.best_use import best_use
from partnersim.state.board_means import (
    books_of,
    largest_payer,
    means_of,
    weight_of_advocacy,
    weight_of_mission,
)
from partnersim.state.calendar import Phase
from partnersim.state.choices import chosen
from partnersim.state.kernel import kernel
from partnersim.state.use_of_posts import Use, posts_without_pay, raising_posts
from partnersim.state.world import Table, World

_WITHIN = "set by judgement within magnitudes of the documents; drawn over its range"
GROUP = Group("board", Text("What boards value"), (
    uncertainty("mission_value", 0.75, (0.3, 1.2), (0.0, 10.0),
        "worth of a full mission against serving everyone",
        "How much a mission is worth to somebody who puts it first",
        Assumption(_WITHIN, "Bruneau 2021 ch. 5 Recognition; no measure")),
    uncertainty("mission_returns", 0.55, (0.4, 0.7), (0.0, 1.0), "exponent",
        "How slowly the worth of mission work and advocacy grows with them",
        Assumption("decreasing returns, as of any use of hours", "no measure")),
    uncertainty("advocacy_value", 0.4, (0.1, 1.0), (0.0, 10.0), "share of the worth of other mission work",
        "How much open advocacy is worth to a board that wholly wants it",
        Assumption("two in ten weigh it as services", "Bruneau 2021 ch. 5 (A, C); no hours")),
    uncertainty("money_value", 0.85, (0.2, 1.5), (0.0, 10.0), "posts of today a post of next year is worth",
        "How much a board looks to next year's money",
        Assumption(_WITHIN, "Bruneau 2021 ch. 5 Funding; no measure")),
    uncertainty("ineligible_value", 1.35, (0.7, 2.0), (0.0, 10.0), "multiple of the worth of others",
        "How much people whom nobody pays for are worth to a board",
        Source("bruneau_2021", "ch. 4, 5: served on principle, at its own expense; size assumed")),
    uncertainty("value_of_members", 0.6, (0.45, 0.75), (0.0, 1.0), "weight of the mission",
        "What members on a board put on the mission",
        Assumption(_WITHIN, "Bruneau 2021 ch. 5, 6 Participation")),
    uncertainty("value_of_allies", 0.675, (0.5, 0.85), (0.0, 1.0), "weight of the mission",
        "What allies on a board put on the mission",
        Assumption(_WITHIN, "Bruneau 2021 ch. 5, 6 Participation")),
    uncertainty("value_of_professionals", 0.225, (0.1, 0.35), (0.0, 1.0), "weight of the mission",
        "What professionals on a board put on the mission",
        Assumption(_WITHIN, "Bruneau 2021 ch. 5 (D): boards of professionals")),
    uncertainty("founders_weight", 0.4, (0.1, 0.7), (0.0, 1.0), "share of a board's view",
        "How much of a board's view is that of its founders",
        Assumption("organisations keep the mark of their founding", "Stinchcombe 1965")),
    uncertainty("beginning", 0.3, (0.0, 0.6), (0.0, 10.0), "posts",
        "Mission work before it yields anything",
        Assumption("an assembly or a campaign has a smallest size", "Bruneau 2021 ch. 5 (J)")),
    uncertainty("inexperienced", 0.55, (0.3, 0.8), (0.0, 1.0), "share of what experienced staff achieve",
        "What new staff achieve in mission work",
        Assumption("contacts and trust take years", "Bruneau 2021 ch. 5 (J)")),
    setting("worthless", 0.25, (0.0, 1.0), "share of the standard hours",
        "Service so thin that it achieves nothing",
        Assumption("quality falls faster than hours", "no measure")),
    setting("unheard", 0.5, (0.0, 1.0), "share of what advocacy yields",
        "What advocacy yields where nothing is taken up",
        Assumption("it also teaches and gathers members", "no measure")),
))  # fmt: skip
COLUMNS = {
    "organizations": (
        Column("posts_mission_wanted", "posts", POSITIVE, Text("mission work that its board wants")),
        Column("posts_raising", "posts", POSITIVE, Text("fundraising that its board wants")),
        Column("posts_tied", "posts", POSITIVE, Text("paid by agreements and projects")),
        Column("raising_share", "share of free posts", SHARE, Text("given to fundraising")),
        Column("mission_use", "share of free posts", SHARE,
            Text("given to the mission, once some raise money")),
        Column("advocacy_use", "share of mission posts", SHARE, Text("given to open advocacy")),
        Column("uncounted_use", "share of other free posts", SHARE, Text("given to people nobody pays for")),
        Column("posts_unpaid", "posts", POSITIVE, Text("promised and not paid for")),
    ),
}  # fmt: skip


@kernel
def decide(
    organizations: Table,
    funders: Table,
    funds: Table,
    contracts: Table,
    programmes: Table,
    board: Table,
    staff: Table,
    members: Table,
    raising: Table,
    delivery: Table,
    contest: Table,
    own_offer: Table,
    choosing: NDArray[np.bool_],
    choices: Table,
) -> None:
    """Every board chooses the use of its free posts, awards known.

    Parameters
    ----------
    organizations : table (organisations,)
        Written: the shares of each use, posts wanted, tied and without pay.
    funders : table (funders,)
        Terms, the minister's taste, uptake.
    funds : table (funders, programmes)
        Hours of reports, points of the last that won.
    contracts : table (organisations, funders, programmes)
        Amounts in force, points of fit.
    programmes : table (programmes,)
        Their properties.
    board, staff, members, raising, delivery, contest, own_offer : tables (1,)
        Groups of parameters.
    choosing : array (organisations,)
        Who chooses; the others keep the shares they chose before.
    choices : table (organisations,)
        Handed in, in place of the board.
    """
    p = board[0]
    for i in range(len(organizations)):
        o = organizations[i]
        if not o["alive"]:
            continue
        books = books_of(o, i, funders, funds, contracts, programmes, own_offer[0])
        f, by = largest_payer(i, funders, contracts, programmes)
        points = contracts[i, f, by]["points_of_fit"] - funds[f, by]["points_to_win"]
        m = means_of(
            o, books, p, staff[0], members[0], raising[0], delivery[0], contest[0],
            weight_of_mission(o, p), weight_of_advocacy(o, p), funders[f], points,
        )  # fmt: skip
        use = Use(o["raising_share"], o["mission_use"], o["advocacy_use"], o["uncounted_use"])
        if choosing[i]:
            use = best_use(m, use)
        use = Use(
            chosen(choices[i]["fundraising"], use.raising),
            chosen(choices[i]["mission"], use.mission),
            chosen(choices[i]["advocacy"], use.advocacy),
            chosen(choices[i]["care"], use.uncounted),
        )
        posts = raising_posts(m, use.raising)
        left = posts_without_pay(m, posts)
        o["raising_share"] = use.raising
        o["mission_use"] = use.mission
        o["advocacy_use"] = use.advocacy
        o["uncounted_use"] = use.uncounted
        o["posts_raising"] = posts
        o["posts_mission_wanted"] = use.mission * max(0.0, left)
        o["posts_unpaid"] = max(0.0, -left)
        o["posts_tied"] = m.agreement + m.project


def act(world: World) -> None:
    """Boards meet once awards are known."""
    groups = world.parameters
    decide(
        world.organizations, world.funders, world.funds, world.contracts, world.programmes,
        groups["board"], groups["staff"], groups["members"], groups["fundraising"],
        groups["delivery"], groups["contest"], groups["own_offer"], world.choosing, world.choices,
    )  # fmt: skip


STEPS = {
    Phase.YEARLY: Step(
        act,
        writes={
            "organizations": (
                "advocacy_use mission_use posts_mission_wanted posts_raising posts_tied posts_unpaid "
                "raising_share uncounted_use"
            )
        },
        after=("mission_grant", "project", "service_agreement"),
    )
}
