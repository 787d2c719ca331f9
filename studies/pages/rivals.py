"""The tables of docs/rivals.md and docs/explications_rivales.md, from saved data only.

python -m studies.pages.rivals     writes them between the marks of both pages
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from partnersim.evidence import directness
from partnersim.language import numbers, say
from studies.knock_outs import MEASURES, SCENARIOS, counts
from studies.nulls import FILTER, LAGGED, LEAD, MODEL
from studies.pages.markdown import fill, table_of
from studies.saved import rows_of
from studies.stated import FILE, fingerprint, sizes

PAGES = {"en": Path("docs/rivals.md"), "fr": Path("docs/explications_rivales.md")}
REFORMS = ("prsca_compliant", "mission_money_only", "aca_ideal")
RESPONSES = ("community_seats_share", "mission_posts", "mission_hours", "identity_mean")
Row = dict[str, str]


def _interval(row: Row, decimals: int) -> str:
    mean, low, high = (numbers.number(float(row[end]), decimals) for end in ("mean", "low", "high"))
    return f"{mean} [{low}; {high}]"


def nulls_table() -> str:
    """Rank correlation of forecast and outcome: the model, the lagged share, and the lead of the first."""
    lines: dict[str, dict[str, Row]] = {}
    for row in rows_of("nulls"):
        if row["measure"] != FILTER:
            lines.setdefault(row["case"], {})[row["measure"]] = row
    heads = (
        say("scenario"), say("outcome"), say("years on"), say("model"), say("lagged share"),
        say("lead of the model"),
    )  # fmt: skip
    cells = []
    for case, own in lines.items():
        scenario, outcome, ahead = case.split(", ")
        scores = [_interval(own[measure], 2) for measure in (MODEL, LAGGED, LEAD)]
        enough = float(own[LEAD]["low"]) > sizes("nulls")[LEAD]
        scores[-1] += " *" if enough else ""
        cells.append([f"`{scenario}`", say(outcome), ahead, *scores])
    return table_of(heads, cells)


def filter_text() -> str:
    """The share of the variance of moves that one filter of the money split explains."""
    said = [
        f"`{row['case']}` {_interval(row, 2)}"
        for row in rows_of("nulls")
        if row["measure"] == FILTER
    ]
    return say(
        "One filter of the untied share of money, at its best pace, explains this share of the variance of moves "
        "of orientation since the scenario began: {shares}.", shares="; ".join(said),
    )  # fmt: skip


def freezing_table() -> str:
    """What of a change is left with choices frozen: governance, posts, mission work, orientation."""
    known = {(row.measure, row.scenario): row for row in directness.directness_rows()}
    lines = []
    for scenario in REFORMS:
        cells = []
        for measure in RESPONSES:
            row = known.get((measure, scenario))
            small = row is None or row.label == directness.NEITHER
            cells.append(numbers.MISSING if small else _left(row))
        lines.append([f"`{scenario}`", *cells])
    return table_of((say("scenario"), *(f"`{measure}`" for measure in RESPONSES)), lines)


def _left(row: directness.DirectnessRow | None) -> str:
    assert row is not None
    share, low, high = (numbers.number(x, 2) for x in (row.directness, row.low, row.high))
    return f"{share} [{low}; {high}]"


def _moved() -> dict[str, dict[str, list[Row]]]:
    """By mechanism and scenario, the rows whose gain lies beyond the smallest size."""
    moved: dict[str, dict[str, list[Row]]] = {}
    for row in rows_of("knock_outs"):
        own = moved.setdefault(row["mechanism"], {}).setdefault(row["scenario"], [])
        if counts(row["measure"], float(row["low"]), float(row["high"])):
            own.append(row)
    return moved


def knock_outs_table() -> str:
    """What each mechanism gives to each headline in the first scenario where it moves any."""
    lines = []
    for name, by_scenario in _moved().items():
        scenario = next((each for each in SCENARIOS if by_scenario.get(each)), None)
        if scenario is None:
            continue
        gains = {row["measure"]: float(row["mean"]) for row in by_scenario[scenario]}
        cells = [
            numbers.number(gains[measure], _decimals(measure), signed=True)
            if measure in gains
            else numbers.MISSING
            for measure in MEASURES
        ]
        lines.append([f"`{name}`", f"`{scenario}`", *cells])
    return table_of(
        (say("mechanism"), say("scenario"), *(f"`{measure}`" for measure in MEASURES)), lines
    )


def _decimals(measure: str) -> int:
    """As many as show the smallest size."""
    return 0 if sizes("knock_outs")[measure] >= 1.0 else 3


def idle_text() -> str:
    """Mechanisms that move no headline anywhere."""
    names = [f"`{name}`" for name, moved in _moved().items() if not any(moved.values())]
    return say(
        "Beyond the smallest size, no headline moves in any of these scenarios without: {names}.",
        names=", ".join(names) or say("none"),
    )


def stated_text() -> str:
    """The smallest sizes and the hash of their file."""
    shown = ", ".join(f"`{measure}` {size:g}" for measure, size in sizes("knock_outs").items())
    return say(
        "Smallest sizes, stated before the first run ({file}, SHA-256 {hash}): {sizes}; lead of the model {lead}.",
        file=f"`{FILE}`", hash=f"`{fingerprint()}`", sizes=shown, lead=f"{sizes('nulls')[LEAD]:g}",
    )  # fmt: skip


TABLES: dict[str, Callable[[], str]] = {
    "stated": stated_text,
    "nulls": nulls_table,
    "filter": filter_text,
    "freezing": freezing_table,
    "knock-outs": knock_outs_table,
    "idle": idle_text,
}


def main() -> None:
    """Fill the pages."""
    fill(PAGES, TABLES)


if __name__ == "__main__":
    main()
