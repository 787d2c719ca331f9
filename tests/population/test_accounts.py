"""Tables of systems whose rows have accounts do not share a number in the ledger of payments."""

from __future__ import annotations

import numpy as np
import pytest

from partnersim.declarations import StateTable, Text
from partnersim.population import tables
from partnersim.state.columns import FIRST_ACCOUNT


def test_accounts_of_several_tables_follow_one_another(monkeypatch: pytest.MonkeyPatch) -> None:
    declared = {
        "funds": StateTable(Text("Fund"), accounts=True),
        "notes": StateTable(Text("Note")),
        "councils": StateTable(Text("Council"), ("councils",), accounts=True),
    }
    monkeypatch.setattr(tables, "tables_of_systems", lambda: declared)
    rows = {"funds": np.zeros(3), "notes": np.zeros(9), "councils": np.zeros(2)}
    numbers = tables.account_numbers(rows)
    assert numbers == {"funds": FIRST_ACCOUNT, "councils": FIRST_ACCOUNT + 3}
