"""The answer to a scenario's question: what changes, in a few sentences that say when runs tell nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from partnersim.language import say
from partnersim.report.formatting import measures
from partnersim.report.formatting.certainty import HARDLY, verdict
from partnersim.report.formatting.spread import spread
from partnersim.report.screens.rows import Row, Years

if TYPE_CHECKING:
    import pandas as pd

ORIENTATION, PROVIDERS, NEED = "identity_mean", "service_provider_share", "need_after_24_months"
INDEX = "autonomy_index"
ROWS: Sequence[Row] = tuple(
    Row(name)
    for name in (
        ORIENTATION, PROVIDERS, INDEX, "direct_access_share", "reporting_share",
        "mission_hours", "staff_total", "served_share", "ineligible_served_share", NEED,
    )
)  # fmt: skip
Effects = Mapping[str, Mapping[str, Any]]


def beside_another(effects: Effects, reference: str) -> str:
    """What differs from another scenario on the same seeds.

    effects: by measure, other (the scenario), reference, difference, low, high and decided.
    """
    return " ".join(sentence(name, effects[name], reference) for name in SENTENCES)


def orientation(effects: Effects, reference: str) -> str:
    """The first of its sentences, as a title: without the point."""
    return sentence(ORIENTATION, effects[ORIENTATION], reference).removesuffix(".")


def sentence(name: str, effect: Mapping[str, Any], reference: str) -> str:
    """What runs say of one of the measures that have a sentence of their own."""
    return SENTENCES[name](
        effect,
        {
            "after": measures.value(name, effect["other"]),
            "before": measures.value(name, effect["reference"]),
            "difference": measures.difference(name, effect),
            "reference": reference,
        },
    )


def _orientation(effect: Mapping[str, Any], words: Mapping[str, str]) -> str:
    if not effect["decided"]:
        return say(
            "The orientation of organisations hardly differs from that under “{reference}”: {after} against "
            "{before} ({difference})."
            if verdict(effect) == HARDLY
            else "It is not decided whether the orientation of organisations differs from that under "
            "“{reference}”: {after} "
            "against {before} ({difference}).",
            **words,
        )
    return say(
        "Organisations end nearer to autonomy than under “{reference}”: orientation {after} against "
        "{before} ({difference})."
        if effect["difference"] > 0.0
        else "Organisations end nearer to providing services than under “{reference}”: orientation {after} against "
        "{before} ({difference}).",
        **words,
    )


def _providers(effect: Mapping[str, Any], words: Mapping[str, str]) -> str:
    if effect["decided"]:
        return say(
            "{after} call themselves service providers, against {before} ({difference}).", **words
        )
    return say(
        "{after} call themselves service providers, hardly more or fewer ({difference})."
        if verdict(effect) == HARDLY
        else "{after} call themselves service providers: it is not decided whether that is more or fewer "
        "({difference}).",
        **words,
    )


def _need(effect: Mapping[str, Any], words: Mapping[str, str]) -> str:
    if effect["decided"]:
        return say(
            "Two years after arrival newcomers' need is {after}, against {before} ({difference}).",
            **words,
        )
    return say(
        "Newcomers' need two years after arrival hardly differs ({difference})."
        if verdict(effect) == HARDLY
        else "It is not decided whether newcomers' need two years after arrival differs ({difference}).",
        **words,
    )


SENTENCES: Mapping[str, Callable[[Mapping[str, Any], Mapping[str, str]], str]] = {
    ORIENTATION: _orientation,
    PROVIDERS: _providers,
    NEED: _need,
}


def orientation_with_time(before: pd.DataFrame, last: pd.DataFrame) -> str:
    """What becomes of orientation from one year to another, as a title."""
    return say(
        "Orientation of organisations goes from {before} to {last}",
        before=measures.value(ORIENTATION, spread(before[ORIENTATION]).average),
        last=measures.value(ORIENTATION, spread(last[ORIENTATION]).average),
    )


def with_time(years: Years) -> str:
    """What changes from the year before the scenario to its last, where nothing is set beside it."""
    words = {
        f"{when}_{name}": measures.value(name, spread(frame[name]).average)
        for name in (ORIENTATION, PROVIDERS)
        for when, frame in (("before", years.before), ("last", years.last))
    }
    return say(
        "Orientation of organisations goes from {before_identity_mean} to {last_identity_mean}. "
        "{last_service_provider_share} call themselves service providers at the end, "
        "{before_service_provider_share} before.",
        **words,
    )
