"""`partnersim show`: the values of a scenario, and where each came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from partnersim.cli.localized_command import Command
from partnersim.cli.options import scenario_argument, set_option
from partnersim.declarations import Evidence, Group
from partnersim.language import current, decimal, say

if TYPE_CHECKING:
    from partnersim.scenario.settings import Settings


@dataclass(frozen=True, slots=True)
class Row:
    """One value: its path, its declared default, and the declared evidence for that default."""

    path: str
    value: Any
    default: Any
    evidence: Evidence | None = None


def command() -> click.Command:
    """Build the command in the language in use."""
    everything = click.Option(
        ["--all", "everything"],
        is_flag=True,
        help=say("Show the values left at their default too."),
    )
    return Command(
        "show", callback=_show, params=[scenario_argument(), set_option(), everything],
        help=say("Show what a scenario sets, and where each value came from."),
    )  # fmt: skip


def _show(scenario: str, sets: tuple[str, ...], everything: bool) -> None:
    from partnersim.scenario.settings import load

    settings = load(scenario, sets)
    language = current()
    words = (settings.title, settings.question, settings.changes)
    for text in dict.fromkeys(one.in_language(language) for one in words):
        click.echo(text)
    click.echo(" ← ".join(reversed(settings.lineage)) + "\n")
    rows = [one for one in rows_of(settings) if everything or one.value != one.default]
    left = max(len(one.path) for one in rows)
    middle = min(28, max(len(written(one.value)) for one in rows))
    for one in rows:
        place, source = origin_of(settings, one)
        click.echo(f"{one.path:<{left}}  {written(one.value):<{middle}}  {place}")
        if source:
            click.echo(f"    {say('source: {source}', source=source)}")
    if settings.own.money_factor != 1.0:
        click.echo("\n" + say("All envelopes are multiplied by {factor} (population.scale_money).",
                              factor=decimal(settings.own.money_factor, ".4g")))  # fmt: skip
    if not everything:
        click.echo("\n" + say("All else is at its default; --all shows it."))


def rows_of(settings: Settings) -> Iterator[Row]:
    """Every value of a scenario, funders first."""
    from partnersim.declarations import Scope
    from partnersim.scenario.own_files import said_of_files
    from partnersim.scenario.registry import funder_groups, groups_of, model_groups

    yield Row("start", str(settings.start), "2010-04")
    yield Row("years", settings.years, 10)
    yield Row("scale", settings.scale, 50.0)
    yield Row("spin_up.regime", settings.spin_up_regime, "mifi_status_quo")
    yield Row("spin_up.months", settings.spin_up_months, 24)
    yield Row("main_ministry", settings.main_ministry, None)
    compared = settings.compare_to.stem if settings.compare_to else None
    yield Row("compare_to", compared, None if "compare_to" in settings.provenance else compared)
    for key, file in (("file", settings.population_file), ("credits", settings.credits_file)):
        yield Row(f"population.{key}", None if file is None else str(file), None)
    for key, value in said_of_files(settings.content.get("population") or {}).items():
        for inside, one in value.items() if isinstance(value, Mapping) else [("", value)]:
            yield Row(f"population.{key}.{inside}".removesuffix("."), one, None)
    for funder in settings.funders.values():
        kind = "ministries" if funder.is_ministry else "donors"
        yield from _of_groups(f"{kind}.{funder.name}", funder_groups(), funder.values)
    for place in settings.places.values():
        values = {"place": place.values}
        yield from _of_groups(f"places.{place.name}", groups_of(Scope.PLACE), values)
    for one in settings.partnerships.values():
        above = f"partnerships.{one.name}"
        yield Row(f"{above}.place", one.place, None)
        yield Row(f"{above}.funder", one.funder, None)
        yield from _of_groups(above, groups_of(Scope.PARTNERSHIP), one.values)
    yield from _of_groups("", model_groups(), settings.parameters)


def _of_groups(
    above: str, groups: Mapping[str, Group], values: Mapping[str, Mapping[str, Any]]
) -> Iterator[Row]:
    from partnersim.scenario.registry import DIRECT

    for name, group in groups.items():
        parts = [part for part in (above, "" if name in DIRECT.values() else name) if part]
        for one in (one for one in group if one.name in values[name]):
            default = dict(one.default) if isinstance(one.default, Mapping) else one.default
            path = ".".join([*parts, one.name])
            yield Row(path, values[name][one.name], default, one.evidence)


def origin_of(settings: Settings, row: Row) -> tuple[str, str]:
    """Where a value came from, and its source, in words; nobody sets a sum over places."""
    origin = settings.origin(row.path)
    source = say(origin.source) if origin.source else ""  # those we ship are in the catalogue
    if origin.file is None and origin.place != "default":
        return say("command line"), source
    if origin.file is None and row.value != row.default:
        return say("sum of its places"), ""
    if origin.file is None:
        return say("default"), evidence_in_words(row.evidence)
    if origin.file.stem == settings.lineage[-1]:
        return say("this file"), source
    return say("parent {name}", name=origin.file.stem), source


def evidence_in_words(evidence: Evidence | None) -> str:
    """A source, or an assumption with what was searched, labelled in the language in use."""
    from partnersim.declarations import Assumption
    from partnersim.evidence.bibliography import cite

    if evidence is None:
        return ""
    if isinstance(evidence, Assumption):
        return say("assumption: {reason} (searched: {searched})",
                   reason=say(evidence.reason), searched=say(evidence.searched))  # fmt: skip
    return f"{cite(evidence.key)}, {say(evidence.where)}"


def written(value: Any) -> str:
    """A value as one would write it in a scenario file."""
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {written(one)}" for key, one in value.items()) + "}"
    if isinstance(value, float):
        return f"{value:.0f}" if value == int(value) and abs(value) >= 1000 else f"{value:g}"
    return str(value)
