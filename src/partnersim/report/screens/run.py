"""One screen that says what a scenario did, for a person who did not build the model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from partnersim.evidence.registry.assumptions import rows_of
from partnersim.evidence.registry.provenance import evidence_summary
from partnersim.language import current, numbers, say, say_all
from partnersim.report.formatting import attribution, dates, measures, words
from partnersim.report.formatting.assumptions import sentence
from partnersim.report.formatting.screen import Screen
from partnersim.report.screens import asked, programmes, rows, typologies
from partnersim.scenario.reference import reference_of
from partnersim.systems import room

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from partnersim.results import Results
    from partnersim.scenario.settings import Settings


def print_summary(
    results: Results,
    settings: Settings,
    console: Console,
    folder: Path | None,
    full: bool = True,
) -> None:
    """Print the screen: the answer and a few rows, or all; `folder` is where files were written, if they were."""
    screen = Screen(console)
    years = rows.Years.of(results)
    named = asked.named(settings.resolved(), years.last)
    uncertainty = results.manifest.get("uncertainty", "prior")
    reference, _ = reference_of(settings)
    compared = reference if results.reference is not None else None
    marked = (
        attribution.stars(settings, uncertainty)
        if compared is None
        else attribution.stars_beside(settings, compared, uncertainty)
    )
    beside = _beside(settings, marked)
    screen.line(settings.title.in_language(current()), "bold")
    screen.line(settings.question.in_language(current()), "italic")
    screen.line(_answer(results, years, named, settings), "bold")
    if compared is not None and attribution.other_regime(settings, compared):
        screen.line(attribution.not_of_a_reform(compared.title.in_language(current())))
    if changed := changed_on_the_command_line(settings):
        screen.say("Changed on the command line: {settings}.", "bold", settings=changed)
    if full:
        screen.line(_what_was_run(results, settings), "dim")
        if named:
            screen.print(_few_rows(tuple(map(rows.Row, named)), years, beside, screen))
        screen.print(_table(years, beside, screen))
        screen.lines(_on_columns(results, settings), "dim")
    else:
        screen.print(_few_rows(asked.ten_rows(named), years, beside, screen))
        screen.line(" ".join(asked.of_systems(results)))
        screen.line(_in_short(results, settings), "dim")
        for system, module in room("screens").items():
            if system in settings.systems and hasattr(module, "in_short"):
                screen.line(module.in_short(settings))
    screen.lines(_on_stars(settings, uncertainty, bool(marked)), "dim")
    if full:
        _typologies_and_systems(results, settings, screen)
    if folder is not None:
        screen.files(folder, names_of_files(folder))
    screen.line(_behind(settings, uncertainty), "dim")
    screen.line("" if full else the_rest(), "dim")
    screen.line(words.not_a_forecast(), "bold")


def _typologies_and_systems(results: Results, settings: Settings, screen: Screen) -> None:
    screen.print(typologies.table(results.typologies, settings, screen))
    screen.say("Unsure: share that changes class when a cut-off moves by 0.1.", "dim")
    if (held := programmes.table(results.programmes, settings, screen)) is not None:
        screen.print(held)
        screen.say(
            "Programmes of the ministry, last year; share of its awards. Only one: who hold nothing else of it. "
            "Refused: of the money asked for. Hours of records and reports. Felt burden: mean of the holders, all "
            "their accounts together.",
            "dim",
        )
    for system, module in room("screens").items():
        if system in settings.systems:
            module.show(results, settings, screen)


def the_rest() -> str:
    """Where the rows are that a short screen leaves out."""
    return say("All rows and typologies: --full, or screen.txt.")


def _few_rows(
    shown: Sequence[rows.Row], years: rows.Years, beside: dict[str, str], screen: Screen
) -> Table:
    """The rows that answer: the last year, and the difference from the reference or the year before."""
    last = say("Last year")
    if years.effects is None:
        table = screen.table("", say("Before"), last)
        for row in shown:
            values = (frame[row.name].mean() for frame in (years.before, years.last))
            written = (measures.value(row.name, float(value)) for value in values)
            table.add_row(asked.label(row.name) + beside.get(row.name, ""), *written)
        return table
    table = screen.table("", last, say("Difference"))
    both = asked.compared([row.name for row in shown], years.effects)
    for row in shown:
        effect = years.effects.get(row.name, {})
        level = effect["other"] if row.name in both else years.last[row.name].mean()
        difference = (
            Text(measures.difference(row.name, effect), "" if effect["decided"] else "dim")
            if row.name in both
            else Text(numbers.MISSING, "dim")
        )
        table.add_row(
            asked.label(row.name) + beside.get(row.name, ""),
            measures.value(row.name, float(level)),
            difference,
        )
    return table


def _in_short(results: Results, settings: Settings) -> str:
    """What was run and what the differences are from."""
    runs, end = int(results.sector["run"].nunique()), str(results.sector["month"].max())
    said = say("{runs} {runs|run|runs} to {end}.", runs=runs, end=dates.month(end, settings))
    asked = results.manifest.get("runs_asked", runs)
    if asked > runs:
        said += " " + say("Interrupted: {asked} {asked|run was|runs were} asked for.", asked=asked)
    if results.reference is None:
        return " ".join(
            [said, *_on_columns(results, settings)[1:]]
        )  # without drift, which is not shown
    return (
        said
        + " "
        + say(
            "Difference from “{reference}” on the same seeds, in brackets its 95 % interval; dimmed where runs show "
            "none.",
            reference=_reference_title(results),
        )
    )


def _answer(results: Results, years: rows.Years, named: Sequence[str], settings: Settings) -> str:
    """What the scenario's file names as the answer to its question; without that, what all scenarios tell."""
    reference, _ = reference_of(settings)
    first = asked.of_systems(results, "clauses")
    if years.effects is None or reference is None:
        return say(
            "From the year before to the last: {clauses}.",
            clauses=asked.with_time(named, years.before, years.last, first),
        )
    title = reference.title.in_language(current())
    return asked.on_screen(named, years.last, years.effects, title, first)


