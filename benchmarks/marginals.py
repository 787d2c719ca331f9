"""The drawn population beside the documents' figures: `python benchmarks/marginals.py` prints the table
of docs/population.md (first month for what is drawn; end of the spin-up for what has formed)."""

from __future__ import annotations

import numpy as np

from partnersim.model import PartnershipModel


def main() -> None:
    """Print a Markdown table."""
    model = PartnershipModel("mifi_status_quo", seed=1)
    world = model.world
    o = world.organizations[: world.founded_rows].copy()
    wages = o["staff"] * 12 * float(world.parameters["staff"]["cost_a_month"][0])
    budget = wages + 12 * o["fixed_cost"]
    rows = [
        ("organisations", f"{len(o)}", "F1: 126"),
        ("in Montreal", f"{(o['place'] == 0).mean():.0%}", "F2: about 40 %"),
        ("staff, mean (full-time equivalents)", f"{o['staff'].mean():.1f}", "X13: about 14 employees"),
        ("budget, median and mean", f"{np.median(budget):,.0f} $, {budget.mean():,.0f} $", ""),
        ("budget of H", f"{budget[7]:,.0f} $", "F11: about 1,400,000 $"),
        ("budget of J", f"{budget[9]:,.0f} $", "F10: just over 1,000,000 $"),
        ("founding orientation, mean and spread",
         f"{o['founding_identity'].mean():.2f}, {o['founding_identity'].std():.2f}", "assumption"),
        ("members of the umbrella", f"{o['umbrella_member'].mean():.0%}", "F5"),
    ]  # fmt: skip
    while world.now < world.calendar.spin_up_months:
        model.step()
    f = world.main_funder
    live = world.organizations["alive"]
    amounts = world.contracts["amount"][:, f]
    ten = [
        f"{name} {world.relations['yearly_income'][i, f] / world.organizations['yearly_income'][i]:.0%}"
        if live[i]
        else f"{name} closed"
        for i, name in enumerate(world.organization_names[:10])
    ]
    hours = world.organizations["hours_reporting"][live] / (
        world.organizations["staff"][live] * float(world.parameters["staff"]["hours_a_month"][0])
    )
    rows += [
        ("*formed:* with agreements, projects, mission grants of the ministry",
         ", ".join(str(int((amounts[:, m] > 0).sum())) for m in (1, 2, 0)), "F7: 91, 41, 31"),
        ("*formed:* mission share of the ministry",
         f"{amounts[:, 0].sum() / amounts.sum():.1%}", "F6: at most 9 % (2010-2015)"),
        ("*formed:* dependence on the ministry, of A to J",
         ", ".join(ten), "F12: A 60 %, D 80 %, F 55 %, B small"),
        ("*formed:* hours for reporting, median", f"{np.median(hours):.1%}", "F13: 10 to 15 % (2020)"),
    ]  # fmt: skip
    print("| what | drawn or formed | documents |\n| --- | --- | --- |")
    for row in rows:
        print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()
