"""What is kept of transfers between governments: a table with a row a month and transfer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnersim.declarations import Outcome, Text

if TYPE_CHECKING:
    from partnersim.state.world import Numbers, Table

_COLUMNS = (
    Outcome(name="transfer", unit="name", meaning=Text("Transfer between governments")),
    Outcome(name="paid_this_year", unit="2020 dollars", meaning=Text("Paid this fiscal year")),
    Outcome(
        name="in_envelope",
        unit="2020 dollars a year",
        meaning=Text("Of it, what the receiver's envelope for organisations gets"),
    ),
    Outcome(
        name="kept_by_receiver",
        unit="2020 dollars",
        meaning=Text("Of it, what the receiver keeps for services of its own"),
        formula="paid_this_year - in_envelope",
    ),
    Outcome(
        name="taken",
        unit="2020 dollars a year",
        meaning=Text("Of it, what the payer's envelope for organisations lost"),
    ),
)
TABLES = {"transfers": _COLUMNS}


def derived(kept: Table) -> dict[str, Numbers]:
    """Columns that are worked out from those of the state."""
    return {"kept_by_receiver": kept["paid_this_year"] - kept["in_envelope"]}
