"""What is kept of local partnerships: a table with a row a month and partnership, and means over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from partnersim.declarations import Better, Outcome, Text

if TYPE_CHECKING:
    from partnersim.state.world import Numbers, Table, World


def _column(name: str, unit: str, en: str) -> Outcome:
    return Outcome(name=name, unit=unit, meaning=Text(en))


_PARTNERSHIPS = (
    _column("partnership", "name", "Local partnership"),
    _column("place", "name", "Place"),
    _column("funded", "yes or no", "Paid this month"),
    _column("stage", "0 convening, 1 council, 2 plan, 3 implementation, 4 learning",
            "How far it has come"),
    _column("certainty", "expected share of the next three years that is paid",
            "Certainty of its funding"),
    _column("members", "organisations", "Organisations on its council"),
    _column("small_members", "organisations", "Of these, small ones"),
    _column("others", "seats", "Seats taken by other sectors"),
    Outcome(name="efficacy", unit="0 to 1",
            meaning=Text("What a council of that size can do"),
            formula="1 / (1 + (members + others) / partnership_council.manageable)"),
    _column("representativeness", "0 to 1",
            "Mean of breadth of sectors, voice of the place's organisations, outreach"),
    _column("trust", "0 to 1", "Trust among its organisations"),
    _column("planned", "0 to 1", "Width of its plan"),
    _column("done", "0 to 1", "Of a full plan, what is done"),
    Outcome(name="plan_gap", unit="0 to 1",
            meaning=Text("Planned and not done"),
            formula="max(0, planned - done)"),
    _column("action", "0 to 1", "What it does, in plans and in deeds"),
    _column("moved", "people a month, expected", "Sent on to where there was room"),
    _column("leveraged", "2020 dollars a month", "Local money brought to organisations"),
    _column("staff_dollars", "2020 dollars a month", "Spent on staff"),
    _column("outreach_dollars", "2020 dollars a month", "Spent on outreach"),
    _column("travel_dollars", "2020 dollars a month", "Spent on a conference"),
    _column("lead_dollars", "2020 dollars a month", "Added by its lead"),
    _column("given_hours", "hours a month", "Given by its lead"),
    _column("apart", "0 same to 1", "Distance of its plan from what its organisations would put first"),
    _column("apart_of_small", "0 same to 1",
            "Distance of its plan from what its small organisations would put first"),
    _column("learnt_way", "share of the way", "How far it knows the way from others"),
    _column("learnt_outreach", "0 to 1", "How deep outreach can go, from others"),
    _column("learnt_plan", "0 to 1", "How wide a plan can be, from others"),
)  # fmt: skip
TABLES = {"partnerships": _PARTNERSHIPS}
SHOWN_AFTER = {"need_after_24_months": "partnership_stage_mean"}
OUTCOMES = (
    Outcome(
        name="partnership_stage_mean",
        unit="0 convening to 4 learning",
        meaning=Text("How far local partnerships have come"),
        formula="mean_p(stage)",
        better=Better.HIGHER,
    ),
)


def measure(world: World, row: Table) -> None:
    """Write this month's row (1,); one that has not begun counts as it stands, at nothing."""
    table = world.tables["partnerships"]
    row["partnership_stage_mean"] = table["stage"].sum() / max(len(table), 1)


def derived(kept: Table) -> dict[str, Numbers]:
    """Columns that are worked out from those of the state."""
    return {"plan_gap": np.maximum(0.0, kept["planned"] - kept["done"])}
