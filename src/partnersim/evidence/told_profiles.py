"""The ten organisations of the thesis, fact by fact: as told, and as they come out of runs.

`told_profiles.csv` holds what chapters 4 and 5 say of A to J: a range, or a level (1 high, yes; 0 between; -1 low, no).
In a run a range holds where the organisation's value lies in it, yes and no where it is so, high where it lies
above the median of the ten, low where it does not. A fact that the profile itself fixes at founding, such as
the share of the ministry's money it looks for, tells of the data, not of the model, and stands apart.

Agreement is the mean, over the facts that no profile fixes, of Spearman's rank correlation between levels
as told and means over runs (P27). Chance is the same with the ten's letters shuffled, all facts together: its spread
is that of the interval, since there are ten organisations however many runs.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from partnersim.declarations import Text
from partnersim.evidence.patterns import Expected, Verdict, smallest_effects

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from partnersim.state.world import Numbers

LETTERS = tuple("ABCDEFGHIJ")
SHUFFLES = 5000
SIZE = "rank_correlation"  # of smallest effects
_SEED = 20_270
_HALF = 0.5
_FILE = Path(__file__).parent / "told_profiles.csv"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is told of organisations; `fixed` by their profile at founding."""

    name: str
    title: Text
    fixed: bool = False
    yes_or_no: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A fact of one organisation: a level, a range, or both; where the thesis says so."""

    organization: str
    fact: str
    level: int | None
    low: float | None
    high: float | None
    where: str
    paragraph: str


FACTS = (
    Fact("budget", Text("Yearly budget"), fixed=True),
    Fact("ministry_share", Text("Budget that the immigration ministry pays"), fixed=True),
    Fact("government_share", Text("Budget that ministries pay"), fixed=True),
    Fact("mission_money", Text("Budget that is for the mission")),
    Fact("mission_support", Text("Mission support of the immigration ministry"), yes_or_no=True),
    Fact("reporting_time", Text("Hours for reporting")),
    Fact("felt_burden", Text("Felt burden")),
    Fact("access", Text("Direct access to the ministry"), yes_or_no=True),
    Fact("advocacy", Text("Posts in open advocacy")),
    Fact("members", Text("Seats of members on the board")),
    Fact("calls_itself_provider", Text("Calls itself a service provider"), yes_or_no=True),
)


@cache
def told() -> tuple[Told, ...]:
    """What the thesis tells, in the order of the file."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(
        Told(
            row["organization"],
            row["fact"],
            int(row["level"]) if row["level"] else None,
            float(row["low"]) if row["low"] else None,
            float(row["high"]) if row["high"] else None,
            row["where"],
            row["paragraph"],
        )
        for row in rows
    )


def fact(name: str) -> Fact:
    """A fact by its name."""
    return next(each for each in FACTS if each.name == name)


def holds(each: Told, values: Numbers) -> Numbers:
    """Whether a told fact holds, run by run; values (runs, letters) of its measure.

    Returns
    -------
    held : array (runs, letters)
        1 or 0, as if the fact were told of each letter; not a number where that one has closed.
    """
    if each.low is not None and each.high is not None:
        held = (values >= each.low) & (values <= each.high)
    elif fact(each.fact).yes_or_no:
        held = (values >= _HALF) == (each.level == 1)
    else:
        middle = np.nanmedian(values, axis=1, keepdims=True)
        held = (values > middle) == (each.level == 1)
    return np.where(np.isfinite(values), held, np.nan)


def is_tested(each: Told) -> bool:
    """Whether it can hold or fail by itself: what is told as between counts in ranks alone."""
    return each.low is not None or each.level in (-1, 1)


@dataclass(frozen=True, slots=True)
class Row:
    """A told fact and what runs make of it: mean of its measure, 10th and 90th percentile, share of runs
    in which it holds, and the same share of the other nine."""

    told: Told
    mean: float
    low: float
    high: float
    held: float
    others: float


