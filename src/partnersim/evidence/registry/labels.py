"""Kinds, grades, uses and feeds of the registry in the language in use."""

from __future__ import annotations

from partnersim.evidence.registry.entry import Entry, Grade, Kind, Use
from partnersim.language import current, say


def kind_label(kind: Kind) -> str:
    """What sort of number it is."""
    return {
        Kind.PARAMETER: say("parameter"),
        Kind.INITIAL: say("initial value"),
        Kind.SERIES: say("input series"),
        Kind.CONSTANT: say("constant in a rule"),
        Kind.PATTERN: say("pattern"),
    }[kind]


def grade_label(grade: Grade) -> str:
    """A grade with what it means."""
    return {
        Grade.READ: say("A: the figure is read in the source"),
        Grade.DERIVED: say("B: derived from figures read, or cited at second hand"),
        Grade.DIRECTION: say("C: the direction is sourced, the size is assumed"),
        Grade.ASSUMED: say("D: an assumption, with its reason and where a source was looked for"),
    }[grade]


def use_label(entry: Entry) -> str:
    """A use, and what a calibrated value was chosen by."""
    if entry.by:
        return say("calibration: chosen by {by}", by=", ".join(entry.by))
    return {
        Use.INPUT: say("input"),
        Use.CALIBRATION: say("calibration"),
        Use.VALIDATION: say("validation"),
    }[entry.use]


def feeds_label(feeds: str) -> str:
    """One part of what a number feeds: a table of the state and its columns, or words of a data file."""
    table, _, columns = feeds.partition(": ")
    title = table_label(table)
    return say("{whose}: {columns}", whose=title, columns=columns) if title else say(feeds)


def table_label(table: str) -> str:
    """What a row of a table of the state is; nothing where there is no such table."""
    from partnersim.population.tables import tables_of_systems

    if table in tables_of_systems():
        return tables_of_systems()[table].title.in_language(current())
    return {
        "organizations": say("Organization"),
        "funders": say("Ministry and donor"),
        "eligibility": say("Ministry and status"),
        "relations": say("Organization and funder"),
        "funds": say("Ministry and programme"),
        "contracts": say("Contract"),
        "choices": say("Choice in place of a board"),
        "officers": say("Officer of a ministry"),
        "conditions": say("Conditions of the month"),
        "newcomers": say("Newcomers"),
        "demand": say("Requests for help"),
        "umbrella": say("Umbrella"),
        "places": say("Places"),
        "flows": say("Payments"),
        "world": say("The run"),
    }.get(table, "")
