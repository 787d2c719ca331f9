"""Issues under the screen: who has what at stake, who presses, what is won."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnersim.language import current, numbers, say, say_all
from partnersim.state.issues import ISSUES, POLICY
from partnersim.systems.sector_tables.agenda import issues

if TYPE_CHECKING:
    import pandas as pd
    from rich.table import Table

    from partnersim.report.formatting.screen import Screen
    from partnersim.results import Results
    from partnersim.scenario.settings import Settings

MONTHS_A_YEAR = 12


def last_year(frame: pd.DataFrame) -> pd.DataFrame:
    """The mean over runs of each issue's last twelve months, by issue in the order of the agenda."""
    scenario = frame[frame["phase"] == "scenario"]
    months = sorted(scenario["month"].astype(str).unique())[-MONTHS_A_YEAR:]
    kept = scenario[scenario["month"].astype(str).isin(months)]
    means: pd.DataFrame = kept.groupby("issue", observed=True).mean(numeric_only=True)
    return means.reindex(list(issues()))


def title_of(name: str) -> str:
    """The issue, in the language in use."""
    return issues()[name].title.in_language(current())


def table(frame: pd.DataFrame, screen: Screen) -> Table:
    """A row an issue: stakes of small and other members, what is pressed for, by whom, and won."""
    heads = say_all("Small", "Others", "Umbrella", "Seats", "Taken up", "Won")
    grid = screen.table(say("Issue"), *heads)
    for name, row in last_year(frame).iterrows():
        seats = (row[column] for column in ("umbrella_seats", "table_seats", "parliament_seats"))
        grid.add_row(
            title_of(str(name)),
            *(numbers.percent(row[column]) for column in ("stake_of_small", "stake_of_others")),
            numbers.percent(row["asked"]) if row["asked"] > 0.0 else "–",
            " + ".join(numbers.number(each, 1) for each in seats),
            numbers.percent(row["taken_up"]),
            "–" if name == ISSUES[POLICY] else numbers.percent(row["won"]),
        )
    return grid


def show(results: Results, settings: Settings, screen: Screen) -> None:
    """Print the table of issues, and how to read it."""
    screen.print(table(results.frame("sector_issues"), screen))
    tables = [
        table.title.in_language(current()) for table in settings.sections["sector_tables"].values()
    ]
    screen.say(
        "Issues in the last year, mean of the runs. Of what small members and others have at stake; what the umbrella "
        "presses for; voices, in seats, of the umbrella, of other tables ({tables}) and of MPs; taken up by the "
        "ministry; won, of what the scenario states, or the share of time where it is granted whole. Needs move "
        "priorities.",
        tables=", ".join(tables) or say("none"),
    )
