"""Numbers as the page stores them: little-endian arrays in base64, and the organisations of one run by year."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import numpy as np

from partnersim.results.collecting import table_of

if TYPE_CHECKING:
    import pyarrow as pa

    from partnersim.model import PartnershipModel

_FLAGS = ("alive", "seat", "direct_access")  # bits of one byte, the first the lowest
_WHOLE = {  # column: step between two stored values
    "tie": 1e-4, "identity": 1e-4, "self_perception": 1e-4, "staff": 0.1, "yearly_income": 1000.0,
    "mission_grant": 1000.0, "service_agreement": 1000.0, "project": 1000.0, "members": 1.0,
}  # fmt: skip
_SHARES = {  # hundredths: column, and whether of the hours
    "community_seats": ("community_seats", False),
    "delivery": ("hours_delivery", True),
    "reporting": ("hours_reporting", True),
    "community_life": ("hours_associative_life", True),
    "advocacy": ("hours_advocacy", True),
    "fundraising": ("hours_fundraising", True),
}
_HOURS = ("delivery", "reporting", "associative_life", "advocacy", "tables", "fundraising",
          "management")  # fmt: skip


def packed(values: np.ndarray, kind: str = "<f4") -> str:
    """An array as base64 of little-endian numbers."""
    return base64.b64encode(np.ascontiguousarray(values).astype(kind).tobytes()).decode("ascii")


def unpacked(text: str, kind: str = "<f4") -> np.ndarray:
    """The numbers of such a text."""
    return np.frombuffer(base64.b64decode(text), kind).astype(np.float64)


def words(table: pa.Table, name: str) -> list[str]:
    """A column of words."""
    column = table.column(name).combine_chunks()
    labels = column.dictionary.to_pylist()
    return [labels[index] for index in column.indices.to_numpy().tolist()]


def organizations_of(model: PartnershipModel) -> dict[str, Any]:
    """Organisations of a finished run at the end of spin-up and of each year, by column.

    Each column is an array (years, organisations); who never lived is left out.
    """
    table = table_of(model, 0, "organizations")
    names, months = words(table, "organization"), words(table, "month")
    shape = (len(set(months)), len(set(names)))
    lived = table.column("alive").to_numpy().reshape(shape).any(axis=0)

    def column(name: str) -> np.ndarray:
        array: np.ndarray = np.nan_to_num(table.column(name).to_numpy().astype(float))
        return array.reshape(shape)[:, lived]

    hours = np.maximum(sum(column(f"hours_{name}") for name in _HOURS), 1e-9)
    flags = sum(column(name) * 2**n for n, name in enumerate(_FLAGS))
    columns: dict[str, dict[str, Any]] = {
        "flags": {"kind": "u1", "step": 1, "data": packed(np.asarray(flags), "<u1")}
    }
    for name, step in _WHOLE.items():
        whole = np.clip(np.round(column(name) / step), 0, 65535)
        columns[name] = {"kind": "u2", "step": step, "data": packed(whole, "<u2")}
    for name, (part, divided) in _SHARES.items():
        share = column(part) / (hours if divided else 1.0)
        hundredths = np.clip(np.round(100 * share), 0, 255)
        columns[name] = {"kind": "u1", "step": 0.01, "data": packed(hundredths, "<u1")}

    def of_those(values: list[str]) -> list[str]:
        return [value for value, here in zip(values[: shape[1]], lived, strict=True) if here]

    return {
        "names": of_those(names),
        "archetypes": of_those(words(table, "archetype")),
        "places": of_those(words(table, "place")),
        "cuts": [model.parameter_values["self_perception"][cut]
                 for cut in ("provider_below", "partner_above")],
        "columns": columns,
    }  # fmt: skip
