"""`partnersim explain`: what a parameter, an outcome, a word or a code means, and where it comes from."""

from __future__ import annotations

import click

from partnersim.cli.localized_command import Command
from partnersim.language import UserError, say
from partnersim.language.words import N_

_MOST_IN_FULL = 4


def command() -> click.Command:
    """Build the command in the language in use."""
    name = click.Argument(["name"], metavar=say("NAME"), nargs=-1, required=False)
    text = N_(
        "Explain a parameter, an outcome, a word on a screen or a code such as P9 or F13, by its name, its path "
        "or a few words."
    )
    return Command("explain", _explain, text, name)


def _explain(name: tuple[str, ...], everything: bool) -> None:
    from partnersim.glossary.lookup import search, with_scenarios

    if everything:
        _export(name)
        return
    if not name:
        context = click.get_current_context()
        raise click.MissingParameter(ctx=context, param=context.command.params[0])
    words = " ".join(name)
    matches, by_name = search(words)
    if len(matches) == 1 or (by_name and len(matches) <= _MOST_IN_FULL):
        click.echo("\n\n".join(str(with_scenarios(match, words)) for match in matches))
        return
    click.echo(say("{count} names fit; ask again with one of these:", count=len(matches)))
    for match in matches:
        click.echo(f"  {match.paths[0]}\n      {match.meaning}")


def _export(name: tuple[str, ...]) -> None:
    import io

    from partnersim.evidence.registry import entries
    from partnersim.evidence.registry.table import write

    if name:
        raise UserError(
            "`explain --all` takes no name; `explain {name}` explains one.", name=name[0]
        )
    text = io.StringIO()
    write(entries(), text)
    click.echo(text.getvalue(), nl=False)
