"""`partnersim explain`: what a parameter or an outcome means, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator

import click

from partnersim.cli.frame import Command, heading
from partnersim.cli.glossary import Entry, entries, indicators_of, nearest, search
from partnersim.cli.show import evidence_in_words, written
from partnersim.declarations import Dimension, Group, Outcome, Parameter, Role, Shares
from partnersim.language import UserError, current, say

_MOST_IN_FULL = 4


def command() -> click.Command:
    """Build the command in the language in use."""
    name = click.Argument(["name"], metavar=say("NAME"), nargs=-1, required=True)
    return Command(
        "explain", callback=_explain, params=[name],
        help=say("Explain a parameter or an outcome, by its name, its path or a few words."),
    )  # fmt: skip


def _explain(name: tuple[str, ...]) -> None:
    words = " ".join(name)
    found, by_name = search(words)
    if not found:
        near = nearest(words)
        hint = say(" Did you mean {name!r}?", name=near[0]) if near else ""
        raise UserError(
            say("Nothing is called {name!r}.{hint} `partnersim show mifi_status_quo --all` shows "
                "every parameter.", name=words, hint=hint)
        )  # fmt: skip
    if len(found) == 1 or (by_name and len(found) <= _MOST_IN_FULL):
        click.echo("\n\n".join("\n".join(lines(one)) for one in found))
        return
    click.echo(say("{count} names fit; ask again with one of these:", count=len(found)))
    language = current()
    for one in found:
        click.echo(f"  {one.paths[0]}\n      {one.meaning.in_language(language)}")


def lines(entry: Entry) -> Iterator[str]:
    """What there is to say about an entry."""
    what = entry.what
    yield ", ".join(entry.paths)
    yield entry.meaning.in_language(current())
    if isinstance(what, Parameter | Shares):
        yield from _parameter(what)
    elif isinstance(what, Outcome):
        yield from _outcome(what)
    elif isinstance(what, Group):
        yield from _group(entry)
    yield _line(say("declared in"), entry.home)


def _line(label: str, text: str) -> str:
    return f"  {heading(label) + ':':<14} {text}"


def _parameter(one: Parameter | Shares) -> Iterator[str]:
    yield _line(say("unit"), say(one.unit))  # declared words go through the catalogue
    if isinstance(one, Parameter) and one.choices:
        yield _line(say("choices"), ", ".join(one.choices))
    elif isinstance(one, Parameter) and one.bounds:
        yield _line(say("bounds"), _interval(one.bounds))
    elif isinstance(one, Shares):
        yield _line(say("bounds"), say("each from 0 to 1; they sum to 1"))
    yield _line(say("default"), written(one.default))
    if isinstance(one, Parameter) and one.prior:
        yield _line(say("prior"), say("{interval}, drawn evenly", interval=_interval(one.prior)))
    yield _line(say("role"), _role(one.role))
    yield _line(say("source"), evidence_in_words(one.evidence))


def _interval(ends: tuple[float, float]) -> str:
    return say("{low} to {high}", low=written(float(ends[0])), high=written(float(ends[1])))


def _role(role: Role) -> str:
    return {
        Role.LEVER: say("lever: somebody decides it"),
        Role.UNCERTAINTY: say("uncertainty: nobody knows it exactly; it is drawn from its prior"),
        Role.SETTING: say("setting: neither a choice nor drawn"),
    }[role]


def _directness(name: str) -> Iterator[str]:
    """How much of its change each shipped scenario sets, as saved."""
    from partnersim.evidence.directness import of_measure

    for row in of_measure(name):
        share = say(row.label)
        if row.label != "no change to tell apart":
            share += f" {row.directness:.2f} [{row.low:.2f}; {row.high:.2f}]"
        yield _line(say("directness"), f"{row.scenario}: {share}")


def _outcome(one: Outcome) -> Iterator[str]:
    yield _line(say("unit"), say(one.unit))
    yield from _directness(one.name)
    dimensions = [dimension for dimension in Dimension if dimension == one.name]
    if dimensions and one.anchors is None:
        yield from _dimension(dimensions[0])
    if one.anchors is None or one.dimension is None:
        return
    language = current()
    poles = one.anchors
    yield _line(say("dimension"), _name_of(one.dimension))
    yield _line(
        say("0 means"),
        f"{written(poles.dependence)} ({say(poles.unit)}), {poles.dependence_means.in_language(language)}",
    )
    yield _line(
        say("1 means"),
        f"{written(poles.autonomy)} ({say(poles.unit)}), {poles.autonomy_means.in_language(language)}",
    )
    yield _line(say("source"), evidence_in_words(poles.evidence))


def _dimension(dimension: Dimension) -> Iterator[str]:
    yield _line(
        say("kind"),
        say("soft dimension: a way of relating")
        if dimension.soft
        else say("hard dimension: largely set by the scenario"),
    )
    yield _line(say("mean of"), ", ".join(one.name for one in indicators_of(dimension)))
    for one in indicators_of(dimension):
        yield f"    {one.name}: {one.meaning.in_language(current())}"


def _name_of(dimension: Dimension) -> str:
    names = [
        one.meaning.in_language(current())
        for one in entries()
        if isinstance(one.what, Outcome) and one.name == dimension and one.what.anchors is None
    ]
    return names[0] if names else str(dimension)


def _group(entry: Entry) -> Iterator[str]:
    assert isinstance(entry.what, Group)
    for one in entry.what:
        yield f"    {entry.paths[0]}.{one.name}: {one.meaning.in_language(current())}"
