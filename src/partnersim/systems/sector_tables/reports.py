"""Issues in a report: what matters most to small members, and whether it falls silent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from partnersim.language import numbers, say
from partnersim.report.pages.changes import Change
from partnersim.systems.sector_tables.screens import MONTHS_A_YEAR, last_year, title_of

if TYPE_CHECKING:
    from partnersim.results.reading import Results


def answer(results: Results) -> Iterator[str]:
    """Whose issues the umbrella carries in the last year, where issues are deliberated."""
    sector = results.sector
    if "small_issues_silent" not in sector or sector["small_issues_silent"].isna().all():
        return
    rows = last_year(results.frame("sector_issues"))
    first = str(rows["stake_of_small"].idxmax())
    ends = sector.groupby("run", sort=True).tail(MONTHS_A_YEAR)
    yield say(
        "“{issue}” is what small members have most at stake ({stake}); it is {asked} of what the umbrella presses "
        "for, and the ministry takes up {taken} of it.",
        issue=title_of(first),
        stake=numbers.percent(float(rows["stake_of_small"][first])),
        asked=numbers.percent(float(rows["asked"][first])),
        taken=numbers.percent(float(rows["taken_up"][first])),
    )
    yield say(
        "The umbrella is silent on {small} of what small members have at stake, and on {others} of what others have; "
        "on {unheard} of the former nobody speaks.",
        small=numbers.percent(float(ends["small_issues_silent"].mean())),
        others=numbers.percent(float(ends["other_issues_silent"].mean())),
        unheard=numbers.percent(float(ends["small_issues_unheard"].mean())),
    )


def changes(results: Results, reference: Mapping[str, Any]) -> Iterator[Change]:
    """Tables beside the umbrella, and advocacy groups, before and after."""
    scenario = results.manifest["scenario"]
    for key, group, number, what in (
        ("sector_tables", "sector_table", "number", say("Tables beside the umbrella")),
        ("advocacy_groups", "advocacy_group", "groups", say("Groups of advocacy alone")),
    ):
        before, after = (
            sum(int(entry[group][number]) for entry in of.get(key, {}).values())
            for of in (reference, scenario)
        )
        if before != after:
            yield Change(what, say("model"), numbers.number(before, 0), numbers.number(after, 0))
