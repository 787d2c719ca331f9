"""What is kept of transfers between governments: a table with a row a month and transfer."""

from __future__ import annotations

from partnersim.declarations.data_files import columns_in
from partnersim.state.arrays import Numbers, Table

TABLES = columns_in("partnersim.systems.intergovernmental_transfers")


def derived(kept: Table) -> dict[str, Numbers]:
    """Columns that are worked out from those of the state."""
    return {"kept_by_receiver": kept["paid_this_year"] - kept["in_envelope"]}
