"""The values of a scenario and who states them; of shipped scenarios, kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from partnersim.glossary.entry import written
from partnersim.glossary.index import cached
from partnersim.language import current, say
from partnersim.scenario import library

if TYPE_CHECKING:
    from partnersim.declarations import Evidence, Group
    from partnersim.scenario.settings import Settings


class Value(NamedTuple):
    """A value as a scenario file would hold it, the file that states it, if one does, and in words, in
    the language in use, where it is from and its source."""

    path: str
    text: str
    file: str
    place: str
    source: str


class ScenarioValues(NamedTuple):
    """words: title, question and changes; stated: values that differ from their default; unchanged: the
    paths of all others."""

    words: list[str]
    lineage: list[str]
    money_factor: float
    stated: list[Value]
    unchanged: list[str]


def shipped_values(name: str) -> ScenarioValues:
    """What a shipped scenario sets."""

    def make() -> list[Any]:
        from partnersim.scenario.loading import load

        return list(values_of(load(library.shipped()[name])))

    words, lineage, money_factor, stated, unchanged = cached(f"scenario_{name}", make)
    values = [Value(*value) for value in stated]
    return ScenarioValues(words, lineage, money_factor, values, unchanged)


def values_of(settings: Settings) -> ScenarioValues:
    """What a scenario sets."""
    rows = list(rows_of(settings))
    texts = (settings.title, settings.question, settings.description)
    return ScenarioValues(
        list(dict.fromkeys(text.in_language(current()) for text in texts)),
        list(settings.lineage),
        settings.own.money_factor,
        [value_of(settings, row) for row in rows if row.value != row.default],
        [row.path for row in rows if row.value == row.default],
    )


@dataclass(frozen=True, slots=True)
class Row:
    """One value: its path, its declared default, and the declared evidence for that default."""

    path: str
    value: Any
    default: Any
    evidence: Evidence | None = None


def rows_of(settings: Settings) -> Iterator[Row]:
    """Every value of a scenario, funders first."""
    from partnersim.scenario.own_files import file_options
    from partnersim.scenario.parameter_groups import model_groups

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
    for key, value in file_options(settings.content.get("population") or {}).items():
        for inside, item in value.items() if isinstance(value, Mapping) else [("", value)]:
            yield Row(f"population.{key}.{inside}".removesuffix("."), item, None)
    yield from _of_entries(settings)
    yield from _of_groups("", model_groups(), settings.parameters)
    yield from (Row(path, value, None) for path, _, value in settings.dated_values())


def _of_entries(settings: Settings) -> Iterator[Row]:
    """Values of funders, places, programmes, organisations and entries of systems' sections."""
    from partnersim.declarations import Scope
    from partnersim.scenario.parameter_groups import funder_groups, groups_of, sections

    for funder in settings.funders.values():
        kind = "ministries" if funder.is_ministry else "donors"
        yield from _of_groups(f"{kind}.{funder.name}", funder_groups(), funder.values)
    for place in settings.places.values():
        values = {"place": place.values}
        yield from _of_groups(f"places.{place.name}", groups_of(Scope.PLACE), values)
    for name, programme in settings.stated_programmes():
        above, groups = f"programmes.{name}", groups_of(Scope.PROGRAMME)
        yield from _of_groups(above, groups, {"programme": programme})
        for key in ("needs", "statuses", "follows"):
            if key not in programme:
                continue
            named, path = programme[key], f"{above}.{key}"
            words = named if isinstance(named, str) else ", ".join(named)
            yield Row(path, words, None if path in settings.provenance else words)
    for name, choices in settings.choices.items():
        yield from _of_groups(f"organizations.{name}", groups_of(Scope.ORGANIZATION), choices)
    for key, entries in settings.sections.items():
        for entry in entries.values():
            above = f"{key}.{entry.name}"
            for reference, named in entry.references.items():
                yield Row(f"{above}.{reference}", named, None)
            yield from _of_groups(above, groups_of(sections()[key]), entry.values)


def _of_groups(
    above: str, groups: Mapping[str, Group], values: Mapping[str, Mapping[str, Any]]
) -> Iterator[Row]:
    for name, group in groups.items():
        parts = [part for part in (above, "" if group.direct else name) if part]
        for parameter in (item for item in group if item.name in values[name]):
            default = parameter.default
            path = ".".join([*parts, parameter.name])
            yield Row(
                path,
                values[name][parameter.name],
                dict(default) if isinstance(default, Mapping) else default,
                parameter.evidence,
            )


def value_of(settings: Settings, row: Row) -> Value:
    """A value with where it is from in words; nobody sets a sum over places."""
    from partnersim.evidence.bibliography import evidence_label

    origin = settings.origin(row.path)
    file = origin.file.stem if origin.file else ""
    source = say(origin.source) if origin.source else ""  # those we ship are in the catalogue
    if not file and origin.place != "default":
        place = say("command line")
    elif not file and row.value != row.default:
        place, source = say("sum of its places"), ""
    elif not file:
        place, source = say("default"), evidence_label(row.evidence)
    elif file == settings.lineage[-1]:
        place = say("this file")
    else:
        place = say("parent {name}", name=file)
    return Value(row.path, written(row.value), file, place, source)
