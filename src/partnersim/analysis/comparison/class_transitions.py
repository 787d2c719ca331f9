"""What typologies say over time and against one another, from `typologies.parquet`."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

_MIDDLE = 0.5


def shares(frame: pd.DataFrame) -> pd.DataFrame:
    """Share of organisations by class: typology, month, kind, share, near_cut (share of all near)."""
    own = frame[frame["level"] != "sector"]
    by = own.groupby(["typology", "month"], observed=True)
    counts = own.groupby(["typology", "month", "kind"], observed=True).size()
    table = (counts / by.size()).rename("share").reset_index()
    near = by["near_cut"].mean().reset_index()
    return table.merge(near, on=["typology", "month"])


def transitions(frame: pd.DataFrame, typology: str) -> pd.DataFrame:
    """From the class at one year's end to that at the next, as shares of the first; rows sum to 1.

    Organisations that close in between leave to `closed`.
    """
    import pandas as pd

    own = frame[(frame["typology"] == typology) & (frame["level"] != "sector")]
    years = sorted(own["fiscal_year"].unique())
    pairs = []
    for before, after in pairwise(years):
        keys = ["run", "organization"]
        first = own[own["fiscal_year"] == before].set_index(keys)["kind"]
        second = own[own["fiscal_year"] == after].set_index(keys)["kind"]
        pairs.append(pd.DataFrame({"before": first, "after": second.reindex(first.index)}))
    if not pairs:
        return pd.DataFrame()
    moved = pd.concat(pairs).fillna({"after": "closed"})
    return pd.crosstab(moved["before"], moved["after"], normalize="index")


def disagreement(frame: pd.DataFrame) -> pd.DataFrame:
    """Share of organisations that two typologies put on different sides of the middle of autonomy."""
    import pandas as pd

    own = frame[frame["level"] != "sector"]
    keys = ["run", "month", "organization"]
    sides = own.pivot_table(index=keys, columns="typology", values="autonomy") > _MIDDLE
    rows = [
        (first, second, float((sides[first] != sides[second]).mean()))
        for first, second in combinations(sides.columns, 2)
    ]
    return pd.DataFrame(rows, columns=["one", "other", "share"])
