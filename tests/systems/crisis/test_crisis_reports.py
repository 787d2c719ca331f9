"""What a report says of who holds the net while a crisis strikes places unevenly."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pandas as pd

from partnersim.scenario.loading import load
from partnersim.systems.crisis import reports


def results(scenario: dict[str, Any]) -> Any:
    """Two places over two years: the crisis of two years begins with the second."""
    rows = [
        {"month": f"{year}-0{month}", "place": place, "served": served, "seeking": 100.0}
        for year, shares in ((2015, (60.0, 40.0)), (2016, (50.0, 45.0)))
        for place, served in zip(("montreal", "regions"), shares, strict=True)
        for month in (4, 5)
    ]
    sector = pd.DataFrame({"month": ["2015-05", "2016-05"], "outsourced_share": [0.0, 0.2]})
    return SimpleNamespace(
        manifest={"scenario": scenario}, newcomers=pd.DataFrame(rows), sector=sector
    )


def test_the_part_of_requests_answered_in_the_crisis_is_told_by_place() -> None:
    [said] = reports.clauses(results(load("covid_crisis_by_region").resolved()))
    assert said.replace("\xa0", " ") == (
        "in the crisis, organisations answer 48 % of requests, against 50 % the year before (Montréal 50 %, against "
        "60 %; regions 45 %, against 40 %), and public services send them 20 % of these requests"
    )


def test_nothing_is_told_where_the_crisis_is_the_same_everywhere_or_comes_after_the_end() -> None:
    assert list(reports.clauses(results(load("covid_crisis").resolved()))) == []
    short = load("covid_crisis_by_region", years=6).resolved()
    assert list(reports.clauses(results(short))) == []
