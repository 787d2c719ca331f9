"""`partnersim page`: one file that a class opens in any browser, without network or server."""

from __future__ import annotations

import click

from partnersim.cli.new_file import write_new
from partnersim.language import current, say
from partnersim.language.paths import path_of


def execute(out: str) -> None:
    """Write the page to a new file."""
    from partnersim.page import text_of

    path = path_of(out)
    write_new(path, text_of(current()))
    click.echo(
        say(
            "Written: {path}. Open it in any browser; it needs no network, and can be sent or put on any site.",
            path=path,
        )
    )
