"""Two tiers of government, linked by money: one pays the envelope of another (Meinhard et al. 2015, sect. 2)."""

from partnersim.declarations import Scope, StateTable, System, Text

TRANSFER = Scope(
    "transfer",
    ("transfers",),
    "transfer",
    "transfers",
    Text("Transfers between governments, by name"),
    {
        "payer": Text("The government that pays a transfer"),
        "receiver": Text("The government whose envelope a transfer pays"),
    },
)

SYSTEM = System(
    "transfers",
    Text("no transfer between governments"),
    tables={
        "transfers": StateTable(Text("Transfer between governments"), ("transfers",), accounts=True)
    },
    sections=(TRANSFER,),
)
