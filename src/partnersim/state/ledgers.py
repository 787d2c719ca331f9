"""The three ledgers that always balance: money, hours, people. `--debug-ledgers` checks each month."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from partnersim.state.columns import ACTIVITIES, FIRST_ACCOUNT

if TYPE_CHECKING:
    from partnersim.state.world import World

_DOLLARS = 0.01
_HOURS = 1e-6
_PEOPLE = 1e-6


class LedgerError(AssertionError):
    """A ledger does not balance: a fault of the program."""


class Ledgers:
    """Remembers the last month's balances and compares."""

    def __init__(self, world: World) -> None:
        self._reserve = world.organizations["reserve"].copy()
        self._staff = world.organizations["staff"].copy()
        self._ever = {
            (name, column): np.zeros(len(world.tables[name]))
            for name in world.accounts
            for column in ("received", "spent")
        }

    def check(self, world: World) -> None:
        """Raise LedgerError when money, hours or people do not add up."""
        self._money(world)
        self._hours(world)
        self._people(world)
        self._reserve = world.organizations["reserve"].copy()
        self._staff = world.organizations["staff"].copy()

    def _money(self, world: World) -> None:
        o, f = world.organizations, world.funders
        change = o["receipts"] - o["wages"] - o["overhead"] - o["other_costs"]
        _near(o["reserve"] - self._reserve, change, _DOLLARS, "reserve", world.organization_names)
        _near(f["awarded"] + f["unspent"], f["budget"], _DOLLARS, "envelope", world.funder_names)
        account = f["received"] - f["paid"] - f["returned"]
        owed = world.contracts["receivable"].sum(axis=(0, 2))
        if (account < owed - _DOLLARS).any():
            raise LedgerError("a funder's account is below what it owes")
        due = world.due.sum(axis=-1)
        _near(due, world.contracts["receivable"].sum(axis=-1), _DOLLARS, "receivables", None)
        written = world.flows.of_this_month()
        paid = np.zeros(len(o))
        payee = written["payee"]
        received = written[(payee >= 1000) & (payee < FIRST_ACCOUNT)]
        np.add.at(paid, received["payee"].astype(int) - 1000, received["amount"])
        _near(paid, o["receipts"], _DOLLARS, "flows to", world.organization_names)

        for name, first in world.accounts.items():
            self._accounts(world, name, first, written)

    def _accounts(self, world: World, name: str, first: int, written: np.ndarray) -> None:
        """What a row of a system got less what it spent is its account, and every dollar is a flow."""
        table, names = world.tables[name], world.row_names[name]
        _near(table["received"] - table["spent"], table["account"], _DOLLARS, "account of", names)
        for column, who in (("received", "payee"), ("spent", "payer")):
            rows = written[(written[who] >= first) & (written[who] < first + len(table))]
            sums = np.zeros(len(table))
            np.add.at(sums, rows[who].astype(int) - first, rows["amount"])
            self._ever[name, column] += sums
            _near(self._ever[name, column], table[column], _DOLLARS, f"flows, {column} of", names)

    def _hours(self, world: World) -> None:
        o = world.organizations
        spent = sum(o[f"hours_{activity}"] for activity in ACTIVITIES)
        available = self._staff * float(world.parameters["staff"]["hours_a_month"][0])
        available += o["borrowed_hours"]
        running = o["alive"] & (self._staff > 0)
        places = world.places.lent_hours
        pairs = {
            "hours": (np.asarray(spent)[running], available[running]),
            "hours lent": (o["borrowed_hours"].sum(keepdims=True), places.sum(keepdims=True)),
        }
        for what, (first, second) in pairs.items():
            _near(first, second, _HOURS * 1e3, what, None)

    def _people(self, world: World) -> None:
        table, totals = world.newcomers, world.newcomers.totals
        of_status = table.arrival_status[: table.rows]
        present = np.bincount(of_status, minlength=len(totals)) * table.weight
        accounted = totals["settled"] + totals["left"] + present
        _near(
            totals["arrived"], accounted, _PEOPLE * max(1.0, float(totals["arrived"].max())), "people",
            list(world.statuses.names),
        )  # fmt: skip


def _near(
    first: np.ndarray, second: np.ndarray, tolerance: float, what: str, names: list[str] | None
) -> None:
    apart = np.abs(first - second)
    if (apart > tolerance).any():
        where = int(np.argmax(apart))
        name = names[where] if names is not None else str(where)
        raise LedgerError(f"{what} of {name}: off by {float(apart.flat[where])}")
