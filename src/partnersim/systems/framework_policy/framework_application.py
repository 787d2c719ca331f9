"""A framework policy in each ministry: in letter, in spirit or not at all (M18; White 2009; Phillips 2001).

In letter money is moved: the mission's share of the envelope goes to the policy's, if that is more, for
every organisation that meets the criteria; nothing else changes. In spirit terms follow too: reporting and
conditions get lighter with recognition, access, responsiveness and advice before the draft go to what
the policy says of consultation, and advocacy costs no points in the contest as far as it is recognised.
A column x moves from the scenario's own value to the policy's over `months`:

    x += (reached - reached before) x (policy's - scenario's)

Terms move each month; money each April, so that a year's awards stay those of one envelope and split.
Recognised advocacy is no sign of dissent, and costs no points.
"""

from __future__ import annotations

from partnersim.declarations import (
    SHARE,
    Assumption,
    Column,
    Group,
    Scope,
    Source,
    Step,
    Text,
    lever,
    setting,
)
from partnersim.state.calendar import Phase
from partnersim.state.kernel import kernel
from partnersim.state.world import Table, World
from partnersim.systems.framework_policy.names import APPLICATIONS, NOT_AT_ALL, PLACES, SPIRIT
from partnersim.systems.framework_policy.towards_policy import step_of_money, step_of_terms

LEVERS = Group("framework", Text("The framework policy in this ministry"), (
    lever("application", "not_at_all", APPLICATIONS, "how a framework policy in force is applied",
        "How a framework policy is applied: not at all, in letter (money moved), or in spirit (terms too)",
        Source("white_2009", "p. 20-21, cited in bruneau_2021 ch. 1: highly variable")),
    lever("interministerial", "outside", PLACES, "place among the ministries of the policy",
        "Whether it supplies figures to the secretariat and sits on the committee of ministries",
        Assumption("outside, unless the scenario has a secretariat or a committee",
            "SACAIS 2019: some twenty ministries and agencies; no list")),
), Scope.FUNDER)  # fmt: skip
GROUP = Group("framework_application", Text("Applying a framework policy"), (
    setting("months", 24, (1, 240), "months", "Time to apply the policy",
        Assumption("an action plan's length", "Bruneau 2021 ch. 1; Phillips 2001: no calendar")),
    setting("lighter", 0.5, (0.0, 1.0), "share of the burden lifted where autonomy is wholly recognised",
        "How much lighter reporting is in the policy's spirit",
        Assumption("as in prsca_compliant, half", "Bruneau 2021 ch. 2 Accountability: no measure")),
))  # fmt: skip
GROUPS = (LEVERS, GROUP)
COLUMNS = {
    "framework": (
        Column("terms_reached", "share of the way", SHARE,
            Text("that ministries have gone, month by month")),
        Column("money_reached", "share of the way", SHARE,
            Text("the same for money, which moves with the fiscal year")),
    ),
}  # fmt: skip


@kernel
def move_terms(
    funders: Table, levers: Table, framework: Table, parameters: Table, step: float
) -> None:
    """Ministries that apply the spirit move their terms a step towards the policy's.

    Parameters
    ----------
    funders : table (funders,)
        Written: burden, conditionality, access, responsiveness, timing and advocacy_recognised.
    levers : table (funders,)
        The scenario's own values.
    framework : table (1,)
        What the policy says: recognition, consultation, advocacy.
    parameters : table (1,)
        The group `framework_application`.
    step
        Share of the way made now.

    References
    ----------
    White (2009); Phillips (2001).
    """
    for f in range(len(funders)):
        if funders[f]["is_ministry"] and funders[f]["application"] == SPIRIT:
            step_of_terms(funders[f], levers[f], framework[0], parameters[0]["lighter"], step)


@kernel
def move_money(
    funders: Table, levers: Table, framework: Table, grant: int, new_money: float, step: float
) -> None:
    """Ministries that apply the letter or the spirit move money a step towards the policy's.

    Parameters
    ----------
    funders : table (funders,)
        Written: envelope (2020 dollars a year), coverage and split (shares).
    levers : table (funders,)
        The scenario's own values.
    framework : table (1,)
        The policy's share of mission grants.
    grant
        The number of the mission grant among instruments.
    new_money
        Added to the envelope at the end of the way, as a share of it.
    step
        Share of the way made now.
    """
    for f in range(len(funders)):
        if funders[f]["is_ministry"] and funders[f]["application"] != NOT_AT_ALL:
            step_of_money(funders[f], levers[f], framework[0], grant, new_money, step)


def act(world: World) -> None:
    """In force, terms go their way each month and money each April, before the year's books."""
    policy = world.tables["framework"][0]
    if not policy["in_force"]:
        return
    months = world.parameters["framework_application"]["months"][0]
    reached = min(1.0, float(world.now - policy["in_force_month"]) / float(months))
    move_terms(
        world.funders, world.scenario_funders, world.tables["framework"],
        world.parameters["framework_application"], reached - float(policy["terms_reached"]),
    )  # fmt: skip
    policy["terms_reached"] = reached
    if world.calendar.is_year_start and reached > policy["money_reached"]:
        move_money(
            world.funders, world.scenario_funders, world.tables["framework"],
            world.instrument("mission_grant"),
            float(world.parameters["framework_policy"]["new_money"][0]),
            reached - float(policy["money_reached"]),
        )  # fmt: skip
        policy["money_reached"] = reached


STEPS = {
    Phase.SHOCKS: Step(
        act,
        writes={
            "framework": "money_reached terms_reached",
            "funders": (
                "access advocacy_recognised burden conditionality coverage envelope "
                "responsiveness split timing"
            ),
        },
    )
}
