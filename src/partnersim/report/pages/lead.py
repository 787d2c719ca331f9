"""What a comparison comes to, in a few sentences: what organisations gain, what it costs, what hardly changes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from partnersim.language import numbers, say
from partnersim.report.formatting import measures, words
from partnersim.report.formatting.certainty import HARDLY, counts, relative, verdict
from partnersim.report.pages.changes import funder_name, millions, partners
from partnersim.report.pages.dated import at_the_end
from partnersim.report.screens import rows
from partnersim.report.screens.answer import INDEX, NEED, ORIENTATION, PROVIDERS, ROWS, Effects
from partnersim.results.by_status import SERVED

if TYPE_CHECKING:
    import pandas as pd

_REPORTING, _SERVED = "reporting_share", "served_share"
_AGREEMENTS, _INELIGIBLE = "service_agreement_share", "ineligible_served_share"
_GAINING = 2  # statuses, at most, in the answer
_NAMED = 3  # of what hardly changes, at most, in the answer


def of(
    effects: Effects,
    reference: Mapping[str, Any],
    scenario: Mapping[str, Any],
    newcomers: pd.DataFrame | None = None,
    cause: str = "",
    of_need: str = "",
    told: Collection[str] = (),
) -> str:
    """The answer, in the conditional and within the model.

    reference, scenario: of manifests; newcomers: differences by status, where there are; cause: of requests answered;
    of_need: why more need is left although more are; told: measures that a sentence before it tells.
    """
    because = "" if _REPORTING in told else _of_reporting(effects, reference, scenario)
    organisations = f"{_opening(reference, scenario)} {_organisations(effects, told)}{because}."
    sentences = [
        organisations,
        *_of_newcomers(effects, cause, of_need, told),
        *_who_loses(newcomers),
        *_who_gains(newcomers, effects, _same_terms(reference, scenario, "eligibility")),
        *_why_these(newcomers, effects, reference, scenario),
        *_little(effects, told),
    ]
    return " ".join(sentences)


def envelopes(
    reference: Mapping[str, Any], scenario: Mapping[str, Any]
) -> tuple[str, float, float]:
    """Whose money a year is told, and how much in both: the main ministry's, or all of it where others' differs."""
    main = str(scenario.get("main_ministry"))
    places = partners(reference, scenario)
    before, after = (
        {name: float(of["funding"]["envelope"]) for name, of in each["funders"].items()}
        for each in (reference, scenario)
    )
    others = {name: place for name, place in places.items() if name != main}
    alike = len(places) == len(before) == len(after)
    if (
        alike
        and main in places
        and all(after[name] == before[place] for name, place in others.items())
    ):
        names = [funder_name(name) for name in dict.fromkeys((places[main], main))]
        return say(" or ").join(names), before[places[main]], after[main]
    return say("all funders"), sum(before.values()), sum(after.values())


def _opening(reference: Mapping[str, Any], scenario: Mapping[str, Any]) -> str:
    ended = at_the_end(scenario)
    whose, before, after = envelopes(reference, ended)
    years = int(scenario["years"])
    when = say("after {years} years", years=years) if years > 1 else say("after a year")
    people = _arrivals(reference, scenario)
    given = {"whose": whose, "dollars": millions(after), "before": millions(before)}
    if before == after:
        money = say("With the same money ({whose}: {dollars} a year)", **given)
    elif ended["funders"] != scenario["funders"]:
        money = say("With money that goes from {before} to {dollars} a year ({whose})", **given)
    else:
        money = say("With {dollars} a year instead of {before} ({whose})", **given)
    if people:
        money = say("{money} and {people}", money=money, people=people)
    return say("{money}, {when}, in the model:", money=money, when=when)


def _arrivals(reference: Mapping[str, Any], scenario: Mapping[str, Any]) -> str:
    """How many more or fewer people arrive, where a scenario changes it."""
    old, new = (
        float(of["parameters"].get("arrivals", {}).get("level", 1.0))
        for of in (reference, scenario)
    )
    if old == new or old <= 0.0:
        return ""
    part = numbers.percent(abs(new / old - 1.0))
    return say("{part} fewer arrivals" if new < old else "{part} more arrivals", part=part)


def _both(effects: Effects, name: str) -> dict[str, str]:
    effect = effects[name]
    return {
        "after": measures.value(name, effect["other"]),
        "before": measures.value(name, effect["reference"]),
    }


def _organisations(effects: Effects, told: Collection[str]) -> str:
    """What they would be, and their hours of reporting where these differ."""
    said = _autonomy(effects)
    reporting = effects[_REPORTING]
    if _REPORTING in told or not counts(reporting):
        return said
    more = say(
        "and they would spend fewer of their hours on reporting ({after}, against {before})"
        if reporting["difference"] < 0.0
        else "and they would spend more of their hours on reporting ({after}, against {before})",
        **_both(effects, _REPORTING),
    )
    return f"{said} {more}"


def _of_reporting(
    effects: Effects, reference: Mapping[str, Any], scenario: Mapping[str, Any]
) -> str:
    """Why hours of reporting differ where terms do not: a record is made of each client of an agreement."""
    reporting, agreements = effects[_REPORTING], effects.get(_AGREEMENTS)
    if agreements is None or not (counts(reporting) and counts(agreements)):
        return ""
    if reporting["difference"] * agreements["difference"] <= 0.0:
        return ""
    if not _same_terms(reference, scenario, "accountability"):
        return ""
    return say(
        ", as less of the money is agreements, which ask for a record of each client"
        if reporting["difference"] < 0.0
        else ", as more of the money is agreements, which ask for a record of each client"
    )


def _same_terms(reference: Mapping[str, Any], scenario: Mapping[str, Any], group: str) -> bool:
    """Whether funders in the same place ask for the same."""
    ended = at_the_end(scenario)
    return all(
        ended["funders"][name].get(group) == reference["funders"][other].get(group)
        for name, other in partners(reference, scenario).items()
    )


def _autonomy(effects: Effects) -> str:
    """By orientation and by the index of autonomy, with the share of providers: what both tell, or each of them."""
    effect, index, providers = effects[ORIENTATION], effects[INDEX], _both(effects, PROVIDERS)
    both = [each["difference"] > 0.0 for each in (effect, index) if counts(each)]
    if counts(effect) and len(set(both)) == 1:
        return say(
            "organisations would be more autonomous ({after} would call themselves service providers, against "
            "{before})"
            if both[0]
            else "organisations would be less autonomous ({after} would call themselves service providers, against "
            "{before})",
            **providers,
        )
    if counts(index):
        values = _both(effects, INDEX)
        rises = say(
            "the autonomy index would rise ({after}, against {before})"
            if index["difference"] > 0.0
            else "the autonomy index would fall ({after}, against {before})",
            **values,
        )
        return say("{index}, {providers}", index=rises, providers=_providers(effects))
    return say(
        "the orientation of organisations would hardly change ({after} would call themselves service providers, "
        "against {before})"
        if verdict(effect) == HARDLY
        else "it is not decided whether organisations would be more or less autonomous ({after} would call themselves "
        "service providers, against {before})",
        **providers,
    )


def _providers(effects: Effects) -> str:
    """Whether more or fewer would call themselves service providers, or nothing shows that."""
    effect, values = effects[PROVIDERS], _both(effects, PROVIDERS)
    if not counts(effect):
        return say(
            "but nothing shows that fewer or more would call themselves service providers ({after}, against {before})",
            **values,
        )
    return say(
        "and fewer would call themselves service providers ({after}, against {before})"
        if effect["difference"] < 0.0
        else "and more would call themselves service providers ({after}, against {before})",
        **values,
    )


def _of_newcomers(
    effects: Effects, cause: str, of_need: str, told: Collection[str]
) -> Iterator[str]:
    served, autonomy = effects[_SERVED], effects[ORIENTATION]
    if counts(served):
        opposite = autonomy["decided"] and served["difference"] * autonomy["difference"] < 0.0
        both = _both(effects, _SERVED)
        yield say(
            "In return, {after} of requests would be answered rather than {before}."
            if opposite
            else "{after} of requests would be answered rather than {before}.",
            **both,
        )
        if cause:
            yield cause
    if counts(effects[NEED]):
        if NEED not in told:
            yield say(
                "Two years after arrival, the need left (0: none, 1: whole) would be {after} rather than {before}.",
                **_both(effects, NEED),
            )
        if (
            of_need
            and counts(served)
            and min(served["difference"], effects[NEED]["difference"]) > 0.0
        ):
            yield of_need


def _who_loses(newcomers: pd.DataFrame | None) -> Iterator[str]:
    """The status whose need rises most, where runs show it and it is not hardly."""
    if newcomers is None:
        return
    rises = [
        row
        for _, row in newcomers.iterrows()
        if row["measure"] == NEED and counts(row) and row["difference"] > 0.0
    ]
    if rises:
        row = max(rises, key=lambda one: float(one["difference"]))
        yield say(
            "Hardest hit: {status} (need two years after arrival {difference}, from {before} of 1).",
            status=words.status(str(row["status"])),
            difference=measures.text(NEED, float(row["difference"]), signed=True),
            before=measures.value(NEED, float(row["reference"])),
        )


def _who_gains(
    newcomers: pd.DataFrame | None, effects: Effects, same_people: bool
) -> Iterator[str]:
    """The statuses of which most more people are served, and people who are not eligible.

    same_people: whether eligibility is the same in both, so that those who are not are as well.
    """
    told = _most(newcomers, 1.0)
    groups = [", ".join(told)] if told else []
    if same_people and counts(effects[_INELIGIBLE]) and effects[_INELIGIBLE]["difference"] > 0.0:
        groups.append(
            say(
                "people who are not eligible ({after} of their requests, against {before})",
                **_both(effects, _INELIGIBLE),
            )
        )
    if groups:
        yield say("Served more: {people}.", people=say("; ").join(groups))
    if fewer := _most(newcomers, -1.0):
        yield say("Served less: {people}.", people=", ".join(fewer))


def _why_these(
    newcomers: pd.DataFrame | None,
    effects: Effects,
    reference: Mapping[str, Any],
    scenario: Mapping[str, Any],
) -> Iterator[str]:
    """That agreements pay for some statuses alone, where theirs gain or lose as the agreements' part of money does."""
    agreements = effects.get(_AGREEMENTS)
    if newcomers is None or agreements is None or not counts(agreements):
        return
    if not _same_terms(reference, scenario, "eligibility"):
        return
    change = agreements["difference"]
    eligible = reference["funders"][reference["main_ministry"]]["eligibility"]
    moved = {
        str(row["status"]): row["difference"] * change > 0.0
        for _, row in newcomers[newcomers["measure"] == SERVED].iterrows()
        if counts(row)
    }
    with_agreements = {bool(eligible[status]) for status, along in moved.items() if along}
    against = {bool(eligible[status]) for status, along in moved.items() if not along}
    if with_agreements != {True} or against != {False}:
        return
    yield say("Agreements pay for eligible people alone; mission money serves whoever comes.")


