"""`partnersim list`: the scenarios that travel with the package."""

from __future__ import annotations

import click

from partnersim.language import current


def execute() -> None:
    """Print names, titles and questions."""
    from partnersim.glossary.index import cached

    for name, words in cached("titles", _titles).items():
        click.echo(name)
        for text in filter(None, words):
            click.echo(f"    {text}")


def _titles() -> dict[str, list[str]]:
    """Title and question of each shipped scenario, by name."""
    from partnersim.scenario import library, reading

    titles = {}
    for name, path in library.shipped().items():
        content = reading.read(path)
        stated = [content.get(key) or {} for key in ("title", "question")]
        titles[name] = [
            words.get(current()) or words.get("en") or words.get("fr") or "" for words in stated
        ]
    return titles
