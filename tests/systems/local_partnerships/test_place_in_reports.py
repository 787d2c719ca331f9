"""What a report says of a partnership's own place, where the sector has others."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pandas as pd

from partnersim.scenario.loading import load
from partnersim.scenario.saved import shown
from partnersim.systems.local_partnerships import reports


def results(name: str) -> Any:
    """Two runs of a month of two places."""
    rows = [
        {"run": run, "month": "2015-03", "place": place, "present": present, "served": served, "seeking": 20.0}
        for run in (0, 1)
        for place, present, served in (("huron", 200.0 + run * 20.0, 5.0), ("london", 9000.0, 20.0))
    ]  # fmt: skip
    settings = load(name)
    manifest = {"scenario": settings.resolved(), "shown": shown(settings)}
    return SimpleNamespace(
        manifest=manifest, newcomers=pd.DataFrame(rows), sector=pd.DataFrame({"run": [0, 1]})
    )


def test_a_county_beside_a_city_is_told_alone() -> None:
    [said] = reports.clauses(results("lip_huron"))
    assert said.replace("\xa0", " ") == (
        "where “Huron County partnership” works, 210 newcomers are settling in the last year and 25 % of their "
        "requests are answered"
    )


def test_one_place_or_several_partnerships_are_told_by_the_sector() -> None:
    for name in ("lip_hamilton", "lip_six", "mifi_status_quo"):
        assert list(reports.clauses(results(name))) == []
