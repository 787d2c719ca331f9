"""Requests for help of a month, by who would pay for the people who ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from partnersim.declarations import POSITIVE, SHARE, Column, Text
from partnersim.state.columns import KINDS

if TYPE_CHECKING:
    from partnersim.state.world import Table

COLUMNS = {
    "demand": (
        Column("class_of", "class, by status and months since arrival", POSITIVE,
               Text("which funders pay for a person, as a class of people; 0: none"), stored="i1"),
        Column("group_of", "status x classes + class, by the same", POSITIVE,
               Text("the class together with the status"), stored="i2"),
        Column("pays", "yes or no, by class and funder", None, Text("it pays for people of the class")),
        Column("paid_by_main", "yes or no, by class", None,
               Text("the main ministry pays for people of the class")),
        Column("rates", "chance a month for a need of 1, by place", POSITIVE,
               Text("how readily needs lead to asking")),
        Column("seekers", "people, by status, class, place and kind of need", POSITIVE,
               Text("who ask for help")),
        Column("true_need", "shares by kind of need", SHARE, Text("needs of all present")),
        Column("here", "organisation, by place and order", POSITIVE,
               Text("the living organisations of a place"), whole=True),
        Column("number_here", "organisations, by place", POSITIVE,
               Text("how many these are"), whole=True),
        Column("chosen", "share, by class, place, kind of need and organisation of the place", SHARE,
               Text("cumulative chance of going to each organisation")),
        Column("requests", "people, by organisation, class and kind of need", POSITIVE,
               Text("who come to each organisation")),
        Column("chance", "share, by organisation and class", SHARE, Text("of requests that are served")),
        Column("payable", "yes or no, by organisation and class", None,
               Text("a target there pays for them")),
        Column("standard_fit", "share, by status and kind of need", SHARE,
               Text("what standard programmes achieve")),
    ),
}  # fmt: skip
_KIND = {column.name: column.kind for column in COLUMNS["demand"]}
_OLDEST_MONTHS = 600


def _new(name: str, shape: tuple[int, ...], value: float = 0.0) -> NDArray[Any]:
    """A column as it is declared, of one value."""
    return np.full(shape, value, _KIND[name])


def _as_column(name: str, values: NDArray[Any]) -> NDArray[Any]:
    """Values as the column that they are declared to be."""
    return values.astype(_KIND[name])


class Demand:
    """People who ask for help this month, as expected flows, by who would pay for them.

    A class is a set of funders that pay for a person, by status and months since arrival. The units of
    the columns say by what each array goes.
    """

    def __init__(self, organizations: int, statuses: int, places: int) -> None:
        self.organizations = organizations
        self.statuses = statuses
        self.places = places
        self.class_of = _new("class_of", (statuses, _OLDEST_MONTHS + 1))
        self.standard_fit = _new("standard_fit", (statuses, KINDS), 1.0)
        self.true_need = _new("true_need", (KINDS,), 1.0 / KINDS)
        self.rates = _new("rates", (places,))
        self.here = _new("here", (places, organizations))
        self.number_here = _new("number_here", (places,))

    def classify(
        self, funders: Table, eligibility: Table, main_funder: int, instruments: Table
    ) -> None:
        """Find the classes that these funders' levers make; eligibility (funders, statuses)."""
        shares = funders["split"] * funders["envelope"][:, None]
        buys = (shares[:, instruments["per_client"]] > 0).any(axis=1) & funders["is_ministry"]
        months = np.arange(_OLDEST_MONTHS + 1)
        code = np.zeros((self.statuses, len(months)), np.int64)
        for f in np.flatnonzero(buys):
            eligible = eligibility["eligible"][f]
            window = months <= funders["window_months"][f]
            code |= (eligible[:, None] & window[None, :]).astype(np.int64) << int(f)
        codes = np.unique(np.append(code, 0))
        self.class_of = _as_column("class_of", np.searchsorted(codes, code))
        pays = (codes[:, None] >> np.arange(len(funders))[None, :]) & 1 == 1
        self.pays = _as_column("pays", pays)
        self.paid_by_main = _as_column("paid_by_main", pays[:, main_funder])
        classes = len(codes)
        statuses = np.arange(self.statuses)[:, None]
        self.group_of = _as_column("group_of", statuses * classes + self.class_of)
        self.seekers = _new("seekers", (self.statuses, classes, self.places, KINDS))
        self.chosen = _new("chosen", (classes, self.places, KINDS, self.organizations))
        self.requests = _new("requests", (self.organizations, classes, KINDS))
        self.chance = _new("chance", (self.organizations, classes), 0.5)
        self.payable = _as_column(
            "payable", np.repeat(pays.any(axis=1)[None, :], self.organizations, axis=0)
        )
