"""Parameters, their groups and data as entries: unit, bounds, default, source, grade and use."""

from __future__ import annotations

from collections.abc import Iterator

from partnersim.declarations import Group, Parameter, Role, Shares, column_name
from partnersim.evidence.bibliography import evidence_label
from partnersim.evidence.registry.collection import parameter_entry_at
from partnersim.evidence.registry.entry import Entry as Registered
from partnersim.evidence.registry.input_data import data_entries
from partnersim.evidence.registry.interviews import GROUP as INTERVIEWS
from partnersim.evidence.registry.labels import feeds_label, grade_label, kind_label, use_label
from partnersim.glossary.entry import (
    INCLUDES,
    Explanation,
    Fact,
    explanation,
    file_of,
    interval,
    written,
)
from partnersim.language import current, say
from partnersim.language.words import N_
from partnersim.population.tables import levers_of
from partnersim.scenario.parameter_groups import groups, home_of, parameters, path_of

_INTERVIEWS_FILE = file_of("partnersim.evidence.registry.interviews")


def of_parameters() -> Iterator[Explanation]:
    """Every parameter of a scenario."""
    for path, (group, parameter) in parameters().items():
        yield _parameter(path, group, parameter, file_of(home_of(group)))


def of_groups() -> Iterator[Explanation]:
    """Every group that has a key of its own."""
    for group in groups():
        if not group.direct:
            yield _group(path_of(group), group, file_of(home_of(group)))


def of_interviews() -> Iterator[Explanation]:
    """What fieldwork assumes: set with `partnersim interview`, not in a scenario."""
    yield _group(INTERVIEWS.name, INTERVIEWS, _INTERVIEWS_FILE)
    for parameter in INTERVIEWS:
        path = f"{INTERVIEWS.name}.{parameter.name}"
        yield _parameter(path, INTERVIEWS, parameter, _INTERVIEWS_FILE)


def of_data() -> Iterator[Explanation]:
    """Initial values, input series and numbers in rules, which no scenario holds."""
    for datum in data_entries():
        yield explanation(
            (datum.path,), "datum", datum.meaning, (*_datum(datum), *_trust(datum)), datum.place
        )


def _parameter(path: str, group: Group, parameter: Parameter | Shares, home: str) -> Explanation:
    column = _column(group, parameter)
    facts = [*_declared(parameter), *_trust(parameter_entry_at(path))]
    facts += [Fact(N_("column"), f"state.{column}")] if column else []
    return explanation(
        (path,),
        "parameter",
        parameter.meaning,
        facts,
        home,
        names=[f"state.{column}"] if column else (),
        shares=parameter.default if isinstance(parameter, Shares) else (),
    )


def _column(group: Group, parameter: Parameter | Shares) -> str:
    """The column of the state that holds a lever of an entry, such as a funder."""
    name = column_name(group, parameter.name)
    if group.scope.table and name in levers_of(group.scope.table):
        return f"{group.scope.table}.{name}"
    return ""


def _declared(parameter: Parameter | Shares) -> Iterator[Fact]:
    yield Fact(N_("unit"), say(parameter.unit))  # declared words go through the catalogue
    if isinstance(parameter, Shares):
        yield Fact(N_("bounds"), say("each from 0 to 1; they sum to 1"))
    elif parameter.choices:
        yield Fact(N_("choices"), ", ".join(parameter.choices))
    elif parameter.bounds:
        yield Fact(N_("bounds"), interval(parameter.bounds))
    yield Fact(N_("default"), written(parameter.default))
    if isinstance(parameter, Parameter) and parameter.prior:
        prior = say("{interval}, drawn evenly", interval=interval(parameter.prior))
        yield Fact(N_("prior"), prior)
    yield Fact(N_("role"), _role(parameter.role))
    yield Fact(N_("source"), evidence_label(parameter.evidence))


def _datum(datum: Registered) -> Iterator[Fact]:
    yield Fact(N_("kind"), kind_label(datum.kind))
    yield Fact(N_("unit"), say(datum.unit))
    if datum.low is not None and datum.high is not None:
        yield Fact(N_("bounds"), interval((datum.low, datum.high)))
    yield Fact(N_("value"), datum.value)
    yield Fact(N_("feeds"), "; ".join(map(feeds_label, datum.feeds.split("; "))))
    yield Fact(N_("source"), evidence_label(datum.evidence))


def _trust(registered: Registered) -> Iterator[Fact]:
    yield Fact(N_("grade"), grade_label(registered.grade))
    yield Fact(N_("use"), use_label(registered))


def _role(role: Role) -> str:
    return {
        Role.LEVER: say("lever: somebody decides it"),
        Role.UNCERTAINTY: say("uncertainty: nobody knows it exactly; it is drawn from its prior"),
        Role.SETTING: say("setting: neither a choice nor drawn"),
    }[role]


def _group(path: str, group: Group, home: str) -> Explanation:
    facts = (
        Fact(INCLUDES, f"{path}.{parameter.name}: {parameter.meaning.in_language(current())}")
        for parameter in group
    )
    return explanation((path,), "group", group.meaning, facts, home)
