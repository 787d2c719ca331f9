"""One screen that says what a scenario did, for a person who did not build the model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from partnersim.language import current, say
from partnersim.report import words
from partnersim.report.spread import Spread, first_and_last, spread

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd
    from rich.console import Console
    from rich.table import Table

    from partnersim.results import Results
    from partnersim.scenario.settings import Settings

WIDTH = 100
_HERE = frozenset({"in_between", "other_hours"})  # shares computed here, not in the results


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the table: a measure, and whether it is a part of the one above."""

    name: str
    inset: bool = False


def _sections() -> tuple[tuple[str, tuple[_Row, ...]], ...]:
    return (
        (
            say("Relationship: 0 New Public Management, 1 autonomy"),
            (
                _Row("autonomy_index"),
                _Row("soft_index"),
                _Row("recognition", inset=True),
                _Row("representation", inset=True),
                _Row("participation", inset=True),
                _Row("consultation", inset=True),
                _Row("hard_index"),
                _Row("funding", inset=True),
                _Row("accountability", inset=True),
            ),
        ),
        (
            say("What organisations say they are, and their access"),
            (
                _Row("service_provider_share"),
                _Row("in_between"),
                _Row("autonomous_partner_share"),
                _Row("identity_mean"),
                _Row("direct_access_share"),
                _Row("access_gini"),
            ),
        ),
        (
            say("Money"),
            (
                _Row("mission_share"),
                _Row("service_agreement_share"),
                _Row("project_share"),
                _Row("dependence_mean"),
                _Row("gap_share"),
                _Row("slack_share"),
            ),
        ),
        (
            say("Staff hours, and organisations"),
            (
                _Row("delivery_share"),
                _Row("reporting_share"),
                _Row("community_life_share"),
                _Row("advocacy_share"),
                _Row("other_hours"),
                _Row("organizations_alive"),
                _Row("staff_turnover"),
            ),
        ),
        (
            say("Newcomers"),
            (
                _Row("need_after_24_months"),
                _Row("served_share"),
                _Row("ineligible_served_share"),
                _Row("dropped_out_share"),
                _Row("newcomers_present"),
            ),
        ),
    )


def print_summary(
    results: Results, settings: Settings, console: Console, folder: Path | None
) -> None:
    """Print the screen; `folder` is where files were written, if they were."""
    from rich.text import Text

    sector = _with_parts(results.sector)
    first, last = first_and_last(sector)
    width = min(WIDTH, console.width)

    def line(sentence: str, style: str = "") -> None:
        console.print(Text(sentence, style), width=width)

    line(settings.title.in_language(current()), "bold")
    line(settings.question.in_language(current()), "italic")
    line(_what_was_run(results, settings, first, last), "dim")
    if changed := _changed_on_the_command_line(settings):
        line(say("Changed on the command line: {settings}.", settings=changed), "bold")
    marked = words.set_by_the_scenario(settings)
    console.print(_table(first, last, _beside(settings, marked), width), width=width)
    if marked:
        line(
            say(
                "*: set by the scenario more than by what organisations do "
                "(`partnersim explain NAME`)."
            ),
            "dim",
        )
    if folder is not None:
        line(say("Files in {folder}: {names}.", folder=folder, names=_names(folder)))
    line(
        say(
            "Arrivals changed too over the period: for the scenario's own effect, run "
            "mifi_status_quo with the same seed and set the two side by side."
        ),
        "dim",
    )
    line(words.not_a_forecast(), "bold")


def _with_parts(sector: pd.DataFrame) -> pd.DataFrame:
    """The sector with what makes its wholes complete."""
    named = sector["service_provider_share"] + sector["autonomous_partner_share"]
    return sector.assign(
        in_between=(1 - named).clip(lower=0),
        other_hours=sector["representation_load_share"]
        + sector["fundraising_share"]
        + sector["management_share"],
    )


