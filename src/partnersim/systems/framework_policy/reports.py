"""A framework policy in a report: whether it comes in force, and what it promises for the mission."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from partnersim.instruments import declared
from partnersim.language import numbers, say
from partnersim.report.pages.changes import (
    Change,
    a_year,
    dollars,
    funder_name,
    meaning_of,
    partners,
    value_in_words,
)
from partnersim.report.pages.sources import source_of
from partnersim.systems.framework_policy.adoption import POLICY, adoptions, proposed, year_of
from partnersim.systems.framework_policy.outcomes import CRITERIA, strict

if TYPE_CHECKING:
    import pandas as pd

    from partnersim.results.reading import Results

_MISSION, _NOT_AT_ALL, _SPIRIT = "mission", "not_at_all", "spirit"
_NO_COMMITTEE = "no_committee"
_COVERAGE = "mission_grant.coverage"


def clauses(results: Results) -> Iterator[str]:
    """In how many runs it comes in force, where the reference proposes none."""
    scenario, sector = results.manifest["scenario"], results.sector
    reference = results.manifest.get("reference", {}).get("scenario")
    if not proposed(scenario) or "policy_in_force" not in sector:
        return
    if reference is not None and proposed(reference):
        return
    adopted = len(adoptions(sector))
    yield (
        say(
            "the policy comes in force in {adopted} of {runs} {runs|run|runs}",
            adopted=adopted,
            runs=int(sector["run"].nunique()),
        )
        if adopted
        else say("the policy is never adopted")
    )


def answer(results: Results) -> Iterator[str]:
    """What becomes of it, where one is proposed: adopted or not, and how many could live with it."""
    scenario, sector = results.manifest["scenario"], results.sector
    if not proposed(scenario) or "policy_in_force" not in sector:
        return
    runs, begun = int(sector["run"].nunique()), adoptions(sector)
    put = sector[sector["policy_drafts"] >= 1.0].groupby("run", sort=True)
    if not put.ngroups:
        yield say("No draft of the policy is put to the sector.")
        return
    last = put.tail(1)
    drafts = float(last["policy_drafts"].mean())
    words = {
        "share": numbers.percent(float(put.head(1)["policy_acceptance_share"].mean())),
        "last": numbers.percent(float(last["policy_acceptance_share"].mean())),
        "drafts": numbers.number(drafts, 1 if drafts % 1.0 else 0),
        "adopted": len(begun),
        "runs": runs,
    }
    if begun.empty:
        yield say(
            "The policy is never adopted: {share} of the umbrella's votes could live with the first draft, {last} with "
            "the last ({drafts} drafts on average).",
            **words,
        )
        return
    words["year"] = min(year_of(scenario, str(month)) for month in begun["month"])
    yield _in_force(words, drafts)
    yield from left_out(results)
    yield from watching(results)


def left_out(results: Results) -> Iterator[str]:
    """Whom each criterion leaves out at the end, where a scenario turns them, and who is recognised all the same."""
    if not strict(results.manifest["scenario"]["parameters"]):
        return
    sector = results.sector
    end = sector[sector["month"] == sector["month"].max()]
    yield say(
        "Of organisations, in the last month, community initiative leaves out {initiative}, a mission of their own "
        "{mission}, active citizenship {citizenship}, a board apart from the public network {board}, some of them by "
        "more than one; the ministry recognises {recognised}.",
        recognised=numbers.percent(float(end["policy_recognised_share"].mean())),
        **{
            name: numbers.percent(float(end[f"policy_no_{name}_share"].mean())) for name in CRITERIA
        },
    )


def _in_force(words: Mapping[str, Any], drafts: float) -> str:
    if drafts == 1.0:
        return say(
            "The policy comes in force in {adopted} of {runs} {runs|run|runs}, in year {year} at the earliest: "
            "{share} of the umbrella's votes could live with its first draft.",
            **words,
        )
    return say(
        "The policy comes in force in {adopted} of {runs} {runs|run|runs}, in year {year} at the earliest: "
        "{share} of the umbrella's votes could live with the first draft ({drafts} drafts on average).",
        **words,
    )


def watching(results: Results) -> Iterator[str]:
    """What the secretariat published, what was missing and was made good; what the committee agreed on."""
    parameters = results.manifest["scenario"]["parameters"]
    watches = bool(parameters["framework_secretariat"]["watches"])
    meets = parameters["framework_committee"]["decides_by"] != _NO_COMMITTEE
    if not (watches or meets) or (frame := results.frame("framework")).empty:
        return
    end = frame.groupby("run", sort=True).tail(1)
    if watches:
        yield _published(frame, end)
    if meets:
        yield _agreed(end)


def _published(frame: pd.DataFrame, end: pd.DataFrame) -> str:
    """Figures and evaluations, mean over runs."""
    out = frame[frame["figures_published"] > 0]
    if out.empty:
        return say("The secretariat has published no figures yet.")
    words = {
        "figures": _times(end["figures_published"]),
        "evaluations": _times(end["evaluations"]),
        "first": numbers.percent(
            float(out.groupby("run", sort=True).head(1)["missing_published"].mean())
        ),
        "last": numbers.percent(float(end["missing_published"].mean())),
        "money": numbers.percent(float(end["money_made_good"].mean()), decimals=1),
        "terms": numbers.percent(float(end["terms_made_good"].mean()), decimals=1),
    }
    return say(
        "Published by the secretariat, on average: yearly figures {figures}, evaluations of terms {evaluations}. Of "
        "the mission money promised, its first figures show {first} as missing, the last {last}; made good since: "
        "{money} of the money promised, {terms} of the way in terms.",
        **words,
    )


def _times(counts: pd.Series[float]) -> str:
    mean = float(counts.mean())
    return numbers.number(mean, 1 if mean % 1.0 else 0)


def _agreed(end: pd.DataFrame) -> str:
    """Common positions of the committee, in how many runs, and which."""
    mission, burden = end[end["agreed_mission"]], end[end["agreed_burden"]]
    if mission.empty and burden.empty:
        return say("Ministries come to no common position in any run.")
    told = [
        say("{what} ({value}; {agreed} of {runs} {runs|run|runs})", what=what,
            value=numbers.percent(float(of[column].mean())), agreed=len(of), runs=len(end))
        for what, of, column in (
            (say("a least share for the mission"), mission, "common_mission"),
            (say("a weight of reports"), burden, "common_burden"),
        )
        if len(of)
    ]  # fmt: skip
    return say("Ministries agree on {positions}.", positions=say(" and ").join(told))


def changes(results: Results, reference: Mapping[str, Any]) -> Iterator[Change]:
    """For each ministry that applies it, money and terms once the policy is in force."""
    scenario, sector = results.manifest["scenario"], results.sector
    if not proposed(scenario) or "policy_in_force" not in sector:
        return
    same_policy = all(
        scenario["parameters"][name] == reference["parameters"].get(name)
        for name in (POLICY, "framework_application")
    )
    begun, provenance = adoptions(sector), results.manifest["provenance"]
    for funder, other in partners(reference, scenario).items():
        of = scenario["funders"][funder]
        application = of.get("framework", {}).get("application", _NOT_AT_ALL)
        if not of["is_ministry"] or application == _NOT_AT_ALL:
            continue
        if same_policy and of.get("framework") == reference["funders"][other].get("framework"):
            continue  # both move
        own, promise = f"ministries.{funder}", f"{POLICY}.mission_share"
        rows = [(row, f"{own}.split", promise) for row in _money(of, scenario, sector, begun)]
        if not begun.empty:
            rows += [(_coverage(of), f"{own}.{_COVERAGE}", promise)]
            if application == _SPIRIT:
                rows += [(row, "", f"{POLICY}.recognition") for row in _terms(of, scenario, begun)]
        for row, before, after in rows:
            yield row._replace(
                whose=funder_name(other),
                source_before=source_of(provenance, before) if before else "",
                source=source_of(provenance, after),
                main=funder == str(scenario["main_ministry"]),
            )


def _money(
    of: Mapping[str, Any], scenario: Mapping[str, Any], sector: pd.DataFrame, begun: pd.DataFrame
) -> Iterator[Change]:
    """Dollars by instrument, where the policy promises more for the mission than the ministry gives."""
    split, money = of["funding"]["split"], float(of["funding"]["envelope"])
    promised = float(scenario["parameters"][POLICY]["mission_share"])
    mission = float(split.get(_MISSION, 0.0))
    if promised <= mission:
        return
    for instrument in declared():
        share = float(split.get(instrument.key, 0.0))
        is_mission = instrument.key == _MISSION
        new = promised if is_mission else share * (1.0 - promised) / (1.0 - mission)
        before = dollars(money * share, share)
        if is_mission:
            yield Change(a_year(instrument), "", before, _when(scenario, sector, begun, new))
        elif new != share and not begun.empty:
            yield Change(a_year(instrument), "", before, _then(_bound(new, begun, more=False)))


def _coverage(of: Mapping[str, Any]) -> Change:
    """Every organisation that meets the criteria is supported."""
    before = value_in_words(_COVERAGE, _at(of, _COVERAGE))
    return Change(meaning_of(_COVERAGE), "", before, _then(say("all that meet the criteria")))


def _terms(
    of: Mapping[str, Any], scenario: Mapping[str, Any], begun: pd.DataFrame
) -> Iterator[Change]:
    """What the spirit of the policy moves besides money, as the first draft has it; without numbers after a redraft."""
    policy, rule = (
        scenario["parameters"][name] for name in ("framework_policy", "framework_application")
    )
    recognised, duty = float(policy["recognition"]), float(policy["consultation"])
    moved: dict[str, Callable[[float], float]] = {
        "accountability.burden": lambda own: own * (1.0 - float(rule["lighter"]) * recognised),
        "mission_grant.conditionality": lambda own: own * (1.0 - recognised),
        "consultation.access": lambda own: max(own, duty),
        "consultation.responsiveness": lambda own: max(own, duty),
    }
    told = []
    for path, move in moved.items():
        own = float(_at(of, path))
        name, new = meaning_of(path).partition(",")[0].partition(":")[0].strip(), move(own)
        if new == own:
            continue
        name = name[:1].lower() + name[1:]
        ends = {"before": value_in_words(path, own), "after": value_in_words(path, new)}
        told.append(
            say("{name}: {before} to {after}", name=name, **ends) if _at_once(begun) else name
        )
    if told:
        terms = say("; ").join(told)
        yield Change(say("Terms in the spirit of the policy"), "", say("as they are"), _then(terms))


def _at(of: Mapping[str, Any], path: str) -> Any:
    group, _, name = path.partition(".")
    return of[group][name]


def _then(what: str) -> str:
    return say("{what}, once it is adopted", what=what)


def _at_once(begun: pd.DataFrame) -> bool:
    """Whether the first draft is adopted wherever one is."""
    return bool((begun["policy_drafts"] <= 1.0).all())


def _bound(promised: float, begun: pd.DataFrame, *, more: bool) -> str:
    """A share; a redraft may promise more for the mission, and so less for the rest."""
    share = numbers.percent(promised)
    if _at_once(begun):
        return share
    return say("{share} at least", share=share) if more else say("{share} at most", share=share)


def _when(
    scenario: Mapping[str, Any], sector: pd.DataFrame, begun: pd.DataFrame, promised: float
) -> str:
    """The mission's share, and from when on."""
    if begun.empty:
        return say(
            "unchanged: the policy is not adopted ({share} promised)",
            share=numbers.percent(promised),
        )
    years = [year_of(scenario, str(month)) for month in begun["month"]]
    words = {
        "share": _bound(promised, begun, more=True),
        "first": min(years),
        "last": max(years),
        "months": int(scenario["parameters"]["framework_application"]["months"]),
    }
    told = (
        say("{share} once the policy is adopted (year {first}), in steps over {months} months", **words)
        if min(years) == max(years)
        else say("{share} once the policy is adopted (year {first} to {last}), in steps over {months} months", **words)
    )  # fmt: skip
    runs = int(sector["run"].nunique())
    if len(begun) == runs:
        return told
    return say(
        "{told} ({adopted} of {runs} {runs|run|runs})", told=told, adopted=len(begun), runs=runs
    )
