"""`partnersim report`: a few pages on a folder of results, for somebody who forwards them."""

from __future__ import annotations

import click

from partnersim.cli.new_file import write_new
from partnersim.language import say
from partnersim.language.paths import path_of


def execute(folder: str, out: str | None) -> None:
    """Write the report beside the results, or where it is wanted."""
    from partnersim.report.formatting.words import file_name
    from partnersim.report.pages import brief

    results = path_of(folder)
    path = results / f"{file_name('report')}.html" if out is None else path_of(out)
    write_new(path, brief.text_of(results))
    click.echo(say("Written: {path}", path=path))
