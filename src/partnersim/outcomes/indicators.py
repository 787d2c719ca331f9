"""The indicators of the six dimensions, with their anchors, measured from state and behaviour.

Each dimension has two or three indicators; each indicator has two poles, what full New Public
Management (0) and full autonomous community action (1) practice look like, in words from Appendix A
of the thesis and the literature it cites. Appendix A holds no number: where no document gives one,
the pole says `a reading`. Poles were fixed before any scenario was run, then reviewed by a reader
who had seen no result (docs/decisions/0008). A dimension of an organisation is the mean of its
indicators; of the sector, the mean over living organisations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from partnersim.declarations import Dimension
from partnersim.outcomes import columns
from partnersim.outcomes.rows import plain, record_of
from partnersim.state.activities import all_hours
from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from partnersim.state.world import Numbers, Table, World

INDICATORS = columns.INDICATORS
NAMES = tuple(indicator.name for indicator in INDICATORS)
OBSERVED = record_of(NAMES)
POLES = np.array(
    [
        [indicator.anchors.dependence, indicator.anchors.autonomy]
        for indicator in INDICATORS
        if indicator.anchors
    ]
)
DIMENSION_OF = np.array(
    [tuple(Dimension).index(indicator.dimension) for indicator in INDICATORS if indicator.dimension]
)
LEAST_LIFE = float(POLES[NAMES.index("life_with_members"), 0])  # an assembly and a survey
LEAST_REPORTING = float(POLES[NAMES.index("light_reporting"), 1])  # a yearly report of its own form


@kernel
def members_part(o: Any) -> Any:
    """The share of a board's seats that members and beneficiaries hold.

    Parameters
    ----------
    o : row of organizations

    Returns
    -------
    share : float
    """
    seats = o["seats_members"] + o["seats_allies"] + o["seats_professionals"]
    return o["seats_members"] / max(seats, 1.0)


@kernel
def observe(
    organizations: Table,
    funders: Table,
    funds: Table,
    relations: Table,
    contracts: Table,
    programmes: Table,
    main: int,
    observed: Table,
) -> None:
    """Write what is observed of each living organisation in each indicator, unscaled.

    Parameters
    ----------
    organizations : table (organisations,)
        Hours, income, offer, seats and members.
    funders : table (funders,)
        Agendas, terms and targets; of the main ministry also uptake, timing and the umbrella's
        voice.
    funds : table (funders, programmes)
        Pools: without one nothing is awarded.
    relations : table (organisations, funders)
        Seats and ties, of the main ministry.
    contracts : table (organisations, funders, programmes)
        Amounts in force.
    programmes : table (programmes,)
        Their properties.
    main
        Row of the main ministry.
    observed : table (organisations,)
        Written: a column for each indicator, in its own unit; not a number where it does not
        apply.

    References
    ----------
    Bruneau (2021), Appendix A.
    """
    seats = 0.0
    behind = 0.0
    for i in range(len(organizations)):
        if relations[i, main]["seat"] and organizations[i]["alive"]:
            seats += 1.0
            behind += members_part(organizations[i])
    ministry = funders[main]
    for i in range(len(organizations)):
        o = organizations[i]
        if not o["alive"]:
            continue
        r = relations[i, main]
        apart = 0.0
        buying = 0.0
        hours = max(all_hours(o), 1e-9)
        income = max(o["unrestricted"] + o["restricted"], 1.0)
        grants = 0.0
        government = 1e-9
        recurrent = o["earned"]
        targets = 0.0
        for f in range(len(funders)):
            grant = 0.0
            awarded = 0.0
            buys = 0.0
            for m in range(len(programmes)):
                if funds[f, m]["pool"] <= 0.0:
                    continue
                kind, amount = programmes[m], contracts[i, f, m]["amount"] / 12.0
                awarded += amount
                if kind["unrestricted"]:
                    grant += amount
                else:
                    buys += amount
                if kind["recurrent"] or (kind["for_a_term"] and funders[f]["term_years"] > 1):
                    recurrent += amount
                if kind["per_client"]:
                    targets += funders[f]["quantitative_targets"] * amount
            if funders[f]["is_ministry"]:
                grants += grant
                government += awarded
            buying += buys
            for k in range(len(ministry["agenda"])):
                apart += buys * 0.5 * abs(o["offer"][k] - funders[f]["agenda"][k])
        voice = 0.0
        if o["umbrella_member"]:
            voice = ministry["umbrella_voice"]
        if r["seat"]:
            voice = 1.0
        row = observed[i]
        row["own_offer"] = o["alternative"]
        row["distinct_priorities"] = apart / buying if buying > 1.0 else np.nan
        row["legitimacy_from_community"] = o["participation"] / max(
            o["participation"] + r["tie"], 1e-9
        )
        row["opposition"] = o["hours_advocacy"] / max(
            o["hours_advocacy"] + o["hours_delivery"], 1e-9
        )
        row["power_of_members"] = members_part(o)
        row["formulation"] = voice * ministry["uptake"]
        row["life_with_members"] = o["hours_associative_life"] / hours
        row["advice_before_draft"] = voice * ministry["timing"]
        row["aid_to_decision"] = ministry["uptake"]
        row["members_behind_seats"] = behind / max(seats, 1.0)
        row["mission_support"] = grants / government if government > 1.0 else np.nan
        row["recurrent_money"] = min(1.0, recurrent / income)  # earned since income was booked
        downward = max(0.0, o["hours_associative_life"] - LEAST_LIFE * hours)
        upward = max(o["hours_reporting"], LEAST_REPORTING * hours)
        row["towards_members"] = downward / max(downward + upward, 1e-9)
        row["light_reporting"] = o["hours_reporting"] / hours
        row["free_of_targets"] = targets / income


@kernel
def scale(
    organizations: Table,
    observed: Numbers,
    poles: Numbers,
    dimension_of: NDArray[np.int64],
    indicators: Numbers,
    dimensions: Numbers,
    sector: Numbers,
) -> None:
    """Scale what is observed to 0 to 1 between the poles, and average by dimension and over organisations.

    Parameters
    ----------
    organizations : table (organisations,)
        Which are alive.
    observed : array (organisations, indicators)
        In the units of the indicators.
    poles : array (indicators, 2)
        What full New Public Management (0) and full autonomous community action (1) look like.
    dimension_of : array (indicators,)
    indicators : array (organisations, indicators)
        Written: 0 to 1; not a number where it does not apply.
    dimensions : array (6, organisations)
        Written: means of the indicators that apply.
    sector : array (dimensions and indicators,)
        Written: means over organisations.
    """
    dimensions[:] = 0.0
    sector[:] = 0.0
    number = indicators.shape[1]
    members = np.zeros(len(dimensions))
    known = np.full(len(sector), 1e-9)
    for i in range(len(organizations)):
        if not organizations[i]["alive"]:
            continue
        members[:] = 0.0
        for n in range(number):
            way = (observed[i, n] - poles[n, 0]) / (poles[n, 1] - poles[n, 0])
            indicators[i, n] = way
            if np.isnan(way):  # it does not apply: no government money, say
                continue
            way = min(1.0, max(0.0, way))
            indicators[i, n] = way
            sector[len(dimensions) + n] += way
            known[len(dimensions) + n] += 1.0
            dimensions[dimension_of[n], i] += way
            members[dimension_of[n]] += 1.0
        for d in range(len(dimensions)):
            dimensions[d, i] /= members[d]
            sector[d] += dimensions[d, i]
            known[d] += 1.0
    for n in range(len(sector)):
        sector[n] /= known[n]


def measure(world: World, observed: Table, indicators: Numbers, dimensions: Numbers) -> Numbers:
    """Write indicators and dimensions of organisations.

    Parameters
    ----------
    world
        Its organisations, funders, relations and contracts are read.
    observed : table (organisations,)
        Written, as in `observe`.
    indicators : array (organisations, indicators)
        Written: 0 to 1.
    dimensions : array (6, organisations)
        Written: 0 to 1.

    Returns
    -------
    levels : array (dimensions and indicators,)
        Of the sector, 0 to 1.
    """
    observe(
        world.organizations,
        world.funders,
        world.funds,
        world.relations,
        world.contracts,
        world.programmes,
        world.main_funder,
        observed,
    )
    return scored(world.organizations, plain(observed), indicators, dimensions)


def scored(
    organizations: Table, observed: Numbers, indicators: Numbers, dimensions: Numbers
) -> Numbers:
    """Indicators and dimensions from what is observed, by the declared poles.

    Parameters
    ----------
    organizations : table (organisations,)
        Which are alive.
    observed : array (organisations, indicators)
        In the units of the indicators.
    indicators : array (organisations, indicators)
        Written: 0 to 1.
    dimensions : array (6, organisations)
        Written: 0 to 1.

    Returns
    -------
    levels : array (dimensions and indicators,)
        Of the sector, 0 to 1.
    """
    levels = np.zeros(len(dimensions) + len(INDICATORS))
    scale(organizations, observed, POLES, DIMENSION_OF, indicators, dimensions, levels)
    return levels
