"""Why more or fewer requests are answered: what runs show of hours, of help for each request, and of requests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from partnersim.analysis.comparison.differences import intervals
from partnersim.language import numbers, say
from partnersim.report.formatting.certainty import counts
from partnersim.results.by_status import SERVED, last_year
from partnersim.results.years import by_measure, reference_by_run, rows_by_measure, years_by_run

if TYPE_CHECKING:
    import pandas as pd

    from partnersim.results.reading import Results

_SHARE = "served_share"
_HOURS, _MISSION, _REPORTS = "service_hours", "mission_hours", "reporting_hours"
_HELP, _ASKED = "hours_a_request", "requests"
_TARGETS = "service_agreement_share"

type Effects = Mapping[str, Mapping[str, Any]]


def of_pair(first: Results, second: Results) -> Effects:
    """What two scenarios differ in that requests answered hang on."""
    return _paired(*(_totals(*_last(each)) for each in (first, second)))


def of_run(results: Results) -> Effects:
    """The same of a run beside its reference; nothing where there is none."""
    reference, newcomers = results.reference, results.newcomers_of_reference
    if reference is None or newcomers is None:
        return {}
    first = _totals(reference_by_run(reference)[1], newcomers.set_index(["run", "status"]))
    return _paired(first, _totals(*_last(results)))


def _last(results: Results) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The last year: the sector by run, and newcomers by run and status."""
    return years_by_run(results.sector)[1], last_year(results.cohorts, results.newcomers)


def _totals(sector: pd.DataFrame, newcomers: pd.DataFrame) -> pd.DataFrame:
    """By run, what a month's hours go to, and how many requests they answer."""
    served = newcomers[SERVED].groupby("run").sum()
    of_mission = sector["advocacy_share"] + sector["community_life_share"]
    every = sector[_MISSION] / of_mission
    hours = sector["delivery_share"] * every
    more = {
        _HOURS: hours,
        _REPORTS: sector["reporting_share"] * every,
        _HELP: hours / served,
        _ASKED: served / sector[_SHARE],
    }
    return sector[[_SHARE, _MISSION, _TARGETS]].assign(**more)


def _paired(first: pd.DataFrame, second: pd.DataFrame) -> dict[str, dict[str, Any]]:
    runs = by_measure(reference=first, other=second, difference=second - first)
    return rows_by_measure(intervals(runs, ["measure"]))


def sentence(effects: Effects) -> str:
    """What goes the way of the requests answered, each where runs show it; nothing where nothing does."""
    served = effects.get(_SHARE)
    if served is None or not counts(served):
        return ""
    told = [text for text in (*_hours(effects), *_help(effects), *_requests(effects)) if text]
    if not told:
        return ""
    return say("Why: {causes}.", causes=say("; ").join(told))


def of_more_need(effects: Effects, others: Sequence[str]) -> str:
    """Why need is higher although more is answered: `others`, and that more is asked where runs show it."""
    asked = effects.get(_ASKED)
    told = [*others]
    if asked is not None and counts(asked) and asked["difference"] > 0.0:
        told.append(_asked(effects))
    if not told:
        return ""
    return say("Higher although more requests are answered: {causes}.", causes=say("; ").join(told))


def _asked(effects: Effects) -> str:
    return say(
        "{after} requests a month would be made (against {before})", **_both(effects, _ASKED)
    )


def _goes_with(effects: Effects, name: str, way: int) -> bool:
    """Whether a difference counts, and moves requests answered the way they go (1: by rising, -1: by falling)."""
    effect, served = effects[name], effects[_SHARE]
    return counts(effect) and effect["difference"] * served["difference"] * way > 0.0


def _hours(effects: Effects) -> Iterator[str]:
    """Hours for services, with those of mission work or of reports, where these go the other way, and most.

    Where neither does, hours of mission work where they move as well.
    """
    if not _goes_with(effects, _HOURS, 1):
        return
    own = say(
        "organisations would give {after} hours a month to services (against {before})",
        **_both(effects, _HOURS),
    )
    others = [name for name in (_MISSION, _REPORTS) if _goes_with(effects, name, -1)]
    others = others or [_MISSION] * counts(effects[_MISSION])
    most = max(others, key=lambda name: abs(float(effects[name]["difference"])), default="")
    if not most:
        yield own
    else:
        yield say(
            "{own} and {after} to mission work (against {before})"
            if most == _MISSION
            else "{own} and {after} to reports (against {before})",
            own=own,
            **_both(effects, most),
        )


def _help(effects: Effects) -> Iterator[str]:
    """Hours that each request answered takes: targets count people, and help is shortened to meet them."""
    if not _goes_with(effects, _HELP, -1):
        return
    hours = {
        "hours": numbers.number(effects[_HELP]["other"], 1),
        "before": numbers.number(effects[_HELP]["reference"], 1),
    }
    own = say("each request answered would take {hours} hours (against {before})", **hours)
    fewer = effects[_HELP]["difference"] > 0.0
    if not counts(effects[_TARGETS]) or (effects[_TARGETS]["difference"] < 0.0) != fewer:
        yield own
    else:
        yield say(
            "{own}, as a smaller part of the money hangs on targets, which press to shorten it"
            if fewer
            else "{own}, as a larger part of the money hangs on targets, which press to shorten it",
            own=own,
        )


def _requests(effects: Effects) -> Iterator[str]:
    """How many ask."""
    if _goes_with(effects, _ASKED, -1):
        yield _asked(effects)


def _both(effects: Effects, name: str) -> dict[str, str]:
    """Before and after, in hundreds."""
    ends = {"after": "other", "before": "reference"}
    return {key: numbers.number(round(effects[name][end], -2), 0) for key, end in ends.items()}
