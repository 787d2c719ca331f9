"""What does a tie, a seat or an award bring, and what when a loop is cut?

In each run one organisation is an outsider (alive, without access, of the lower half by its tie) and one
an insider (with a seat of its own). On the same keyed draws the run is made again with an impulse in the
fourth year, and again with the impulse and the ministry's view of the organisation (`invitable`, `value`)
replayed from the run without it: that cuts the way from knowing to inviting. The gain is

    1 - area of the tie's response with the loop cut / area with the loop, over ten years.

Equal organisations are as useful, as willing and as large in the ministry's eyes.

    python -m studies.consequences.impulses [runs]
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from partnersim.analysis.runs.executors import opened
from partnersim.scenario.loading import load
from partnersim.schedule import Ablation
from studies.consequences.followed import AT_YEAR, IMPULSES, SERIES, Followed, Impulse, follow
from studies.consequences.statements import bootstrap, mean_of, save, write
from studies.saved import runs_asked

if TYPE_CHECKING:
    from partnersim.model import PartnershipModel
    from partnersim.scenario.settings import Settings

RUNS, SEED = 60, 71_007
YEARS = AT_YEAR + 12
SCENARIO = "mifi_status_quo"
EQUAL = ["invitations.size=0", "invitations.distance=0", "invitations.half_willing=0.001"]


def invited_again(runs: int, ablation: Ablation, sets: list[str]) -> np.ndarray:
    """Share of the invited who are invited again, and what a lot gives, in each run (runs, 2)."""
    from partnersim.analysis.runs.paired_runs import jobs_of, tables_of

    settings = load(SCENARIO, sets, years=YEARS)
    [found] = tables_of([jobs_of(settings, runs, SEED, seats_kept, ablation=ablation)], workers=0)
    return found


def seats_kept(model: PartnershipModel) -> np.ndarray:
    """Means over the last ten years of seats kept, and of what a lot gives."""
    months = model.recorder.sector[-120:]
    return np.array(
        [np.nanmean(months["seats_kept_share"]), np.nanmean(months["seats_kept_by_lot_share"])]
    )


def kept_by_equals(of: tuple[Settings, int, int]) -> np.ndarray:
    """The same in one run of equal organisations, which are as useful and as willing as each other too."""
    model = Followed(*of, Impulse(), None, equal=True)
    model.run()
    return seats_kept(model)


def main() -> None:
    """Follow the impulses; decompose who is invited again; write and judge."""
    runs = runs_asked(RUNS)
    tables: dict[str, np.ndarray] = {}
    with opened(0) as pool:
        for world, sets in (("as it is", []), ("equal organisations", EQUAL)):
            settings = load(SCENARIO, sets, years=YEARS)
            jobs = [(settings, SEED, run, bool(sets)) for run in range(runs)]
            tables[world] = np.array(list(pool.executor.map(follow, jobs)))
        equals = [(load(SCENARIO, EQUAL, years=YEARS), SEED, run) for run in range(runs)]
        of_equals = np.array(list(pool.executor.map(kept_by_equals, equals)))
    names = list(IMPULSES)

    def response(world: str, impulse: str, series: str) -> np.ndarray:
        return np.asarray(tables[world][:, names.index(impulse), SERIES.index(series)])

    def gain(world: str, impulse: str, n: np.ndarray) -> float:
        whole, cut = (
            np.nansum(response(world, name, "tie")[n]) for name in (impulse, f"{impulse}, cut")
        )
        return float(1.0 - cut / whole)

    def brought(impulse: str, series: str, n: np.ndarray) -> float:
        return float(np.nanmean(response("as it is", impulse, series)[n]))

    _write_responses(runs, list(tables), response, gain)
    kept = {
        "as it is": invited_again(runs, Ablation(), []),
        "known alike": invited_again(runs, Ablation(levelled={"invitations": ("tie",)}), []),
        "equal organisations": of_equals,
        "by lot among the willing": invited_again(
            runs, Ablation(), ["ministries.mifi.consultation.by_lot=1"]
        ),
    }
    again = [(name, mean_of(values[:, 0])) for name, values in kept.items()]
    again.append(("by lot among all", mean_of(kept["as it is"][:, 1])))
    write(
        "impulses_invited_again",
        ("case", "share", "low", "high"),
        [(name, found.mean, found.low, found.high) for name, found in again],
    )

    def ratchet(n: np.ndarray) -> float:
        return gain("as it is", "tie from an insider", n) - gain(
            "as it is", "tie to an outsider", n
        )

    save(
        "impulses",
        {
            "outsider": bootstrap(runs, lambda n: gain("as it is", "tie to an outsider", n)),
            "ratchet": bootstrap(runs, ratchet),
            "money_from_seats": bootstrap(
                runs, lambda n: brought("seat to an outsider", "posts_on_agreements", n)
            ),
            "seats_from_money": bootstrap(
                runs, lambda n: -brought("no agreements for a year", "seat", n)
            ),
            "invited_again": bootstrap(
                runs, lambda n: float(np.nanmean(np.diff(kept["as it is"][n], axis=1)) * -1.0)
            ),
        },
    )


def _write_responses(
    runs: int,
    worlds: Sequence[str],
    response: Callable[[str, str, str], np.ndarray],
    gain: Callable[[str, str, np.ndarray], float],
) -> None:
    """What each impulse brings in each world, and the gains of the loop."""
    rows = []
    for world in worlds:
        for impulse, of in IMPULSES.items():
            if of.cut or of == Impulse(insider=of.insider):
                continue
            for series in SERIES:
                found = mean_of(response(world, impulse, series))
                rows.append((world, impulse, series, found.mean, found.low, found.high))
            if f"{impulse}, cut" in IMPULSES:
                found = bootstrap(runs, partial(gain, world, impulse))
                rows.append((world, impulse, "gain", found.mean, found.low, found.high))
    write("impulses_responses", ("world", "impulse", "series", "value", "low", "high"), rows)


if __name__ == "__main__":
    main()
