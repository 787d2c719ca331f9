"""Words on the command line that several commands share."""

from __future__ import annotations

import click

from partnersim.language import say


def scenario_argument() -> click.Argument:
    """A path, or the name of a shipped scenario."""
    return click.Argument(["scenario"], metavar=say("SCENARIO"))


def set_option() -> click.Option:
    """`--set`, as often as needed."""
    return click.Option(
        ["--set", "sets"], multiple=True, metavar=say("PATH=VALUE"),
        help=say("Change one value, such as ministries.mifi.accountability.burden=0.25; as often "
                 "as needed."),
    )  # fmt: skip
