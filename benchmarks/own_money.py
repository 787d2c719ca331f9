"""What money stated for the drawn population does to a small list, and what `scale_money` does:
`python benchmarks/own_money.py` prints the numbers of docs/population.md (seed 1, point values)."""

from __future__ import annotations

import tempfile
import warnings
from pathlib import Path

from partnersim import InputWarning, PartnershipModel, load

LIST = "name,place,budget,archetype\n" + "".join(
    f"Organisme {n},montreal,{1_000_000 / 12:.2f},{'ABCDEFGHIJ'[n % 10]}\n" for n in range(12)
)


def staff(model: PartnershipModel) -> str:
    """Employees of the living organisations."""
    o = model.world.organizations
    return f"{o['staff'][o['alive']].sum():,.0f}"


def show(title: str, *sets: str) -> None:
    """Sums, and employees at the first month, at the end of the spin-up and a year later."""
    model = PartnershipModel(load("mifi_status_quo", sets, years=1, scale=2000.0), seed=1)
    world, o = model.world, model.world.organizations[: model.world.founded_rows]
    wages = o["staff"] * float(world.parameters["staff"]["cost_a_month"][0])
    budgets, envelopes = 12 * (wages + o["fixed_cost"]).sum(), world.funders["envelope"].sum()
    counts = [staff(model)]
    for months in (model.settings.spin_up_months, 12):
        model.run_for(months)
        counts.append(staff(model))
    print(f"{title}: budgets {budgets:,.0f}, envelopes {envelopes:,.0f}, factor "
          f"{model.settings.own.money_factor:.3f}, staff {' → '.join(counts)}")  # fmt: skip


if __name__ == "__main__":
    warnings.simplefilter("ignore", InputWarning)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "list.csv")
        file.write_text(LIST, encoding="utf-8")
        show("drawn population")
        show("twelve organisations", f"population.file={file}")
        show("with scale_money", f"population.file={file}", "population.scale_money=true")
