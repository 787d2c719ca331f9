"""The sixteen combinations of the four rivals: which reproduce the patterns, and what would distinguish them.

Every combination meets the same prior draws and the same luck. Only parts that may guide the choice of
values (`cal`), that are not arithmetic and that some combination reaches are weighed; a part whose mean
fails in every combination is reached by none, and is said so instead of deciding all by rare draws.

    python -m studies.rivals.combinations [runs]     writes docs/data/rivals_*.csv
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partnersim.analysis.runs.paired_runs import Interval, tables_of
from partnersim.scenario.loading import settings_of
from partnersim.scenario.settings import Settings
from studies.rivals.ablations import RIVALS, jobs_without
from studies.rivals.knock_outs import save
from studies.saved import runs_asked

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from partnersim.evidence.patterns import Part, Pattern
    from partnersim.model import PartnershipModel

RUNS = 300
SEED = 20_717
SCENARIO = "mifi_status_quo"
SCALE = 200.0
NAMES = tuple(rival.name for rival in RIVALS)
# which rivals are in, none first, all last
COMBINATIONS = tuple(product((False, True), repeat=len(RIVALS)))


@dataclass(frozen=True, slots=True)
class Made:
    """The runs: parts of patterns (combinations, draws, parts), field measures (…, measures)."""

    parts: tuple[tuple[Pattern, Part], ...]
    values: np.ndarray
    field: np.ndarray

    @property
    def held(self) -> NDArray[np.bool_]:
        """Whether each part lies where the documents put it (parts, combinations, draws)."""
        import numpy as np

        return np.array(
            [
                [[part.expected.holds(float(v)) for v in row] for row in self.values[:, :, n]]
                for n, (_, part) in enumerate(self.parts)
            ]
        )


def name_of(combination: Sequence[bool]) -> str:
    """`adaptation + turnover`; `none`."""
    return " + ".join(n for n, on in zip(NAMES, combination, strict=True) if on) or "none"


def cal_parts() -> tuple[tuple[Pattern, Part], ...]:
    """Parts that may guide the choice of values, of one case, that are not arithmetic."""
    from partnersim.evidence.patterns import patterns

    return tuple(
        (pattern, part)
        for pattern in patterns()
        for part in pattern.parts
        if part.use == "cal" and not part.arithmetic and part.against is None
    )


def look(model: PartnershipModel) -> np.ndarray:
    """Parts of patterns, then field measures, of a finished run."""
    import numpy as np

    from partnersim.analysis.runs.pattern_measures import measure
    from studies.rivals.field_observables import seen

    parts = measure(model, tuple(part.measure for _, part in cal_parts()))
    return np.concatenate([parts, seen(model)])


def make(
    scenario: str | Path | Settings = SCENARIO,
    *,
    runs: int = RUNS,
    seed: int = SEED,
    workers: int = 0,
    **overrides: Any,
) -> Made:
    """Run every combination over the same draws: 16 times `runs` runs."""
    import numpy as np

    settings = settings_of(scenario, **overrides)
    tables = tables_of(
        [
            jobs_without(
                settings, [rival for rival, on in zip(RIVALS, which, strict=True) if not on],
                runs, seed, look,
            )
            for which in COMBINATIONS
        ],
        workers,
    )  # fmt: skip
    parts, every = cal_parts(), np.array(tables)
    return Made(parts, every[:, :, : len(parts)], every[:, :, len(parts) :])


def parts_table(made: Made) -> pd.DataFrame:
    """By combination and part: mean with its interval, verdict, share of draws in which it holds."""
    import pandas as pd

    from partnersim.analysis.validation.verdicts import judge_part

    rows = []
    for c, which in enumerate(COMBINATIONS):
        for n, (pattern, part) in enumerate(made.parts):
            judged = judge_part(pattern, part, made.values[c, :, n])
            rows.append(
                (name_of(which), f"{pattern.id} {part.id}", judged.mean, judged.low, judged.high, judged.holds,
                 judged.verdict)
            )  # fmt: skip
    return pd.DataFrame(
        rows, columns=["combination", "part", "mean", "low", "high", "holds", "verdict"]
    )


def weighed_parts(made: Made) -> list[int]:
    """Numbers of the parts that some combination reaches: the verdict on its mean is not `fails`."""
    from partnersim.analysis.validation.verdicts import judge_part

    return [
        n
        for n, (pattern, part) in enumerate(made.parts)
        if any(
            judge_part(pattern, part, value).verdict != "fails" for value in made.values[:, :, n]
        )
    ]


def choice_tables(made: Made) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Models weighed, and factors of each rival: with all parts, each left out, the unreached kept.

    `left_out` is `nothing`, the name of the part left out, or `nothing, unreached kept`.
    """
    import pandas as pd

    held, reached = made.held, weighed_parts(made)
    names = [f"{pattern.id} {part.id}" for pattern, part in made.parts]
    cases = {"nothing": reached}
    cases |= {names[n]: [other for other in reached if other != n] for n in reached}
    cases["nothing, unreached kept"] = list(range(len(names)))
    models, rivals = [], []
    for left_out, kept in cases.items():
        own_models, own_rivals = _weighed(held[kept].all(axis=0))
        models += [(left_out, *row) for row in own_models]
        rivals += [(left_out, *row) for row in own_rivals]
    ends = ("", "_low", "_high")
    columns = [f"{n}{end}" for n in ("evidence", "probability", "factor") for end in ends]
    return (
        pd.DataFrame(models, columns=["left_out", "combination", *columns, "verdict"]),
        pd.DataFrame(rivals, columns=["left_out", "rival", "factor", "low", "high", "verdict"]),
    )


