"""What each choice of a sweep does to what answers and to what it costs newcomers; what was held that a policy sets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from partnersim.analysis.sweeps.factors import LEVER
from partnersim.language import current, numbers, say
from partnersim.outcomes.recorder import SECTOR_NAMES
from partnersim.report.figures.by_choice import means_of, part_in_words
from partnersim.report.formatting import measures, words
from partnersim.report.formatting.factors import short_name
from partnersim.report.pages.changes import changes, meaning_of
from partnersim.report.pages.parts import Part
from partnersim.report.pages.sweep_answers import outcomes_of, steps_of
from partnersim.report.screens.answer import NEED, REQUESTS
from partnersim.report.screens.sensitivity import outcome_label
from partnersim.scenario.loading import load

if TYPE_CHECKING:
    from partnersim.analysis.discovery.lever_means import LeverMeans
    from partnersim.results.sensitivity_result import Sensitivity
    from partnersim.results.sweep_result import Sweep

_POLICY = "prsca_compliant"
_MOST = 6  # levers of which each has a line
_FEWER_THAN_A_TENTH = 0.05  # between two values, from which they take a digit more


def part(sweep: Sweep, studies: Sequence[Sensitivity]) -> Iterator[Part]:
    """A line a lever; nothing of single steps, which are no independent draws, nor where none is chosen."""
    about = sweep.frame("design").attrs
    paths = [str(factor["path"]) for factor in sweep.manifest["experiment"]["factors"]]
    levers = [path for path in paths if about["roles"].get(path) == LEVER]
    told = _told(sweep)
    if not levers or not told or any(steps_of([*studies], name) for name in outcomes_of(sweep)):
        return
    if sweep.manifest["experiment"]["design"]["method"] == "morris":
        return
    found = {outcome: means_of(sweep, outcome) for outcome in told}
    shown = [path for path in levers if any(path in each.shown for each in found.values())]
    silent = [path for path in levers if path not in shown]
    meanings = about["meanings"]
    items = [_line(path, found, meanings) for path in [*shown, *silent][:_MOST]]
    if rest := [path for path in silent if path not in [*shown, *silent][:_MOST]]:
        names = "; ".join(short_name(path, meanings) for path in rest)
        items.append(say("Not told from chance in any of these: {names}.", names=names))
    note = say("In brackets, 95 % intervals. “Not told from chance”: trials show no effect.")
    yield Part(
        say("What each choice does, and to whom"),
        items=items,
        note=" ".join([note, *_held(sweep, levers)]),
    )


def _told(sweep: Sweep) -> list[str]:
    """The first outcome, then requests served and need, where they were measured."""
    first, *others = outcomes_of(sweep) or [""]
    costs = [name for name in others if name.startswith((REQUESTS, NEED))]
    return [first, *costs] if first else []


def _line(path: str, found: dict[str, LeverMeans], meanings: dict[str, str]) -> str:
    """A lever: from which part of its range to which, then each outcome."""
    first, last = _ends(next(iter(found.values())), path)
    shown = any(path in means.shown for means in found.values())
    told = {
        "lever": short_name(path, meanings),
        "first": part_in_words(first),
        "last": part_in_words(last),
        "effects": say("; ").join(
            _effect(outcome, means, path, shown=shown) for outcome, means in found.items()
        ),
    }
    if not shown:
        return say("“{lever}”, {first}, then {last}: nothing told from chance: {effects}.", **told)
    return say("“{lever}”, {first}, then {last}: {effects}.", **told)


def _ends(means: LeverMeans, path: str) -> tuple[Any, Any]:
    own = means.parts[means.parts["lever"] == path]
    return own.iloc[0], own.iloc[-1]


def _effect(outcome: str, means: LeverMeans, path: str, *, shown: bool) -> str:
    """Both ends of an outcome with their intervals, or that they are not told from chance.

    shown: whether any outcome of the lever is told from it; where none is, that stands once.
    """
    first, last = _ends(means, path)
    near = abs(first["mean"] - last["mean"]) < _FEWER_THAN_A_TENTH
    both = [_value(outcome, row, int(near)) for row in (first, last)]
    told = {"outcome": outcome_label(outcome), "first": both[0], "last": both[1]}
    if not shown:
        return say("“{outcome}” ({first}; {last})", **told)
    return (
        say("“{outcome}” goes from {first} to {last}", **told)
        if path in means.shown
        else say("“{outcome}” not told from chance ({first}; {last})", **told)
    )


def _value(outcome: str, row: Any, more: int) -> str:
    """A mean with its interval."""
    name = next((name for name in SECTOR_NAMES if outcome == name), "")
    share = words.unit_of_outcome(outcome).startswith("share")
    scale, decimals = (100.0, more) if share else (1.0, 2 + more)
    signed = not name and outcome.endswith("_change")
    mean, low, high = (
        numbers.number(scale * row[of], decimals, signed=signed) for of in ("mean", "from", "to")
    )
    unit = "" if not share else measures.points() if signed else f"{numbers.NO_BREAK}%"
    return (
        mean + unit if low == numbers.MISSING else f"{mean}{unit} [{low};{numbers.NO_BREAK}{high}]"
    )


def _held(sweep: Sweep, levers: Sequence[str]) -> Iterator[str]:
    """Levers of the main ministry that the policy in full sets otherwise, and that were not varied."""
    own, policy = sweep.manifest["identity"]["scenario"], load(_POLICY)
    main = str(own["main_ministry"])
    if main != policy.main_ministry:
        return
    its = [path.removeprefix(f"ministries.{main}.") for path in levers]
    split = any(path.startswith("split.") for path in its)
    varied = {meaning_of(path) for path in its}
    other = [
        say("{lever}: {here}, against {there}", lever=row.what, here=row.before, there=row.after)
        for row in changes(own, policy.resolved(), {}, {})
        if row.main and row.what not in varied and not row.what.endswith(say(", a year"))
    ]
    if split and other:
        yield say(
            "Held in every trial, which “{policy}” sets otherwise: {levers}.",
            policy=policy.title.in_language(current()),
            levers=say("; ").join(other),
        )