def _what_was_run(
    results: Results, settings: Settings, first: pd.DataFrame, last: pd.DataFrame
) -> str:
    regime = settings.regime.title.in_language(current()) if settings.regime else ""
    names = {
        "runs": len(first),
        "start": words.month(first["month"].iloc[0]),
        "end": words.month(last["month"].iloc[0]),
        "regime": regime or settings.spin_up_regime,
    }
    if len(first) == 1:
        return say(
            "One run, from {start} (the sector under: {regime}) to {end}. One run has no interval; "
            "another seed gives other numbers.", **names
        )  # fmt: skip
    if results.manifest.get("uncertainty") == "point":
        differ = say("seed only")
    else:
        differ = say("seed and uncertain parameters")
    text = say(
        "{runs} runs, from {start} (the sector under: {regime}) to {end}. Averages over runs; in "
        "brackets, the middle 80 % of runs, which differ in {differ}; changes are run by run.",
        differ=differ, **names
    )  # fmt: skip
    asked = results.manifest.get("runs_asked", len(first))
    if asked > len(first):
        text += " " + say("Interrupted: {asked} runs were asked for.", asked=asked)
    return text


def _table(first: pd.DataFrame, last: pd.DataFrame, cuts: dict[str, str], width: int) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold", width=width)
    sections = _sections()
    table.add_column(sections[0][0], ratio=1)
    for heading in (
        words.month(first["month"].iloc[0]), words.month(last["month"].iloc[0]), say("Change"),
    ):  # fmt: skip
        table.add_column(heading, justify="left", no_wrap=True)
    for n, (title, rows) in enumerate(sections):
        if n:
            table.add_row(Text(title, "bold"))
        for row in rows:
            table.add_row(_label(row) + cuts.get(row.name, ""), *_cells(row, first, last))
    return table


def _changed_on_the_command_line(settings: Settings) -> str:
    """The settings laid over the file, as `path = value`."""
    found = []
    for path, origin in settings.provenance.items():
        if origin.place == "command line" and path not in ("years", "scale"):
            value: object = settings.content
            for key in path.split("."):
                value = value[key] if isinstance(value, dict) else value
            found.append(f"{path} = {value}")
    return "; ".join(found)


def _beside(settings: Settings, marked: frozenset[str]) -> dict[str, str]:
    """What stands beside a measure: the cut-offs of self-perception, a star where it is set."""
    cut = settings.parameters["self_perception"]
    cuts = {
        "service_provider_share": f" (< {words.number(cut['provider_below'], 1)})",
        "autonomous_partner_share": f" (> {words.number(cut['partner_above'], 1)})",
    }
    return {name: cuts.get(name, "") + " *" * (name in marked) for name in {*cuts, *marked}}


def _label(row: _Row) -> str:
    if row.name == "in_between":
        return say("Call themselves something in between")
    if row.name == "other_hours":
        return say("Tables, fundraising and management")
    name = words.label(row.name)
    if words.unit(row.name) == "people":
        return name + say(", thousands")
    return "  " * row.inset + name


def _cells(row: _Row, first: pd.DataFrame, last: pd.DataFrame) -> tuple[str, str, str]:
    """Start, end with its interval, change with its interval."""
    start, end = first[row.name], last[row.name]
    before, after, change = spread(start), spread(end), spread(end - start)
    unit = "share" if row.name in _HERE else words.unit(row.name)
    share = unit.startswith("share")
    if share:
        scale, decimals = 100.0, 1 if max(before.average, after.average) < 0.05 else 0
    elif unit == "people":
        scale, decimals = 1e-3, 0
    else:
        scale, decimals = 1.0, 0 if unit == "organisations" else 2

    def text(value: float, signed: bool = False) -> str:
        return words.number(scale * value, decimals, signed)

    def interval(of: Spread) -> str:
        return f" [{text(of.low)}; {text(of.high)}]" if len(first) > 1 else ""

    percent = words.NO_BREAK + "%" if share else ""
    points = words.NO_BREAK + say("pts") if share else ""
    return (
        text(before.average) + percent,
        text(after.average) + percent + interval(after),
        text(change.average, signed=True) + points + interval(change),
    )


def _names(folder: Path) -> str:
    """What lies in the folder and the folders in it, those of one name together."""
    kinds: dict[str, list[str]] = {}
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            kinds.setdefault(file.relative_to(folder).with_suffix("").as_posix(), []).append(
                file.suffix.lstrip(".")
            )
    together: dict[str, list[str]] = {}
    for name, suffixes in kinds.items():
        together.setdefault(", ".join(suffixes), []).append(name)
    return "; ".join(f"{', '.join(names)} ({kind})" for kind, names in together.items())
