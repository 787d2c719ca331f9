"""Words on the command line that several commands share."""

from __future__ import annotations

import click

from partnersim.language import say

_MOST_RUNS = 100_000
_LARGEST_SEED = 2**32 - 1


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


def run_options() -> list[click.Parameter]:
    """What `run` and `compare` share: how many, which draws, how long, how fine, where to."""
    return [
        click.Option(["--runs"], type=click.IntRange(1, _MOST_RUNS), default=20, metavar=say("N"),
                     help=say("How many runs; 20 without it.")),
        click.Option(["--seed"], type=click.IntRange(0, _LARGEST_SEED), default=1, metavar=say("N"),
                     help=say("Number that fixes every random draw; 1 without it.")),
        click.Option(["--uncertainty"], type=click.Choice(["point", "prior"]), default="prior",
                     help=say("prior: draw the uncertain parameters run by run (the default); "
                              "point: take their values.")),
        set_option(),
        click.Option(["--years"], type=click.INT, metavar=say("N"),
                     help=say("Years; the scenario's without it.")),
        click.Option(["--scale"], type=click.FLOAT, metavar=say("N"),
                     help=say("People one simulated newcomer stands for; the scenario's "
                              "without it.")),
        click.Option(["--out"], metavar=say("FOLDER"),
                     help=say("New folder for the results; results/SCENARIO/… without it.")),
        click.Option(["--export"], type=click.Choice(["csv", "xlsx"]),
                     help=say("Write the tables for a spreadsheet too.")),
    ]  # fmt: skip
