"""What organisations are to one another: trust, dissent, the work of being represented (M8, M9, M15).

Where it is off, tables take no hours and those who are asked attend, members live with the common demand,
and trust in peers stays where the population has it, unless another system moves it.
"""

from partnersim.declarations import System, Text

SYSTEM = System(
    "interorganizational_relations.modelled",
    Text("relations among organisations not modelled"),
    throughout=True,
)
