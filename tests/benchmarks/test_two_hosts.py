"""What two hosts make of a sweep is compared byte by byte (the trial: `python -m benchmarks.two_hosts`)."""

from __future__ import annotations

import json

from benchmarks.two_hosts import compared
from partnersim.results.integrity import DIGESTS


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
