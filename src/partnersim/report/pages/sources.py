"""Where the values of levers come from, as reports tell it: what a scenario states, or what the default rests on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from partnersim.declarations import Assumption
from partnersim.evidence.bibliography import cite, evidence_label, works
from partnersim.language import current, say
from partnersim.scenario.merging import ARGUMENT, COMMAND_LINE
from partnersim.scenario.parameter_groups import parameters

_KEY = r"(?:[FMPX]\d+|[A-J])"  # of a fact, or of an organisation of the thesis: nothing to who only has the page
_CODES = re.compile(rf" \({_KEY}(?:, {_KEY})*\)|(?<=\(){_KEY}(?:, {_KEY})*, ")
_NAME = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b")  # of a scenario, as commands have it
Provenance = Mapping[str, Any]


class Provenances(NamedTuple):
    """Of a reference, and of what is compared with it."""

    before: Provenance
    after: Provenance

    def both(self, before: str, after: str) -> tuple[str, str]:
        """The sources of a value in both, each under its path there."""
        return source_of(self.before, before), source_of(self.after, after)


def source_of(provenance: Provenance, path: str) -> str:
    """The source that the nearest level of the scenario states, with scenarios by their titles; else the default's."""
    lever = path
    if provenance.get(path, {}).get("from") in (COMMAND_LINE, ARGUMENT):
        return say("changed for this run")  # the source is that of the value in the file
    while path:
        origin = provenance.get(path)
        if isinstance(origin, Mapping):
            if not origin.get("source"):  # a value's own file, which tells nothing of it
                return say("set in {file}, without a source", file=origin["from"])
            return _in_words(say(str(origin["source"])))  # those we ship are in the catalogue
        path = path.rpartition(".")[0]
    return _of_default(lever) if provenance else ""


def _in_words(source: str) -> str:
    """A source without our keys of facts, with works and scenarios by their names."""
    return _NAME.sub(_title, _CODES.sub("", source))


def _of_default(path: str) -> str:
    """What the default value of a lever rests on, without where a source was looked for."""
    _, _, of_funder = path.partition(".")
    found = parameters().get(path) or parameters().get(
        f"ministries.*.{of_funder.partition('.')[2]}"
    )
    evidence = getattr(found[1], "evidence", None) if found else None
    if isinstance(evidence, Assumption):
        return _in_words(say("assumption: {reason}", reason=say(evidence.reason)))
    return _in_words(evidence_label(evidence))


def _title(name: re.Match[str]) -> str:
    """A work as it is cited, the title of a shipped scenario; another word as it stands."""
    from partnersim.scenario import library
    from partnersim.scenario.loading import load

    if name[0] in works():
        return cite(name[0])
    file = library.shipped().get(name[0])
    if file is None:
        return name[0]
    return say("“{name}”", name=load(file).title.in_language(current()))
