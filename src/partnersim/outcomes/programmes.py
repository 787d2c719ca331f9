"""What each programme asks of those who hold it, at the end of a fiscal year."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from partnersim.state.world import Numbers, World


class ProgrammeYear(NamedTuple):
    """A fiscal year of every programme by every funder; each array is (funders, programmes)."""

    now: int
    pool: Numbers
    holders: Numbers
    alone: Numbers
    amount: Numbers
    asked: Numbers
    clients: Numbers
    hours_of_records: Numbers
    hours_of_reports: Numbers
    felt_burden: Numbers


def measure(world: World) -> ProgrammeYear:
    """The year that ends: hours are those of its records so far, and of a year's reports."""
    contracts, funds = world.contracts, world.funds
    amount = contracts["amount"] * world.organizations["alive"][:, None, None]
    held = amount > 0.0
    holders = held.sum(axis=0)
    alone = held & (held.sum(axis=2, keepdims=True) == 1)
    asked = np.where(contracts["applied"], contracts["asked"], amount).sum(axis=0)
    asked[:, ~world.programmes["per_client"]] = np.nan  # no amount is asked for there
    clients = np.where(held, contracts["served"], 0.0).sum(axis=0)
    felt = (held * world.organizations["felt_burden"][:, None, None]).sum(axis=0)
    return ProgrammeYear(
        world.now,
        funds["pool"].copy(),
        holders,
        alone.sum(axis=0),
        amount.sum(axis=0),
        asked,
        clients,
        clients * funds["hours_a_record"],
        holders * funds["hours_of_reports"],
        felt / np.maximum(holders, 1),
    )
