"""What runs say of a measure, as a part of a sentence: the verdict, both values, the difference with its interval."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from partnersim.language import say
from partnersim.report.formatting import certainty, measures
from partnersim.report.screens.answer import (
    INDEX,
    NEED,
    ORIENTATION,
    PROVIDERS,
    REQUESTS,
    Effects,
)  # fmt: skip

_MORE = 2  # decimals, where two values that differ would be written alike


def of(name: str, effect: Mapping[str, Any], label: str, runs: int) -> str:
    """A measure beside a reference; label: what its row is called."""
    told = values({name: effect}, name) | {"measure": in_a_sentence(name, label)}
    verdict = certainty.verdict(effect)
    if verdict == certainty.OPEN:
        return say(
            "the change of {measure} is {verdict} ({after}, against {before}; {difference})",
            verdict=certainty.not_decided(runs),
            **told,
        )
    if effect["low"] == effect["high"] == 0.0:
        return say("{measure} does not change in any run ({after})", **told)
    if verdict == certainty.HARDLY:
        return say("{measure} hardly changes ({after}, against {before}; {difference})", **told)
    return _which_way(name, effect["difference"] > 0.0, told | _apart(name, effect))


def values(effects: Effects, name: str) -> dict[str, str]:
    """Both values of a measure and the difference, in words."""
    effect = effects[name]
    return {
        "after": measures.value(name, effect["other"]),
        "before": measures.value(name, effect["reference"]),
        "difference": measures.difference(name, effect),
    }


def requests(effects: Effects) -> str:
    """Which part of requests would be answered."""
    return say(
        "{after} of requests would be answered rather than {before} ({difference})",
        **values(effects, REQUESTS),
    )


def against_autonomy(effects: Effects) -> bool:
    """Whether runs show that requests answered go the other way than autonomy."""
    told = {
        name: effects[name]["difference"]
        for name in (REQUESTS, ORIENTATION, INDEX)
        if name in effects and certainty.counts(effects[name])
    }
    served = told.pop(REQUESTS, 0.0)
    return any(served * difference < 0.0 for difference in told.values())


def in_a_sentence(name: str, label: str) -> str:
    """A measure as a sentence has it: in words of its own, or what its row is called."""
    own = {
        INDEX: say("the autonomy index"),
        ORIENTATION: say("the orientation of organisations"),
        PROVIDERS: say("the share that call themselves service providers"),
        NEED: say("need two years after arrival"),
        REQUESTS: say("the share of requests served"),
        "reporting_share": say("the share of hours that reporting takes"),
        "direct_access_share": say("the share of organisations with direct access to the ministry"),
    }
    return own.get(name) or say("“{name}”", name=label)


def _apart(name: str, effect: Mapping[str, Any]) -> dict[str, str]:
    """Both values with as many decimals as tell them apart, two besides at most."""
    for more in range(_MORE + 1):
        after, before = (measures.value(name, effect[end], more) for end in ("other", "reference"))
        if after != before:
            break
    return {"after": after, "before": before}


def _which_way(name: str, rises: bool, told: Mapping[str, str]) -> str:
    """Where runs show a difference."""
    if name == ORIENTATION:
        return say(
            "organisations would end nearer to autonomy (orientation {after}, against {before}; {difference})"
            if rises
            else "organisations would end nearer to providing services (orientation {after}, against {before}; "
            "{difference})",
            **told,
        )
    if name == PROVIDERS:
        return say(
            "more organisations would call themselves service providers ({after}, against {before}; {difference})"
            if rises
            else "fewer organisations would call themselves service providers ({after}, against {before}; "
            "{difference})",
            **told,
        )
    return say("{measure} would be {after} rather than {before} ({difference})", **told)
