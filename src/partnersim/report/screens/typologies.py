"""The relationship in the words of typologies: a short table under the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnersim.language import current, numbers, say
from partnersim.report.formatting import dates

if TYPE_CHECKING:
    import pandas as pd
    from rich.table import Table

    from partnersim.report.formatting.screen import Screen
    from partnersim.scenario.settings import Settings


def table(frame: pd.DataFrame, settings: Settings, screen: Screen) -> Table:
    """For each typology: the commonest class at the start and at the end, that of the sector where the
    theory has one, and the share of organisations that a cut-off moved by 0.1 would class otherwise."""
    from partnersim import typologies

    first, last = frame["month"].min(), frame["month"].max()
    at = [dates.heading(month, settings) for month in (first, last)]
    grid = screen.table(say("Most are, by"), *at, say("Sector"), no_wrap=False, ratio=1)
    grid.add_column(say("Unsure"), no_wrap=True)
    for typology in (module.TYPOLOGY for module in typologies.modules()):
        names = {kind.name: kind.meaning.in_language(current()) for kind in typology.kinds}
        own = frame[frame["typology"] == typology.name]
        whole = own["level"] == "sector"
        at_end = own[own["month"] == last]
        grid.add_row(
            typology.title.in_language(current()),
            *(_commonest(own[~whole & (own["month"] == month)], names) for month in (first, last)),
            _commonest(at_end[at_end["level"] == "sector"], names, share=False),
            numbers.percent(float(at_end[at_end["level"] != "sector"]["near_cut"].mean())),
        )
    return grid


def _commonest(own: pd.DataFrame, names: dict[str, str], share: bool = True) -> str:
    counts = own["kind"].value_counts(normalize=True)
    if counts.empty:
        return numbers.MISSING
    name = names[str(counts.index[0])]
    return f"{name} {numbers.percent(float(counts.iloc[0]))}" if share else name
