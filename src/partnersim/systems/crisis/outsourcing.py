"""In a crisis public services send people to organisations, and organisations shift to services (M19).

Public services stop opening a part of their files and refer people to organisations: more of those in
need hear of them and ask. The table denounces it, and its pressure keeps part of it off. Where those who
come need more hours than there are, hours move from the mission to services; a board holds out as far as
it puts the mission first.
Municipalities differ by place: some lend staff who answer part of the calls, others interfere and
push towards services.
"""

from __future__ import annotations

from partnersim.declarations import SHARE, Column, Group, Source, Step, Text, setting
from partnersim.state.board_means import weight_of_mission
from partnersim.state.calendar import Phase
from partnersim.state.decisions import REGISTER
from partnersim.state.draws import Stream, uniform
from partnersim.state.kernel import kernel
from partnersim.state.world import Numbers, Table, World

REGISTER.add("outsourcing.place", ("place",))
COLUMNS = {
    "places": (
        Column("referred", "share of requests", SHARE, Text("that public services send")),
    ),
}  # fmt: skip
GROUP = Group("outsourcing", Text("Work that public services send"), (
    setting("referred", 0.5, (0.0, 5.0), "hearing and asking added, as a share of the ordinary",
        "People whom public services send in a crisis",
        Source("observatoire_aca_2021", "Outsourcing over partnerships: a lot; size assumed")),
    setting("offloading", 0.6, (0.0, 1.0), "share of what public services open",
        "Files that public services stop opening",
        Source("observatoire_aca_2021", "Public Services Struggling; size assumed")),
    setting("defence", 0.6, (0.0, 1.0), "share kept off at full pressure",
        "What the umbrella's denunciation keeps off",
        Source("observatoire_aca_2021", "umbrellas essential in defending autonomy; size assumed")),
    setting("yielding", 0.7, (0.0, 1.0), "share of mission hours, where no call can be answered",
        "Mission hours that give way to unanswered calls",
        Source("observatoire_aca_2021", "pressure from inside and outside towards services; size assumed")),
    setting("regional_spread", 0.3, (0.0, 1.0),
        "share of calls that the best municipality answers, of mission hours the worst takes",
        "How much municipalities help or interfere, by place",
        Source("observatoire_aca_2021",
            "Engaging with Political Stakeholders: from facilitation to interference; size assumed")),
))  # fmt: skip


@kernel
def send(
    organizations: Table,
    parameters: Table,
    board: Table,
    conditions: Table,
    here: Numbers,
    pressure: float,
    client_hours: float,
    hours_a_month: float,
    sent: Numbers,
    referred: Numbers,
    unanswered: Numbers,
    stream: Stream,
) -> None:
    """Public services send people to organisations, which move hours from the mission to services.

    Parameters
    ----------
    organizations : table (organisations,)
        Place, staff, plans, hours lent, seats on the board, and clients who came last month. Written: displaced
        (share of hours).
    parameters, board : tables (1,)
        Groups `outsourcing` and `board`.
    conditions : table (1,)
        `crisis`, 0 to 1. Written: outsourced (share of requests).
    here : array (places,)
        How acute the crisis is.
    pressure
        Of mobilisation on the main ministry, 0 to 1: it keeps part of what is referred off.
    client_hours : hours a client
    hours_a_month : hours a full-time post
    sent : array (places,)
        Written: what is sent makes of hearing and asking, as a multiple.
    referred : array (places,)
        Written: share of requests that public services send.
    unanswered : array (places,)
        Written: share of what public services ordinarily open that they do not.
    stream
        Draw by place: how far its municipality helps or interferes, the same in every month.

    References
    ----------
    Observatoire de l'ACA (2021).
    """
    p = parameters[0]
    level = conditions[0]["crisis"]
    kept_on = p["referred"] * (1.0 - p["defence"] * pressure)
    for a in range(len(sent)):
        extra = here[a] * kept_on
        referred[a] = extra / (1.0 + extra)
        unanswered[a] = min(1.0, here[a] * p["offloading"])
        local = p["regional_spread"] * (2.0 * uniform(stream, 0, a) - 1.0)
        sent[a] = (1.0 + extra) * (1.0 - min(1.0, here[a] * max(0.0, local)))
    asked_of_all, felt = 0.0, 0.0
    for i in range(len(organizations)):
        o = organizations[i]
        if not o["alive"]:
            continue
        local = p["regional_spread"] * (2.0 * uniform(stream, 0, o["place"]) - 1.0)
        load = (o["requests_eligible"] + o["requests_ineligible"]) * client_hours
        asked_of_all += load
        felt += load * here[o["place"]]
        available = o["staff"] * hours_a_month * o["delivery_plan"] + o["borrowed_hours"]
        calls_lost = max(0.0, 1.0 - available / max(load, 1e-9))
        holds = weight_of_mission(o, board[0])
        asked = min(1.0, p["yielding"] * calls_lost + max(0.0, -local))
        yields = o["mission_plan"] * here[o["place"]] * asked * (1.0 - holds)
        o["displaced"] = min(o["mission_plan"], yields)
    mean = felt / asked_of_all if asked_of_all > 0.0 else level
    extra = mean * kept_on
    conditions[0]["outsourced"] = extra / (1.0 + extra)


def act(world: World) -> None:
    """What public services send this month."""
    if world.conditions["crisis"][0] <= 0.0:
        world.conditions["outsourced"] = 0.0
        world.places.public_unanswered[:] = 0.0
        world.places.referred[:] = 0.0
        world.places.sent[:] = 1.0
        world.organizations["displaced"] = 0.0
        return
    parameters, places = world.parameters, world.places
    send(
        world.organizations, parameters["outsourcing"], parameters["board"], world.conditions,
        places.crisis_here, float(world.funders["pressure"][world.main_funder]),
        float(parameters["delivery"]["hours_per_episode"][0]),
        float(parameters["staff"]["hours_a_month"][0]), places.sent, places.referred,
        places.public_unanswered, world.draws.stream("outsourcing.place"),
    )  # fmt: skip


STEPS = {
    Phase.SERVICES: Step(
        act,
        writes={
            "conditions": "outsourced",
            "organizations": "displaced",
            "places": "public_unanswered referred sent",
        },
        before=("provider_choice",),
    )
}