def _weighed(
    held: NDArray[np.bool_],
) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """Rows of models against all four rivals at once, and rows of rivals, with against without."""
    import numpy as np

    from studies.rivals.model_choice import factor_of, verdict, weigh

    weighed = weigh(held)
    models = [
        (name_of(which), *_ends(weighed.evidence[c]), *_ends(weighed.probability[c]),
         *_ends(weighed.factor[c]), verdict(weighed.factor[c]))
        for c, which in enumerate(COMBINATIONS)
    ]  # fmt: skip
    rivals = []
    for r, name in enumerate(NAMES):
        factor = factor_of(held, np.array([which[r] for which in COMBINATIONS]))
        rivals.append((name, *_ends(factor), verdict(factor)))
    return models, rivals


def _ends(interval: Interval) -> tuple[float, float, float]:
    return interval.mean, interval.low, interval.high


def discrimination_table(made: Made) -> pd.DataFrame:
    """By field measure and rival: how well it discriminates runs with the rival from runs without.

    `between` is the share of its spread that lies between combinations; the rows `all of them` are the
    shares of runs that a linear rule on every measure places rightly.
    """
    import numpy as np
    import pandas as pd

    from studies.rivals.discrimination import areas, between, classification_rate
    from studies.rivals.field_observables import FIELD

    rows = []
    for m, measure in enumerate(FIELD):
        for r, rival in enumerate(NAMES):
            with_it = np.array([which[r] for which in COMBINATIONS])
            values = made.field[:, :, m]
            rows.append((measure.name, rival, *_ends(areas(values, with_it)), between(values)))
    for r, rival in enumerate(NAMES):
        with_it = np.array([which[r] for which in COMBINATIONS])
        rows.append(
            ("all of them", rival, *_ends(classification_rate(made.field, with_it)), float("nan"))
        )
    return pd.DataFrame(rows, columns=["measure", "rival", "area", "low", "high", "between"])


def main() -> None:
    """Run and write the tables."""
    made = make(runs=runs_asked(RUNS), scale=SCALE)
    models, rivals = choice_tables(made)
    save(parts_table(made), "rivals_parts")
    save(models, "rivals_models")
    save(rivals, "rivals_factors")
    save(discrimination_table(made), "rivals_discrimination")


if __name__ == "__main__":
    main()
