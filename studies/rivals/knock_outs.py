"""Knock-outs: what each component of the model contributes to drift, alone, then the strongest two by two.

Paired runs with drawn parameters; what a part gives is the response with all in less that without it.

    python -m studies.rivals.knock_outs [runs]     writes docs/data/knock_outs.csv,
                                                              knock_out_pairs.csv and shapley.csv
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partnersim.analysis.runs.paired_runs import interval, tables_of
from partnersim.scenario.loading import settings_of
from partnersim.scenario.settings import Settings
from studies.rivals import shapley
from studies.rivals.ablations import RIVALS, Component, all_components, jobs_without
from studies.rivals.responses import RESPONSES, respond
from studies.rivals.shapley import interaction
from studies.saved import runs_asked

if TYPE_CHECKING:
    import pandas as pd


RUNS = {"mifi_status_quo": 40, "prsca_compliant": 24}
PAIR_RUNS = 24
SCALE = 200.0
SEED = 20_718
SCENARIOS = tuple(RUNS)
DATA = Path("docs/data")
_PAIRED = (
    "adaptation", "selection", "its community", "its founding mission", "accountability",
    "mission_grant", "project",
)  # fmt: skip


def paired() -> tuple[Component, ...]:
    """Those looked at two by two: what alone moves drift most, by name (pairs of rivals: `shapley`).

    Without `service_agreement` there is nothing to drift from, and `adaptation` holds what it does
    and what it lives on.
    """
    known = {component.name: component for component in all_components()}
    return tuple(known[name] for name in _PAIRED)


def contributions(
    scenario: str | Path | Settings,
    components: Sequence[Component] | None = None,
    *,
    runs: int = 40,
    seed: int = SEED,
    workers: int = 0,
    **overrides: Any,
) -> pd.DataFrame:
    """What each part gives to each response, with 95 % intervals over paired runs.

    One row a component and response; first the responses with all in (`kind` level). A part that changes
    nothing in any run has mean, low and high of exactly 0: it acts nowhere in this scenario.
    """
    import pandas as pd

    settings = settings_of(scenario, **overrides)
    components = all_components() if components is None else tuple(components)
    whole, *others = tables_of(
        [jobs_without(settings, which, runs, seed, respond) for which in ((), *((c,) for c in components))],
        workers,
    )  # fmt: skip
    levels = [("level", "all in", whole)]
    levels += [(c.kind, c.name, whole - each) for c, each in zip(components, others, strict=True)]
    rows = []
    for kind, name, each in levels:
        for r, response in enumerate(RESPONSES):
            bounds = interval(each[:, r])
            rows.append((kind, name, response, bounds.mean, bounds.low, bounds.high))
    return pd.DataFrame(rows, columns=["kind", "component", "response", "mean", "low", "high"])


def interactions(
    scenario: str | Path | Settings,
    components: Sequence[Component] | None = None,
    *,
    runs: int = PAIR_RUNS,
    seed: int = SEED,
    workers: int = 0,
    **overrides: Any,
) -> pd.DataFrame:
    """What each pair gives beyond the sum of what its two give, with 95 % intervals."""
    import pandas as pd

    settings = settings_of(scenario, **overrides)
    components = paired() if components is None else tuple(components)
    pairs = list(combinations(range(len(components)), 2))
    which = [(), *((c,) for c in components), *((components[a], components[b]) for a, b in pairs)]
    tables = tables_of([jobs_without(settings, w, runs, seed, respond) for w in which], workers)
    whole, alone, both = tables[0], tables[1 : len(components) + 1], tables[len(components) + 1 :]
    rows = []
    for (a, b), together in zip(pairs, both, strict=True):
        for name, values in (
            ("sum", 2.0 * whole - alone[a] - alone[b]),
            ("beyond", interaction(whole, alone[a], alone[b], together)),
        ):
            for r, response in enumerate(RESPONSES):
                mean = interval(values[:, r])
                rows.append(
                    (
                        components[a].name,
                        components[b].name,
                        name,
                        response,
                        mean.mean,
                        mean.low,
                        mean.high,
                    )
                )
    return pd.DataFrame(
        rows, columns=["component", "with", "what", "response", "mean", "low", "high"]
    )


def save(frame: pd.DataFrame, name: str) -> None:
    """Write a table of the docs, numbers to six digits."""
    DATA.mkdir(parents=True, exist_ok=True)
    frame.to_csv(DATA / f"{name}.csv", index=False, float_format="%.6g", lineterminator="\n")
    print(frame.to_string(), flush=True)


def main() -> None:
    """Measure, in the second scenario what moved drift in the first, and write the tables."""
    asked = runs_asked(0)
    first, second = SCENARIOS
    table = contributions(first, runs=asked or RUNS[first], scale=SCALE)
    moving_components = [
        component for component in all_components() if component.name in moving(table)
    ]
    other = contributions(second, moving_components, runs=asked or RUNS[second], scale=SCALE)
    _write("knock_outs", {first: table, second: other})
    pairs = interactions(first, runs=asked or PAIR_RUNS, scale=SCALE)
    _write("knock_out_pairs", {first: pairs})
    runs = asked or shapley.RUNS
    _write(
        "shapley",
        {
            first: shapley.shares(first, runs=runs, scale=SCALE),
            second: shapley.shares(second, RIVALS, runs=runs, scale=SCALE),
        },
    )


def moving(table: pd.DataFrame) -> set[str]:
    """Names of components whose contribution to drift is distinguished from zero."""
    drift = table[(table["response"] == "drift") & (table["kind"] != "level")]
    return set(drift[(drift["low"] > 0.0) | (drift["high"] < 0.0)]["component"])


def _write(name: str, tables: Mapping[str, pd.DataFrame]) -> None:
    import pandas as pd

    frames = [frame.assign(scenario=scenario) for scenario, frame in tables.items()]
    save(pd.concat(frames, ignore_index=True), name)


if __name__ == "__main__":
    main()
