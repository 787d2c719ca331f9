"""A framework policy in a report: whether it comes in force, and what it promises for the mission."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from partnersim.instruments import declared
from partnersim.language import numbers, say
from partnersim.report.pages.changes import Change, a_year, dollars, funder_name, partners

if TYPE_CHECKING:
    import pandas as pd

    from partnersim.results.reading import Results

_MISSION, _NOT_AT_ALL = "mission", "not_at_all"
_MONTHS = 12


def proposed(scenario: Mapping[str, Any]) -> bool:
    """Whether a scenario of a manifest proposes one."""
    return bool(scenario["parameters"].get("framework_policy", {}).get("proposed"))


def answer(results: Results) -> Iterator[str]:
    """What becomes of it, where one is proposed: adopted or not, and how many could live with it."""
    scenario, sector = results.manifest["scenario"], results.sector
    if not proposed(scenario) or "policy_in_force" not in sector:
        return
    runs, begun = int(sector["run"].nunique()), _begun(sector)
    put = sector[sector["policy_drafts"] >= 1.0].groupby("run", sort=True)
    if not put.ngroups:
        yield say("No draft of the policy is put to the sector.")
        return
    last = put.tail(1)
    words = {
        "share": numbers.percent(float(put.head(1)["policy_acceptance_share"].mean())),
        "last": numbers.percent(float(last["policy_acceptance_share"].mean())),
        "drafts": numbers.number(float(last["policy_drafts"].mean()), 1),
        "adopted": len(begun),
        "runs": runs,
    }
    if begun.empty:
        yield say(
            "The policy is never adopted: {share} of the umbrella's votes could live with the first draft, {last} with "
            "the last ({drafts} drafts on average).",
            **words,
        )
    else:
        yield say(
            "The policy comes in force in {adopted} of {runs} runs, in year {year} at the earliest: {share} of the "
            "umbrella's votes could live with the first draft ({drafts} drafts on average).",
            year=min(_year(scenario, str(month)) for month in begun["month"]),
            **words,
        )


def changes(results: Results, reference: Mapping[str, Any]) -> Iterator[Change]:
    """For each ministry that applies it, the mission's share once the policy is in force."""
    scenario, sector = results.manifest["scenario"], results.sector
    if not proposed(scenario) or "policy_in_force" not in sector:
        return
    begun = _begun(sector)
    promised = float(scenario["parameters"]["framework_policy"]["mission_share"])
    for funder, other in partners(reference, scenario).items():
        of = scenario["funders"][funder]
        split, money = of["funding"]["split"], float(of["funding"]["envelope"])
        mission = float(split.get(_MISSION, 0.0))
        applied = of.get("framework", {}).get("application", _NOT_AT_ALL) != _NOT_AT_ALL
        if not of["is_ministry"] or not applied or promised <= mission:
            continue
        for instrument in declared():
            share = float(split.get(instrument.key, 0.0))
            is_mission = instrument.key == _MISSION
            new = promised if is_mission else share * (1.0 - promised) / (1.0 - mission)
            if new != share and (is_mission or not begun.empty):
                yield Change(
                    a_year(instrument),
                    funder_name(other),
                    dollars(money * share, share),
                    _when(scenario, sector, begun, new, more=is_mission),
                    "",
                    main=funder == str(scenario["main_ministry"]),
                )


def _when(
    scenario: Mapping[str, Any],
    sector: pd.DataFrame,
    begun: pd.DataFrame,
    promised: float,
    *,
    more: bool,
) -> str:
    """The share, and from when on; a redraft may promise more for the mission, and so less for the rest."""
    if begun.empty:
        return say(
            "unchanged: the policy is not adopted ({share} promised)",
            share=numbers.percent(promised),
        )
    first = min(_year(scenario, str(month)) for month in begun["month"])
    last = max(_year(scenario, str(month)) for month in begun["month"])
    words = {"share": numbers.percent(promised), "first": first, "last": last}
    sure = len(begun) == sector["run"].nunique()
    at_once = bool((begun["policy_drafts"] <= 1.0).all())
    when = (
        say("from year {first} on", **words)
        if first == last
        else say("from year {first} to {last} on", **words)
    )
    bound = say("{share} at least", **words) if more else say("{share} at most", **words)
    kept = words["share"] if at_once else bound
    told = say("{share} once the policy is adopted, {when}", share=kept, when=when)
    if sure:
        return told
    runs = int(sector["run"].nunique())
    return say("{told} ({adopted} of {runs} runs)", told=told, adopted=len(begun), runs=runs)


def _begun(sector: pd.DataFrame) -> pd.DataFrame:
    """The month in which it comes in force, of each run where it does."""
    return sector[sector["policy_in_force"] > 0.0].groupby("run", sort=True).head(1)


def _year(scenario: Mapping[str, Any], month: str) -> int:
    """Of the scenario, 1 the first."""
    start = str(scenario["start"])
    passed = (int(month[:4]) - int(start[:4])) * _MONTHS + int(month[5:7]) - int(start[5:7])
    return passed // _MONTHS + 1
