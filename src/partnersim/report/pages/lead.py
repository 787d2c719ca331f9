"""What a comparison comes to, in a few sentences: what organisations gain, what it costs, what hardly changes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from partnersim.language import numbers, say
from partnersim.report.formatting import measures, words
from partnersim.report.pages.changes import funder_name, millions
from partnersim.report.screens.answer import NEED, ORIENTATION, PROVIDERS, ROWS, Effects

if TYPE_CHECKING:
    import pandas as pd

HARDLY = 0.02  # of the reference: a smaller difference is said to hardly change
_REPORTING, _SERVED = "reporting_share", "served_share"
_NAMED = 3  # of what hardly changes, at most, in the answer


def of(
    effects: Effects,
    reference: Mapping[str, Any],
    scenario: Mapping[str, Any],
    newcomers: pd.DataFrame | None = None,
) -> str:
    """The answer, in the conditional and within the model.

    reference, scenario: of manifests; newcomers: differences by status, where there are.
    """
    organisations = f"{_opening(reference, scenario)} {_organisations(effects)}."
    sentences = [organisations, *_of_newcomers(effects), *_who_loses(newcomers), *_little(effects)]
    return " ".join(sentences)


def envelopes(
    reference: Mapping[str, Any], scenario: Mapping[str, Any]
) -> tuple[str, float, float]:
    """Whose money a year is told, and how much in both: the main ministry's, or all of it where others' differs."""
    main = str(scenario.get("main_ministry"))
    both = [
        {name: float(of["funding"]["envelope"]) for name, of in each["funders"].items()}
        for each in (reference, scenario)
    ]
    rest = [{name: money for name, money in each.items() if name != main} for each in both]
    if rest[0] == rest[1] and all(main in each for each in both):
        return funder_name(main), both[0][main], both[1][main]
    return say("all funders"), sum(both[0].values()), sum(both[1].values())


def hardly(effect: Mapping[str, Any] | pd.Series[Any]) -> bool:
    """Whether a measure hardly differs, or runs show no difference."""
    return not bool(effect["decided"]) or abs(relative(effect)) < HARDLY


def relative(effect: Mapping[str, Any] | pd.Series[Any]) -> float:
    """A difference as a part of the reference."""
    reference = float(effect["reference"])
    return float(effect["difference"]) / reference if reference else math.nan


def unchanged(effects: Effects) -> list[str]:
    """The rows that hardly change, and by how much."""
    found = []
    for row in ROWS:
        effect = effects[row.name]
        if hardly(effect):
            how = numbers.percent(relative(effect), signed=True) if effect["decided"] else ""
            found.append(
                say(
                    "{measure} ({how})",
                    measure=words.label(row.name),
                    how=how or say("no difference shown"),
                )
            )
    return found


def _opening(reference: Mapping[str, Any], scenario: Mapping[str, Any]) -> str:
    whose, before, after = envelopes(reference, scenario)
    years = int(scenario["years"])
    when = say("after {years} years", years=years) if years > 1 else say("after a year")
    if before == after:
        return say(
            "With the same money ({whose}: {dollars} a year), {when}, in the model:",
            whose=whose,
            dollars=millions(after),
            when=when,
        )
    return say(
        "With {dollars} a year instead of {before} ({whose}), {when}, in the model:",
        whose=whose,
        dollars=millions(after),
        before=millions(before),
        when=when,
    )


def _both(effects: Effects, name: str) -> dict[str, str]:
    effect = effects[name]
    return {
        "after": measures.value(name, effect["other"]),
        "before": measures.value(name, effect["reference"]),
    }


def _organisations(effects: Effects) -> str:
    """What they would be, and their hours of reporting where these differ."""
    effect, providers = effects[ORIENTATION], _both(effects, PROVIDERS)
    if not effect["decided"]:
        said = say(
            "organisations would be neither clearly more nor clearly less autonomous ({after} would call themselves "
            "service providers, against {before})",
            **providers,
        )
    elif effect["difference"] > 0.0:
        said = say(
            "organisations would be more autonomous ({after} would call themselves service providers, against "
            "{before})",
            **providers,
        )
    else:
        said = say(
            "organisations would be less autonomous ({after} would call themselves service providers, against "
            "{before})",
            **providers,
        )
    reporting = effects[_REPORTING]
    if hardly(reporting):
        return said
    hours = _both(effects, _REPORTING)
    less = reporting["difference"] < 0.0
    more = (
        say("and would spend fewer of their hours on reporting ({after}, against {before})", **hours)
        if less
        else say("and would spend more of their hours on reporting ({after}, against {before})", **hours)
    )  # fmt: skip
    return f"{said} {more}"


def _of_newcomers(effects: Effects) -> Iterator[str]:
    served, autonomy = effects[_SERVED], effects[ORIENTATION]
    if not hardly(served):
        opposite = autonomy["decided"] and served["difference"] * autonomy["difference"] < 0.0
        both = _both(effects, _SERVED)
        yield (
            say("In return, {after} of requests would be answered rather than {before}.", **both)
            if opposite
            else say("{after} of requests would be answered rather than {before}.", **both)
        )
    if not hardly(effects[NEED]):
        yield say(
            "Two years after arrival, the need left would be {after} rather than {before}.",
            **_both(effects, NEED),
        )


def _who_loses(newcomers: pd.DataFrame | None) -> Iterator[str]:
    """The status whose need rises most, where runs show it and it is not hardly."""
    if newcomers is None:
        return
    rises = [
        row
        for _, row in newcomers.iterrows()
        if row["measure"] == NEED and not hardly(row) and row["difference"] > 0.0
    ]
    if rises:
        row = max(rises, key=lambda one: float(one["difference"]))
        yield say(
            "Hardest hit: {status} (need two years after arrival {after} rather than {before}).",
            status=words.status(str(row["status"])),
            after=measures.value(NEED, float(row["other"])),
            before=measures.value(NEED, float(row["reference"])),
        )


def _inside(label: str) -> str:
    """A label inside a sentence."""
    return label[:1].lower() + label[1:]


def _little(effects: Effects) -> Iterator[str]:
    named = [
        say(
            "{measure} ({how})",
            measure=_inside(words.label(row.name)),
            how=numbers.percent(relative(effects[row.name]), signed=True),
        )
        for row in reversed(ROWS)
        if effects[row.name]["decided"] and hardly(effects[row.name])
    ][:_NAMED]
    if named:
        yield say("Would hardly change: {measures}.", measures="; ".join(named))
