"""A government pays a transfer to another, each April; part of it reaches organisations (X12).

Money for organisations moves from one envelope to the other as far as the payer has such money; the rest
comes from its treasury. What organisations would sell to the payer they sell to the receiver, in the share
of the payer's envelope that moved, and each is listened to as its envelope goes.

    amount in year y = amount x (1 + growth) ^ y
    receiver's envelope + passed on x amount          payer's envelope - min(envelope, amount)
    amount = passed on + kept by the receiver for services of its own

Under shared control the payer's rules of eligibility bind the receiver too (Meinhard et al. 2015, sect. 2:
from full provincial control, Quebec's, to shared control); under the receiver's, its own hold.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from partnersim.declarations import POSITIVE, Assumption, Column, Group, Source, Step, Text, lever
from partnersim.state.calendar import MONTHS_A_YEAR, Phase
from partnersim.state.columns import OUTSIDE
from partnersim.state.money import pass_on
from partnersim.state.payments import purpose, write_flow
from partnersim.state.programmes_of_the_year import classify
from partnersim.state.world import World
from partnersim.systems.intergovernmental_transfers import TRANSFER
from partnersim.systems.intergovernmental_transfers.names import CONTROLS, SHARED

PURPOSES = ("transfer", "kept_by_receiver")
PAID, KEPT = map(purpose, PURPOSES)
GROUP = Group("transfer", Text("Transfers between governments"), (
    lever("amount", 100.0e6, (0.0, 5.0e9), "2020 dollars a year",
        "What the transfer pays in its first year",
        Assumption(
            "a round placeholder: every scenario states its own; Canada paid Quebec 650.3 M$ in 2020-21 "
            "(X12)", "not applicable")),
    lever("growth", 0.0, (-0.5, 0.5), "share a year, in constant dollars",
        "How fast the transfer grows, by a formula that nobody here decides on",
        Assumption("none unless stated; that to Quebec follows federal spending and cannot fall",
            "the committee on immigration, 2012 (kenney_2012)")),
    lever("passed_on", 1.0, (0.0, 1.0), "share of the transfer",
        "What reaches the receiver's envelope for organisations",
        Assumption("all of it unless stated: it pays for what organisations do",
            "Meinhard et al. 2015 sect. 2: provinces in turn fund organisations, no share")),
    lever("control", "receiver", CONTROLS, "whose rules of eligibility hold for the receiver's money",
        "Who controls settlement: the receiver, or both",
        Source("meinhard_2015",
            "sect. 2: full provincial control (Quebec) to shared control; what is shared is assumed")),
), TRANSFER)  # fmt: skip
COLUMNS = {
    "transfers": (
        Column("payer", "funder", POSITIVE, Text("who pays it"), whole=True, lever=True),
        Column("receiver", "funder", POSITIVE, Text("whose envelope it pays"), whole=True, lever=True),
        Column("account", "2020 dollars", POSITIVE, Text("its account")),
        Column("received", "2020 dollars", POSITIVE, Text("from its payer, ever")),
        Column("spent", "2020 dollars", POSITIVE, Text("ever, on the envelope and beside it")),
        Column("paid_this_year", "2020 dollars", POSITIVE, Text("of this fiscal year")),
        Column("in_envelope", "2020 dollars a year", POSITIVE,
            Text("of the receiver's envelope, what the transfer pays")),
        Column("taken", "2020 dollars a year", POSITIVE,
            Text("of the payer's envelope, what went into the transfer")),
    ),
}  # fmt: skip


def act(world: World) -> None:
    """The payment of the year, each April of the scenario; the rules that come with it, each month."""
    since = world.now - world.calendar.spin_up_months
    for n, transfer in enumerate(world.tables["transfers"]):
        if world.calendar.fiscal_month == 0:
            _move(world, transfer, since // MONTHS_A_YEAR)
            _weigh(world)
            _pay(world, transfer, world.accounts["transfers"] + n)
        if transfer["control"] == SHARED:
            _bind(world, int(transfer["payer"]), int(transfer["receiver"]))


def _move(world: World, transfer: Any, years: int) -> None:
    """This year's money, in the place of last year's."""
    funders, appetite = world.funders, world.relations["appetite"]
    payer, receiver = int(transfer["payer"]), int(transfer["receiver"])
    amount = float(transfer["amount"]) * (1.0 + float(transfer["growth"])) ** years
    left = float(funders["envelope"][payer] + funders["transferred"][payer])
    more = min(left + float(transfer["taken"]), amount) - float(transfer["taken"])
    if more > 0.0:
        moved = more / left * appetite[:, payer]
        appetite[:, receiver] += moved
        appetite[:, payer] -= moved
    passed = float(transfer["passed_on"]) * amount
    funders["transferred"][payer] -= more
    funders["transferred"][receiver] += passed - transfer["in_envelope"]
    transfer["paid_this_year"], transfer["in_envelope"] = amount, passed
    transfer["taken"] += more


def _weigh(world: World) -> None:
    """Each funder is as heavy as its money beside the largest, or what the main ministry states."""
    stated = world.funders["envelope"]
    money = np.maximum(0.0, stated + world.funders["transferred"])
    largest = max(float(money.max()), float(stated[world.main_funder]), 1.0)
    world.funders["weight"] = np.minimum(1.0, money / largest)


def _pay(world: World, transfer: Any, account: int) -> None:
    """Every dollar leaves the payer and enters the receiver's envelope, or services of its own."""
    amount, passed = float(transfer["paid_this_year"]), float(transfer["in_envelope"])
    payer, receiver = int(transfer["payer"]), int(transfer["receiver"])
    world.flows.room_for(3)
    rows, count, now = world.flows.rows, world.flows.count, world.now
    pass_on(world.funders[payer], amount)
    transfer["received"] += amount
    transfer["spent"] += amount
    transfer["account"] = transfer["received"] - transfer["spent"]
    for source, goal, what, dollars in (
        (payer, account, PAID, amount),
        (account, receiver, PAID, passed),
        (account, OUTSIDE, KEPT, amount - passed),
    ):
        if dollars > 0.0:
            write_flow(rows, count, now, source, goal, what, dollars)


def _bind(world: World, payer: int, receiver: int) -> None:
    """Whom the payer does not pay for, the receiver does not either, nor longer than the payer."""
    funders, allowed = world.funders, world.eligibility["eligible"]
    both = allowed[receiver] & allowed[payer]
    window = min(funders["window_months"][receiver], funders["window_months"][payer])
    if np.array_equal(both, allowed[receiver]) and window == funders["window_months"][receiver]:
        return
    allowed[receiver] = both
    funders["window_months"][receiver] = window
    classify(world)


STEPS = {
    Phase.SHOCKS: Step(
        act,
        writes={
            "demand": (
                "asked came_for class_of clients drawn_to followed group_meets in_service listed owed "
                "paid_by_main paid_for payable payers payers_of pays public reach records requests "
                "set_of staff_share start started waiting"
            ),
            "eligibility": "eligible",
            "flows": "count rows",
            "funders": "paid received transferred weight window_months",
            "relations": "appetite",
            "transfers": "account in_envelope paid_this_year received spent taken",
        },
        after=("framework_application", "framework_secretariat"),
    )
}
