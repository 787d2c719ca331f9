"""Whether a framework policy is proposed, and when it comes in force, run by run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

POLICY = "framework_policy"
_MONTHS = 12


def proposed(scenario: Mapping[str, Any]) -> bool:
    """Whether a scenario of a manifest proposes one."""
    return bool(scenario["parameters"].get(POLICY, {}).get("proposed"))


def adoptions(sector: pd.DataFrame) -> pd.DataFrame:
    """The month in which it comes in force, of each run where it does."""
    return sector[sector["policy_in_force"] > 0.0].groupby("run", sort=True).head(1)


def year_of(scenario: Mapping[str, Any], month: str) -> int:
    """Of the scenario, 1 the first."""
    start = str(scenario["start"])
    passed = (int(month[:4]) - int(start[:4])) * _MONTHS + int(month[5:7]) - int(start[5:7])
    return passed // _MONTHS + 1
