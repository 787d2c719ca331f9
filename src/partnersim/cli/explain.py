"""`partnersim explain`: what a parameter, an outcome, a word or a code means, and where it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click

from partnersim.cli import evidence_codes, scenario_effects, scenario_values
from partnersim.cli.entry_lines import LEFT, entry_line
from partnersim.cli.glossary import (
    Entry,
    entries,
    indicators_of,
    nearest_names,
    search,
    whole_of_share,
)
from partnersim.cli.glossary_term import Term
from partnersim.cli.localized_command import Command
from partnersim.cli.show import evidence_in_words, written
from partnersim.declarations import (
    Better,
    Dimension,
    Group,
    Outcome,
    Parameter,
    Role,
    Shares,
    Typology,
)
from partnersim.evidence.registry.collection import parameter_entry_at
from partnersim.evidence.registry.entry import Entry as Registered
from partnersim.evidence.registry.labels import feeds_label, grade_label, kind_label, use_label
from partnersim.language import UserError, current, say

_MOST_IN_FULL = 4


def command() -> click.Command:
    """Build the command in the language in use."""
    name = click.Argument(["name"], metavar=say("NAME"), nargs=-1, required=False)
    everything = click.Option(
        ["--all", "everything"], is_flag=True,
        help=say("The whole registry as CSV: parameters, initial values, input series, patterns."),
    )  # fmt: skip
    return Command(
        "explain", callback=_explain, params=[name, everything],
        help=say("Explain a parameter, an outcome, a word on a screen or a code such as P9 or F13, by its name, "
                 "its path or a few words."),
    )  # fmt: skip


def _explain(name: tuple[str, ...], everything: bool) -> None:
    if everything:
        _export(name)
        return
    if not name:
        context = click.get_current_context()
        raise click.MissingParameter(ctx=context, param=context.command.params[0])
    words = " ".join(name)
    if told := evidence_codes.lines_of(words):
        click.echo("\n".join(told))
        return
    found, by_name = search(words)
    if not found:
        near = nearest_names(words)
        hint = say(" Did you mean {name!r}?", name=near[0]) if near else ""
        raise UserError(
            "Nothing is called {name!r}.{hint} `partnersim show mifi_status_quo --all` shows "
            "every parameter.",
            name=words,
            hint=hint,
        )
    if len(found) == 1 or (by_name and len(found) <= _MOST_IN_FULL):
        click.echo("\n\n".join("\n".join(lines(one, words)) for one in found))
        return
    click.echo(say("{count} names fit; ask again with one of these:", count=len(found)))
    language = current()
    for one in found:
        click.echo(f"  {one.paths[0]}\n      {one.meaning.in_language(language)}")


def _export(name: tuple[str, ...]) -> None:
    import io

    from partnersim.evidence.registry import entries as registered
    from partnersim.evidence.registry.table import write

    if name:
        raise UserError(
            "`explain --all` takes no name; `explain {name}` explains one.", name=name[0]
        )
    text = io.StringIO()
    write(registered(), text)
    click.echo(text.getvalue(), nl=False)


def lines(entry: Entry, asked: str = "") -> Iterator[str]:
    """What there is to say about an entry, of a named funder or place if one was asked for."""
    what = entry.what
    yield ", ".join(entry.paths)
    yield entry.meaning.in_language(current())
    if isinstance(what, Parameter | Shares):
        yield from _parameter(what)
        yield from _trust(parameter_entry_at(entry.paths[0]))
    elif isinstance(what, Registered):
        yield from _datum(what)
        yield from _trust(what)
    elif isinstance(what, Outcome):
        yield from _outcome(what)
    elif isinstance(what, Group):
        yield from _group(entry)
    elif isinstance(what, Typology):
        yield from _typology(what)
    elif isinstance(what, Term):
        yield from what.lines()
    if asked and (what is None or isinstance(what, Parameter | Shares)):
        yield from scenario_values.lines_of(entry.paths, whole_of_share(asked.strip()) or asked)
    yield entry_line(say("declared in"), entry.home)


def _parameter(one: Parameter | Shares) -> Iterator[str]:
    yield entry_line(say("unit"), say(one.unit))  # declared words go through the catalogue
    if isinstance(one, Parameter) and one.choices:
        yield entry_line(say("choices"), ", ".join(one.choices))
    elif isinstance(one, Parameter) and one.bounds:
        yield entry_line(say("bounds"), _interval(one.bounds))
    elif isinstance(one, Shares):
        yield entry_line(say("bounds"), say("each from 0 to 1; they sum to 1"))
    yield entry_line(say("default"), written(one.default))
    if isinstance(one, Parameter) and one.prior:
        yield entry_line(
            say("prior"), say("{interval}, drawn evenly", interval=_interval(one.prior))
        )
    yield entry_line(say("role"), _role(one.role))
    yield entry_line(say("source"), evidence_in_words(one.evidence))


def _datum(one: Registered) -> Iterator[str]:
    """An initial value or a number of an input series."""
    yield entry_line(say("kind"), kind_label(one.kind))
    yield entry_line(say("unit"), say(one.unit))
    if one.low is not None and one.high is not None:
        yield entry_line(say("bounds"), _interval((one.low, one.high)))
    yield entry_line(say("value"), one.value)
    yield entry_line(say("feeds"), "; ".join(map(feeds_label, one.feeds.split("; "))))
    yield entry_line(say("source"), evidence_in_words(one.evidence))


def _trust(one: Registered) -> Iterator[str]:
    """Its grade and its use."""
    yield entry_line(say("grade"), grade_label(one.grade))
    yield entry_line(say("use"), use_label(one))


def _interval(ends: tuple[float, float]) -> str:
    return say("{low} to {high}", low=written(float(ends[0])), high=written(float(ends[1])))


def _role(role: Role) -> str:
    return {
        Role.LEVER: say("lever: somebody decides it"),
        Role.UNCERTAINTY: say("uncertainty: nobody knows it exactly; it is drawn from its prior"),
        Role.SETTING: say("setting: neither a choice nor drawn"),
    }[role]


def _formula(one: Outcome) -> Iterator[str]:
    """The formula, and below it what its letters are."""
    if not one.formula:
        return
    meanings = {
        r"_i\(": say("i: living organisations"),
        r"_f\(|\[f\b": say("f: funders"),
        r"\[main\b": say("main: the main ministry"),
        r"_k\(": say("k: kinds of need"),
        r"_n\(": say("n: newcomers present, by status and place"),
        r"_c\(": say("c: newcomers by month of arrival, those settled since included"),
        r"[<>]|==": say("a condition: 1 where it holds, else 0"),
        r"\bmean\(": say("mean: of scores, without those that do not apply"),
    }
    words = [say("of each organisation")] if one.anchors else []
    words += [meaning for sign, meaning in meanings.items() if re.search(sign, one.formula)]
    yield entry_line(say("formula"), one.formula)
    if words:
        yield " " * LEFT + "; ".join(words)


def _outcome(one: Outcome) -> Iterator[str]:
    yield entry_line(say("unit"), say(one.unit))
    if one.better is not None:
        yield entry_line(
            say("better"), say("higher") if one.better is Better.HIGHER else say("lower")
        )
    yield from _formula(one)
    yield from scenario_effects.lines_of(one.name)
    dimensions = [dimension for dimension in Dimension if dimension == one.name]
    if dimensions and one.anchors is None:
        yield from _dimension(dimensions[0])
    if one.anchors is None or one.dimension is None:
        return
    language = current()
    poles = one.anchors
    yield entry_line(say("dimension"), _name_of(one.dimension))
    yield entry_line(
        say("0 means"),
        f"{written(poles.dependence)} ({say(poles.unit)}), {poles.dependence_means.in_language(language)}",
    )
    yield entry_line(
        say("1 means"),
        f"{written(poles.autonomy)} ({say(poles.unit)}), {poles.autonomy_means.in_language(language)}",
    )
    yield entry_line(
        say("score"),
        say(
            "({formula} - {zero}) / ({one} - {zero}), held to [0, 1]; of the sector, the mean "
            "over the organisations it applies to",
            formula=say("formula"), zero=written(poles.dependence), one=written(poles.autonomy),
        ),
    )  # fmt: skip
    yield entry_line(say("source"), evidence_in_words(poles.evidence))


def _dimension(dimension: Dimension) -> Iterator[str]:
    yield entry_line(
        say("kind"),
        say("soft dimension: a way of relating")
        if dimension.soft
        else say("hard dimension: largely set by the scenario"),
    )
    yield entry_line(say("mean of"), ", ".join(one.name for one in indicators_of(dimension)))
    for one in indicators_of(dimension):
        yield f"    {one.name}: {one.meaning.in_language(current())}"
    yield entry_line(say("response"), _responses(dimension))


def _responses(dimension: Dimension) -> str:
    """Which indicators respond, in which shipped scenarios, or that none does."""
    from partnersim.evidence.directness import RESPONSE, of_measure

    found = {
        one.name: [row.scenario for row in of_measure(one.name) if row.label == RESPONSE]
        for one in indicators_of(dimension)
    }
    said = [f"{name} ({', '.join(scenarios)})" for name, scenarios in found.items() if scenarios]
    if not said:
        return say("no indicator of this dimension responds in any shipped scenario: what it shows "
                   "is the scenario")  # fmt: skip
    return "; ".join(said)


def _name_of(dimension: Dimension) -> str:
    names = [
        one.meaning.in_language(current())
        for one in entries()
        if isinstance(one.what, Outcome) and one.name == dimension and one.what.anchors is None
    ]
    return names[0] if names else str(dimension)


def _typology(one: Typology) -> Iterator[str]:
    """Its axes with their formulas, its classes, its cut-offs and how sure a class is."""
    language = current()
    for axis in one.axes:
        yield entry_line(say("axis"), f"{axis.meaning.in_language(language)}: {axis.formula}")
    yield entry_line(
        say("classes"), ", ".join(kind.meaning.in_language(language) for kind in one.kinds)
    )
    names = [name for axis in one.axes for name in one.cut_names(axis)]
    yield entry_line(say("cut-offs"), ", ".join(f"typology_{one.name}.{name}" for name in names))
    yield entry_line(
        say("unsure"),
        say("organisations whose class changes when one cut-off moves by 0.1 either way"),
    )
    yield entry_line(say("source"), evidence_in_words(one.source))


def _group(entry: Entry) -> Iterator[str]:
    assert isinstance(entry.what, Group)
    for one in entry.what:
        yield f"    {entry.paths[0]}.{one.name}: {one.meaning.in_language(current())}"
