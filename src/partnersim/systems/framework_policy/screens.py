"""A line on the screen that says what became of a framework policy, where one is proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnersim.language import current, numbers, say
from partnersim.report.formatting import dates

if TYPE_CHECKING:
    import pandas as pd

    from partnersim.report.formatting.screen import Screen
    from partnersim.results import Results
    from partnersim.scenario.settings import Settings

OUTSIDE = "outside"


def lines(sector: pd.DataFrame, settings: Settings) -> list[str]:
    """What the sector said of it, whether and when it came in force, and who applies it how."""
    if "framework_policy" not in settings.systems:
        return []
    put = sector[sector["policy_drafts"] >= 1.0]
    if put.empty:
        return [say("Framework policy: no draft was put to the sector yet.")]
    umbrella = settings.parameters["umbrella"]
    needed = umbrella["acceptance"] if umbrella["consensus"] else 0.5
    first = put.groupby("run", sort=True).head(1)
    last = put.groupby("run", sort=True).tail(1)
    begun = put[put["policy_in_force"] > 0.0].groupby("run", sort=True).head(1)
    share = begun["policy_acceptance_share"]
    adopted = int((share >= needed if umbrella["consensus"] else share > needed).sum())
    said = [
        say(
            "Framework policy: {share} % of votes could live with the first draft, in {month}; the "
            "table asks for {needed} %. {drafts} drafts on average.",
            share=numbers.number(100.0 * float(first["policy_acceptance_share"].mean()), 0),
            month=dates.month(str(first["month"].iloc[0]), settings),
            needed=numbers.number(100.0 * needed, 0),
            drafts=numbers.number(float(last["policy_drafts"].mean()), 1),
        )
    ]
    if begun.empty:
        said.append(say("It came in force in none of the runs."))
    else:
        said.append(
            say(
                "In force in {in_force} of {runs} {runs|run|runs} (accepted {adopted}, imposed {imposed}), "
                "earliest in {month}. Applied: {ministries}.",
                in_force=len(begun),
                runs=sector["run"].nunique(),
                adopted=adopted,
                imposed=len(begun) - adopted,
                month=dates.month(min(str(month) for month in begun["month"]), settings),
                ministries=_applied(settings),
            )
        )
        said += _kept(begun, sector, settings)
    return [" ".join(said)]


def _kept(begun: pd.DataFrame, sector: pd.DataFrame, settings: Settings) -> list[str]:
    """What ministries that report to the secretariat or meet make of the policy, at the end."""
    places = [
        ministry.values["framework"]["interministerial"] for ministry in settings.funders.values()
    ]
    if all(place == OUTSIDE for place in places):
        return []
    end = sector[sector["run"].isin(begun["run"])].groupby("run", sort=True).tail(1)
    shares = {
        name: numbers.number(100.0 * float(end[f"policy_{name}"].mean()), 0)
        for name in ("money_kept", "terms_kept", "missing_published")
    }
    return [
        say(
            "Ministries of the committee give {money_kept} % of the mission money promised and have gone "
            "{terms_kept} % of the way in their terms; the last figures published show {missing_published} % "
            "of the money as missing. Common positions: {positions} of 2 on average.",
            positions=numbers.number(float(end["policy_common_positions"].mean()), 1),
            **shares,
        )
    ]


def _applied(settings: Settings) -> str:
    """Ministries by how they apply it."""
    ways = {
        "spirit": say("in spirit"),
        "letter": say("in letter alone"),
        "not_at_all": say("not at all"),
    }
    ministries = [funder for funder in settings.funders.values() if funder.is_ministry]
    lines = []
    for way, name in ways.items():
        those = [
            ministry.title.in_language(current())
            for ministry in ministries
            if ministry.values["framework"]["application"] == way
        ]
        if those:
            lines.append(f"{name}, {'; '.join(those)}")
    return " / ".join(lines)


def show(results: Results, settings: Settings, screen: Screen) -> None:
    """Print what became of the policy."""
    screen.lines(lines(results.sector, settings))
