"""Programmes, by which funders give money: rows of data, each following the rules of an instrument.

They are the third axis of contracts. `divide` says what each funder has for each of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from partnersim.state.columns import KINDS
from partnersim.state.issues import MISSION_SUPPORT
from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from partnersim.state.arrays import Numbers, Table

PROPERTIES = ("unrestricted", "per_client", "in_arrears", "recurrent", "for_a_term")
NUMBERS = (
    "price", "staff_hours", "records", "reports", "smallest_group", "window_months", "first_year",
    "last_year",
)  # fmt: skip
MOST = 24  # programmes of a run: room in a funder's shares of them
ROW = np.dtype(
    [
        ("instrument", np.int64),  # whose rules it follows
        *((name, np.float64) for name in NUMBERS),
        *((name, np.bool_) for name in PROPERTIES),
        ("needs", np.int64, (KINDS,)),  # 1: paid for
    ],
    align=True,
)


@kernel
def price_of(funder: Any, programme: Any) -> Any:
    """What a programme pays for a client, in 2020 dollars.

    Parameters
    ----------
    funder, programme : rows

    Returns
    -------
    price : float
    """
    return max(funder["price_per_client"] * programme["price"], 1e-9)


@kernel
def priorities_within(funder: Any, fund: Any, named: Numbers) -> None:
    """What a funder's call names: its priorities among the needs that it pays for by a programme.

    Parameters
    ----------
    funder, fund : rows
    named : array (kinds,)
        Written: shares.
    """
    total = 1e-9
    for k in range(len(named)):
        named[k] = funder["priorities"][k] * fund["needs"][k]
        total += named[k]
    for k in range(len(named)):
        named[k] /= total


@kernel
def share_of_instrument(funder: Any, programmes: Table, m: int, year: int) -> Any:
    """The part of a funder's money for an instrument that a programme gets, by its shares of those in force.

    Where it has none of these, those in force share alike.

    Parameters
    ----------
    funder : row
        Shares of programmes.
    programmes : table (programmes,)
        Years in force, instruments.
    m
        The programme.
    year
        Fiscal year.

    Returns
    -------
    share : float
    """
    mine, of_all, in_force = -1.0, 0.0, 0.0
    for n in range(len(programmes)):
        row = programmes[n]
        there = row["first_year"] <= year <= row["last_year"]
        if not there or row["instrument"] != programmes[m]["instrument"]:
            continue
        stated = funder["programmes"][n]
        of_all += stated
        in_force += 1.0
        mine = stated if n == m else mine
    if mine < 0.0:
        return 0.0
    return mine / of_all if of_all > 0.0 else 1.0 / in_force


@kernel
def is_paid_by(
    of_funder: Table, programmes: Table, pays: NDArray[np.bool_], m: int, k: int
) -> bool:
    """Whether a funder pays for a need by a programme rather than, for all the same people, by one for
    fewer needs and people.

    Parameters
    ----------
    of_funder : table (programmes,)
        Pools of the funder.
    programmes : table (programmes,)
        Needs that each may pay for.
    pays : array (programmes, statuses)
        Whom the funder pays for by each.
    m, k
        Programme and kind of need.

    Returns
    -------
    paid : bool
    """
    row = programmes[m]
    if not row["needs"][k]:
        return False
    width = row["needs"].sum() * pays[m].sum()
    for n in range(len(programmes)):
        other = programmes[n]
        if n == m or not (row["per_client"] and other["per_client"] and other["needs"][k]):
            continue
        others_width = other["needs"].sum() * pays[n].sum()
        narrower = others_width < width or (others_width == width and n < m)
        if narrower and of_funder[n]["pool"] > 0.0 and (pays[n] >= pays[m]).all():
            return False
    return True


@kernel
def add_to_missions(of_funder: Table, programmes: Table, more: float) -> None:
    """Mission money grows by the share that the umbrella won, out of the money of agreements.

    Parameters
    ----------
    of_funder : table (programmes,)
        Written: pool (2020 dollars a year).
    programmes : table (programmes,)
        Which support missions (recurrent and unrestricted), which pay for clients.
    more
        The share that is added.
    """
    missions, agreements = 0.0, 1e-9
    for m in range(len(programmes)):
        if programmes[m]["recurrent"] and programmes[m]["unrestricted"]:
            missions += of_funder[m]["pool"]
        elif programmes[m]["per_client"]:
            agreements += of_funder[m]["pool"]
    moved = min(more * missions, agreements)
    for m in range(len(programmes)):
        if programmes[m]["recurrent"] and programmes[m]["unrestricted"]:
            of_funder[m]["pool"] *= 1.0 + moved / max(missions, 1e-9)
        elif programmes[m]["per_client"]:
            of_funder[m]["pool"] *= 1.0 - moved / agreements


@kernel
def divide(
    funds: Table, funders: Table, programmes: Table, pays: NDArray[np.bool_], year: int
) -> bool:
    """Divide envelopes over instruments by a funder's split, and over programmes in force by its shares.

    Of its programmes for clients, a funder pays for a need by the one that pays for the fewest needs: what
    is paid for by francization is not paid for by reception.

    Parameters
    ----------
    funds : table (funders, programmes)
        Written: pool (2020 dollars a year), needs (paid for by the programme).
    funders : table (funders,)
        Envelope and what is transferred into it, split over instruments, shares of programmes, mission
        money that the umbrella won.
    programmes : table (programmes,)
        Years in force, needs that they may pay for.
    pays : array (funders, programmes, statuses)
        Whom each funder pays for by each.
    year
        Fiscal year.

    Returns
    -------
    changed : bool
        Whether other programmes have money than before.
    """
    changed = False
    for f in range(len(funders)):
        for m in range(len(programmes)):
            of_instrument = funders[f]["split"][programmes[m]["instrument"]]
            pool = (funders[f]["envelope"] + funders[f]["transferred"]) * of_instrument
            pool *= share_of_instrument(funders[f], programmes, m, year)
            changed = changed or (pool > 0.0) != (funds[f, m]["pool"] > 0.0)
            funds[f, m]["pool"] = pool
        if funders[f]["won"][MISSION_SUPPORT] > 0.0:
            add_to_missions(funds[f], programmes, funders[f]["won"][MISSION_SUPPORT])
        for m in range(len(programmes)):
            for k in range(KINDS):
                paid = is_paid_by(funds[f], programmes, pays[f], m, k)
                funds[f, m]["needs"][k] = 1.0 if paid else 0.0
    return changed


def whom(eligibility: Table, named: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Statuses that each funder pays for by each programme (funders, programmes, statuses): those that the
    programme names (programmes, statuses), or where it names none, those that the funder serves or was won
    over to."""
    by_funder = (eligibility["eligible"] | eligibility["granted"])[:, None, :]
    return np.where(named.any(axis=1)[None, :, None], named[None], by_funder)


def payers_of(funders: Table, funds: Table, programmes: Table) -> NDArray[np.int64]:
    """Programmes by which a government pays for clients now, as rows of funder and programme."""
    pays = (funds["pool"] > 0.0) & programmes["per_client"] & funders["is_ministry"][:, None]
    return np.argwhere(pays)


def by_instrument(amounts: Numbers, programmes: Table, instruments: int) -> Numbers:
    """Amounts (…, programmes) summed over the programmes of each instrument."""
    sums = np.zeros((*amounts.shape[:-1], instruments))
    for m, instrument in enumerate(programmes["instrument"]):
        sums[..., instrument] += amounts[..., m]
    return sums
