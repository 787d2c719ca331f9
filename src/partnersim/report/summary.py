"""One screen that says what a scenario did, for a person who did not build the model."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from partnersim.language import current, say
from partnersim.report import (
    crisis,
    partnerships_table,
    policy_line,
    rows,
    told_apart,
    typology_table,
    words,
)
from partnersim.report.spread import first_and_last

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console
    from rich.table import Table

    from partnersim.results import Results
    from partnersim.scenario.settings import Settings

WIDTH = 100


def print_summary(
    results: Results, settings: Settings, console: Console, folder: Path | None
) -> None:
    """Print the screen; `folder` is where files were written, if they were."""
    from rich.text import Text

    sector = results.sector
    first, last = first_and_last(sector)
    width = min(WIDTH, console.width)

    def line(sentence: str, style: str = "") -> None:
        console.print(Text(sentence, style), width=width)

    line(settings.title.in_language(current()), "bold")
    line(settings.question.in_language(current()), "italic")
    line(_what_was_run(results, settings, first, last), "dim")
    if changed := changed_on_the_command_line(settings):
        line(say("Changed on the command line: {settings}.", settings=changed), "bold")
    uncertainty = results.manifest.get("uncertainty", "prior")
    as_measured = told_apart.measured_as(settings, uncertainty)
    marked = words.set_by_the_scenario(settings) if as_measured else frozenset()
    own = told_apart.from_the_status_quo(settings, uncertainty)
    console.print(_table(first, last, _beside(settings, marked), own, width), width=width)
    regime = Path(settings.spin_up_regime).stem
    for sentence in _on_stars(settings, regime, bool(own), bool(marked)):
        line(sentence, "dim")
    if (episode := crisis.table(sector, settings, width)) is not None:
        console.print(episode, width=width)
    console.print(typology_table.table(results.typologies, width), width=width)
    line(say("Unsure: share that changes class when a cut-off moves by 0.1."), "dim")
    for sentence in policy_line.lines(sector, settings):
        line(sentence)
    if settings.partnerships:
        console.print(partnerships_table.table(results.partnerships, settings, width), width=width)
    if folder is not None:
        line(say("Files in {folder}: {names}.", folder=folder, names=names_of_files(folder)))
    line(_behind(settings, uncertainty), "dim")
    if not own and settings.name != regime:
        line(
            say(
                "Arrivals changed too over the period: for the scenario's own effect, run {regime} "
                "with the same seed and set the two side by side.",
                regime=regime,
            ),
            "dim",
        )
    line(words.not_a_forecast(), "bold")


def _behind(settings: Settings, uncertainty: str) -> str:
    from partnersim.registry.assumptions import rows_of
    from partnersim.registry.behind import behind
    from partnersim.report.assumptions import sentence

    return sentence(rows_of({settings.name: settings}, uncertainty), behind(settings).count)


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
    text = say(
        "{runs} runs, from {start} (the sector under: {regime}) to {end}. Averages over runs; in "
        "brackets, the middle 80 % of runs, which differ in {differ}; changes are run by run.",
        differ=words.differ_in(results), **names
    )  # fmt: skip
    asked = results.manifest.get("runs_asked", len(first))
    if asked > len(first):
        text += " " + say("Interrupted: {asked} runs were asked for.", asked=asked)
    return text


def _on_stars(settings: Settings, regime: str, own: bool, marked: bool) -> list[str]:
    """How to read stars and the column of own effects, or why there are none."""
    if own:
        found = [
            say(
                "Own effect: mean difference from {regime} in the last year, measured beforehand; "
                "growing arrivals are in the change, not in it. Parameters drawn from their priors, "
                "{years} years: `python -m partnersim.analysis.directness`, {page}.",
                regime=regime, years=settings.years, page=told_apart.PAGES[current()],
            )
        ]  # fmt: skip
        if marked:
            found.append(
                say(
                    "*: more than half of the own effect would be there if organisations behaved as "
                    "before (`partnersim explain NAME`). Without a star: response, or no effect to tell."
                )
            )
        return found
    if settings.name == regime:
        return []
    if told_apart.told_apart(settings):
        return [told_apart.not_for_this_run()]
    return [
        say(
            "Not measured for this scenario: which rows it sets, and which show how "
            "organisations respond."
        )
    ]


def _table(
    first: pd.DataFrame,
    last: pd.DataFrame,
    beside: dict[str, str],
    own: dict[str, float],
    width: int,
) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold", width=width)
    sections = rows.sections()
    table.add_column(sections[0][0], ratio=1)
    for heading in (
        words.month(first["month"].iloc[0]), words.month(last["month"].iloc[0]), say("Change"),
    ):  # fmt: skip
        table.add_column(heading, justify="left", no_wrap=True)
    if own:
        table.add_column(say("Own effect"), justify="left", no_wrap=True)
    for n, (title, measures) in enumerate(sections):
        if n:
            table.add_row(Text(title, "bold"))
        for row in measures:
            written = rows.cells(row, first, last, own.get(row.name))
            table.add_row(rows.label(row) + beside.get(row.name, ""), *written[: 4 if own else 3])
    return table


def changed_on_the_command_line(settings: Settings) -> str:
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
    if marked.issuperset(rows.OTHER_CUTS):
        marked |= {"other_cuts"}
    return {name: cuts.get(name, "") + " *" * (name in marked) for name in {*cuts, *marked}}


def names_of_files(folder: Path, inside: bool = True) -> str:
    """What lies in the folder, and in the folders in it, those of one name together."""
    kinds: dict[str, list[str]] = {}
    for file in sorted(folder.rglob("*") if inside else folder.glob("*")):
        if file.is_file():
            kinds.setdefault(file.relative_to(folder).with_suffix("").as_posix(), []).append(
                file.suffix.lstrip(".")
            )
    together: dict[str, list[str]] = {}
    for name, suffixes in kinds.items():
        together.setdefault(", ".join(suffixes), []).append(name)
    return "; ".join(f"{', '.join(names)} ({kind})" for kind, names in together.items())