def _behind(settings: Settings, uncertainty: str) -> str:
    return sentence(
        rows_of({settings.name: settings}, uncertainty), evidence_summary(settings).count
    )


def _what_was_run(results: Results, settings: Settings) -> str:
    runs, end = int(results.sector["run"].nunique()), str(results.sector["month"].max())
    regime = settings.regime.title.in_language(current()) if settings.regime else ""
    names = {"end": dates.month(end, settings), "regime": regime or settings.spin_up_regime}
    if runs == 1:
        return say(
            "One run to {end}. Before: the twelve months before the scenario, under: {regime}; last year: "
            "the last twelve months. One run has no interval; another seed gives other numbers.",
            **names,
        )
    text = say(
        "{runs} {runs|run|runs} to {end}, which differ in {differ}; averages over runs. Before: the "
        "twelve months before "
        "the scenario, under: {regime}; last year: the last twelve months.",
        runs=runs,
        differ=words.differ_in(results),
        **names,
    )
    if results.reference is None:
        text += " " + say("In brackets, the middle 80 % of runs.")
    asked = results.manifest.get("runs_asked", runs)
    if asked > runs:
        text += " " + say("Interrupted: {asked} {asked|run was|runs were} asked for.", asked=asked)
    return text


def _on_columns(results: Results, settings: Settings) -> list[str]:
    """What drift is, and the own effect; or why the latter is not there."""
    if results.reference is not None:
        reference = results.manifest["reference"]
        lines = [
            say(
                "Time alone: last year less before, in “{reference}”. Own effect: "
                "difference of the last year from it on the same seeds, in brackets its 95 % "
                "interval; dimmed where it does not differ from zero.",
                reference=_reference_title(results),
            )
        ]
        if reference["held"]:
            held = "; ".join(f"{path} = {value}" for path, value in reference["held"].items())
            lines.append(say("Set there too: {settings}.", settings=held))
        return lines
    lines = [say("Time alone: last year less before, run by run.")]
    compared, problem = reference_of(settings)
    if compared is not None:
        lines.append(
            say(
                "No own effect: runs of “{reference}” on the same seeds are not beside these.",
                reference=compared.title.in_language(current()),
            )
        )
    elif problem:
        lines.append(
            say(
                "No own effect: {problem}. `compare_to` in the scenario's file names what it is compared with.",
                problem=problem,
            )
        )
    return lines


def _reference_title(results: Results) -> str:
    return str(results.manifest["reference"]["scenario"]["title"][current()])


def _on_stars(settings: Settings, uncertainty: str, marked: bool) -> list[str]:
    """How to read stars, or why there are none."""
    if marked:
        return [
            say(
                "*: more than half of the own effect would be there if organisations behaved as before, as measured "
                "beforehand ({page}; `partnersim explain NAME`). Without a star: response, or no detectable effect.",
                page=attribution.PAGES[current()],
            )
        ]
    if settings.name == Path(settings.spin_up_regime).stem:
        return []
    if attribution.measured_otherwise(settings, uncertainty):
        return [attribution.not_for_this_run()]
    return [
        say(
            "Not measured for this scenario: which rows it sets, and which show how organisations respond."
        )
    ]


def _table(years: rows.Years, beside: dict[str, str], screen: Screen) -> Table:
    heads = say_all("Before", "Last year", "Time alone")
    heads += [] if years.effects is None else [say("Own effect")]
    sections = rows.sections(years.measured)
    table = screen.table(sections[0][0], *heads)
    for row in rows.under_headings(table, sections):
        table.add_row(rows.label(row) + beside.get(row.name, ""), *rows.cells(row, years))
    return table


def changed_on_the_command_line(settings: Settings) -> str:
    """The settings laid over the file, as `path = value`."""
    changes = []
    for path, origin in settings.provenance.items():
        if origin.place == "command line" and path not in ("years", "scale"):
            value: object = settings.content
            for key in path.split("."):
                value = value[key] if isinstance(value, dict) else value
            changes.append(f"{path} = {value}")
    return "; ".join(changes)


def _beside(settings: Settings, marked: frozenset[str]) -> dict[str, str]:
    """What stands beside a measure: the cut-offs of self-perception, a star where it is set."""
    cut = settings.parameters["self_perception"]
    cuts = {
        "service_provider_share": f" (< {numbers.number(cut['provider_below'], 1)})",
        "autonomous_partner_share": f" (> {numbers.number(cut['partner_above'], 1)})",
    }
    if marked.issuperset(rows.OTHER_CUTS):
        marked |= {"other_cuts"}
    return {
        name: cuts.get(name, "") + "\N{NO-BREAK SPACE}*" * (name in marked)
        for name in {*cuts, *marked}
    }


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
