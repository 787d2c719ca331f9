"""The table of the order of the reforms in docs/limits.md and docs/limites.md, from saved data only."""

from __future__ import annotations

from itertools import groupby

from partnersim.language import numbers, say
from studies.pages.markdown import table_of
from studies.pages.quantities import signed
from studies.saved import rows_of

Row = dict[str, str]
NEIGHBOURS, ALL, TOLD = "neighbours", "all", "told"  # kinds of orders
INDEX = "autonomy_index"
BY_LUCK = 0.05  # of gaps that hang on nothing


def shown(row: Row) -> bool:
    """Neighbours in the index, and of every measure the whole order and the told one."""
    return row["kind"] != NEIGHBOURS or row["measure"] == INDEX


def order_of_reforms_table() -> str:
    """In which share of draws each order holds, how large its gap is, and what it hangs on most."""
    heads = (
        say("measure"),
        say("from low to high"),
        say("unknowns drawn: holds in; gap [middle 80 %]; hangs most on"),
        say("fixed numbers drawn too"),
    )
    rows = []
    keyed = groupby(
        filter(shown, rows_of("order_of_reforms")),
        lambda row: (row["measure"], row["kind"], row["scenarios"]),
    )
    for (measure, kind, scenarios), drawn in keyed:
        rows.append((f"`{measure}`", order(kind, scenarios), *map(cell, drawn)))
    return f"{table_of(heads, rows)}\n\n{counted(rows_of('order_of_reforms'))}"


def counted(rows: list[Row]) -> str:
    """Of how many draws the shares are, and how many of the gaps would hang on a number by luck alone."""
    usual, then = map(int, {row["drawn"]: row["runs"] for row in rows}.values())
    hang = sum(abs(float(row["rank_correlation"])) > float(row["by_chance"]) for row in rows)
    return say(
        "{usual} draws of the unknowns, {then} of these and the fixed numbers: a share is known within {points} "
        "points either way at most. Of all {gaps} gaps {hang} hang on a number beyond chance; about {luck} would "
        "by luck alone.",
        usual=usual, then=then, points=round(196 * (0.25 / min(usual, then)) ** 0.5), gaps=len(rows),
        hang=hang, luck=round(BY_LUCK * len(rows)),
    )  # fmt: skip


def order(kind: str, scenarios: str) -> str:
    """Names of the order, or which order it is."""
    names = scenarios.split(" < ")
    if kind == ALL:
        return say("all {count}, as their means lie", count=len(names))
    listed = " < ".join(f"`{name}`" for name in names)
    return say("told: {order}", order=listed) if kind == TOLD else listed


def cell(row: Row) -> str:
    """One order in one kind of draws."""
    gap, tenth, ninetieth = (signed(float(row[name])) for name in ("gap", "tenth", "ninetieth"))
    return say(
        "{holds}; {gap} [{tenth}; {ninetieth}]; {hangs}",
        holds=numbers.percent(float(row["holds"])), gap=gap, tenth=tenth, ninetieth=ninetieth,
        hangs=hangs_on(row),
    )  # fmt: skip


def hangs_on(row: Row) -> str:
    """The number with the strongest rank correlation beyond chance, and the gap at both ends of its range."""
    if abs(float(row["rank_correlation"])) <= float(row["by_chance"]):
        return say("on none beyond chance")
    low, high = (numbers.decimal(float(row[name])) for name in ("range_low", "range_high"))
    from_low, to_high = (signed(float(row[name])) for name in ("gap_where_low", "gap_where_high"))
    return say(
        "`{number}` ({low} to {high}: {from_low} to {to_high})",
        number=row["number"], low=low, high=high, from_low=from_low, to_high=to_high,
    )  # fmt: skip
