"""Numbers as the page stores them: little-endian arrays in base64, and the organisations of one run by year."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import numpy as np

from partnersim.results.collecting import table_of

if TYPE_CHECKING:
    import pandas as pd

    from partnersim.model import PartnershipModel

_FLAGS = ("alive", "seat", "direct_access")  # bits of one byte, the first the lowest
_WHOLE = {  # column: step between two stored values
    "tie": 1e-4, "identity": 1e-4, "self_perception": 1e-4, "staff": 0.1, "yearly_income": 1000.0,
    "mission_grant": 1000.0, "service_agreement": 1000.0, "project": 1000.0, "members": 1.0,
}  # fmt: skip
_SHARES = {  # hundredths: column and what it is divided by
    "community_seats": (("community_seats",), None),
    "delivery": (("hours_delivery",), "hours"),
    "reporting": (("hours_reporting",), "hours"),
    "community_life": (("hours_associative_life",), "hours"),
    "advocacy": (("hours_advocacy",), "hours"),
    "fundraising": (("hours_fundraising",), "hours"),
}  # fmt: skip
_HOURS = ("delivery", "reporting", "associative_life", "advocacy", "tables", "fundraising",
          "management")  # fmt: skip


def packed(values: np.ndarray, kind: str = "<f4") -> str:
    """An array as base64 of little-endian numbers."""
    return base64.b64encode(np.ascontiguousarray(values).astype(kind).tobytes()).decode("ascii")


def unpacked(text: str, kind: str = "<f4") -> np.ndarray:
    """The numbers of such a text."""
    return np.frombuffer(base64.b64decode(text), kind).astype(np.float64)


def organizations_of(model: PartnershipModel) -> dict[str, Any]:
    """Organisations of a finished run at the end of spin-up and of each year, by column.

    Each column is an array (years, organisations); who never lived is left out.
    """
    table = table_of(model, 0, "organizations").to_pandas()
    table["hours"] = table[[f"hours_{name}" for name in _HOURS]].sum(axis=1).clip(lower=1e-9)
    names = list(dict.fromkeys(table["organization"].astype(str)))
    years = list(dict.fromkeys(table["month"].astype(str)))
    shape = (len(years), len(names))
    lived = table["alive"].to_numpy().reshape(shape).any(axis=0)

    def column(values: pd.Series[Any]) -> np.ndarray:
        array: np.ndarray = np.nan_to_num(values.to_numpy(float)).reshape(shape)[:, lived]
        return array

    flags = sum(column(table[name]) * 2**n for n, name in enumerate(_FLAGS))
    columns: dict[str, dict[str, Any]] = {
        "flags": {"kind": "u1", "step": 1, "data": packed(np.asarray(flags), "<u1")}
    }
    for name, step in _WHOLE.items():
        whole = np.clip(np.round(column(table[name]) / step), 0, 65535)
        columns[name] = {"kind": "u2", "step": step, "data": packed(whole, "<u2")}
    for name, (parts, divisor) in _SHARES.items():
        share = table[list(parts)].sum(axis=1) / (1.0 if divisor is None else table[divisor])
        hundredths = np.clip(np.round(100 * column(share)), 0, 255)
        columns[name] = {"kind": "u1", "step": 0.01, "data": packed(hundredths, "<u1")}
    first = table[table["month"].astype(str) == years[0]]
    return {
        "names": [name for name, here in zip(names, lived, strict=True) if here],
        "archetypes": list(first["archetype"].astype(str)[lived]),
        "places": list(first["place"].astype(str)[lived]),
        "cuts": [model.parameter_values["self_perception"][cut]
                 for cut in ("provider_below", "partner_above")],
        "columns": columns,
    }  # fmt: skip
