"""What `mifi_2010_2024` makes of the years that are told: the levels that limits print.

Means over the runs of `partnersim run mifi_2010_2024 --runs 20`, those of the status quo beside it included.

    python -m studies.told_years [runs]     writes docs/data/told_years.csv
"""

from __future__ import annotations

import csv
from typing import Any, Final

import partnersim
from partnersim.scenario.loading import load
from partnersim.scenario.reference import reference_of
from studies.saved import FOLDER, runs_asked

RUNS, SCENARIO = 20, "mifi_2010_2024"
NAME: Final = "told_years"
ASKED = (("francization", 2018), ("reception", 2018), ("pasi_accompaniment", 2023))


def numbers_of(sector: Any, reference: Any, programmes: Any) -> dict[str, float]:
    """The levels told, from the tables of the runs and of the status quo beside them (frames of pandas)."""
    months = sector[sector["phase"] == "scenario"].groupby("month").mean(numeric_only=True)
    index, access = months["autonomy_index"], months["direct_access_share"]
    last = reference[reference["phase"] == "scenario"]["autonomy_index"]
    found = {
        "direct access, a minister who does not consult": access["2019-07":"2020-06"].mean(),
        "direct access, the year before he came": access["2017-10":"2018-09"].mean(),
        "autonomy index, 2016": index["2016-04":"2017-03"].mean(),
        "autonomy index, 2023": index["2023-04":"2024-03"].mean(),
        "autonomy index, status quo": last.mean(),
        "autonomy index, month of the highest": float(str(index.idxmax()).replace("-", "")),
    }
    held = programmes[(programmes["phase"] == "scenario") & (programmes["funder"] == "mifi")]
    for name, year in ASKED:
        rows = held[(held["programme"] == name) & (held["fiscal_year"] == year)]
        mean = rows.mean(numeric_only=True)
        hours = mean["hours_of_records"] + mean["hours_of_reports"]
        found |= {
            f"{name} {year}, hours for 1,000 $": 1000.0 * hours / mean["amount"],
            f"{name} {year}, felt burden": mean["felt_burden"],
            f"{name} {year}, refused": 1.0 - mean["amount"] / mean["asked"],
            f"{name} {year}, holders": mean["holders"],
            f"{name} {year}, holders of it alone": mean["alone"],
        }
    return {name: float(value) for name, value in found.items()}


def save(numbers: dict[str, float]) -> None:
    """Write the levels."""
    with (FOLDER / f"{NAME}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("level", "mean"))
        writer.writerows((name, f"{value:.6g}") for name, value in numbers.items())


def main() -> None:
    """Run the scenario and the status quo beside it, and save."""
    settings, runs = load(SCENARIO), runs_asked(RUNS)
    beside, _ = reference_of(settings)
    assert beside is not None
    done, quo = (partnersim.run(each, runs=runs) for each in (settings, beside))
    sector, whole = (each.sector for each in (done, quo))
    last = whole.groupby("run").tail(12)  # the last year, of which the status quo is told
    save(numbers_of(sector, last, done.programmes))


if __name__ == "__main__":
    main()
