"""How far a sample lies from the whole sector: many samples of finished runs, by many designs.

A design is a frame, a number of interviews and a response. For each sample the estimate is the mean
of the codes; the truth is the mean of the state over all living organisations. Apart from chance,
estimates miss the truth by the sum of four parts, each a difference of means:

    frame    = state in the frame - state of all
    answers  = reported in the frame - state in the frame
    coding   = codes in the frame - reported in the frame
    response = expected estimate - codes in the frame (nought when all are as ready)

The interval is the textbook one, mean +- t(n-1) s / sqrt(n), that knows none of this.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from partnersim.fieldwork.coding import Coded
from partnersim.fieldwork.parameters import Values
from partnersim.fieldwork.sampling import FRAMES, luck_of, narrow, readiest
from partnersim.fieldwork.visit import MEASURES, Visit
from partnersim.state.world import Numbers

SIZES = (10, 30)
PARTS = ("frame_part", "answers_part", "coding_part", "response_part")
_HIGHEST = 0.975


@dataclass(frozen=True, slots=True)
class Design:
    """Whom one lists, how many one interviews, and whether those who lean to autonomy are readier."""

    frame: str
    interviews: int
    leaning: bool = False

    @property
    def name(self) -> str:
        """A short name without words."""
        return f"{self.frame}-{self.interviews}" + ("-leaning" if self.leaning else "")


def designs(visits: Sequence[Visit], frame: str, interviews: int) -> tuple[Design, ...]:
    """The design asked for, then ten and thirty of each frame that holds them in most runs, then
    the design asked for with a response that leans."""
    own = Design(frame, interviews)
    others = [Design(name, size) for name in FRAMES for size in SIZES]
    fit = [
        fromkey
        for fromkey in dict.fromkeys((own, *others))
        if sum(fits(each, fromkey) for each in visits) > len(visits) / 2
    ]
    return (*fit, Design(frame, interviews, leaning=True))


def fits(visit: Visit, plan: Design) -> bool:
    """Whether the frame holds that many in this run."""
    return len(narrow(visit, FRAMES[plan.frame])[0]) >= plan.interviews


def estimates(levels: Numbers, chosen: NDArray[np.intp]) -> tuple[Numbers, Numbers]:
    """Mean and half the naive 95 % interval of measures (m, o) over samples (s, n): each (s, m).

    With one interview there is no interval.
    """
    from scipy.special import stdtrit

    inside = levels[:, chosen]  # (m, s, n)
    number = chosen.shape[1]
    mean = inside.mean(axis=2).T
    if number < 2:
        return mean, np.full_like(mean, np.nan)
    half = stdtrit(number - 1, _HIGHEST) * inside.std(axis=2, ddof=1).T / np.sqrt(number)
    return mean, half


def samples_of(
    visit: Visit, coded: Coded, plans: Sequence[Design], samples: int, values: Values
) -> pd.DataFrame:
    """A row a design, sample and measure of one run: estimate, interval, truth and its parts."""
    luck = luck_of(visit, samples)
    state, reported, codes = visit.state, coded.reported_levels, coded.coded_levels
    truth = state.mean(axis=1)
    parts = []
    for plan in (each for each in plans if fits(visit, each)):
        inside, _ = narrow(visit, FRAMES[plan.frame])
        chosen = readiest(luck, inside, plan.interviews, lean_of(visit, plan, values))
        mean, half = estimates(codes, chosen)
        levels = [truth, *(part[:, inside].mean(axis=1) for part in (state, reported, codes))]
        parts.append(
            pd.DataFrame(
                {
                    "run": np.int32(visit.run),
                    "frame": plan.frame,
                    "interviews": np.int32(plan.interviews),
                    "leaning": plan.leaning,
                    "sample": np.repeat(np.arange(samples, dtype=np.int32), len(MEASURES)),
                    "measure": np.tile(np.array(MEASURES, dtype=object), samples),
                    "truth": np.tile(truth, samples),
                    "estimate": mean.ravel(),
                    "low": (mean - half).ravel(),
                    "high": (mean + half).ravel(),
                    "frame_part": np.tile(levels[1] - levels[0], samples),
                    "answers_part": np.tile(levels[2] - levels[1], samples),
                    "coding_part": np.tile(levels[3] - levels[2], samples),
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def lean_of(visit: Visit, plan: Design, values: Values) -> Numbers | None:
    """Log-odds of readiness by organisation (o,), or none where all are as ready."""
    lean = values["lean_shown"] if plan.leaning else values["response_lean"]
    if lean == 0.0:
        return None
    return lean * visit.organizations["identity"]


def summary(samples: pd.DataFrame) -> pd.DataFrame:
    """A row a design and measure, averaged over runs.

    truth, estimate, bias = estimate - truth and its four parts; spread, the standard deviation
    of samples of one run; low and high, the middle 95 % of estimate - truth; typical, the root mean
    square distance; coverage, the share of naive intervals that hold the truth; runs, those whose
    frame is large enough.
    """
    keys = ["frame", "interviews", "leaning", "measure"]
    table = samples.assign(
        distance=samples["estimate"] - samples["truth"],
        covers=(samples["low"] <= samples["truth"]) & (samples["truth"] <= samples["high"]),
    )
    table["square"] = table["distance"] ** 2
    by = table.groupby(keys, sort=False)
    means = by[["truth", "estimate", *PARTS[:3]]].mean()
    means["bias"] = by["distance"].mean()
    means["response_part"] = means["bias"] - means[list(PARTS[:3])].sum(axis=1)
    within = table.groupby([*keys, "run"], sort=False)["estimate"].var(ddof=0)
    means["spread"] = np.sqrt(within.groupby(level=keys, sort=False).mean())
    means["low"] = by["distance"].quantile(0.025)
    means["high"] = by["distance"].quantile(_HIGHEST)
    means["typical"] = np.sqrt(by["square"].mean())
    means["runs"] = by["run"].nunique()
    known = by["low"].count() > 0
    means["coverage"] = by["covers"].mean().where(known)
    return means.reset_index()
