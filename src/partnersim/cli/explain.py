"""`partnersim explain`: what a parameter, an outcome, a word or a code means, and where it comes from."""

from __future__ import annotations

import click

from partnersim.language import UserError, say

_MOST_IN_FULL = 4


def execute(name: tuple[str, ...], everything: bool) -> None:
    """Print what fits the words, in full or as a list."""
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

    from partnersim.evidence.registry import budget, entries
    from partnersim.evidence.registry.table import write

    if name:
        raise UserError(
            "`explain --all` takes no name; `explain {name}` explains one.", name=name[0]
        )
    text = io.StringIO()
    write(entries(), text)
    click.echo(text.getvalue(), nl=False)
    for line in budget.lines(entries()):  # beside the table, which stays one
        click.echo(line, err=True)