@dataclass(frozen=True, slots=True)
class Profiles:
    """The ten in many runs; `agreement` by fact and its mean, with its 95 % interval by shuffles and the share of
    them that agree as well; shares of facts that hold, for what no profile fixes, and with shuffled letters (mean and
    95th percentile)."""

    runs: int
    rows: tuple[Row, ...]
    by_fact: dict[str, float]
    agreement: float
    low: float
    high: float
    as_well: float
    held: float
    held_shuffled: float
    held_shuffled_high: float
    held_as_well: float

    def summary(self) -> dict[str, Any]:
        """For the manifest: all but the rows."""
        return {each.name: getattr(self, each.name) for each in fields(self) if each.name != "rows"}


def verdict_of(low: float, high: float) -> Verdict:
    """On an agreement with this interval, as on any part of a pattern: above zero by what matters, or not."""
    return Expected(0.0, least=smallest_effects()[SIZE].size).judge(low, high)


def wrong_sign_of(low: float, high: float) -> Verdict:
    """The verdict were ranks asked for the wrong way round, which turns agreement and interval about zero: a control
    that must not be as expected."""
    return verdict_of(-high, -low)


def profiles_of(values: Numbers) -> Profiles:
    """What runs make of the ten; values (runs, facts, letters), in the order of `FACTS`."""
    names = [each.name for each in FACTS]
    rows = tuple(_row(each, values[:, names.index(each.fact)]) for each in told())
    means = np.nanmean(values, axis=0)
    random = np.random.default_rng(_SEED)
    shuffles = [random.permutation(len(LETTERS)) for _ in range(SHUFFLES)]
    straight = np.arange(len(LETTERS))
    by_fact = _agreement(means, straight)
    agreement = float(np.mean(list(by_fact.values())))
    shuffled = [float(np.mean(list(_agreement(means, each).values()))) for each in shuffles]
    free = [each for each in told() if not fact(each.fact).fixed and is_tested(each)]
    shares = np.array([np.nanmean(holds(e, values[:, names.index(e.fact)]), axis=0) for e in free])
    own = np.array([LETTERS.index(each.organization) for each in free])
    held = float(np.nanmean(shares[np.arange(len(free)), own]))
    by_chance = np.array([np.nanmean(shares[np.arange(len(free)), each[own]]) for each in shuffles])
    return Profiles(
        len(values), rows, by_fact, agreement, agreement - float(np.quantile(shuffled, 0.975)),
        agreement - float(np.quantile(shuffled, 0.025)), _share_at_least(shuffled, agreement), held,
        float(by_chance.mean()), float(np.quantile(by_chance, 0.95)), _share_at_least(by_chance, held),
    )  # fmt: skip


def _row(each: Told, values: Numbers) -> Row:
    own = LETTERS.index(each.organization)
    mine = values[:, own]
    unknown = float("nan")
    if not np.isfinite(mine).any():
        return Row(each, unknown, unknown, unknown, unknown, unknown)
    low, high = (float(x) for x in np.nanquantile(mine, (0.1, 0.9)))
    if not is_tested(each):
        return Row(each, float(np.nanmean(mine)), low, high, unknown, unknown)
    held = np.nanmean(holds(each, values), axis=0)
    others = float(np.nanmean(np.delete(held, own)))
    return Row(each, float(np.nanmean(mine)), low, high, float(held[own]), others)


def _agreement(means: Numbers, order: NDArray[np.intp]) -> dict[str, float]:
    """Spearman's correlation by fact that no profile fixes, of levels with the means of `order`'s letters."""
    from scipy.stats import rankdata

    found = {}
    for f, each in enumerate(FACTS):
        levels = {one.organization: one.level for one in told() if one.fact == each.name}
        known = [n for n, letter in enumerate(LETTERS) if levels.get(letter) is not None]
        if each.fixed or len({levels[LETTERS[n]] for n in known}) < 2:
            continue
        measured = rankdata(means[f, order[known]])
        as_told = rankdata([levels[LETTERS[n]] for n in known])
        spread = measured.std() * as_told.std()
        covariance = ((measured - measured.mean()) * (as_told - as_told.mean())).mean()
        found[each.name] = float(covariance / spread) if spread > 0.0 else 0.0
    return found


def _share_at_least(values: Sequence[float] | Numbers, least: float) -> float:
    return float(np.mean(np.asarray(values) >= least - 1e-12))
