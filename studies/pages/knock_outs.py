"""The tables of docs/knock_outs.md and docs/mecanismes_retires.md, from saved data only.

python -m studies.pages.knock_outs     writes them between the marks of both pages
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from partnersim.language import numbers, say
from studies.knock_outs import SCENARIOS, SIZES, counts, is_nothing, sizes
from studies.pages.markdown import fill, table_of
from studies.saved import rows_of

PAGES = {"en": Path("docs/knock_outs.md"), "fr": Path("docs/mecanismes_retires.md")}
Row = dict[str, str]


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
            for measure in sizes()
        ]
        lines.append([f"`{name}`", f"`{scenario}`", *cells])
    return table_of(
        (say("mechanism"), say("scenario"), *(f"`{measure}`" for measure in sizes())), lines
    )


def _decimals(measure: str) -> int:
    """As many as show the smallest size."""
    return 0 if sizes()[measure] >= 1.0 else 3


def idle_text() -> str:
    """Mechanisms that move no headline anywhere, and those of which it is not decided."""
    open_ones = {
        row["mechanism"]
        for row in rows_of("knock_outs")
        if not is_nothing(row["measure"], float(row["low"]), float(row["high"]))
    }
    idle = [name for name, moved in _moved().items() if not any(moved.values())]
    groups = (
        [f"`{name}`" for name in idle if name not in open_ones],
        [f"`{name}`" for name in idle if name in open_ones],
    )
    nothing, undecided = (", ".join(names) or say("none") for names in groups)
    return say(
        "In all of these scenarios every interval lies within the smallest sizes without: {nothing}. None lies "
        "beyond them, and some are not decided, without: {undecided}.",
        nothing=nothing,
        undecided=undecided,
    )


def stated_text() -> str:
    """The smallest sizes and the hash of their file."""
    shown = ", ".join(
        f"`{measure}` {numbers.number(size, _decimals(measure))}"
        for measure, size in sizes().items()
    )
    return say(
        "Smallest sizes, stated before the first run ({file}, SHA-256 {hash}): {sizes}.",
        file=f"`{SIZES}`", hash=hashlib.sha256(SIZES.read_bytes()).hexdigest()[:16], sizes=shown,
    )  # fmt: skip


TABLES: dict[str, Callable[[], str]] = {
    "stated": stated_text,
    "knock-outs": knock_outs_table,
    "idle": idle_text,
}


def main() -> None:
    """Fill the pages."""
    fill(PAGES, TABLES)


if __name__ == "__main__":
    main()
