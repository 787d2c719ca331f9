"""Programmes of the last year: who holds each, what it asks in accounts, and how that is felt."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

from partnersim import instruments, jurisdictions
from partnersim.language import current, numbers, say

if TYPE_CHECKING:
    import pandas as pd
    from rich.table import Table

    from partnersim.report.formatting.screen import Screen
    from partnersim.scenario.settings import Settings

_THOUSAND = 1000.0


def table(frame: pd.DataFrame, settings: Settings, screen: Screen) -> Table | None:
    """A row a programme of the main ministry; None where a folder of an earlier version has none."""
    own = frame[frame["funder"] == settings.main_ministry]
    if own.empty:
        return None
    titles = {each.name: each.title for each in instruments.declared()}
    titles |= jurisdictions.programme_titles() | {
        row.name: row.title for row in settings.programmes
    }
    grid = screen.table(
        say("Programme"),
        say("Holders"),
        say("Only one"),
        say("Share"),
        say("Refused"),
        say("Hours per 1,000 $"),
        say("Felt burden"),
    )
    last = own[own["month"] == own["month"].max()].drop(columns=["run", "fiscal_year"])
    means = last.groupby("programme", observed=True, sort=False).mean(numeric_only=True)
    for name, row in means[means["amount"] > 0.0].iterrows():
        hours = (row["hours_of_records"] + row["hours_of_reports"]) / row["amount"] * _THOUSAND
        refused = 1.0 - row["amount"] / row["asked"]
        title = titles.get(str(name))
        grid.add_row(
            title.in_language(current()) if title else str(name),
            numbers.number(row["holders"], 0),
            numbers.number(row["alone"], 0),
            numbers.percent(row["amount"] / means["amount"].sum()),
            numbers.MISSING if isnan(refused) else numbers.percent(max(0.0, refused)),
            numbers.number(hours, 1),
            numbers.number(row["felt_burden"], 3),
        )
    return grid
