"""The secretariat that watches how ministries apply a framework policy: figures, now and then an evaluation.

Each April the hours that its officers have for a ministry are added to those it has kept. The figures of a year,
money by mode of support as ministries themselves supply them, are published once there are hours for them; an
evaluation, which alone looks at terms, once enough are left. It can oblige nobody (`obliges`, 0 unless a
scenario asks what a power would do). What is published as missing is a grievance of the sector, as a refused
draft is, and a ministry makes good a share of it a year, by the part of the pressure on it that is for it:

    for it = grievance / (1 - uptake + grievance)           what brought members out, as `mobilization` has it
    share  = 1 - (1 - made good at full pressure x pressure x for it) (1 - obliges)

Where nobody presses nothing comes of it. The sector of the model presses its own ministry alone.
"""

from __future__ import annotations

from partnersim.declarations import (
    POSITIVE,
    SHARE,
    Assumption,
    Column,
    Group,
    Source,
    Step,
    Text,
    lever,
    setting,
    uncertainty,
)
from partnersim.state.calendar import MONTHS_A_YEAR, Phase
from partnersim.state.kernel import kernel
from partnersim.state.world import Table, World
from partnersim.systems.framework_policy.names import OUTSIDE, SPIRIT
from partnersim.systems.framework_policy.towards_policy import (
    ROUNDING,
    step_of_money,
    step_of_terms,
)

GROUP = Group("framework_secretariat", Text("Watching how a framework policy is applied"), (
    lever("watches", False, None, "yes or no", "A secretariat watches how ministries apply the policy",
        Assumption("not unless the scenario has one",
            "Bruneau 2021 ch. 1, Phillips 2001: it makes the policy and administers a fund; nothing on "
            "how it watches")),
    lever("officers", 20, (0, 2000), "persons", "Officers of the secretariat",
        Source("saca_2006", "staffing: about 20 employees")),
    setting("part_of_hours", 0.1, (0.0, 1.0), "share of their hours",
        "What officers of the secretariat have left to watch ministries",
        Assumption("one of eight mandates, beside a fund for 350 organisations", "SACA 2006: no share")),
    setting("ministries", 27, (1, 200), "ministries and agencies", "Ministries that the policy applies to",
        Source("rqaca_modes_2016", "27 possible ones; of them five give 97 % of mission support")),
    setting("hours_of_figures", 60.0, (0.0, 2000.0), "hours a ministry",
        "Hours that the figures of a year take",
        Assumption("a week and a half of one officer", "RQ-ACA 2016: published every year; no hours")),
    setting("hours_of_evaluation", 380.0, (0.0, 20000.0), "hours a ministry",
        "Hours that an evaluation of terms takes",
        Assumption("so that the first comes seven years after the policy, as in 2008",
            "FRQSC 2008: one report, nine cases; no hours")),
    uncertainty("made_good", 0.5, (0.0, 1.0), (0.0, 1.0),
        "share of what is published as missing, a year, at full pressure",
        "What a ministry makes good of what is published as missing",
        Assumption("as what pressure wins in a redraft",
            "Garon and Dufour 2010: application differs with what the sector's actors do; no size")),
    lever("obliges", 0.0, (0.0, 1.0), "share of what is published as missing, a year",
        "What the secretariat can oblige a ministry to make good",
        Source("bruneau_2021",
            "ch. 1: some ministries reject letter and spirit (White 2009), in many cases nothing is "
            "applied (Parazelli et al. 2017); no sanction is told of")),
))  # fmt: skip
COLUMNS = {
    "framework": (
        Column("hours_given", "hours a ministry", POSITIVE, Text("to watch, since the policy is in force")),
        Column("hours_kept", "hours a ministry", POSITIVE, Text("not used yet")),
        Column("figures_published", "times", POSITIVE, Text("figures of a year"), whole=True),
        Column("evaluations", "times", POSITIVE, Text("evaluations of terms"), whole=True),
        Column("missing_published", "share", SHARE,
            Text("of the mission money promised that the last figures show as missing")),
        Column("money_made_good", "share", POSITIVE,
            Text("of the mission money promised, given since it was published as missing, by envelope")),
        Column("terms_made_good", "share of the way", POSITIVE,
            Text("of terms, gone since they were found behind, by envelope")),
    ),
    "funders": (
        Column("missing_money", "share of the promise", SHARE,
            Text("that the last figures show as missing for the mission")),
        Column("missing_terms", "share of the way", SHARE,
            Text("that the last evaluation found its terms behind")),
        Column("watched_money", "share of the way", SHARE, Text("of money, gone since it was published as missing")),
        Column("watched_terms", "share of the way", SHARE, Text("of terms, gone since they were found behind")),
    ),
}  # fmt: skip


@kernel
def spend_hours(framework: Table, parameters: Table, hours_a_year: float) -> tuple[bool, bool]:
    """Give the hours of a year and say what they suffice for.

    Parameters
    ----------
    framework : table (1,)
        Written: hours given and kept (hours a ministry), times that figures and evaluations came out.
    parameters : table (1,)
        The group `framework_secretariat`.
    hours_a_year : hours of one post

    Returns
    -------
    figures, evaluation : bool
        Whether they come out this year.
    """
    p, desk = parameters[0], framework[0]
    given = p["officers"] * p["part_of_hours"] * hours_a_year / p["ministries"]
    desk["hours_given"] += given
    desk["hours_kept"] += given
    figures = desk["hours_kept"] >= p["hours_of_figures"]
    if figures:
        desk["hours_kept"] -= p["hours_of_figures"]
        desk["figures_published"] += 1
    evaluation = figures and desk["hours_kept"] >= p["hours_of_evaluation"]
    if evaluation:
        desk["hours_kept"] -= p["hours_of_evaluation"]
        desk["evaluations"] += 1
    return figures, evaluation


