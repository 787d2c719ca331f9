"""What an application for an agreement takes, could bring, and is worth to a board."""

from __future__ import annotations

import math
from typing import Any

from partnersim.state.arrays import Table
from partnersim.state.board_means import Books, means_of, weight_of_advocacy, weight_of_mission
from partnersim.state.kernel import kernel
from partnersim.state.use_of_posts import Use, odds_with, points_without_chance, worth

_OPTIONS = 6  # the ceiling, and parts of it down to nothing


@kernel
def application_hours(calls: Any, staff: float, renews: bool) -> Any:
    """Hours that one application takes.

    Parameters
    ----------
    calls : row of parameters
    staff : full-time equivalents
    renews
        Whether it renews what it holds.

    Returns
    -------
    hours : float
    """
    size = staff / (staff + calls["half_size"])
    share = calls["renewal_share"] if renews else 1.0
    return calls["application_hours"] * share * (1.0 + size) / 2.0


@kernel
def with_clients(
    books: Books, funder: Any, fund: Any, programme: Any, held: float, option: float,
    expected: float, writing: float, brought: float,
) -> Any:  # fmt: skip
    """An organisation's books if it asked for other clients by a programme than it holds.

    Parameters
    ----------
    books
        With what it holds.
    funder, fund, programme : rows
        Price, cap of overhead; hours of reports.
    held, option, expected
        Clients a year: of last year, asked for, and awarded as far as the odds go.
    writing : hours
        Of the application.
    brought
        Clients a year whom nobody pays it for without the programme.

    Returns
    -------
    books : Books
    """
    more = expected - held
    dollars = more * funder["price_per_client"]
    reports = books.reporting + fund["hours_a_record"] * more / programme["price"]
    if held <= 0.0 < option:
        reports += fund["hours_of_reports"]
    if option <= 0.0 < held:
        reports -= fund["hours_of_reports"]
    return Books(
        books.grants,
        books.conditional,
        max(0.0, books.agreements + dollars),
        max(0.0, books.overhead + funder["overhead_cap"] * dollars),
        max(0.0, books.clients + more),
        books.projects,
        max(0.0, reports + (writing if option > 0.0 else 0.0)),
        books.owed,
        books.brought + min(brought, expected) - min(brought, held),
    )


@kernel
def odds_of_winning(o: Any, funder: Any, relation: Any, points: float, contest: Any) -> Any:
    """The chance that what is contested is won, by the points of last year's record, fit and advocacy.

    Parameters
    ----------
    o, funder, relation : rows
        Posts of advocacy; the minister's taste; performance.
    points
        Of fit, less those that it took to win last year.
    contest : row of parameters

    Returns
    -------
    odds : float
        0 to 1.
    """
    return odds_with(points_without_chance(o, funder, relation, points, contest), contest["noise"])


@kernel
def clients_worth_asking(
    o: Any, books: Books, most: float, held: float, writing: float, brought: float, funder: Any, fund: Any,
    programme: Any, relation: Any, points: float, board: Any, staff: Any, members: Any, raising: Any,
    delivery: Any, contest: Any, least: float,
) -> Any:  # fmt: skip
    """The number of clients, of a few from none to the most, with which the year is worth most.

    Parameters
    ----------
    o, funder, fund, programme, relation : rows
        Of the organisation, of the funder, of the programme and between them.
    points
        Of fit with its call, less those that it took to win last year.
    books
        With what it holds.
    most, held
        Clients it could ask for, and holds.
    writing : hours
        Of the application.
    brought
        Clients a year whom nobody pays it for without the programme.
    board, staff, members, raising, delivery, contest : rows of parameters
    least
        Clients of the smallest agreement.

    Returns
    -------
    clients : float
    """
    use = Use(o["raising_share"], o["mission_use"], o["advocacy_use"], o["uncounted_use"])
    odds = odds_of_winning(o, funder, relation, points, contest)
    weight, advocacy = weight_of_mission(o, board), weight_of_advocacy(o, board)
    best, highest = 0.0, -math.inf
    for n in range(_OPTIONS):
        option = most * (1.0 - n / (_OPTIONS - 1.0))
        if option < least:
            option = 0.0
        certain = min(option, contest["certainty"] * held)
        expected = certain + (option - certain) * odds
        changed = with_clients(
            books, funder, fund, programme, held, option, expected, writing, brought
        )
        means = means_of(
            o, changed, board, staff, members, raising, delivery, contest, weight, advocacy,
            funder, points,
        )  # fmt: skip
        utility = worth(means, use)
        if utility > highest:
            best, highest = option, utility
        if option <= 0.0:  # so are those that follow
            break
    return best


@kernel
def sold_by(o: Any, programmes: Table, of_funder: Table, m: int) -> Any:
    """The part of what it would sell to a funder that an organisation could sell by one programme.

    The programme that pays for most of what it offers takes all of it, the others in proportion; one that
    it asks for alone, where the funder has it, takes all, the others nothing.

    Parameters
    ----------
    o : row of organizations
        Its offer; the programme that it asks for alone.
    programmes : table (programmes,)
        Which are paid per client.
    of_funder : table (programmes,)
        Of the funder: pools, needs paid for.
    m
        The programme.

    Returns
    -------
    share : float
    """
    largest, own = 1e-9, 0.0
    alone = o["only_programme"]
    if alone >= 0 and of_funder[alone]["pool"] <= 0.0:
        alone = -1
    for n in range(len(programmes)):
        if not programmes[n]["per_client"] or of_funder[n]["pool"] <= 0.0:
            continue
        if alone >= 0 and n != alone:
            continue
        offered = 0.0
        for k in range(len(o["offer"])):
            offered += o["offer"][k] * of_funder[n]["needs"][k]
        largest = max(largest, offered)
        own = offered if n == m else own
    return own / largest


@kernel
def most_clients(
    relation: Any, held: float, room: float, sold: float, in_reach: float, least: float, years: float,
    calls: Any, contest: Any,
) -> Any:  # fmt: skip
    """Clients that an organisation could ask for by a programme.

    Parameters
    ----------
    relation : row
    held
        Clients of last year's agreement.
    room
        People whom agreements pay it for and whom the programme would bring, less clients of all agreements.
    sold
        Clients that it could sell, of all that its staff could serve.
    in_reach
        People whom the programme pays for, who come or whom it would bring.
    least
        Clients of the smallest agreement.
    years
        For which agreements are signed.
    calls, contest : rows of parameters

    Returns
    -------
    clients : float
        max((1 + growth) ^ years x (ratchet x served + (1 - ratchet) x awarded), the smallest agreement, entry x
        sold), and no more than are in reach; nobody enters who could not sell that much.
    """
    served = held * min(1.0, relation["performance"])
    ground = contest["ratchet"] * served + (1.0 - contest["ratchet"]) * held
    entry = max(min(least, sold), calls["entry"] * sold)
    most = min(in_reach, room + held)
    grown = (1.0 + contest["growth"]) ** years
    return min(max(grown * ground, entry), max(0.0, most))
