"""Do sizes, dependence, the number funded and the ministry's money hold together, and in which year? (decision 53)

First what organisations would get by the sizes and shares that are told, summed by funder over 200 drawn populations,
beside what funders have at the start of the status quo, in 2020 and in 2023 (millions of dollars of 2020 a year).
Then, over runs with unknowns drawn from their priors: budgets at the start against income; money asked for and paid
by the ministry, and organisations that it funds, each September; budgets and dependence of the ten in September 2020.

    python -m studies.sizes_and_money [runs]     prints
"""

from __future__ import annotations

from typing import Any

import numpy as np

from partnersim.analysis.runs.paired_runs import jobs_of, tables_of
from partnersim.evidence.told_profiles import LETTERS
from partnersim.model import PartnershipModel
from partnersim.outcomes.recorder import named
from partnersim.population.archetypes import draw_population
from partnersim.scenario.loading import load
from partnersim.state.draws import Draws
from studies.saved import runs_asked

RUNS, SEED, SCALE, DRAWS = 20, 20_271, 100.0, 200
STATUS_QUO, YEARS_TOLD = "mifi_status_quo", "mifi_2010_2024"
POSTS_OF_F_FOR_A_MILLION = (
    27.0  # 1 M$ / 0.55 (ch. 4, 5) / 66,600 $ a post with its share of fixed costs
)
SEPTEMBER, MILLION = 5, 1e6
TOOLS = ("service_agreement", "project", "mission_grant")
LEVELS = (
    "identity_mean", "service_provider_share", "autonomy_index", "served_share", "capacity",
    "staff_total", "with_agreement", "reporting_share",
)  # fmt: skip


def budgets(ministry_money: float, posts_of_f: float = 18.0) -> dict[str, float]:
    """Millions a year by sizes and shares: of each kind of funder, of own income, of all.

    ministry_money: multiple of that of 2020; posts_of_f: of F, and in proportion of those drawn like it.
    """
    settings = load(STATUS_QUO)
    population = settings.parameters["population"] | {"ministry_money": ministry_money}
    staff = settings.parameters["staff"]
    sums: dict[str, float] = {}
    for seed in range(DRAWS):
        drawn = draw_population(
            Draws(seed, 0), population["organizations"], population, staff, settings.start.year
        )
        o = drawn.table
        year = 12.0 * (o["staff"] * staff["cost_a_month"] + o["fixed_cost"])
        year[o["archetype"] == LETTERS.index("F")] *= posts_of_f / 18.0
        parts = {
            kind: sum(
                budget * sold[kind] for budget, sold in zip(year, drawn.appetites, strict=True)
            )
            for kind in drawn.appetites[0]
        }
        parts |= {"own income": 12.0 * o["own_income"].sum(), "all": year.sum()}
        for name, dollars in parts.items():
            sums[name] = sums.get(name, 0.0) + float(dollars) / DRAWS / MILLION
    return sums


def pools() -> dict[str, dict[str, float]]:
    """Millions a year of each funder at the start of the status quo, in 2020 and in 2023."""
    told = load(YEARS_TOLD)
    states = {"status quo": load(STATUS_QUO)} | {
        str(change.month.year): change.settings
        for change in told.changes
        if change.month.fiscal_month == 0
    }
    return {
        year: {
            name: funder.values["funding"]["envelope"] / MILLION
            for name, funder in states[year].funders.items()
        }
        for year in ("status quo", "2020", "2023")
    }


def seen(model: PartnershipModel) -> dict[str, Any]:
    """The ministry's money, whom it funds, and the ten, as they stand."""
    world, f = model.world, model.world.main_funder
    o, alive = world.organizations, model.world.organizations["alive"].astype(float)
    cost = float(world.parameters["staff"]["cost_a_month"][0])
    amounts = world.contracts["amount"][:, f]
    by_tool = [amounts[:, world.programmes_of(tool)].sum(axis=1) for tool in TOOLS]
    ten = [world.organization_names.index(letter) for letter in LETTERS]
    income = np.maximum(o["yearly_income"][ten], 1.0)
    agreements = world.programmes_of(TOOLS[0])
    ministries = world.contracts["amount"][ten][:, world.funders["is_ministry"]].sum(axis=(1, 2))
    lives = np.where(o["alive"][ten], 1.0, np.nan)
    return {
        "costs": 12.0 * float(((o["staff"] * cost + o["fixed_cost"]) * alive).sum()) / MILLION,
        "income": float((o["yearly_income"] * alive).sum()) / MILLION,
        "envelope": float(world.funders["envelope"][f]) / MILLION,
        "agreements asked": float(world.contracts["asked"][:, f][:, agreements].sum()) / MILLION,
        "agreements to give": float(world.funds["pool"][f, agreements].sum()) / MILLION,
        "paid": float(amounts.sum()) / MILLION,
        "funded": np.array([(held > 0.0).sum() for held in by_tool], float),
        "budgets": lives * o["yearly_income"][ten] / 1000.0,
        "of the ministry": lives * amounts[ten].sum(axis=1) / income,
        "of ministries": lives * ministries / income,
    }


def lived(name: str, run: int) -> dict[str, dict[str, Any]]:
    """What is seen in the first month and each September."""
    model = PartnershipModel(
        name, settings={"scale": SCALE}, seed=SEED, run=run, uncertainty="prior"
    )
    world = model.world
    found = {"start": seen(model)}
    first = world.calendar.first.year
    while world.now < world.calendar.months:
        model.step()
        if (world.now - 1) % 12 == SEPTEMBER:
            found[str(first + world.now // 12)] = seen(model)
    return found


def shown(value: Any) -> str:
    """A number, or several."""
    return " ".join(f"{part:.3g}" for part in np.atleast_1d(value))


def main() -> None:
    """Print the arithmetic, then what runs make of it."""
    now = load(STATUS_QUO).parameters["population"].get("ministry_money", 1.0)
    for factor in (1.0, now):
        print("sizes and shares, ministry's money times", factor, "|", end=" ")
        print(*(f"{name} {dollars:.1f}" for name, dollars in budgets(factor).items()), sep=", ")
    larger = budgets(1.0, POSTS_OF_F_FOR_A_MILLION)["mifi"]
    print("the same, F as large as a million at 55 % takes | mifi", f"{larger:.1f}")
    for year, funders in pools().items():
        print("money,", year, "|", *(f"{name} {dollars:.1f}" for name, dollars in funders.items()))
    runs = runs_asked(RUNS)
    for name in (STATUS_QUO, YEARS_TOLD):
        all_runs = [lived(name, run) for run in range(runs)]
        for year in all_runs[0]:
            means = {
                what: np.nanmean([run[year][what] for run in all_runs], axis=0)
                for what in all_runs[0][year]
                if year in ("start", "2010", "2020", "2023") or not what.startswith(("of", "bud"))
            }
            print(
                name, year, *(f"{what} {shown(value)}" for what, value in means.items()), sep=" | "
            )
    table = named(tables_of([jobs_of(load(STATUS_QUO), runs, SEED)], workers=1)[0])
    for measure in LEVELS:
        mean, spread = np.nanmean(table[measure]), np.nanstd(table[measure])
        print(STATUS_QUO, "last year", measure, f"{mean:.4g}", f"{spread:.4g}", sep=" | ")


if __name__ == "__main__":
    main()
