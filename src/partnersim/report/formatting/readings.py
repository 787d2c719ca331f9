"""The reading that something was made with, said once and whole: titles beside it are without it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from partnersim.language import current, say

if TYPE_CHECKING:
    from partnersim.results import Results
    from partnersim.scenario.settings import Settings


def label(settings: Settings) -> str:
    """`reading: thesis`; nothing where the scenario is run under none."""
    return label_of(settings.content)


def label_of(scenario: Mapping[str, Any]) -> str:
    """The same of a scenario's file, or as a manifest has it."""
    from partnersim.scenario.readings import KEY, in_short  # loads all declarations

    name = scenario.get(KEY)
    return say("reading: {name}", name=in_short(name).in_language(current())) if name else ""


def shared(scenarios: Iterable[Settings]) -> str:
    """That of several scenarios; nothing where they are not run under one: then titles tell them apart."""
    labels = {label(settings) for settings in scenarios}
    return labels.pop() if len(labels) == 1 else ""


def title(settings: Settings) -> str:
    """A scenario's title, for where its reading is told beside."""
    from partnersim.scenario.readings import KEY, without_reading

    return without_reading(settings.title.in_language(current()), settings.content.get(KEY))


def reference_title(results: Results) -> str:
    """The title of what runs are compared with, which is run under the same reading."""
    from partnersim.scenario.readings import KEY, without_reading

    scenario = results.manifest["reference"]["scenario"]
    return without_reading(scenario["title"][current()], scenario.get(KEY))
