"""A calibration on a screen and as tables of the docs: parameters, patterns before and after, proof.

The rows are plain data, as a calibration saves them, so that screen and pages are made alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.text import Text

from partnersim.evidence.patterns import patterns
from partnersim.language import current, numbers, say, say_all
from partnersim.report.formatting import words
from partnersim.report.formatting.screen import Screen
from partnersim.report.formatting.verdicts import figure, in_words

if TYPE_CHECKING:
    from rich.console import Console

    from partnersim.analysis.calibration.result import Calibration
    from partnersim.evidence.patterns import Part

Row = Mapping[str, Any]
Cells = list[list[str]]


def part_of(row: Row) -> Part:
    """The part of a pattern a row is of."""
    return next(
        part
        for pattern in patterns()
        for part in pattern.parts
        if (pattern.id, part.id) == (row["pattern"], row["part"])
    )


def name_of(row: Row) -> str:
    """`P4 level`, in words."""
    return say(f"{row['pattern']} {row['part']}").replace("_", " ")


def status_in_words(status: str) -> str:
    """How a part was treated."""
    return {
        "used": say("fitted to"),
        "arithmetic": say("not used: the rules write it in"),
        "unreachable": say("not used: (almost) no parameters reach it"),
        "always": say("uninformative: (almost) all parameters meet it"),
        "not emulated": say("not used: the emulator predicts too little"),
    }[status]


def identified_in_words(row: Row) -> str:
    """What the patterns say about a parameter."""
    return say("narrowed" if row["identified"] else "not one by one")


def parameter_heads() -> list[str]:
    """Of the table of parameters."""
    return say_all(
        "parameter",
        "prior",
        "posterior mean [90 %]",
        "contraction",
        "were measures exact",
        "identified by the patterns",
    )


def parameter_cells(rows: Sequence[Row], mark: str = "") -> Cells:
    """A row a parameter, the most contracted first."""
    ordered = sorted(rows, key=lambda row: (-row["contraction"], row["parameter"]))
    return [
        [
            f"{mark}{row['parameter']}{mark}",
            say("{low} to {high}", low=figure(row["prior_low"]), high=figure(row["prior_high"])),
            f"{figure(row['mean'])} [{figure(row['low'])}; {figure(row['high'])}]",
            numbers.number(row["contraction"], 2),
            numbers.number(row["exact_contraction"], 2) + (" †" if row["exact_identified"] else ""),
            identified_in_words(row),
        ]
        for row in ordered
    ]


def pattern_heads() -> list[str]:
    """Of the table of patterns."""
    return say_all(
        "pattern",
        "expected",
        "before: mean, holds in",
        "after: mean, holds in",
        "Q² of the emulator",
        "treated as",
    )


def pattern_cells(rows: Sequence[Row]) -> Cells:
    """A row a part, in the order of the patterns."""

    def both(row: Row, when: str) -> str:
        share = numbers.number(100.0 * row[f"holds_{when}"], 0)
        return say("{mean}, {share} %", mean=figure(row[f"mean_{when}"]), share=share)

    return [
        [
            f"{name_of(row)}: {part_of(row).what.in_language(current())}",
            in_words(part_of(row).expected),
            both(row, "before"),
            both(row, "after"),
            numbers.number(row["q2"], 2),
            status_in_words(row["status"]),
        ]
        for row in rows
    ]


def coverage_heads() -> list[str]:
    """Of the table of coverage."""
    return say_all("data", "parameters", "interval", "held the truth in [95 %]")


def coverage_cells(rows: Sequence[Row]) -> Cells:
    """A row a kind of data, set of parameters and level."""
    data = {"exact": say("measures of one run, exact"), "bands": say("sides of the bands")}
    of = {"all": say("all parameters"), "identified": say("those that exact measures identify")}
    return [
        [
            data[row["data"]],
            of[row["of"]],
            say("{share} %", share=numbers.number(100.0 * row["level"], 0)),
            say(
                "{share} % [{low}; {high}]",
                **{key: numbers.number(100.0 * row[key], 1) for key in ("share", "low", "high")},
            ),
        ]
        for row in rows
    ]


def sentences(facts: Row, parameters: Sequence[Row]) -> list[str]:
    """What must be said with the tables."""
    identified = sum(bool(parameter["identified"]) for parameter in parameters)
    exact = sum(bool(parameter["exact_identified"]) for parameter in parameters)
    return [
        say(
            "{identified} of {all} parameters are narrowed by the patterns; for the others the posterior is hardly "
            "narrower than the prior. Were the same measures known exactly, {exact} would be narrowed.",
            identified=identified,
            all=len(parameters),
            exact=exact,
        ),
        say(
            "Contraction: 1 less the variance after over the variance before. It counts above {floor}; "
            "dummy parameters that do nothing show up to {dummies}.",
            floor=numbers.number(facts["floor"], 2),
            dummies=numbers.number(facts["dummies"], 2),
        ),
        say(
            "{kept} of {seen} rows of the prior were kept; {share} % are not ruled out (implausibility of at most 3).",
            kept=numbers.number(facts["kept"], 0),
            seen=numbers.number(facts["looked_at"], 0),
            share=numbers.number(100.0 * facts["not_ruled_out"], 0),
        ),
        say(
            "Proof on {truths} simulated truths that no emulator had seen.",
            truths=numbers.number(facts["truths"], 0),
        ),
    ]


ENOUGH_TRUTHS = 100  # below, a share of 80 % is known to no better than 8 points


def cautions(facts: Row) -> list[str]:
    """What makes a fit thin: few truths, or dummies as narrow as what counts."""
    said = []
    if facts["truths"] < ENOUGH_TRUTHS:
        said.append(
            say(
                "Caution: {truths} simulated truths prove little; {enough} and more say whether intervals "
                "hold what they should. A larger --design gives more.",
                truths=numbers.number(facts["truths"], 0),
                enough=ENOUGH_TRUTHS,
            )
        )
    if facts["dummies"] >= facts["floor"]:
        said.append(
            say(
                "Caution: a dummy parameter that does nothing contracts by {dummies}, as much as what counts "
                "as narrowed. Nothing here is identified; a larger --design is needed.",
                dummies=numbers.number(facts["dummies"], 2),
            )
        )
    return said


def print_calibration(fit: Calibration, console: Console) -> None:
    """Parameters, patterns before and after, coverage, and how to read them."""
    screen = Screen(console)
    tables = (
        (say("Parameters"), parameter_heads(), parameter_cells(fit.parameters)),
        (say("Patterns the fit may look at"), pattern_heads(), pattern_cells(fit.patterns)),
        (say("Coverage of simulated truths"), coverage_heads(), coverage_cells(fit.coverage)),
    )
    for title, heads, cells in tables:
        screen.line("\n" + title, "bold")
        columns: dict[str, Any] = {"no_wrap": False, "ratio": 1, "overflow": "fold"}
        table = screen.table(*heads, style="dim", **columns)
        table.columns[0].ratio = 2
        for row in cells:
            table.add_row(*map(Text, row))
        screen.print(table)
    screen.print()
    screen.lines(cautions(fit.facts), "bold")
    screen.lines(sentences(fit.facts, fit.parameters), "dim")
    screen.say("†: identified if the measures were known exactly.", "dim")
    screen.line(words.not_a_forecast(), "dim")
