"""Felt burden: what is new is felt, what is old and simple is not; what is complex always is (M3).

felt = [(1 - h) max(0, real - reference) + h real] x simple share
       + real x complex share x (1 + complexity weight)

The reference follows the real burden (habituation) and starts at the level of the spin-up.
"""

from __future__ import annotations

from partnersim.declarations import (
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
from partnersim.state.calendar import Phase
from partnersim.state.kernel import kernel
from partnersim.state.world import Table, World

GROUP = Group("felt_burden", Text("Felt burden of accountability"), (
    setting("modelled", True, None, "yes or no", "How the burden is felt is modelled",
        Assumption("interviews tell of it; no headline hangs on it",
            "docs/knock_outs.md: each left out in turn")),
    uncertainty("habituation", 0.06, (0.02, 0.15), (0.0, 1.0), "share of the distance a month",
        "How fast one grows used to it",
        Source("bruneau_2021", "ch. 5 Accountability: built into daily work; pace assumed")),
    setting("never_forgotten", 0.3, (0.0, 1.0), "share of an old burden that is still felt",
        "What is felt in spite of habit",
        Assumption("five of ten feel no extra work, one deplores the trend", "B21 ch. 5, note 4")),
))  # fmt: skip
COLUMNS = {
    "organizations": (
        Column("burden_reference", "share of hours", SHARE, Text("burden that it has grown used to")),
    ),
}  # fmt: skip


@kernel
def feel(organizations: Table, parameters: Table, reporting: Table) -> None:
    """Organisations feel the burden of reporting against what they have grown used to.

    Parameters
    ----------
    organizations : table (organisations,)
        Real burden and complexity. Written: burden_reference and felt_burden (shares of hours).
    parameters : table (1,)
        The group `felt_burden`.
    reporting : table (1,)
        The group that gives the weight of complexity.

    Notes
    -----
    The module's equation; the real burden is smoothed.

    References
    ----------
    Bruneau (2021), ch. 5 (Accountability), note 4.
    """
    p = parameters[0]
    for i in range(len(organizations)):
        o = organizations[i]
        if not o["alive"]:
            continue
        if o["burden_reference"] <= 0.0:
            o["burden_reference"] = o["real_burden"]
        new = max(0.0, o["real_burden"] - o["burden_reference"])
        kept = p["never_forgotten"]
        simple = (1.0 - kept) * new + kept * o["real_burden"]
        complex_part = o["real_burden"] * (1.0 + reporting[0]["complexity_weight"])
        felt = (1.0 - o["complexity"]) * simple + o["complexity"] * complex_part
        o["felt_burden"] = min(1.0, felt)
        o["burden_reference"] += p["habituation"] * (o["real_burden"] - o["burden_reference"])


def act(world: World) -> None:
    """Burden is felt."""
    feel(world.organizations, world.parameters["felt_burden"], world.parameters["reporting"])


STEPS = {Phase.RELATIONS: Step(act, writes={"organizations": "burden_reference felt_burden"})}
