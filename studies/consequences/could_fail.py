"""Whether a statement that holds could have failed, as far as what is saved tells.

Decision 51 asks three things: is it as expected without choices, in nearly all draws of the unknowns, and with fixed
numbers drawn too. The second: the 95 % interval of a mean over draws gives how far single draws lie
apart, and so the share of them that lies on the other side of the limit, were they spread normally; of the paradox
single draws are saved, and counted. A ratio, a share or a correlation of all draws at once tells no such share.
The first is saved of two kinds of statements alone (`met_without_choices`), the third of none.
The same share tells of a statement that fails whether it could hardly hold.
Where a statement bounds a difference and leaves room for zero, it is met too where nothing moves.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from statistics import NormalDist
from typing import Any, Final

from partnersim.evidence.could_fail import NEARLY_ALL
from studies.consequences.statements import DATA
from studies.saved import values_of

_WIDTH: Final = 2.0 * NormalDist().inv_cdf(0.975)  # of a 95 % interval, in standard errors
# By study: runs, and the statements whose value is the mean of one number a run.
MEANS: Final[Mapping[str, tuple[int, tuple[str, ...]]]] = {
    "history": (
        50,
        ("orientation_after_5", "orientation_after_20", "boards_after_10", "posts_after_5", "access_after_2"),
    ),
    "freezing": (40, ("filter",)),
    "proximity_and_drift": (60, ("insiders_now", "selection", "influence")),
    "impulses": (60, ("invited_again",)),
    "nulls": (
        20,
        tuple(
            f"{what}_against_a_{null}"
            for what in ("awards", "access", "orientation")
            for null in ("lottery", "lagged_share")
        ),
    ),
    "umbrella": (
        40,
        ("news", "voice", "policy", "policy_open", "mission_open", "burden", "burden_by_vote"),
    ),
}  # fmt: skip

DIFFERENCES: Final = ("history", "proximity_and_drift")  # studies whose values are all differences


def limit_of(statement: Mapping[str, Any]) -> tuple[float, bool]:
    """What a statement expects its value to stay on one side of, and whether above."""
    above = "at_least" in statement
    return float(statement["at_least" if above else "at_most"]), above


def met_by_nothing(study: str, statement: Mapping[str, Any]) -> bool:
    """Whether a statement of a difference would hold where there is none."""
    limit, above = limit_of(statement)
    return study in DIFFERENCES and (limit <= 0.0 if above else limit >= 0.0)


def other_side(study: str, found: Mapping[str, Any], statement: Mapping[str, Any]) -> float:
    """The share of single draws on the other side of the limit; not a number where nothing saved tells it.

    Parameters
    ----------
    found
        The saved row of the statement.
    statement
        What was stated.
    """
    limit, above = limit_of(statement)
    name = str(found["statement"])
    if study == "paradox":
        return _counted(name, limit)
    runs, means = MEANS.get(study, (0, ()))
    if name not in means:
        return math.nan
    apart = (float(found["high"]) - float(found["low"])) / _WIDTH * math.sqrt(runs)
    below = NormalDist(float(found["value"]), apart).cdf(limit)
    return below if above else 1.0 - below


def _counted(name: str, limit: float) -> float:
    """Of the draws saved of the paradox: those in which a part of a freed post lies below the limit."""
    draws = values_of("paradox_runs", DATA)
    parts = {
        "mission_part_of_light_terms": lambda row: row["mission_light"] / row["freed_light"],
        "paradox": lambda row: (
            row["mission_light"] / row["freed_light"] - row["mission_money"] / row["freed_money"]
        ),
    }
    if name not in parts or not draws:
        return math.nan
    return float(sum(parts[name](row) < limit for row in draws)) / len(draws)


def met_without_choices(study: str, name: str, statement: Mapping[str, Any]) -> bool | None:
    """Whether a statement is met without choices too, by the mean that is saved; None where none is.

    Invited again: the ministry invites by lot among those willing. Forecasts against a lottery: a lagged share, which
    knows no choice.
    """
    if study == "impulses" and name == "invited_again":
        shares = {
            str(row["case"]): row["share"] for row in values_of("impulses_invited_again", DATA)
        }
        left = shares["by lot among the willing"] - shares["by lot among all"]
    elif study == "nulls" and name.endswith("_against_a_lottery"):
        lagged = {
            str(row["outcome"]): row["lagged_share"] for row in values_of("nulls_scores", DATA)
        }
        left = lagged[name.removesuffix("_against_a_lottery")]
    else:
        return None
    limit, above = limit_of(statement)
    return bool(left >= limit if above else left <= limit)


def could_hardly_fail(study: str, found: Mapping[str, Any], statement: Mapping[str, Any]) -> bool:
    """Whether a statement holds and nothing that is saved could have made it fail; not where no draws tell."""
    return (
        found["verdict"] == "holds"
        and other_side(study, found, statement) <= 1.0 - NEARLY_ALL
        and met_without_choices(study, str(found["statement"]), statement) is not False
    )


def could_hardly_hold(study: str, found: Mapping[str, Any], statement: Mapping[str, Any]) -> bool:
    """Whether a statement fails, and nearly all single draws lie on the other side."""
    return found["verdict"] == "fails" and other_side(study, found, statement) >= NEARLY_ALL
