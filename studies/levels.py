"""Levels of the status quo and of three reforms, agreements turned down, what asking for help does to waits, and
the gate of the index.

Levels are those of the last of twenty years, median and 10th and 90th percentile over draws of the unknowns.
Turned down is an agreement that an organisation held and did not ask for again, or a call that one without an
agreement of that programme heard of and did not answer. Asking is held at the ends and the middle of its prior.
The gate (decision 28): without the money of governments the index lies below the status quo; twice of everything
that counts (organisations, newcomers, money, seats, conversations) hardly moves it.

    python -m studies.levels [runs]     writes docs/data/levels.csv
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any, Final

import numpy as np

from partnersim.analysis.runs.paired_runs import jobs_of, tables_of
from partnersim.model import PartnershipModel
from partnersim.outcomes.recorder import named
from partnersim.scenario.loading import load
from studies.saved import runs_asked

RUNS, YEARS, SEED = 24, 20, 20_760
DATA = Path("docs/data/levels.csv")
SCENARIOS = ("mifi_status_quo", "mission_money_only", "prsca_compliant", "npm_tightening")
MEASURES = (
    "identity_mean", "service_provider_share", "mission_posts", "community_seats_share", "staff_total",
    "with_agreement", "refused_share", "cut_share", "reporting_share", "advocacy_share",
    "direct_access_share", "seats_kept_share", "seats_kept_by_lot_share", "autonomy_index", "capacity",
    "months_waited_language_eligible", "policy_need_congruence",
)  # fmt: skip
ASKING = (0.18, 0.36, 0.72)
WAITS = ("months_waited_language_eligible", "months_waited_eligible", "refused_share", "capacity")
TURNING = ("mifi_status_quo", "npm_tightening", "prsca_compliant")
STATUS_QUO, GATE_YEARS = "mifi_status_quo", 10
MOST_BY_DOUBLING: Final = (
    0.013  # by which twice of everything may move the index in any draw, stated beforehand
)


def envelopes(multiple: float) -> list[str]:
    """All money of governments, so many times."""
    funders = load(STATUS_QUO).funders.items()
    return [
        f"ministries.{name}.envelope={multiple * funder.values['funding']['envelope']}"
        for name, funder in funders
        if funder.is_ministry
    ]


def doubled() -> list[str]:
    """Twice as many of all that counts."""
    settings = load(STATUS_QUO)
    values = settings.parameters
    donors = [
        f"donors.{name}.envelope={2.0 * funder.values['funding']['envelope']}"
        for name, funder in settings.funders.items()
        if not funder.is_ministry
    ]
    return [
        *envelopes(2.0),
        *donors,
        f"population.organizations={2 * values['population']['organizations']}",
        "arrivals.level=2",
        f"consultation.seats_at_full_access={2.0 * seats()}",
        f"conversations.a_year={2.0 * values['conversations']['a_year']}",
    ]


def seats() -> float:
    """Seats of a wholly open door, as declared."""
    return float(load(STATUS_QUO).parameters["consultation"]["seats_at_full_access"])


def turned_down(model: PartnershipModel) -> np.ndarray:
    """Over the Aprils of ten years: agreements held and not asked for again, as a share of those held, and
    calls for agreements heard of and not answered by those without one, as a share of calls heard of."""
    again = PartnershipModel(
        model.settings, seed=model.seed, run=model.world.draws.run, uncertainty="prior"
    )
    world = again.world
    again.run_for(world.calendar.spin_up_months)
    sums = np.zeros(4)
    per_client = world.programmes["per_client"]
    while world.now < world.calendar.months:
        held = world.contracts["amount"][:, :, per_client] > 0.0
        april = world.now % 12 == 0
        again.step()
        if april:
            c = world.contracts[:, :, per_client]
            heard = c["heard"] & world.organizations["alive"][:, None, None]
            heard &= world.funds["pool"][:, per_client] > 0.0
            silent = heard & ~c["applied"]
            counted = (silent & held, heard & held, silent & ~held, heard & ~held)
            sums += [cases.sum() for cases in counted]
    return np.array([sums[0] / max(sums[1], 1.0), sums[2] / max(sums[3], 1.0)])


def rows_of(group: str, values: np.ndarray, measures: tuple[str, ...]) -> list[tuple[object, ...]]:
    """Median and 10th and 90th percentile of each measure."""
    rows: list[tuple[object, ...]] = []
    for measure in measures:
        of_runs = named(values)[measure]
        low, middle, high = np.nanquantile(of_runs, [0.1, 0.5, 0.9])
        rows.append((group, measure, *(f"{x:.4g}" for x in (middle, low, high))))
    return rows


def gate_changes(
    runs: int, seed: int = SEED, workers: int = 0, **overrides: Any
) -> tuple[np.ndarray, np.ndarray]:
    """By how much the index falls in each draw without public money, and what twice of everything adds to it."""
    fixed = [
        f"consultation.seats_at_full_access={seats()}",
        f"conversations.a_year={load(STATUS_QUO).parameters['conversations']['a_year']}",
    ]
    cases: tuple[list[str], ...] = ([], envelopes(0.0), fixed, doubled())
    options = {"years": GATE_YEARS, **overrides}
    jobs = [jobs_of(load(STATUS_QUO, sets, **options), runs, seed) for sets in cases]
    usual, none, one, two = (named(table)["autonomy_index"] for table in tables_of(jobs, workers))
    return usual - none, two - one


def gate(runs: int) -> list[tuple[object, ...]]:
    """In how many draws the index falls without public money, the smallest fall, and what doubling moves."""
    fall, more = gate_changes(runs)
    return [
        (
            "gate",
            "share of draws in which no public money ranks below",
            f"{(fall > 0).mean():.4g}",
            "",
            "",
        ),
        ("gate", "fall of the index without public money", *_quantiles(fall)),
        ("gate", "smallest fall", f"{fall.min():.4g}", "", ""),
        ("gate", "change of the index with twice of everything", *_quantiles(more)),
    ]


def _quantiles(values: np.ndarray) -> list[str]:
    low, middle, high = np.nanquantile(values, [0.1, 0.5, 0.9])
    return [f"{x:.4g}" for x in (middle, low, high)]


def main() -> None:
    """Measure and write the table."""
    runs = runs_asked(RUNS)
    jobs = [jobs_of(load(name, years=YEARS), runs, SEED) for name in SCENARIOS]
    jobs += [
        jobs_of(load(STATUS_QUO, [f"seeking.asking={asking}"], years=GATE_YEARS), runs, SEED)
        for asking in ASKING
    ]
    tables = tables_of(jobs, workers=0)
    rows: list[tuple[object, ...]] = []
    for name, values in zip(SCENARIOS, tables[: len(SCENARIOS)], strict=True):
        rows += rows_of(name, values, MEASURES)
    for asking, values in zip(ASKING, tables[len(SCENARIOS) :], strict=True):
        rows += rows_of(f"seeking.asking={asking}", values, WAITS)
    refusing = tables_of(
        [jobs_of(load(name, years=GATE_YEARS), runs, SEED, turned_down) for name in TURNING],
        workers=0,
    )
    for name, shares in zip(TURNING, refusing, strict=True):
        rows.append((name, "agreements held and not asked for again", *_quantiles(shares[:, 0])))
        rows.append((name, "calls heard of and not answered", *_quantiles(shares[:, 1])))
    rows += gate(runs)
    DATA.parent.mkdir(parents=True, exist_ok=True)
    with DATA.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("case", "measure", "median", "tenth", "ninetieth"))
        writer.writerows(rows)
    for row in rows:
        print(*row, sep=" | ", flush=True)


if __name__ == "__main__":
    main()
