"""Officials who send people to organisations in a crisis see what these do with them (M19).

Each client whom public services sent and who is served is a small part of a meeting with every ministry: it
teaches what a meeting teaches, as surely, and ages, is written down or leaves with an officer as all that a
ministry knows (`knowledge.py`). Nobody gets points for it: who is seen is less in doubt, comes to mind more
readily, and is believed as useful and as consenting as it is.
"""

from __future__ import annotations

import numpy as np

from partnersim.declarations import Assumption, Group, Step, Text, lever
from partnersim.state.calendar import Phase
from partnersim.state.world import World

GROUP = Group("officials_who_see", Text("What officials see in a crisis"), (
    lever("meetings", 0.0, (0.0, 100.0),
        "meetings, for a hundred clients whom public services sent and who are served",
        "What officials see of those who hold the net",
        Assumption("nothing unless the scenario has it; better understanding, recognition that continues",
            "Observatoire de l'ACA 2021, Opportunities and Challenges: no size")),
))  # fmt: skip


def act(world: World) -> None:
    """What each ministry saw this month of the work of each organisation."""
    meetings = float(world.parameters["officials_who_see"]["meetings"][0])
    if world.conditions["crisis"][0] <= 0.0 or meetings <= 0.0:
        world.relations["seen"] = 0.0
        return
    o = world.organizations
    served = o["served_eligible"] + o["served_ineligible"]
    sent = np.where(o["alive"], served * world.places.referred[o["place"]], 0.0)
    world.relations["seen"] = np.outer(meetings / 100.0 * sent, world.funders["is_ministry"])


STEPS = {Phase.TABLES: Step(act, writes={"relations": "seen"})}
