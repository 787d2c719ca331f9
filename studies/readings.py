"""The ten organisations on the six dimensions, as two readers of chapter 4 rate them, beside the model (P2).

Each reader saw the profiles of chapter 4, Appendix A and a rubric (`docs/data/readings/rubric.md`), neither the model
nor what it expects, and wrote a sheet alone (`reading_1.csv`, `reading_2.csv`; 0 is New Public Management, 4 autonomous
community action). They are our readings, not expert coding. How far two readings agree is Cohen's kappa with
quadratic weights; what is compared with the model are ranks: of the six dimensions, and of the ten on each.
The model's ten are those of `studies.profiles`, in the months of the interviews.

    python -m studies.readings [runs]     writes docs/data/readings/agreement.csv and docs/data/readings/ranks.csv
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from partnersim.analysis.runs.executors import check_can_start, cores, opened
from partnersim.evidence.told_profiles import LETTERS
from partnersim.outcomes.dimensions import DIMENSIONS
from studies.profiles import AUTUMN, SEED, model_of, write
from studies.saved import FOLDER, runs_asked

if TYPE_CHECKING:
    from partnersim.state.world import Numbers

RUNS, SHUFFLES = 100, 5000
SHEETS = FOLDER / "readings"
READERS = ("reading_1", "reading_2")
MOST = 4.0
NEARER_THE_MIDDLE = ("participation", "consultation")  # P2
ALL = "all"


def sheet(reader: str) -> Numbers:
    """Ratings of a reader as shares (dimensions, letters); not a number where nothing is told."""
    import numpy as np

    ratings = np.full((len(DIMENSIONS), len(LETTERS)), np.nan)
    with (SHEETS / f"{reader}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["rating"]:
                at = DIMENSIONS.index(row["dimension"]), LETTERS.index(row["organization"])
                ratings[at] = float(row["rating"]) / MOST
    return ratings


def lived(run: int) -> Numbers:
    """The ten on the six dimensions in September 2020 (dimensions, letters)."""
    model = model_of(AUTUMN, run)
    ten: Numbers = model.recorder.dimensions[:, : len(LETTERS)].copy()
    ten[:, ~model.world.organizations["alive"][: len(LETTERS)]] = float("nan")
    return ten


def in_the_model(runs: int) -> Numbers:
    """Means over runs in which the organisation is there (dimensions, letters)."""
    import numpy as np

    workers = cores(0)
    check_can_start(workers)
    with opened(workers) as pool:
        values = np.array(list(pool.executor.map(lived, range(runs))))
    means: Numbers = np.nanmean(values, axis=0)
    return means


def kappa(first: Numbers, second: Numbers) -> float:
    """Cohen's kappa with quadratic weights, over what both rate."""
    import numpy as np
    from sklearn.metrics import cohen_kappa_score

    both = ~(np.isnan(first) | np.isnan(second))
    one, other = (np.rint(each[both] * MOST).astype(int) for each in (first, second))
    return float(cohen_kappa_score(one, other, labels=range(int(MOST) + 1), weights="quadratic"))


def agreement(sheets: list[Numbers]) -> list[dict[str, object]]:
    """How far the readers agree, by dimension and in all."""
    import numpy as np

    rows: list[dict[str, object]] = []
    for name in (*DIMENSIONS, ALL):
        at = slice(None) if name == ALL else DIMENSIONS.index(name)
        first, second = (each[at].ravel() for each in sheets)
        apart = np.abs(first - second)[~np.isnan(first - second)] * MOST
        rows.append(
            {
                "dimension": name,
                "both_rate": len(apart),
                "alike": float((apart == 0.0).mean()),
                "within_one": float((apart <= 1.0).mean()),
                "kappa": kappa(first, second),
            }
        )
    return rows


def nearer_the_middle(levels: Numbers) -> float:
    """P2: distance from 0.5 of participation and consultation, less that of the others, by levels of the six."""
    import numpy as np

    away = np.abs(levels - 0.5)
    two = np.array([name in NEARER_THE_MIDDLE for name in DIMENSIONS])
    return float(away[two].mean() - away[~two].mean())


def rank_correlation(first: Numbers, second: Numbers) -> float:
    """Spearman's, over what both have."""
    import numpy as np
    from scipy.stats import spearmanr

    both = ~(np.isnan(first) | np.isnan(second))
    return float(spearmanr(first[both], second[both]).statistic)


def ranks(sheets: list[Numbers], model: Numbers) -> list[dict[str, object]]:
    """Levels of each dimension as read and in the model, and the ten's ranks on it; in all, with shuffled letters."""
    import numpy as np

    read = np.nanmean(np.array(sheets), axis=0)
    levels = [np.nanmean(each, axis=1) for each in (*sheets, model)]
    of_ten = np.array([rank_correlation(*pair) for pair in zip(read, model, strict=True)])
    rows: list[dict[str, object]] = []
    for d, name in enumerate(DIMENSIONS):
        told = [float(level[d]) for level in levels]
        rows.append(dict(zip(("dimension", *READERS, "model"), (name, *told), strict=True)))
        rows[-1]["ranks_of_ten"] = float(of_ten[d])
    lots = np.random.default_rng(SEED)
    shuffled = [
        np.mean([rank_correlation(*pair) for pair in zip(read[:, order], model, strict=True)])
        for order in (lots.permutation(len(LETTERS)) for _ in range(SHUFFLES))
    ]
    middle = [nearer_the_middle(level) for level in levels]
    six = [rank_correlation(level, levels[-1]) for level in levels]
    rows += [
        dict(zip(rows[0], ("P2", *middle, ""), strict=True)),
        dict(zip(rows[0], ("ranks_of_six", *six, ""), strict=True)),
        dict(zip(rows[0], (ALL, "", "", "", float(of_ten.mean())), strict=True)),
        dict(zip(rows[0], ("shuffles_as_well", "", "", "",
                           float((np.array(shuffled) >= of_ten.mean()).mean())), strict=True)),
    ]  # fmt: skip
    return rows


def main() -> None:
    """Compare, save and say."""
    sheets = [sheet(reader) for reader in READERS]
    write(SHEETS / "agreement.csv", agreement(sheets))
    write(SHEETS / "ranks.csv", ranks(sheets, in_the_model(runs_asked(RUNS))))
    for file in ("agreement", "ranks"):
        print((SHEETS / f"{file}.csv").read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
