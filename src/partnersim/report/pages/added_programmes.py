"""Programmes that a scenario adds to those of its reference: needs and people paid for, and how heavy files are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from partnersim.language import numbers, say
from partnersim.report.formatting import words
from partnersim.report.pages.changes import Change, funder_name
from partnersim.report.pages.dated import stated
from partnersim.report.pages.sources import Provenance, source_of
from partnersim.state.calendar import Month

_PROGRAMMES = "programmes"
_ALWAYS = 2100  # last year of a programme that does not end
_WEIGHTS = ("records", "reports")


def rows(
    reference: Mapping[str, Any], scenario: Mapping[str, Any], provenance: Provenance
) -> Iterator[Change]:
    """A row a programme that a funder of the scenario gives money to and the reference does not have.

    reference, scenario: of manifests; provenance: of the second.
    """
    givers = _givers(scenario)
    known = reference.get(_PROGRAMMES) or {}
    start = Month.parse(str(scenario["start"])).year
    for name, programme in (scenario.get(_PROGRAMMES) or {}).items():
        if name in givers and name not in known:
            before = programme.get("follows")
            eligible = scenario["funders"][givers[name]].get("eligibility") or {}
            yield Change(
                say("Programme: {name}", name=words.choice(name)),
                funder_name(givers[name]),
                say("none") if before is None else words.choice(str(before)),
                _described(
                    programme, {each for each, is_so in eligible.items() if is_so is True}, start
                ),
                source=source_of(provenance, f"{_PROGRAMMES}.{name}.{_most_telling(programme)}"),
                main=givers[name] == scenario["main_ministry"],
            )


def _givers(scenario: Mapping[str, Any]) -> dict[str, str]:
    """Programmes with the funder that gives them a share of its agreements, at the start or from a date on."""
    at_first = [
        (funder, of["funding"].get(_PROGRAMMES) or {}) for funder, of in scenario["funders"].items()
    ]
    later = [(path[1], value) for _, path, value in stated(scenario) if path[-1] == _PROGRAMMES]
    given = (*at_first, *later)
    return {name: funder for funder, shares in given for name, share in shares.items() if share}


def _described(programme: Mapping[str, Any], eligible: set[str], start: int) -> str:
    """Needs, people where not all whom its funder pays for, weight of files and years that are not as usual."""
    first, last = (int(programme[f"{end}_year"]) for end in ("first", "last"))
    parts = [", ".join(words.choice(need) for need in programme["needs"]) or say("all needs")]
    if programme["statuses"] and set(programme["statuses"]) != eligible:
        whom = ", ".join(words.status(status) for status in programme["statuses"])
        parts.append(say("for: {statuses}", statuses=whom))
    heavy = [float(programme[weight]) for weight in _WEIGHTS]
    if heavy[0] == heavy[1] != 1.0:
        times = numbers.number(heavy[0], 1)
        parts.append(say("records and reports {times} times the usual", times=times))
    elif heavy != [1.0, 1.0]:
        records, reports = (numbers.number(each, 1) for each in heavy)
        parts.append(
            say(
                "records {records} and reports {reports} times the usual",
                records=records,
                reports=reports,
            )
        )
    if first > start and last < _ALWAYS:
        parts.append(say("from {first} to {last}", first=str(first), last=str(last)))
    elif first > start:
        parts.append(say("from {first}", first=str(first)))
    return say("; ").join(parts)


def _most_telling(programme: Mapping[str, Any]) -> str:
    """The property whose source stands in the row: heavier files before who is served, before what is paid for."""
    weights = any(float(programme[weight]) != 1.0 for weight in _WEIGHTS)
    return "records" if weights else "statuses" if programme["statuses"] else "needs"