@kernel
def look(
    funders: Table, levers: Table, framework: Table, grant: int, figures: bool, evaluation: bool
) -> None:
    """What this year's figures, and an evaluation, show of each ministry.

    Parameters
    ----------
    funders : table (funders,)
        Places in the government, split, how they apply the policy. Written: missing_money and missing_terms.
    levers : table (funders,)
        The scenario's own split.
    framework : table (1,)
        How far ministries should have come. Written: missing_published.
    grant
        The number of the mission grant among instruments.
    figures, evaluation : bool
        Whether they come out this year.
    """
    policy = framework[0]
    promise = policy["mission_share"]
    of_all, missing = 0.0, 0.0
    for f in range(len(funders)):
        funder = funders[f]
        if funder["interministerial"] == OUTSIDE:
            continue
        if figures:
            own = levers[f]["split"][grant]
            due = own + policy["money_reached"] * max(0.0, promise - own)
            short = max(0.0, min(due, promise) - funder["split"][grant])
            funder["missing_money"] = short / promise if short > ROUNDING else 0.0
        if evaluation:
            gone = policy["terms_reached"] if funder["application"] == SPIRIT else 0.0
            funder["missing_terms"] = max(
                0.0, policy["terms_reached"] - max(gone, funder["watched_terms"])
            )
        of_all += funder["envelope"]
        missing += funder["envelope"] * funder["missing_money"]
    policy["missing_published"] = missing / max(of_all, 1.0)


@kernel
def make_good(
    funders: Table, levers: Table, framework: Table, parameters: Table, lighter: float, grant: int,
    new_money: float, for_it: float,
) -> None:  # fmt: skip
    """Ministries make good a share of what is published as missing, as far as they are pressed or obliged.

    Parameters
    ----------
    funders : table (funders,)
        What is missing, pressure. Written: money and terms, watched_money and watched_terms.
    levers : table (funders,)
        The scenario's own values.
    framework : table (1,)
        What the policy says. Written: money_made_good and terms_made_good.
    parameters : table (1,)
        The group `framework_secretariat`.
    lighter
        Share of the burden lifted where autonomy is wholly recognised.
    grant
        The number of the mission grant among instruments.
    new_money
        Added to the envelope at the end of the way, as a share of it.
    for_it
        Share of the pressure that what was published brought out.

    References
    ----------
    Garon and Dufour (2010): application differs with what the sector's actors do.
    """
    p, policy = parameters[0], framework[0]
    of_all, given, gone = 0.0, 0.0, 0.0
    for f in range(len(funders)):
        funder, own = funders[f], levers[f]
        if funder["interministerial"] == OUTSIDE:
            continue
        size, before = funder["envelope"], funder["split"][grant]
        of_all += size
        pressed = p["made_good"] * funder["pressure"] * for_it
        share = 1.0 - (1.0 - pressed) * (1.0 - p["obliges"])
        if share <= 0.0:
            continue
        more = policy["mission_share"] - own["split"][grant]
        if funder["missing_money"] > 0.0 and more > 0.0:
            step = share * funder["missing_money"] * policy["mission_share"] / more
            step_of_money(funder, own, policy, grant, new_money, step)
            funder["watched_money"] += step
            given += size * (funder["split"][grant] - before) / policy["mission_share"]
        if funder["missing_terms"] > 0.0:
            step = share * funder["missing_terms"]
            step_of_terms(funder, own, policy, lighter, step)
            funder["watched_terms"] += step
            funder["missing_terms"] -= step
            gone += size * step
    policy["money_made_good"] += given / max(of_all, 1.0)
    policy["terms_made_good"] += gone / max(of_all, 1.0)


def act(world: World) -> None:
    """Each April in force: hours, figures, an evaluation, what comes of it, and what the sector makes of it."""
    framework, parameters = world.tables["framework"], world.parameters["framework_secretariat"]
    watches = parameters["watches"][0] and framework["in_force"][0]
    if not (watches and world.calendar.is_year_start):
        return
    year = MONTHS_A_YEAR * float(world.parameters["staff"]["hours_a_month"][0])
    figures, evaluation = spend_hours(framework, parameters, year)
    grant = world.instrument("mission_grant")
    look(world.funders, world.scenario_funders, framework, grant, figures, evaluation)
    main, threat = world.funders[world.main_funder], float(world.umbrella.threat[0])
    other = 1.0 - float(main["uptake"]) + float(world.conditions["outsourced"][0])
    for_it = threat / max(
        other + threat, ROUNDING
    )  # of what members came out for since the last figures
    missing = max(float(main["missing_money"]), float(main["missing_terms"]))
    making = world.parameters["framework_policy"]
    world.umbrella.threat[0] = float(making["grievance_of_refusal"][0]) * missing
    if figures:
        make_good(
            world.funders, world.scenario_funders, framework, parameters,
            float(world.parameters["framework_application"]["lighter"][0]), grant,
            float(making["new_money"][0]), for_it,
        )  # fmt: skip


STEPS = {
    Phase.SHOCKS: Step(
        act,
        writes={
            "framework": (
                "evaluations figures_published hours_given hours_kept missing_published "
                "money_made_good terms_made_good"
            ),
            "funders": (
                "access advocacy_recognised burden conditionality coverage envelope missing_money "
                "missing_terms responsiveness split timing watched_money watched_terms"
            ),
            "umbrella": "threat",
        },
        after=("framework_application",),
    )
}
