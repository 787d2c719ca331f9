"""Words on the command line that several commands share."""

from __future__ import annotations

import click

from partnersim.cli.number_types import Number, Whole, WholeFrom
from partnersim.language import say
from partnersim.scenario.arguments import LARGEST_SEED, MOST_RUNS, MOST_WORKERS


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


def runs_option(default: int, most: int = MOST_RUNS, note: str = "") -> click.Option:
    """`--runs`."""
    words = say("How many runs; {n} without it.", n=default)
    return click.Option(["--runs"], type=WholeFrom(1, most), default=default,
                        metavar=say("N"), help=" ".join([words, *([note] if note else [])]))  # fmt: skip


def drawing_options() -> list[click.Parameter]:
    """Which draws."""
    return [
        click.Option(["--seed"], type=WholeFrom(0, LARGEST_SEED), default=1, metavar=say("N"),
                     help=say("Number that fixes every random draw; 1 without it.")),
        *uncertainty_options(),
    ]  # fmt: skip


def uncertainty_options() -> list[click.Parameter]:
    """What becomes of what is not known."""
    return [
        click.Option(["--uncertainty"], type=click.Choice(["point", "prior", "posterior"]),
                     default="prior",
                     help=say("prior: draw the uncertain parameters run by run (the default); "
                              "posterior: take them from a calibration; point: take their values.")),
        click.Option(["--posterior"], metavar=say("FOLDER"),
                     help=say("With --uncertainty posterior: your own, as `partnersim calibrate` wrote it; "
                              "the one that ships without it.")),
        click.Option(["--posterior-elsewhere", "elsewhere"], is_flag=True,
                     help=say("Use it in a scenario that does not build on the one it was fitted in, if "
                              "you hold that behaviour is the same there.")),
    ]  # fmt: skip


def size_options() -> list[click.Parameter]:
    """How long, how fine, where to."""
    return [
        click.Option(["--years"], type=Whole(), metavar=say("N"),
                     help=say("Years; the scenario's without it.")),
        click.Option(["--scale"], type=Number(), metavar=say("N"),
                     help=say("People one simulated newcomer stands for; the scenario's "
                              "without it.")),
        click.Option(["--out"], metavar=say("FOLDER"),
                     help=say("New folder for the results; results/SCENARIO/… without it.")),
    ]  # fmt: skip


def run_options() -> list[click.Parameter]:
    """What `run` and `compare` share: how many, which draws, how long, how fine, where to."""
    return [
        runs_option(20),
        *drawing_options(),
        set_option(),
        *size_options(),
        click.Option(["--export"], type=click.Choice(["csv", "xlsx"]),
                     help=say("For a spreadsheet: csv, all tables in the language's own form; xlsx, one "
                              "light workbook.")),
    ]  # fmt: skip


def sweep_options(goes_on: bool = False) -> list[click.Parameter]:
    """What `sweep`, `sensitivity` and `calibrate` share: on what it runs, whether it goes on, where to.

    A command that `goes_on` with what is there needs no `--resume`, and bears with it.
    """
    return [
        click.Option(["--workers"], type=WholeFrom(0, MOST_WORKERS), default=0, metavar=say("N"),
                     help=say("Processes; as many as there are processors without it; 1: none but "
                              "this one.")),
        click.Option(["--cluster"], metavar=say("ADDRESS"),
                     help=say("Run on the Dask scheduler at this address, or on one made here: local.")),
        click.Option(["--resume"], is_flag=True, hidden=goes_on,
                     help=say("Go on with a sweep that was interrupted.")),
        click.Option(["--out"], metavar=say("FOLDER"),
                     help=say("Folder of the sweep; results/EXPERIMENT-… without it, the same for the "
                              "same design.")),
    ]  # fmt: skip
