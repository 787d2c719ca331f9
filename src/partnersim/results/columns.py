"""Columns of the results tables, from `columns.csv`: name, unit, meaning. Units travel in the files' metadata.

A column that stands in several tables is in a group of its own there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from partnersim.declarations import Outcome, Text
from partnersim.declarations.data_files import columns_in
from partnersim.instruments import declared
from partnersim.outcomes.dimensions import INDEXES
from partnersim.outcomes.recorder import SECTOR_COLUMNS
from partnersim.state.newcomers import COUNTS
from partnersim.systems import room

if TYPE_CHECKING:
    import pyarrow


GROUPS = columns_in("partnersim.results")
KEYS = GROUPS["keys"]
_RUN, _PHASE, _MONTH = KEYS
_STATUS_AND_PLACE = GROUPS["status_and_place"]
STATUS = _STATUS_AND_PLACE[0]
ORGANIZATION_STATE = GROUPS["organization_state"]
COHORTS = (_RUN, *GROUPS["cohorts"], *_STATUS_AND_PLACE, *GROUPS["cohort_needs"])
assert tuple(group.name for group in GROUPS["newcomers"]) == COUNTS
TABLES: dict[str, tuple[Outcome, ...]] = {
    "sector": (*KEYS, *SECTOR_COLUMNS),
    "organizations": (
        *KEYS,
        *GROUPS["organization_keys"],
        *ORGANIZATION_STATE,
        *GROUPS["organization_relation"],
        *(
            Outcome(name=tool.name, unit="2020 dollars a year", meaning=tool.of_the_ministry)
            for tool in declared()
        ),
        *GROUPS["organization_money"],
        *INDEXES[3:],
    ),
    "newcomers": (*KEYS, *_STATUS_AND_PLACE, *GROUPS["newcomers"]),
    "cohorts": COHORTS,
    "flows": (_RUN, _MONTH, *GROUPS["flows"]),
    "typologies": (*KEYS, *GROUPS["typologies"]),
}
TABLES_OF_SYSTEMS: dict[str, tuple[Outcome, ...]] = {
    name: (*KEYS, *columns)
    for module in room("outcomes").values()
    for name, columns in getattr(module, "TABLES", {}).items()
}
# tables that a run has only where its scenario has something to put in them
OPTIONAL_TABLES: dict[str, tuple[Outcome, ...]] = {
    **TABLES_OF_SYSTEMS,
    "programmes": (*KEYS, *GROUPS["programmes"]),
    "reference": (_RUN, _PHASE, *SECTOR_COLUMNS),  # means of the year before, and of the last
    "newcomers_of_reference": (_RUN, STATUS, *GROUPS["newcomers_of_reference"]),
}
EVERY_TABLE = TABLES | OPTIONAL_TABLES


def arrow_table(
    columns: Sequence[Outcome],
    values: Mapping[str, Any],
    directness: Mapping[str, str] | None = None,
) -> pyarrow.Table:
    """A table from its columns by name, with unit, meaning and directness in the metadata."""
    import pyarrow as pa

    fields, arrays = [], []
    for column in columns:
        array = pa.array(values[column.name])
        meta = metadata(column.unit, column.meaning)
        if directness and column.name in directness:
            meta["directness"] = directness[column.name]
        fields.append(pa.field(column.name, array.type, metadata=meta))
        arrays.append(array)
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields))


def metadata(unit: str, meaning: Text, **more: str) -> dict[str, str]:
    """What travels with a column in a file."""
    return {"unit": unit, "meaning_en": meaning.en, "meaning_fr": meaning.fr, **more}
