"""Local partnerships under the screen: how far each came, who sat, what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnersim.language import current, numbers, say, say_all
from partnersim.report.formatting.spread import spread

if TYPE_CHECKING:
    import pandas as pd
    from rich.table import Table

    from partnersim.report.formatting.screen import Screen
    from partnersim.results import Results
    from partnersim.scenario.settings import Settings

MONTHS_A_YEAR = 12


def stage_names() -> list[str]:
    """The five stages, in the language in use."""
    return say_all("convening", "council", "plan", "implementation", "learning")


def table(frame: pd.DataFrame, settings: Settings, screen: Screen) -> Table:
    """A row a partnership: stage at the end with its middle 80 %, members, plan, local money."""
    last = frame[frame["month"] == frame["month"].max()]
    scenario = frame[frame["phase"] == "scenario"]
    heads = say_all("Stage at the end (0 to 4)", "Organisations", "Planned, done")
    money = say("Local money a year")
    grid = screen.table(say("Local partnership"), *heads, money, no_wrap=False, ratio=1)
    for name, partnership in settings.sections["partnerships"].items():
        end = last[last["partnership"] == name]
        stage = spread(end["stage"])
        reached = stage_names()[min(len(stage_names()) - 1, int(stage.average))]
        brought = scenario[scenario["partnership"] == name]["leveraged"].mean() * MONTHS_A_YEAR
        grid.add_row(
            partnership.title.in_language(current()),
            f"{numbers.interval(stage.average, stage.low, stage.high, 1)} {reached}",
            numbers.number(float(end["members"].mean()), 1),
            f"{numbers.number(float(end['planned'].mean()), 2)}, "
            f"{numbers.number(float(end['done'].mean()), 2)}",
            numbers.number(float(brought), 0),
        )
    return grid


def show(results: Results, settings: Settings, screen: Screen) -> None:
    """Print the table of partnerships."""
    screen.print(table(results.frame("partnerships"), settings, screen))
