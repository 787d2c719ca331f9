"""What runs say of a difference: that there is one, that it is too small to count, or nothing yet."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from partnersim.language import numbers, say
from partnersim.report.formatting import words

if TYPE_CHECKING:
    import pandas as pd

# the smallest difference that counts, the same as in front/src/certainty.js
ON_A_SCALE = 0.005  # of shares and scores, which go from 0 to 1
OF_NEED = 0.001  # as stated in studies/smallest_sizes.csv
ALL_SERVICES = (
    0.029  # of need two years after arrival, under the status quo (docs/data/control_scenarios.csv)
)
OF_COUNTS = 0.01  # of the reference: of people, posts, hours
_COUNTS = frozenset(
    ("clients a month", "full-time equivalents", "hours a month", "months", "needs a month",
     "needs a year", "organisations", "people")
)  # fmt: skip
_PRINTED = 3  # digits of an interval: two that read alike are judged alike
_NEED = "need"
DIFFERS, HARDLY, OPEN = "differs", "hardly", "open"
FEW_RUNS = 10  # with fewer, a report says that it is not to be cited

type Effect = Mapping[str, Any] | pd.Series[Any]


def relative(effect: Effect) -> float:
    """A difference as a part of the reference."""
    reference = float(effect["reference"])
    return float(effect["difference"]) / reference if reference else math.nan


def least(effect: Effect) -> float:
    """The smallest difference of its measure that counts; of what is no measure of the sector, as of counts."""
    if str(effect.get("measure", "")).startswith(_NEED):
        return OF_NEED
    try:
        is_count = words.unit(str(effect["measure"])) in _COUNTS
    except KeyError:
        is_count = True
    return OF_COUNTS * abs(float(effect["reference"])) if is_count else ON_A_SCALE


def verdict(effect: Effect) -> str:
    """`HARDLY` where the whole interval is smaller than what counts, `OPEN` where it holds zero and is not."""
    low, high = float(effect["low"]), float(effect["high"])
    if low == high == 0.0 or round(max(-low, high), _PRINTED) <= least(effect):
        return HARDLY
    return DIFFERS if bool(effect["decided"]) else OPEN


def counts(effect: Effect) -> bool:
    """Whether runs show a difference, and it is one that counts."""
    return verdict(effect) == DIFFERS and abs(float(effect["difference"])) >= least(effect)


def not_decided(runs: int) -> str:
    """What is said in the place of a verdict."""
    return (
        say("not decided with {runs} {runs|run|runs}", runs=runs)
        if runs > 1
        else say("not decided with one run")
    )


def do_not_cite(runs: int) -> str:
    """A warning where runs are few; nothing where they are not."""
    if runs >= FEW_RUNS:
        return ""
    return (
        say(
            "{runs} {runs|run|runs} only: do not cite (--runs {least} or more).",
            runs=runs,
            least=FEW_RUNS,
        )
        if runs > 1
        else say("One run only: do not cite (--runs {least} or more).", least=FEW_RUNS)
    )


def too_few(runs: int) -> str:
    """The same as a part of a sentence."""
    if runs >= FEW_RUNS:
        return ""
    return (
        say(
            "{runs} {runs|run|runs} only, not to be cited ({least} at least)",
            runs=runs,
            least=FEW_RUNS,
        )
        if runs > 1
        else say("one run only, not to be cited ({least} at least)", least=FEW_RUNS)
    )


def smallest() -> str:
    """What is meant by hardly."""
    return say(
        "Hardly: the whole interval lies within {size} (half a percentage point), {need} of need, or {part} of what is "
        "counted.",
        size=numbers.number(ON_A_SCALE, 3),
        need=numbers.number(OF_NEED, 3),
        part=numbers.percent(OF_COUNTS),
    )
