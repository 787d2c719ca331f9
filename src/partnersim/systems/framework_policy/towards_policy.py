"""How a ministry moves its split and terms: towards a framework policy, or to what ministries agree on."""

from __future__ import annotations

from typing import Any

from partnersim.state.kernel import kernel

ROUNDING = 1e-9  # a share below it is none


@kernel
def step_of_terms(funder: Any, own: Any, policy: Any, lighter: float, step: float) -> None:
    """Move its terms by a share of the way.

    Parameters
    ----------
    funder : row of funders
        Written: burden, conditionality, access, responsiveness, timing and advocacy_recognised.
    own : row of funders
        The scenario's own values.
    policy : row
        Recognition, consultation and advocacy.
    lighter
        Share of the burden lifted where autonomy is wholly recognised.
    step
        Share of the way made now.
    """
    duty = policy["consultation"]
    lifted = lighter * policy["recognition"] * own["burden"]
    funder["burden"] = max(0.0, funder["burden"] - step * lifted)
    freed = policy["recognition"] * own["conditionality"]
    funder["conditionality"] = max(0.0, funder["conditionality"] - step * freed)
    opened = max(0.0, duty - own["access"])
    funder["access"] = min(1.0, funder["access"] + step * opened)
    listens = max(0.0, duty - own["responsiveness"])
    funder["responsiveness"] = min(1.0, funder["responsiveness"] + step * listens)
    sooner = max(0.0, duty - own["timing"])
    funder["timing"] = min(1.0, funder["timing"] + step * sooner)
    recognised = funder["advocacy_recognised"] + step * policy["advocacy"]
    funder["advocacy_recognised"] = min(1.0, recognised)


@kernel
def step_of_money(
    funder: Any, own: Any, policy: Any, grant: int, new_money: float, step: float
) -> None:
    """Move its envelope, coverage and split by a share of the way.

    Parameters
    ----------
    funder : row of funders
        Written: envelope (2020 dollars a year), coverage and split (shares).
    own : row of funders
        The scenario's own values.
    policy : row
        Its share of mission grants.
    grant
        The number of the mission grant among instruments.
    new_money
        Added to the envelope at the end of the way, as a share of it.
    step
        Share of the way made now.
    """
    funder["envelope"] += step * new_money * own["envelope"]
    funder["coverage"] = min(1.0, funder["coverage"] + step * (1.0 - own["coverage"]))
    mission = own["split"][grant]
    more = max(0.0, policy["mission_share"] - mission)
    total = 0.0
    for m in range(len(funder["split"])):
        if m == grant:
            funder["split"][m] = min(1.0, funder["split"][m] + step * more)
        elif more > 0.0:
            given_up = own["split"][m] * more / (1.0 - mission)
            left = funder["split"][m] - step * given_up
            funder["split"][m] = left if left > ROUNDING else 0.0
        total += funder["split"][m]
    for m in range(len(funder["split"])):
        funder["split"][m] /= total


@kernel
def raise_to(funder: Any, grant: int, least: float) -> None:
    """A ministry gives at least that share for the mission, out of what it gives otherwise.

    Parameters
    ----------
    funder : row of funders
        Written: split (shares).
    grant
        The number of the mission grant among instruments.
    least : share
    """
    before = funder["split"][grant]
    if before >= least:
        return
    for m in range(len(funder["split"])):
        if m == grant:
            funder["split"][m] = least
        else:
            funder["split"][m] *= (1.0 - least) / (1.0 - before)


@kernel
def ask_for(funder: Any, weight: float) -> None:
    """A ministry asks for that weight of accountability.

    Parameters
    ----------
    funder : row of funders
        Written: burden (share).
    weight : share
    """
    funder["burden"] = weight
