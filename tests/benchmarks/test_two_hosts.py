"""Two hosts without a shared disk make a sweep, though one of them is cut off; no host is left behind."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.two_hosts import compared, compared_over_hosts, why_not
from partnersim.results.integrity import DIGESTS


@pytest.mark.long
def test_a_host_that_is_cut_off_costs_nothing() -> None:
    if reason := why_not():
        pytest.skip(reason)
    before = set(Path("/sys/class/net").iterdir())
    differ, seen = compared_over_hosts()
    assert differ == []
    made = seen["made by each before the cut"]
    assert len(made) == 2
    assert sum(made.values()) < seen["parts"]
    assert set(Path("/sys/class/net").iterdir()) == before


def test_what_records_how_it_was_made_may_differ_and_nothing_else() -> None:
    def files(seconds: str, rows: str, table: bytes = b"1") -> dict[str, bytes]:
        manifest = {
            "command": [],
            "timing": {"seconds": seconds},
            "rows": rows,
            DIGESTS: {"manifest.json": seconds + rows},
        }
        return {"manifest.json": json.dumps(manifest).encode(), "outcomes.parquet": table}

    assert compared(files("1", "5"), files("2", "5")) == []
    assert compared(files("1", "5"), files("1", "6")) == ["manifest.json"]
    assert compared(files("1", "5"), files("1", "5", b"2")) == ["outcomes.parquet"]
    assert compared(files("1", "5"), files("1", "5") | {"more": b""}) == ["more"]
