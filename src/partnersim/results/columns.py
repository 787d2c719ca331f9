"""Columns of the results tables, from `columns.csv`: name, unit, meaning. Units travel in the files' metadata.

A column that stands in several tables is in a group of its own there.
"""

from __future__ import annotations

from partnersim.declarations import Outcome, Text
from partnersim.declarations.data_files import rows_in
from partnersim.language.words import N_
from partnersim.outcomes.indexes import INDEXES
from partnersim.outcomes.recorder import SECTOR_COLUMNS
from partnersim.state.newcomers import COUNTS


def _groups() -> dict[str, tuple[Outcome, ...]]:
    found: dict[str, tuple[Outcome, ...]] = {}
    for row in rows_in("partnersim.results", "columns.csv"):
        column = Outcome(
            name=row["name"],
            unit=row["unit"],
            meaning=Text(row["meaning"]),
            formula=row["formula"],
        )
        found[row["group"]] = (*found.get(row["group"], ()), column)
    return found


GROUPS = _groups()
KEYS = GROUPS["keys"]
_RUN, _PHASE, _MONTH = KEYS
_STATUS_AND_PLACE = GROUPS["status_and_place"]
ORGANIZATION_STATE = GROUPS["organization_state"]
PARTNERSHIPS = (*KEYS, *GROUPS["partnerships"])
COHORTS = (
    _RUN,
    *GROUPS["cohorts"],
    *_STATUS_AND_PLACE,
    *(
        Outcome(
            name=f"{name}_after_{months}_months",
            unit=unit,
            meaning=Text.filled(meaning, months=months),
        )
        for months in (12, 24, 36)
        for name, unit, meaning in (
            ("need", "mean need, 0 to 1", N_("Need left after {months} months")),
            ("people", "people", N_("People of the cohort after {months} months")),
        )
    ),
)
assert tuple(one.name for one in GROUPS["newcomers"]) == COUNTS
TABLES: dict[str, tuple[Outcome, ...]] = {
    "sector": (*KEYS, *SECTOR_COLUMNS),
    "organizations": (
        *KEYS,
        *GROUPS["organization_keys"],
        *ORGANIZATION_STATE,
        *GROUPS["organization_relation"],
        *GROUPS["organization_money"],
        *INDEXES[3:],
    ),
    "newcomers": (*KEYS, *_STATUS_AND_PLACE, *GROUPS["newcomers"]),
    "cohorts": COHORTS,
    "flows": (_RUN, _MONTH, *GROUPS["flows"]),
    "typologies": (*KEYS, *GROUPS["typologies"]),
}
# tables that a run has only where its scenario has something to put in them
OPTIONAL_TABLES: dict[str, tuple[Outcome, ...]] = {
    "partnerships": PARTNERSHIPS,
    "reference": (_RUN, _PHASE, *SECTOR_COLUMNS),  # means of the year before, and of the last
}
EVERY_TABLE = TABLES | OPTIONAL_TABLES
