"""`partnersim schema`: the form of a scenario file, for editors."""

from __future__ import annotations

import json

import click

from partnersim.cli.files import write_new
from partnersim.cli.frame import Command
from partnersim.language import say
from partnersim.language.paths import path_of


def command() -> click.Command:
    """Build the command in the language in use."""
    out = click.Option(
        ["--out"], metavar=say("FILE"), help=say("Write to this new file instead of the screen.")
    )
    return Command(
        "schema", callback=_schema, params=[out],
        help=say("Print the JSON Schema of scenario files, for an editor that checks as you type."),
    )  # fmt: skip


def _schema(out: str | None) -> None:
    from partnersim.scenario.schema import json_schema

    text = json.dumps(json_schema(), ensure_ascii=False, indent=2)
    if out is None:
        click.echo(text)
        return
    write_new(path_of(out), text + "\n")
    click.echo(say("Written: {path}", path=out))
