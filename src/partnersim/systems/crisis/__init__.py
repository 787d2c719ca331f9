"""A crisis as in 2020: closed borders, work that public services send, one-time money, staff lent (M19)."""

from partnersim.declarations import Scope, StateTable, System, Text

IN_PLACE = Scope(
    "crisis_place",
    ("crisis_places",),
    "crisis_place",
    "crisis_places",
    Text("The crisis in places, by name"),
    {"place": Text("The place in which the crisis is as stated")},
    exclusive="place",
)

SYSTEM = System(
    "crisis.intensity",
    Text("no crisis"),
    tables={"crisis_places": StateTable(Text("The crisis in a place"), ("crisis_places",))},
    sections=(IN_PLACE,),
)