def _most(newcomers: pd.DataFrame | None, sign: float) -> list[str]:
    """The statuses of which most more (1) or fewer (-1) people are served, with the part of the reference."""
    if newcomers is None:
        return []
    of_served = newcomers[newcomers["measure"] == SERVED]
    moved = [
        row for _, row in of_served.iterrows() if counts(row) and sign * row["difference"] > 0.0
    ]
    return [
        say(
            "{status} ({people} a month, {part})",
            status=words.status(str(row["status"])),
            people=numbers.number(float(row["difference"]), 0, signed=True),
            part=numbers.percent(relative(row), signed=True),
        )
        for row in sorted(moved, key=lambda row: abs(row["difference"]), reverse=True)[:_GAINING]
    ]


def _inside(label: str) -> str:
    """A label inside a sentence."""
    return label[:1].lower() + label[1:]


def _little(effects: Effects, told: Collection[str]) -> Iterator[str]:
    named = [
        say(
            "{measure} ({how})",
            measure=_inside(rows.label(row)),
            how=measures.size(row.name, effects[row.name], exact=False),
        )
        for row in reversed(ROWS)
        if row.name not in told and verdict(effects[row.name]) == HARDLY
    ][:_NAMED]
    if named:
        yield say("Would hardly change: {measures}.", measures="; ".join(named))
