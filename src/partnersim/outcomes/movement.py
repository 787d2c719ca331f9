"""Organisations among themselves: trust, mutual aid, the table's members, whose priorities are heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnersim.declarations import Better, Outcome, Text
from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    import numpy as np

    from partnersim.state.world import Numbers, Table, World


def _column(
    name: str, unit: str, en: str, fr: str, formula: str, better: Better | None = None
) -> Outcome:
    return Outcome(name=name, unit=unit, meaning=Text(en, fr), formula=formula, better=better)


_CLOSENESS = "1 - 0.5 * sum_k(|priorities[k] - heard[main, k]|)"
COLUMNS = (
    _column("trust_in_peers_mean", "0 rivals to 1 partners",
            "Trust among organisations", "Confiance entre organismes",
            "mean_i(trust_in_peers)", Better.HIGHER),
    _column("attendance_mean", "share of what tables ask",
            "Attendance at tables", "Présence aux tables de concertation",
            "mean_i(attendance)"),
    _column("referred_share", "share of requests",
            "Passed on to a less crowded organisation", "Orientées vers un organisme moins débordé",
            "sum_i(passed_on) / sum_i(requests_eligible + requests_ineligible)"),
    _column("dissent_share", "share of the umbrella's members",
            "Members who cannot live with its demand", "Membres qui ne s'accommodent pas de la demande",
            "sum_i(dissents) / sum_i(umbrella_member)", Better.LOWER),
    _column("umbrella_members_share", "share of organisations",
            "Members of the umbrella", "Membres du regroupement",
            "mean_i(umbrella_member)"),
    _column("outsourced_share", "share of requests",
            "Sent by public services", "Envoyées par les services publics",
            "outsourced"),
    _column("heard_of_small", "0 apart to 1 same",
            "Heard of small organisations: closeness of what the ministry hears to their priorities",
            "Écoute des petits organismes : proximité entre ce qu'entend le ministère et leurs priorités",
            f"sum_i((staff < representation.small_below) * ({_CLOSENESS}))"
            " / sum_i(staff < representation.small_below)", Better.HIGHER),
    _column("heard_of_others", "0 apart to 1 same",
            "Heard of the others: closeness of what the ministry hears to their priorities",
            "Écoute des autres : proximité entre ce qu'entend le ministère et leurs priorités",
            f"sum_i((staff >= representation.small_below) * ({_CLOSENESS}))"
            " / sum_i(staff >= representation.small_below)", Better.HIGHER),
)  # fmt: skip


@kernel
def summarize(
    organizations: Table,
    funders: Table,
    main: int,
    small_below: float,
    conditions: Table,
    row: Numbers,
) -> None:
    """Write the row, in the order of COLUMNS."""
    row[:] = 0.0
    alive = 0.0
    requests = 1e-9
    members = 1e-9
    small = 0.0
    others = 0.0
    for i in range(len(organizations)):
        o = organizations[i]
        if not o["alive"]:
            continue
        alive += 1.0
        row[0] += o["trust_in_peers"]
        row[1] += o["attendance"]
        row[2] += o["passed_on"]
        requests += o["requests_eligible"] + o["requests_ineligible"]
        if o["umbrella_member"]:
            members += 1.0
            row[3] += 1.0 if o["dissents"] else 0.0
            row[4] += 1.0
        apart = 0.0
        for k in range(len(o["priorities"])):
            apart += 0.5 * abs(o["priorities"][k] - funders[main]["heard"][k])
        if o["staff"] < small_below:
            small += 1.0
            row[6] += 1.0 - apart
        else:
            others += 1.0
            row[7] += 1.0 - apart
    number = max(alive, 1.0)
    row[0] /= number
    row[1] /= number
    row[2] /= requests
    row[3] /= members
    row[4] /= number
    row[5] = conditions[0]["outsourced"]
    row[6] = row[6] / small if small > 0.0 else float("nan")
    row[7] = row[7] / others if others > 0.0 else float("nan")


def measure(world: World, row: np.ndarray) -> None:
    """Write this month's row."""
    summarize(
        world.organizations, world.funders, world.main_funder,
        float(world.parameters["representation"]["small_below"][0]), world.conditions, row,
    )  # fmt: skip
