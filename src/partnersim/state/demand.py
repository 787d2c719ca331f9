"""Waiting lists and files of every provider, by who would pay for the people on them.

Providers are the organisations and, after them, the public services of each place. Lists are expected
flows: newcomers are counted by place, class and kind of need, and spread over the providers of their
place, so that no provider's load hangs on the draw of a single row (docs/decisions/0029).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from partnersim.declarations import POSITIVE, SHARE, Column, Text
from partnersim.state.columns import KINDS
from partnersim.state.programmes import payers_of, whom

if TYPE_CHECKING:
    from partnersim.state.arrays import Table

COLUMNS = {
    "demand": (
        Column("class_of", "class, by status and months since arrival", POSITIVE,
            Text("who serves and pays for a person, as a class of people; 0: nobody"), stored="i1"),
        Column("payers", "funder and programme, by payer", POSITIVE,
            Text("programmes by which governments pay for clients"), whole=True),
        Column("pays", "yes or no, by class and payer", None, Text("it pays for people of the class")),
        Column("set_of", "set, by class and kind of need", POSITIVE,
            Text("which payers pay for help with it"), whole=True),
        Column("payers_of", "yes or no, by set and payer", None,
            Text("it is of the set; sets with the fewest payers come first, that of none before all")),
        Column("paid_by_main", "yes or no, by class", None,
            Text("the main ministry pays for people of the class")),
        Column("public", "yes or no, by class and kind of need", None,
            Text("public services serve people of the class")),
        Column("payable", "yes or no, by provider, class and kind of need", None,
            Text("somebody pays the provider for it")),
        Column("paid_for", "yes or no, by organisation and set of payers", None,
            Text("a target there pays for it")),
        Column("came_for", "usual clients a month, by organisation and payer", POSITIVE,
            Text("who came to it for help that the payer pays for")),
        Column("records", "client records of the month, by organisation and payer", POSITIVE,
            Text("of clients counted on an agreement")),
        Column("owed", "usual clients a month, by organisation and payer", POSITIVE,
            Text("that targets still want, by the hours of the usual price")),
        Column("group_meets", "yes or no, by organisation and payer", None,
            Text("there are people enough for the smallest group")),
        Column("staff_share", "share of a file's hours, by organisation and set of payers", SHARE,
            Text("that its own staff give, where a funder gives the others")),
        Column("watched", "share, by organisation", SHARE,
            Text("of its clients under targets, how far they are counted in numbers")),
        Column("clients", "usual clients, by organisation and set of payers", POSITIVE,
            Text("served this month, for those who count them")),
        Column("true_need", "shares by kind of need", SHARE, Text("needs of all present")),
        Column("listed", "people, by class, place and kind of need", POSITIVE, Text("who wait for service")),
        Column("asked", "people, by class, place and kind of need", POSITIVE,
            Text("of these, who began to last month")),
        Column("followed", "people, by class, place and kind of need", POSITIVE, Text("in service")),
        Column("adrift", "1 or 0", SHARE, Text("an organisation that had files has closed")),
        Column("waiting", "people, by provider, class and kind of need", POSITIVE,
            Text("on its waiting list")),
        Column("requests", "people, by provider, class and kind of need", POSITIVE,
            Text("who came to it this month")),
        Column("in_service", "people, by provider, class and kind of need", POSITIVE,
            Text("whose file it follows")),
        Column("started", "people, by provider, class and kind of need", POSITIVE,
            Text("whose file it opens this month")),
        Column("thickness", "share of standard hours, by provider and who pays (0 nobody, 1 somebody)",
            SHARE, Text("hours of a file against the standard")),
        Column("own_design", "share of hours, by provider", SHARE, Text("service of its own design")),
        Column("pulls", "hours a month, by provider, who pays (0 nobody, 1 somebody) and kind of need",
            POSITIVE, Text("offered, over 1 + the months of work on its list")),
        Column("reach", "share of the eligible's chance, by class, place and kind of need", SHARE,
            Text("how readily a need leads to asking")),
        Column("start", "chance this month, by class, place and kind of need", SHARE,
            Text("that a file is opened for somebody who waits")),
        Column("drawn_to", "share, by class, place, kind of need and provider of the place", SHARE,
            Text("cumulative chance that it is opened at each")),
        Column("here", "provider, by place and order", POSITIVE,
            Text("the living organisations of a place, then its public services"), whole=True),
        Column("number_here", "providers, by place", POSITIVE, Text("how many these are"), whole=True),
    ),
}  # fmt: skip
_KIND = {column.name: column.kind for column in COLUMNS["demand"]}
_NOT_YET: NDArray[Any] = np.zeros(0)
_OLDEST_MONTHS = 600
_FIRST_KIND = 48  # bit of a code; those before are the funders'


def _new(name: str, shape: tuple[int, ...], value: float = 0.0) -> NDArray[Any]:
    """A column as it is declared, of one value."""
    return np.full(shape, value, _KIND[name])


def _as_column(name: str, values: NDArray[Any]) -> NDArray[Any]:
    """Values as the column that they are declared to be."""
    return np.ascontiguousarray(values, _KIND[name])


def _divided(people: NDArray[Any], classes: int) -> NDArray[Any]:
    """People of a provider and kind, evenly over so many classes."""
    return np.repeat(people.sum(axis=1, keepdims=True) / classes, classes, axis=1)


class Demand:
    """Who waits and who is served, where, by who would pay for them.

    A class is the set of payers (programmes of funders) that pay for a person and of kinds of need that
    public services serve them for, by status and months since arrival; a set is what payers pay for one
    of these needs. The units of the columns say by what each array goes.
    """

    def __init__(
        self,
        organizations: int,
        served_by_public: NDArray[np.bool_],
        places: int,
        paid_statuses: NDArray[np.bool_],
    ) -> None:
        self.organizations = organizations
        self.served_by_public = served_by_public  # (statuses, kinds)
        self.paid_statuses = (
            paid_statuses  # named by each (programmes, statuses); none: the funder says
        )
        self.places = places
        self.providers = organizations + places
        self.class_of = _new("class_of", (len(served_by_public), _OLDEST_MONTHS + 1))
        self.true_need = _new("true_need", (KINDS,), 1.0 / KINDS)
        self.watched = _new("watched", (organizations,))
        self.here = _new("here", (places, self.providers))
        self.number_here = _new("number_here", (places,))
        self.adrift = _new("adrift", (1,))
        self.thickness = _new("thickness", (self.providers, 2), 1.0)
        self.pulls = _new("pulls", (self.providers, 2, KINDS))
        self.own_design = _new("own_design", (self.providers,))
        self.waiting = _new("waiting", (self.providers, 1, KINDS))
        self.in_service = _new("in_service", (self.providers, 1, KINDS))
        self.started = _new("started", (self.providers, 1, KINDS))

    def classify(
        self, funders: Table, funds: Table, programmes: Table, eligibility: Table, main_funder: int
    ) -> None:
        """Find the classes that these funders' levers and programmes make; eligibility (funders, statuses).

        Where they are other classes than before, lists keep their providers: each class takes the part that the
        provider had of the kind.
        """
        of_all = whom(eligibility, self.paid_statuses)
        payers = payers_of(funders, funds, programmes)
        months = np.arange(_OLDEST_MONTHS + 1)
        code = np.zeros((len(self.served_by_public), len(months)), np.int64)
        for q, (f, m) in enumerate(payers):
            longest = min(funders["window_months"][f], programmes["window_months"][m])
            code |= (of_all[f, m][:, None] & (months <= longest)[None, :]).astype(np.int64) << q
        bits = _FIRST_KIND + np.arange(KINDS)
        code |= (self.served_by_public.astype(np.int64) << bits).sum(axis=1)[:, None]
        codes = np.unique(np.append(code, 0))
        numbers = np.arange(len(payers))
        pays = (codes[:, None] >> numbers[None, :]) & 1 == 1
        covered = pays[:, None, :] & (funds["needs"][payers[:, 0], payers[:, 1]].T > 0.0)[None]
        sets = (covered.astype(np.int64) << numbers).sum(axis=2)
        known = np.unique(np.append(sets, 0))
        payers_of_set = (known[:, None] >> numbers[None, :]) & 1 == 1
        order = np.argsort(payers_of_set.sum(axis=1), kind="stable")
        class_of, set_of = (
            np.searchsorted(codes, code),
            np.argsort(order)[np.searchsorted(known, sets)],
        )
        paid_by_main = pays[:, payers[:, 0] == main_funder].any(axis=1)
        public, of_sets = (codes[:, None] >> bits[None, :]) & 1 == 1, payers_of_set[order]
        classification = {
            "class_of": class_of, "payers": payers, "pays": pays, "paid_by_main": paid_by_main,
            "public": public, "set_of": set_of, "payers_of": of_sets,
        }  # fmt: skip
        if all(
            np.array_equal(getattr(self, name, _NOT_YET), values)
            for name, values in classification.items()
        ):
            return
        self.class_of = _as_column("class_of", class_of)
        self.payers = _as_column("payers", payers)
        self.pays = _as_column("pays", pays)
        self.paid_by_main = _as_column("paid_by_main", paid_by_main)
        self.public = _as_column("public", public)
        self.set_of = _as_column("set_of", set_of)
        self.payers_of = _as_column("payers_of", of_sets)
        classes = len(codes)
        self.payable = _new("payable", (self.providers, classes, KINDS), 1.0)
        self.payable[: self.organizations] = False  # until a target is known
        self.group_meets = _new("group_meets", (self.organizations, len(payers)), 1.0)
        self.waiting = _divided(self.waiting, classes)
        self.in_service = _divided(self.in_service, classes)
        self.started = _divided(self.started, classes)
        by_provider = (self.providers, classes, KINDS)
        self.requests = _new("requests", by_provider)
        self.owed = _new("owed", (self.organizations, len(payers)))
        self.came_for = _new("came_for", (self.organizations, len(payers)))
        self.records = _new("records", (self.organizations, len(payers)))
        self.clients = _new("clients", (self.organizations, len(known)))
        self.paid_for = _new("paid_for", (self.organizations, len(known)))
        self.staff_share = _new("staff_share", (self.organizations, len(known)), 1.0)
        by_place = (classes, self.places, KINDS)
        self.listed = _new("listed", by_place)
        self.asked = _new("asked", by_place)
        self.followed = _new("followed", by_place)
        self.reach = _new("reach", by_place)
        self.start = _new("start", by_place)
        self.drawn_to = _new("drawn_to", (*by_place, self.providers))

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> NDArray[Any]: ...
