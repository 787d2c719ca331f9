"""What distinguishes reforms: each beside the one that gains most autonomy, over the same runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from partnersim.analysis.comparison.differences import intervals
from partnersim.language import numbers, say
from partnersim.report.formatting import measures
from partnersim.report.formatting.certainty import counts
from partnersim.report.pages import laid_over
from partnersim.report.screens.answer import INDEX, PROVIDERS
from partnersim.results.years import rows_by_measure

if TYPE_CHECKING:
    import pandas as pd

    from partnersim.results.comparison_result import Comparison

_ACCESS, _SERVED = "direct_access_share", "served_share"
_ALIVE = "organizations_alive"
_ALIKE = 0.25  # of the larger of two effects: within it they are nearly the same

type Effect = dict[str, Any]


def distinctions(comparison: Comparison) -> Iterator[str]:
    """A sentence on each reform beside the one with the largest gain of the autonomy index.

    Nothing of reforms that do not start from the same sector as the reference, and nothing that runs do not show.
    """
    start = comparison.results[comparison.reference].manifest["scenario"]["spin_up"]
    names = [
        name
        for name in comparison.others
        if comparison.results[name].manifest["scenario"]["spin_up"] == start
    ]
    every = comparison.differences
    own = {name: rows_by_measure(every[every["scenario"] == name]) for name in names}
    gains = [name for name in names if counts(own[name][INDEX])]
    gains = [name for name in gains if own[name][INDEX]["difference"] > 0.0]
    if len(names) < 2 or not gains:
        return
    best = max(gains, key=lambda name: float(own[name][INDEX]["difference"]))
    for name in names:
        if name != best:
            between = _between(comparison.by_run, best, name)
            titles = [laid_over.title(comparison.results[each].manifest) for each in (name, best)]
            yield from _sentence(own[name], own[best], between, *titles)


def _sentence(own: Effect, best: Effect, between: Effect, title: str, other: str) -> Iterator[str]:
    """Its part of the gain, then providers, access and requests, where both differ."""
    whose = {"title": title, "other": other}
    if not between[INDEX]["decided"]:
        yield say("“{title}” and “{other}”: runs do not tell which gains more autonomy.", **whose)
        return
    gain, most = float(own[INDEX]["difference"]), float(best[INDEX]["difference"])
    if not own[INDEX]["decided"] or gain <= 0.0:
        first = say("“{title}” would not give the gain of autonomy of “{other}”", **whose)
    elif gain < 0.5 * most:
        first = say(
            "“{title}” would give less than half of the gain of autonomy of “{other}”", **whose
        )
    else:
        first = say(
            "“{title}” would give more than half of the gain of autonomy of “{other}”, not all of it",
            **whose,
        )
    values = say(
        "index {gain}, against {most}",
        gain=measures.text(INDEX, gain, signed=True),
        most=measures.text(INDEX, most, signed=True),
    )
    rest = [
        *_providers(own, best, between),
        *_access(own, best, between),
        *_served(own, best, between),
    ]
    yield "; ".join([f"{first} ({values})", *rest]) + "."


def _providers(own: Effect, best: Effect, between: Effect) -> Iterator[str]:
    """That providers would be nearly as many fewer, or more, where runs do not tell the two reforms apart in it."""
    here, there = own[PROVIDERS], best[PROVIDERS]
    if not (here["decided"] and there["decided"]) or between[PROVIDERS]["decided"]:
        return
    larger = max(abs(here["difference"]), abs(there["difference"]))
    if abs(here["difference"] - there["difference"]) > _ALIKE * larger:
        return
    own_text, best_text = (
        measures.text(PROVIDERS, each["difference"], signed=True) + measures.points()
        for each in (here, there)
    )
    yield say(
        "the fall of service providers would be nearly the same ({own}, against {best})"
        if here["difference"] < 0.0
        else "the rise of service providers would be nearly the same ({own}, against {best})",
        own=own_text,
        best=best_text,
    )


def _apart(own: Effect, best: Effect, between: Effect, name: str) -> dict[str, str] | None:
    """A measure's values in words, where runs show that two reforms differ and the words do."""
    if not _differ(own, between, name):
        return None
    values = _values(own, best, name)
    return None if values["value"] == values["best"] else values


def _access(own: Effect, best: Effect, between: Effect) -> Iterator[str]:
    """Direct access to the ministry, where runs show that the two differ."""
    values = _apart(own, best, between, _ACCESS)
    if values is None:
        return
    if _as_many(own):
        yield say(
            "about as many organisations ({number}) would have direct access to the ministry, a smaller share "
            "({value}, against {before}) as there would be {alive} rather than {alive_before} "
            "({best} with the other scenario)",
            **values,
            **_counts(own),
        )
    else:
        yield say(
            "direct access to the ministry would rise to {value}, against {before} ({best} with the other scenario)"
            if own[_ACCESS]["difference"] > 0.0
            else "direct access to the ministry would fall to {value}, against {before} ({best} with the other "
            "scenario)",
            **values,
        )


def _counts(own: Effect) -> dict[str, str]:
    """How many organisations have access, and how many there are, in numbers."""
    alive = own[_ALIVE]
    return {
        "number": numbers.number(float(own[_ACCESS]["other"]) * float(alive["other"]), 0),
        "alive": numbers.number(float(alive["other"]), 0),
        "alive_before": numbers.number(float(alive["reference"]), 0),
    }


def _as_many(own: Effect) -> bool:
    """Whether the number with access stays, and its share falls with the number of organisations."""
    here, there = (
        float(own[_ACCESS][of]) * float(own[_ALIVE][of]) for of in ("other", "reference")
    )
    return abs(here - there) < 1.0 and own[_ACCESS]["difference"] < 0.0 < own[_ALIVE]["difference"]


def _served(own: Effect, best: Effect, between: Effect) -> Iterator[str]:
    """Requests served, where runs show that the two differ."""
    values = _apart(own, best, between, _SERVED)
    if values is None:
        return
    yield say(
        "more requests would be answered: {value}, against {before} ({best} with the other scenario)"
        if own[_SERVED]["difference"] > 0.0
        else "fewer requests would be answered: {value}, against {before} ({best} with the other scenario)",
        **values,
    )


def _differ(own: Effect, between: Effect, name: str) -> bool:
    return counts(between[name]) and bool(own[name]["decided"])


def _values(own: Effect, best: Effect, name: str) -> dict[str, str]:
    return {
        "value": measures.value(name, own[name]["other"]),
        "best": measures.value(name, best[name]["other"]),
        "before": measures.value(name, own[name]["reference"]),
    }


def _between(by_run: pd.DataFrame, best: str, name: str) -> Effect:
    """The second beside the first, run by run, by measure."""
    keys = ["run", "measure"]
    first, second = (
        by_run[by_run["scenario"] == each].set_index(keys)["other"] for each in (best, name)
    )
    both = first.to_frame("reference").assign(other=second)
    both["difference"] = both["other"] - both["reference"]
    return rows_by_measure(intervals(both.reset_index(), ["measure"]))
