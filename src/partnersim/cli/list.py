"""`partnersim list`: the scenarios that travel with the package."""

from __future__ import annotations

import click

from partnersim.cli.localized_command import Command
from partnersim.language import current, say


def command() -> click.Command:
    """Build the command in the language in use."""
    return Command(
        "list", callback=_list, help=say("List the shipped scenarios and their questions.")
    )


def _list() -> None:
    from partnersim.scenario import library, reading

    for name, path in library.shipped().items():
        content = reading.read(path)
        click.echo(name)
        for key in ("title", "question"):
            words = content.get(key) or {}
            text = words.get(current()) or words.get("en") or words.get("fr")
            if text:
                click.echo(f"    {text}")
