"""How far ministries keep what a framework policy promises: mission money and terms, by envelope."""

from __future__ import annotations

from partnersim.declarations import SHARE, Column, Step, Text
from partnersim.state.calendar import Phase
from partnersim.state.kernel import kernel
from partnersim.state.world import Table, World
from partnersim.systems.framework_policy.names import OUTSIDE, SPIRIT

COLUMNS = {
    "framework": (
        Column("money_kept", "share of the mission money promised", SHARE,
            Text("that ministries of the committee give, by envelope")),
        Column("terms_kept", "share of the way", SHARE,
            Text("of their terms that ministries of the committee have gone, by envelope")),
    ),
}  # fmt: skip


@kernel
def keep(funders: Table, framework: Table, grant: int) -> None:
    """Mean over ministries of the committee, by envelope.

    Parameters
    ----------
    funders : table (funders,)
        Places in the government, envelope, split, how they apply the policy.
    framework : table (1,)
        Written: money_kept and terms_kept (shares).
    grant
        The number of the mission grant among instruments.
    """
    policy = framework[0]
    of_all, money, terms = 0.0, 0.0, 0.0
    for f in range(len(funders)):
        funder = funders[f]
        if funder["interministerial"] == OUTSIDE:
            continue
        size = funder["envelope"]
        of_all += size
        money += size * min(1.0, funder["split"][grant] / max(policy["mission_share"], 1e-9))
        gone = policy["terms_reached"] if funder["application"] == SPIRIT else 0.0
        terms += size * max(gone, funder["watched_terms"])
    policy["money_kept"] = money / max(of_all, 1.0)
    policy["terms_kept"] = terms / max(of_all, 1.0)


def act(world: World) -> None:
    """Every month, once the policy is in force."""
    framework = world.tables["framework"]
    if framework["in_force"][0]:
        keep(world.funders, framework, world.instrument("mission_grant"))


STEPS = {
    Phase.SHOCKS: Step(
        act,
        writes={"framework": "money_kept terms_kept"},
        after=("framework_application", "framework_secretariat", "framework_committee"),
    )
}
