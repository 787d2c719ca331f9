"""What a run measures as entries: outcomes with formulas, poles and own effects; dimensions; typologies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from partnersim import typologies
from partnersim.declarations import Better, Dimension, Outcome, Typology
from partnersim.evidence.bibliography import evidence_label
from partnersim.evidence.directness import NEITHER, RESPONSE, of_measure
from partnersim.glossary.entry import (
    INCLUDES,
    NOTE,
    Explanation,
    Fact,
    explanation,
    file_of,
    written,
)
from partnersim.language import current, numbers, say
from partnersim.language.words import N_
from partnersim.outcomes import dimensions, indicators, newcomers, sector
from partnersim.report.formatting.verdicts import figure
from partnersim.report.pages.lexicon import MEANINGS
from partnersim.results.columns import EVERY_TABLE
from partnersim.systems import outcomes_in, room

_DECLARED_IN = {
    outcome: module.__name__
    for module, outcomes in (
        (dimensions, dimensions.INDEXES),
        (newcomers, newcomers.COLUMNS),
        (sector, sector.COLUMNS),
        (indicators, indicators.INDICATORS),
        *((module, outcomes_in(module)) for module in room("outcomes").values()),
    )
    for outcome in outcomes
}


def of_outcomes() -> Iterator[Explanation]:
    """Columns of the results; one that stands in several tables is one entry."""
    tables: dict[Outcome, list[str]] = {}
    for table, columns in EVERY_TABLE.items():
        for outcome in columns:
            tables.setdefault(outcome, []).append(f"{table}.{outcome.name}")
    for outcome, paths in tables.items():
        home = _DECLARED_IN.get(outcome, "partnersim.results.columns")
        yield explanation(
            tuple(paths), "outcome", outcome.meaning, _outcome(outcome), file_of(home)
        )


def of_typologies() -> Iterator[Explanation]:
    """Typologies, and each of their classes."""
    for module in typologies.modules():
        typology: Typology = module.TYPOLOGY
        home, path = file_of(module.__name__), f"typologies.{typology.name}"
        facts = tuple(_typology(typology))
        yield explanation((path,), "typology", typology.title, facts, home)
        for kind in typology.kinds:
            yield explanation((f"{path}.{kind.name}",), "typology", kind.meaning, facts, home)


def _outcome(outcome: Outcome) -> Iterator[Fact]:
    if outcome.name in MEANINGS:
        yield Fact(N_("what it is"), MEANINGS[outcome.name].in_language(current()))
    yield Fact(N_("unit"), say(outcome.unit))
    if outcome.better is not None:
        higher = outcome.better is Better.HIGHER
        yield Fact(N_("better"), say("higher" if higher else "lower"))
    if outcome.anchors is not None:
        yield from _poles(outcome)
    elif outcome.name in list(Dimension):
        yield from _dimension(Dimension(outcome.name))
    yield from _own_effects(outcome.name)
    yield from _formula(outcome)


def _formula(outcome: Outcome) -> Iterator[Fact]:
    """The formula, and what its letters are."""
    if not outcome.formula:
        return
    meanings = {
        r"_i\(": say("i: living organisations"),
        r"_f\(|\[f\b": say("f: funders"),
        r"\[main\b": say("main: the main ministry"),
        r"_k\(": say("k: kinds of need"),
        r"_n\(": say("n: newcomers present, by status and place"),
        r"_m\(": say("m: the last twelve months"),
        r"\[(?:in)?eligible": say(
            "eligible: the main ministry pays for them; ineligible: it does not"
        ),
        r"_c\(": say("c: newcomers by month of arrival, those settled since included"),
        r"[<>]|==": say("a condition: 1 where it holds, else 0"),
        r"\bmean\(": say("mean: of scores, without those that do not apply"),
    }
    words = [say("of each organisation")] if outcome.anchors else []
    words += [meaning for sign, meaning in meanings.items() if re.search(sign, outcome.formula)]
    yield Fact(N_("formula"), outcome.formula)
    if words:
        yield Fact(NOTE, "; ".join(words))


def _own_effects(measure: str) -> Iterator[Fact]:
    """The own effect of each shipped scenario, and how much of it the scenario sets, as saved."""
    rows = of_measure(measure)
    for row in rows:
        text = (
            f"{row.scenario}: {_signed(row.change)} [{_signed(row.change_low)}; "
            f"{_signed(row.change_high)}], {say(row.label)}"
        )
        if row.label != NEITHER:
            share, low, high = map(numbers.number, (row.directness, row.low, row.high))
            text += f", {say('directness')} {share} [{low}; {high}]"
        yield Fact(N_("own effect"), text)
    if rows:
        words = say(
            "difference from the scenario's starting regime in the last year [95 %]; directness: that with "
            "choices frozen over that in full [95 %]: 1 all of it; above 1 choices dampen it; below 0 "
            'they turn it round (`partnersim explain "Own effect"`)'
        )
        yield Fact(NOTE, words)


def _signed(value: float) -> str:
    text = figure(value)
    return f"+{text}" if value > 0 and any(digit in text for digit in "123456789") else text


def _poles(outcome: Outcome) -> Iterator[Fact]:
    poles, dimension = outcome.anchors, outcome.dimension
    assert poles is not None
    assert dimension is not None
    named = next(index for index in dimensions.INDEXES if index.name == dimension)
    yield Fact(N_("dimension"), named.meaning.in_language(current()))
    for label, value, meaning in (
        (N_("0 means"), poles.dependence, poles.dependence_means),
        (N_("1 means"), poles.autonomy, poles.autonomy_means),
    ):
        text = f"{written(value)} ({say(poles.unit)}), {meaning.in_language(current())}"
        yield Fact(label, text)
    score = say(
        "({formula} - {zero}) / ({one} - {zero}), held to [0, 1]; of the sector, the mean "
        "over the organisations it applies to",
        formula=say("formula"),
        zero=written(poles.dependence),
        one=written(poles.autonomy),
    )
    yield Fact(N_("score"), score)
    yield Fact(N_("source"), evidence_label(poles.evidence))


def _dimension(dimension: Dimension) -> Iterator[Fact]:
    members = [indicator for indicator in indicators.INDICATORS if indicator.dimension is dimension]
    kind = say(
        "soft dimension: a way of relating"
        if dimension.soft
        else "hard dimension: largely set by the scenario"
    )
    yield Fact(N_("kind"), kind)
    yield Fact(N_("mean of"), ", ".join(indicator.name for indicator in members))
    for indicator in members:
        text = f"{indicator.name}: {indicator.meaning.in_language(current())}"
        yield Fact(INCLUDES, text)
    yield Fact(N_("response"), responses([indicator.name for indicator in members]))


def responses(measures: list[str]) -> str:
    """Which of these indicators respond, in which shipped scenarios, or that none does."""
    scenarios = {
        measure: [row.scenario for row in of_measure(measure) if row.label == RESPONSE]
        for measure in measures
    }
    texts = [f"{measure} ({', '.join(names)})" for measure, names in scenarios.items() if names]
    return "; ".join(texts) or say(
        "no indicator of this dimension responds in any shipped scenario: what it shows "
        "is the scenario"
    )


def _typology(typology: Typology) -> Iterator[Fact]:
    """Its axes with their formulas, its classes, its cut-offs and how sure a class is."""
    language = current()
    for axis in typology.axes:
        yield Fact(N_("axis"), f"{axis.meaning.in_language(language)}: {axis.formula}")
    kinds = (kind.meaning.in_language(language) for kind in typology.kinds)
    yield Fact(N_("classes"), ", ".join(kinds))
    cuts = [name for axis in typology.axes for name in typology.cut_names(axis)]
    yield Fact(N_("cut-offs"), ", ".join(f"typology_{typology.name}.{cut}" for cut in cuts))
    unsure = say("organisations whose class changes when one cut-off moves by 0.1 either way")
    yield Fact(N_("unsure"), unsure)
    yield Fact(N_("source"), evidence_label(typology.source))
