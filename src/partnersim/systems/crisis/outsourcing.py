"""In a crisis public services send people to organisations, and organisations shift to services (M19).

Public services refer people whom they no longer serve: requests that nobody pays for, on top of an
organisation's own. The table denounces it, and its pressure keeps part of it off. Where calls cannot
all be answered, hours move from the mission to services; those ready to oppose hold out more.
Municipalities differ by place: some lend staff who answer part of the calls, others interfere and
push towards services.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnersim.declarations import Group, Parameter, Role, Source, Step, Text
from partnersim.state.calendar import Phase
from partnersim.state.decisions import REGISTER
from partnersim.state.draws import uniform
from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    from partnersim.state.draws import Stream
    from partnersim.state.world import Numbers, Table, World

REGISTER.add("outsourcing.place", ("place",))
GROUP = Group(
    "outsourcing",
    Text("Work that public services send"),
    (
        Parameter(
            name="referred",
            default=0.5,
            unit="requests sent, as a share of an organisation's own",
            bounds=(0.0, 5.0),
            role=Role.SETTING,
            meaning=Text("People whom public services send in a crisis"),
            evidence=Source(
                "observatoire_aca_2021", "Outsourcing over partnerships: a lot; size assumed"
            ),
        ),
        Parameter(
            name="offloading",
            default=0.6,
            unit="share of what public services answered",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("Requests that public services stop answering"),
            evidence=Source("observatoire_aca_2021", "Public Services Struggling; size assumed"),
        ),
        Parameter(
            name="defence",
            default=0.6,
            unit="share kept off at full pressure",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("What the umbrella's denunciation keeps off"),
            evidence=Source(
                "observatoire_aca_2021", "umbrellas essential in defending autonomy; size assumed"
            ),
        ),
        Parameter(
            name="yielding",
            default=0.7,
            unit="share of mission hours, where no call can be answered",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("Mission hours that give way to unanswered calls"),
            evidence=Source(
                "observatoire_aca_2021",
                "pressure from inside and outside towards services; size assumed",
            ),
        ),
        Parameter(
            name="regional_spread",
            default=0.3,
            unit="share of calls that the best municipality answers, of mission hours the worst takes",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("How much municipalities help or interfere, by place"),
            evidence=Source(
                "observatoire_aca_2021",
                "Engaging with Political Stakeholders: from facilitation to interference; size assumed",
            ),
        ),
    ),
)


@kernel
def send(
    organizations: Table,
    parameters: Table,
    conditions: Table,
    pressure: float,
    answered: float,
    capacity_of_hour: float,
    requests: Numbers,
    stream: Stream,
) -> None:
    """Public services send people to organisations, which move hours from the mission to services.

    Parameters
    ----------
    organizations : table (organisations,)
        Place, staff, plans, orientation and contention. Written: displaced (share
        of hours).
    parameters : table (1,)
        The group `outsourcing`.
    conditions : table (1,)
        `crisis`, 0 to 1. Written: outsourced (share of requests).
    pressure
        Of mobilisation on the main ministry, 0 to 1: it keeps part of what is referred off.
    answered
        Share of requests that public services ordinarily answer.
    capacity_of_hour : episodes
        That a full-time post serves in a month.
    requests : array (organisations, classes, kinds)
        Written: people a month; those referred are of class 0, whom nobody pays for.
    stream
        Draw by place: how far its municipality helps or interferes, the same in every month.

    References
    ----------
    Observatoire de l'ACA (2021).
    """
    p = parameters[0]
    level = conditions[0]["crisis"]
    kept_off = 1.0 - p["defence"] * pressure
    back = 1.0 - answered * (1.0 - level * p["offloading"])
    more = back / max(1.0 - answered, 1e-9)
    extra = level * p["referred"] * kept_off
    rows, classes, kinds = requests.shape
    all_sent = 0.0
    everything = 1e-9
    for i in range(rows):
        o = organizations[i]
        if not o["alive"]:
            continue
        local = p["regional_spread"] * (2.0 * uniform(stream, 0, o["place"]) - 1.0)
        helped = level * max(0.0, local)
        load = 0.0
        for k in range(kinds):
            own = 0.0
            for c in range(classes):
                requests[i, c, k] *= more * (1.0 - helped)
                own += requests[i, c, k]
            sent = extra * (1.0 - helped) * own
            requests[i, 0, k] += sent
            all_sent += sent
            load += own + sent
        everything += load
        available = o["staff"] * capacity_of_hour
        unanswered = max(0.0, 1.0 - available * o["delivery_plan"] / max(load, 1e-9))
        holds = o["contention"] * (0.3 + 0.7 * o["identity"])
        asked = min(1.0, p["yielding"] * unanswered + max(0.0, -local))
        o["displaced"] = o["mission_plan"] * level * asked * (1.0 - holds)
    conditions[0]["outsourced"] = all_sent / everything


def act(world: World) -> None:
    """What public services send this month."""
    world.conditions["outsourced"] = 0.0
    if world.conditions["crisis"][0] <= 0.0:
        world.organizations["displaced"] = 0.0
        return
    parameters, demand = world.parameters, world.demand
    hours = float(parameters["staff"]["hours_a_month"][0])
    episode = float(parameters["delivery"]["hours_per_episode"][0])
    send(
        world.organizations, parameters["outsourcing"], world.conditions,
        float(world.funders["pressure"][world.main_funder]),
        float(parameters["public_services"]["share"][0]), hours / episode,
        demand.requests, world.draws.stream("outsourcing.place"),
    )  # fmt: skip


STEPS = {
    Phase.SERVICES: Step(
        act,
        reads={
            "conditions": "crisis",
            "funders": "pressure",
            "organizations": "alive contention delivery_plan identity mission_plan place staff",
        },
        writes={
            "conditions": "outsourced",
            "demand": "requests",
            "organizations": "displaced",
        },
        after=("provider_choice", "public_services"),
        before=("referral",),
    )
}
