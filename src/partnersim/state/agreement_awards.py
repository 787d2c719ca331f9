"""How the money of a programme of agreements is awarded: in force, renewed, contested by place."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from partnersim.state.arrays import Numbers, Table
from partnersim.state.kernel import kernel
from partnersim.state.money import commit, count_year
from partnersim.state.programmes import price_of


@kernel
def give(c: Any, dollars: float, months: int) -> None:
    """An agreement is awarded, or another part of it.

    Parameters
    ----------
    c : row of contracts
        Written: amount (2020 dollars a year) and months_left.
    dollars : 2020 dollars a year
    months
        For which it is signed.
    """
    c["amount"] += dollars
    c["months_left"] = months


@kernel
def contest_places(
    organizations: Table, contracts: Table, order: NDArray[np.int64], count: int, left: Numbers,
    least: float, months: int, m: int, f: int,
) -> None:  # fmt: skip
    """Grant what is still asked in the order of points, while the money of each place lasts.

    Parameters
    ----------
    organizations : table (organisations,)
        Their places.
    contracts : table (organisations, funders, programmes)
        Asked and score. Written: amount and months_left.
    order : array (organisations,)
        Rows by points, best first.
    count
        How many of them apply.
    left : array (places,)
        2020 dollars. Written.
    least : 2020 dollars
        The smallest agreement.
    months
        For which agreements are signed.
    m, f
        Programme and funder.
    """
    for n in range(count):
        i = order[n]
        c = contracts[i, f, m]
        here = organizations[i]["place"]
        wanted = c["asked"] - c["amount"]
        if wanted <= 0.0:
            continue
        given = min(wanted, left[here])
        if given > 0.0 and c["amount"] + given >= least:
            give(c, given, months)
            left[here] -= given


@kernel
def renew(organizations: Table, contracts: Table, certainty: float, m: int, f: int) -> Any:
    """Agreements that ended are renewed as far as that is certain.

    Parameters
    ----------
    organizations : table (organisations,)
        Which are alive.
    contracts : table (organisations, funders, programmes)
        Applications. Written: amount (2020 dollars a year) and months_left.
    certainty
        Share of last year's clients that is renewed without a contest.
    m, f
        Programme and funder.

    Returns
    -------
    committed, asked, certain : 2020 dollars a year
        In force already, asked for by who applies, renewed.
    """
    committed = asked = certain = 0.0
    for i in range(len(organizations)):
        c = contracts[i, f, m]
        alive = organizations[i]["alive"]
        if c["months_left"] > 0 and alive:
            committed += c["amount"]
            continue
        before = c["amount"]
        c["amount"] = 0.0
        c["months_left"] = 0
        if c["applied"] and alive:
            asked += c["asked"]
            c["amount"] = min(c["asked"], certainty * before)
            certain += c["amount"]
    return committed, asked, certain


@kernel
def offer_to_all(
    contracts: Table, order: NDArray[np.int64], count: int, dollars: float, least: float,
    months: int, m: int, f: int,
) -> None:  # fmt: skip
    """Grant what is still asked in the order of points, wherever they are, while money lasts.

    Parameters
    ----------
    contracts : table (organisations, funders, programmes)
        Asked. Written: amount and months_left.
    order : array (organisations,)
        Rows by points, best first.
    count
        How many of them apply.
    dollars, least : 2020 dollars
        What is left; the smallest agreement.
    months
        For which agreements are signed.
    m, f
        Programme and funder.
    """
    rest = dollars
    for n in range(count):
        c = contracts[order[n], f, m]
        given = min(c["asked"] - c["amount"], rest)
        if given > 0.0 and c["amount"] + given >= least:
            give(c, given, months)
            rest -= given


@kernel
def points_that_win(
    contracts: Table, order: NDArray[np.int64], count: int, before: float, m: int, f: int
) -> Any:
    """Points of the best that was cut, or of the last where nobody was, half last year's.

    Parameters
    ----------
    contracts : table (organisations, funders, programmes)
        Asked, amount and score.
    order : array (organisations,)
        Rows by points, best first.
    count
        How many of them apply.
    before : points
        Of last year.
    m, f
        Programme and funder.

    Returns
    -------
    points : float
        As before, where nobody applied.
    """
    cut, worst = -math.inf, math.inf
    for n in range(count):
        c = contracts[order[n], f, m]
        if c["amount"] < 0.999 * c["asked"]:
            cut = max(cut, c["score"])
        worst = min(worst, c["score"])
    last = cut if cut > -math.inf else worst
    return before + 0.5 * (last - before) if last < math.inf else before


@kernel
def sign(funder: Any, fund: Any, contracts: Table, price: float, months_left: int) -> None:
    """Targets of the year follow what was awarded, and the money is committed.

    Parameters
    ----------
    funder, fund : rows
        Written by `commit`: awarded and unspent; agreements (number).
    contracts : table (organisations,)
        Of the programme. Written: months_left, target, years_held.
    price : 2020 dollars a client
    months_left
        In the fiscal year.
    """
    fund["agreements"] = 0.0
    for i in range(len(contracts)):
        c = contracts[i]
        count_year(c, c["amount"] > 0.0)
        fund["agreements"] += 1.0 if c["amount"] > 0.0 else 0.0
        if c["amount"] <= 0.0:
            c["months_left"] = 0
        c["target"] = c["amount"] / price * months_left / 12.0
        if funder["envelope"] + funder["transferred"] > 0.0:
            commit(funder, c["amount"] * funder["part_of_year"])


@kernel
def award_agreements(
    organizations: Table,
    funders: Table,
    funds: Table,
    contracts: Table,
    programmes: Table,
    calls: Table,
    contest: Table,
    places: int,
    m: int,
    first: bool,
    months_left: int,
) -> None:
    """Agreements of a programme in force go on, certain renewals follow, the rest of its money is contested.

    Money is divided over places by the people at the doors there whom the programme pays for; what a
    place does not use is then offered to all. Who asks for more than is left is cut, and the next are
    refused.

    Parameters
    ----------
    organizations : table (organisations,)
        Places.
    funders : table (funders,)
        Envelope, price, term. Written by `commit`: awarded and unspent.
    funds : table (funders, programmes)
        Pools. Written: points_to_win.
    contracts : table (organisations, funders, programmes)
        Applications, points, people at the door. Written: amount (2020 dollars a year), months_left,
        target, years_held.
    programmes : table (programmes,)
        Price, smallest group.
    calls, contest : tables (1,)
        Smallest agreement; certainty of renewal.
    places
        How many there are.
    m
        The number of the programme.
    first
        Whether the run begins: then all get the same part of what they ask for.
    months_left
        In the fiscal year.

    References
    ----------
    Bruneau (2021), ch. 5 and ch. 6 (F7).
    """
    rows = len(organizations)
    order_by = np.zeros(rows)
    left = np.zeros(places)
    door = np.zeros(places)
    for f in range(len(funders)):
        funder = funders[f]
        price = price_of(funder, programmes[m])
        pool = funds[f, m]["pool"]
        least = max(calls[0]["smallest_clients"], programmes[m]["smallest_group"]) * price
        months = months_left + 12 * (funder["term_years"] - 1)
        committed, asked, certain = renew(organizations, contracts, contest[0]["certainty"], m, f)
        shrink = min(1.0, pool / max(committed, 1e-9))
        rest = max(0.0, pool - committed * shrink)
        renewed = min(1.0, rest / max(certain, 1e-9))
        all_alike = min(1.0, rest / max(asked, 1e-9))
        door[:] = 0.0
        count = 0
        for i in range(rows):
            o, c = organizations[i], contracts[i, f, m]
            order_by[i] = math.inf
            if not o["alive"]:
                continue
            door[o["place"]] += c["door"] + 1e-9
            if c["months_left"] > 0:
                c["amount"] *= shrink
            elif c["applied"]:
                c["amount"] = c["asked"] * all_alike if first else c["amount"] * renewed
                c["months_left"] = months
                order_by[i] = -c["score"]
                count += 1
        if not first:
            rest = max(0.0, rest - certain * renewed)
            order = np.argsort(order_by)
            people = max(door.sum(), 1e-9)
            for k in range(places):
                left[k] = rest * door[k] / people
            contest_places(organizations, contracts, order, count, left, least, months, m, f)
            offer_to_all(contracts, order, count, left.sum(), least, months, m, f)
            before = funds[f, m]["points_to_win"]
            funds[f, m]["points_to_win"] = points_that_win(contracts, order, count, before, m, f)
        sign(funder, funds[f, m], contracts[:, f, m], price, months_left)
