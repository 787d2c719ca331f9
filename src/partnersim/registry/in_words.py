"""Kinds, grades and uses for people."""

from __future__ import annotations

from partnersim.language import say
from partnersim.registry.entry import Entry, Grade, Kind, Use


def kind_in_words(kind: Kind) -> str:
    """What sort of number it is."""
    return {
        Kind.PARAMETER: say("parameter"),
        Kind.INITIAL: say("initial value"),
        Kind.SERIES: say("input series"),
        Kind.CONSTANT: say("constant in a rule"),
        Kind.PATTERN: say("pattern"),
    }[kind]


def grade_in_words(grade: Grade) -> str:
    """A grade with what it means."""
    return {
        Grade.READ: say("A: the figure is read in the source"),
        Grade.DERIVED: say("B: derived from figures read, or cited at second hand"),
        Grade.DIRECTION: say("C: the direction is sourced, the size is assumed"),
        Grade.ASSUMED: say("D: an assumption, with its reason and where a source was looked for"),
    }[grade]


def use_in_words(one: Entry) -> str:
    """A use, and what a calibrated value was chosen by."""
    if one.by:
        return say("calibration: chosen by {by}", by=", ".join(one.by))
    return {
        Use.INPUT: say("input"),
        Use.CALIBRATION: say("calibration"),
        Use.VALIDATION: say("validation"),
    }[one.use]
