"""`partnersim show`: the values of a scenario, and where each came from."""

from __future__ import annotations

import click

from partnersim.language import decimal, say


def execute(scenario: str, sets: tuple[str, ...], everything: bool) -> None:
    """Print values with their places and sources."""
    from partnersim.glossary.scenarios import rows_of, shipped_values, value_of, values_of
    from partnersim.scenario import library

    if scenario in library.shipped() and not sets and not everything:
        values = shipped_values(scenario)
        rows = values.stated
    else:
        from partnersim.scenario.loading import load

        settings = load(scenario, sets)
        values = values_of(settings)
        every = (value_of(settings, row) for row in rows_of(settings))
        rows = list(every) if everything else values.stated
    for text in values.words:
        click.echo(text)
    click.echo(" ← ".join(reversed(values.lineage)) + "\n")
    left = max(len(value.path) for value in rows)
    middle = min(28, max(len(value.text) for value in rows))
    for value in rows:
        click.echo(f"{value.path:<{left}}  {value.text:<{middle}}  {value.place}")
        if value.source:
            click.echo(f"    {say('source: {source}', source=value.source)}")
    if values.money_factor != 1.0:
        click.echo(
            "\n"
            + say(
                "All envelopes are multiplied by {factor} (population.scale_money).",
                factor=decimal(values.money_factor, ".4g"),
            )
        )
    if not everything:
        click.echo("\n" + say("All else is at its default; --all shows it."))
