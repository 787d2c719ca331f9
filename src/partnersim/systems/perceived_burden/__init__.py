"""How the burden of accountability is felt: what is new is, what is old and simple is not (M3).

Where it is off, no burden is felt, and who is interviewed says the real one.
"""

from partnersim.declarations import System, Text

SYSTEM = System("felt_burden.modelled", Text("no felt burden"), throughout=True)
