"""How what happens to organisations reaches newcomers, link by link.

Each link is cut or loaded alone, everything else being as under the status quo, in paired runs with
drawn parameters; what it carries shows in service and in the need left 24 months after arrival, for
people on the standard path and for those off it.

    python -m studies.pathways_to_newcomers [runs]     writes docs/data/pathways_to_newcomers.csv
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from partnersim.analysis.runs.paired_runs import Interval, interval, jobs_of, last_year, tables_of
from partnersim.language.words import N_
from studies.saved import runs_asked, save

if TYPE_CHECKING:
    import numpy as np

    from partnersim.model import PartnershipModel

RUNS = 24
SEED = 20_224
SCENARIO = "mifi_status_quo"
DATA = Path("docs/data/pathways_to_newcomers.csv")
# link: the setting that cuts or loads it
LINKS: dict[str, str] = {
    N_("hours, and what an hour costs, to service"): "staff.hours_a_month=65",
    N_("turnover to continuity"): "staff.base_turnover=0.5",
    N_("standardisation to fit"): "delivery.standardization_loss=0.0",
    N_("thinning to dose"): "delivery.thinnest=1.0",
    N_("mission money to those nobody pays for"): (
        "ministries.mifi.split={mission: 0.0, service_agreement: 0.89, project: 0.11}"
    ),
}
_SECTOR = (
    "needs_met_eligible", "needs_met_ineligible", "months_waited_eligible", "months_waited_ineligible",
    "nobody_pays_share",
)  # fmt: skip
_GROUPS = {
    "economic_and_family": ("economic", "family"),
    "refugees": ("refugee",),
    "asylum_seekers_and_non_status": ("asylum_seeker", "non_status"),
}
MEASURES = (*_SECTOR, *(f"need_after_24_months, {name}" for name in _GROUPS))


def need_by_group(model: PartnershipModel) -> np.ndarray:
    """Need left 24 months after arrival by group of status, last year of cohorts that got there."""
    import numpy as np

    from partnersim.state.columns import HORIZONS_MONTHS

    table, horizon = model.world.newcomers, HORIZONS_MONTHS.index(24)
    last = model.world.now - 1 - 24 + table.months_before
    cohorts = table.cohorts[last - 11 : last + 1, :, :, horizon]
    need, people = (cohorts[name].sum(axis=(0, 2)) for name in ("need", "people"))
    statuses = model.world.statuses.names
    rows = [[statuses.index(status) for status in group] for group in _GROUPS.values()]
    needs: np.ndarray = np.array(
        [need[group].mean(axis=1).sum() / people[group].sum() for group in rows]
    )
    return needs


def watch(model: PartnershipModel) -> np.ndarray:
    """The measures of a finished run."""
    import numpy as np

    from partnersim.outcomes.recorder import named

    sector = named(last_year(model))
    return np.concatenate([[sector[name] for name in _SECTOR], need_by_group(model)])


def changes(
    runs: int = RUNS, seed: int = SEED, workers: int = 0, **overrides: Any
) -> dict[str, dict[str, Interval]]:
    """What each link's setting changes, by link and measure, against the status quo as it is."""
    from partnersim.scenario.loading import load

    settings = [(), *((link,) for link in LINKS.values())]
    base, *others = tables_of(
        [jobs_of(load(SCENARIO, setting, **overrides), runs, seed, watch) for setting in settings],
        workers,
    )
    return {
        link: {name: interval((values - base)[:, n]) for n, name in enumerate(MEASURES)}
        for link, values in zip(LINKS, others, strict=True)
    }


def main() -> None:
    """Measure and write the table."""
    save(DATA, "link", changes(runs_asked(RUNS)))


if __name__ == "__main__":
    main()
