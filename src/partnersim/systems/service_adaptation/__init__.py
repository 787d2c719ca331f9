"""What organisations offer adapts: to what funders name (M2), and to the needs that members bring (M11).

Where it is off, offers and priorities stay as they were founded.
"""

from partnersim.declarations import System, Text

SYSTEM = System("offer.adapts", Text("offers that do not adapt"), throughout=True)
