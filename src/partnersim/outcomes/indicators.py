"""The indicators of the six dimensions, with their anchors, measured from state and behaviour.

Each dimension has two or three indicators; each indicator has two poles, what full New Public
Management (0) and full autonomous community action (1) practice look like, in words from Appendix A
of the thesis and the literature it cites. Appendix A holds no number: where no document gives one,
the pole says `a reading`. Poles were fixed before any scenario was run, then reviewed by a reader
who had seen no result (docs/decisions/0008). A dimension of an organisation is the mean of its
indicators; of the sector, the mean over living organisations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from partnersim.declarations import Anchors, Better, Dimension, Outcome, Source, Text
from partnersim.instruments import declared
from partnersim.outcomes.rows import plain, record_of
from partnersim.state.activities import all_hours
from partnersim.state.columns import ACTIVITIES
from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from partnersim.state.world import Numbers, Table, World


def _indicator(
    name: str,
    dimension: Dimension,
    unit: str,
    meaning: str,
    dependence: tuple[float, str],
    autonomy: tuple[float, str],
    where: str,
    formula: str,
) -> Outcome:
    return Outcome(
        name=name,
        unit="score, 0 to 1 between its two poles",
        meaning=Text(meaning),
        formula=formula,
        dimension=dimension,
        better=Better.HIGHER,
        anchors=Anchors(
            unit=unit,
            dependence=dependence[0],
            autonomy=autonomy[0],
            dependence_means=Text(dependence[1]),
            autonomy_means=Text(autonomy[1]),
            evidence=Source("bruneau_2021", where),
        ),
    )


def _amounts(having: str = "", times: str = "") -> str:
    """A formula: what a funder awards by instruments that have a property, or by all of them."""
    chosen = [measure.name for measure in declared() if not having or getattr(measure, having)]
    return " + ".join(f"{times}amount[f, {name}]" for name in chosen)


LEAST_LIFE, LEAST_REPORTING = (
    0.01,
    0.03,
)  # an assembly and a survey; a yearly report in its own form
HOURS = "hours = " + " + ".join(f"hours_{activity}" for activity in ACTIVITIES)
INCOME = "max(1, unrestricted + restricted)"
RECURRENT = (
    f"(own_income + sum_f({_amounts('recurrent')}"
    f" + {_amounts('for_a_term', '(term_years[f] > 1) * ')}) / 12)"
)
_VOICE = "max(seat[main], umbrella_member * umbrella_voice[main])"

INDICATORS = (
    _indicator(
        "own_offer", Dimension.RECOGNITION, "share of delivery hours",
        "Services of its own design, off the standard",
        (0.0, "only the standard programme is delivered"),
        (0.5, "half of what is offered is its own"),
        "App. A Recognition: alternative service offer; ch. 5 (J, G); 0.5 a reading",
        "alternative",
    ),
    _indicator(
        "distinct_priorities", Dimension.RECOGNITION, "distance of shares, 0 same to 1 apart",
        "Distance of its offer from the agendas of those who pay for services",
        (0.0, "the offer is its funders' agenda"),
        (0.4, "two fifths of the offer lie elsewhere"),
        "App. A Recognition: identity distinct from the funder's; 0.4 a reading",
        "sum_f(b * 0.5 * sum_k(|offer[k] - agenda[f, k]|)) / sum_f(b); "
        f"b = {_amounts('restricted')}",
    ),
    _indicator(
        "legitimacy_from_community", Dimension.RECOGNITION, "share",
        "Standing owed to the community, against standing conferred by the state",
        (0.0, "all standing is conferred by the state"),
        (2 / 3, "two thirds of it come from the community"),
        "App. A Recognition: state-conferred legitimacy; 2/3 a reading",
        "rootedness / (rootedness + legitimacy[main])",
    ),
    _indicator(
        "opposition", Dimension.REPRESENTATION, "share of advocacy in advocacy and services",
        "Advocacy against services, in hours",
        (0.0, "no political opposition"),
        (0.5, "advocacy weighs as much as services"),
        "App. A Representation: political opposition; ch. 5 Recognition: equally important (A, C)",
        "hours_advocacy / (hours_advocacy + hours_delivery)",
    ),
    _indicator(
        "power_of_members", Dimension.REPRESENTATION, "share of decisions",
        "Members' part in decisions",
        (0.0, "board and staff decide"),
        (0.5, "members share decisions equally"),
        "App. A Representation: citizen capacity to increase power in decisions; 0.5 a reading",
        "participation",
    ),
    _indicator(
        "formulation", Dimension.PARTICIPATION, "share of policy",
        "Part in forming policy: a voice at the table x what the table moves",
        (0.0, "implementation only"),
        (0.5, "present where half of policy is formed together"),
        "App. A Participation: formulation + implementation; ch. 5: hand in hand; 0.5 a reading",
        f"{_VOICE} * uptake[main]",
    ),
    _indicator(
        "life_with_members", Dimension.PARTICIPATION, "share of hours",
        "Hours in associative life",
        (LEAST_LIFE, "an assembly and a survey a year"),
        (0.2, "a day a week is given to working with members"),
        "App. A Participation: co-construction with beneficiaries; ch. 5; numbers a reading",
        f"hours_associative_life / hours; {HOURS}",
    ),
    _indicator(
        "advice_before_draft", Dimension.CONSULTATION, "share of organisations x timing",
        "Consulted before the draft, directly or by the table",
        (0.0, "consulted on a finished draft, or not"),
        (1.0, "consulted before anything is written"),
        "App. A Consultation: bottom-up against top-down",
        f"{_VOICE} * timing[main]",
    ),
    _indicator(
        "aid_to_decision", Dimension.CONSULTATION, "share of the way from agenda to advice",
        "How far policy lies from the ministry's agenda towards what was heard",
        (0.0, "advice legitimises what was decided"),
        (0.5, "decision and advice meet half-way"),
        "App. A Consultation: aid to decision; ch. 2: joint solutions (Larose 2009); 0.5 a reading",
        "uptake[main]",
    ),
    _indicator(
        "members_behind_seats", Dimension.CONSULTATION, "share of decisions",
        "Members' part in the decisions of those who sit",
        (0.0, "boards and staff speak alone, or nobody sits"),
        (0.5, "those who sit decide equally with their members"),
        "App. A Consultation: limited to board-of-director members; ch. 2; 0.5 a reading",
        "sum_i(seat[main] * participation) / max(1, sum_i(seat[main]))",
    ),
    _indicator(
        "mission_support", Dimension.FUNDING, "share of government money",
        "Mission grants in government money",
        (0.0, "no mission support"),
        (0.5, "mission support is the preponderant part"),
        "App. A Funding; F24",
        f"sum_f({_amounts('unrestricted', 'is_ministry[f] * ')}) / sum_f(is_ministry[f] * a); "
        f"a = {_amounts()}",
    ),
    _indicator(
        "recurrent_money", Dimension.FUNDING, "share of income",
        "Income that returns: grants, own income, agreements of several years",
        (0.0, "all of it ends within the year"),
        (0.75, "three quarters return"),
        "App. A Funding: one-time funding; ch. 5 Funding (H); 0.75 a reading",
        f"{RECURRENT} / {INCOME}",
    ),
    _indicator(
        "towards_members", Dimension.ACCOUNTABILITY, "share of accountability hours",
        "Hours for members beyond an assembly and a survey, against hours for funders",
        (0.0, "all accountability goes upwards"),
        (0.8, "four fifths go to the community"),
        "App. A Accountability: towards the community; ch. 5: an assembly is not enough; 0.8 a reading",
        f"d / (d + u); d = max(0, hours_associative_life - {LEAST_LIFE} * hours); "
        f"u = max(hours_reporting, {LEAST_REPORTING} * hours); {HOURS}",
    ),
    _indicator(
        "light_reporting", Dimension.ACCOUNTABILITY, "share of hours",
        "Lightness of reporting",
        (0.15, "as D for its database, the most of those that gave a share"),
        (LEAST_REPORTING, "a yearly report in its own form"),
        "App. A Accountability: minimum reporting; ch. 4 (D), F13; 0.03 a reading",
        f"hours_reporting / hours; {HOURS}",
    ),
    _indicator(
        "free_of_targets", Dimension.ACCOUNTABILITY, "weight of targets on income",
        "Freedom from quantitative targets, weighted by the money they rule",
        (0.8, "targets rule four fifths of the money"),
        (0.0, "work is evaluated by its quality"),
        "App. A Accountability: quantitative objectives; 0.8 as the dependence of D",
        f"sum_f({_amounts('per_client', 'quantitative_targets[f] * ')}) / 12 / {INCOME}",
    ),
)  # fmt: skip
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


@kernel
def observe(
    organizations: Table,
    funders: Table,
    relations: Table,
    contracts: Table,
    instruments: Table,
    main: int,
    observed: Table,
) -> None:
    """Write what is observed of each living organisation in each indicator, unscaled.

    Parameters
    ----------
    organizations : table (organisations,)
        Hours, income, offer, participation and rootedness.
    funders : table (funders,)
        Agendas, terms and targets; of the main ministry also uptake, timing and the umbrella's
        voice.
    relations : table (organisations, funders)
        Seats and legitimacy, of the main ministry.
    contracts : table (organisations, funders, instruments)
        Amounts in force.
    instruments : table (instruments,)
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
            behind += organizations[i]["participation"]
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
        recurrent = o["own_income"]
        targets = 0.0
        for f in range(len(funders)):
            grant = 0.0
            awarded = 0.0
            buys = 0.0
            for m in range(len(instruments)):
                kind, amount = instruments[m], contracts[i, f, m]["amount"] / 12.0
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
        row["legitimacy_from_community"] = o["rootedness"] / max(
            o["rootedness"] + r["legitimacy"], 1e-9
        )
        row["opposition"] = o["hours_advocacy"] / max(
            o["hours_advocacy"] + o["hours_delivery"], 1e-9
        )
        row["power_of_members"] = o["participation"]
        row["formulation"] = voice * ministry["uptake"]
        row["life_with_members"] = o["hours_associative_life"] / hours
        row["advice_before_draft"] = voice * ministry["timing"]
        row["aid_to_decision"] = ministry["uptake"]
        row["members_behind_seats"] = behind / max(seats, 1.0)
        row["mission_support"] = grants / government if government > 1.0 else np.nan
        row["recurrent_money"] = recurrent / income
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
        world.organizations, world.funders, world.relations, world.contracts, world.instruments,
        world.main_funder, observed,
    )  # fmt: skip
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
