"""`partnersim discover`: under which conditions something happens, and which choices avoid it."""

from __future__ import annotations

from pathlib import Path

import click

from partnersim.cli.localized_command import Command
from partnersim.language import say


def command() -> click.Command:
    """Build the command in the language in use."""
    return Command(
        "discover",
        _discover,
        "Say under which conditions an outcome of finished sweeps lies beyond a value, and which choices avoid it.",
        click.Argument(["results"], nargs=-1, required=True, metavar=say("FOLDER …")),
    )


def _discover(
    results: tuple[str, ...],
    outcome: str,
    above: float | None,
    below: float | None,
    worst: float | None,
    highest: float | None,
    lowest: float | None,
    method: str,
) -> None:
    from rich.console import Console

    from partnersim.analysis.discovery.sweep_analysis import discover
    from partnersim.cli import screen
    from partnersim.cli.result_folder import written
    from partnersim.report.formatting import words
    from partnersim.report.formatting.screen import Screen
    from partnersim.report.screens.discovery import print_discovery
    from partnersim.results.sweep_result import Sweep

    sweeps = [Sweep.read(result) for result in results]
    result = discover(sweeps, outcome, above, below, worst, method, highest=highest, lowest=lowest)
    console = Console()
    print_discovery(result, console, [sweep.folder for sweep in sweeps])
    folder: Path = sweeps[0].folder
    name = words.file_name(f"discover_{result.name}")
    rest = [folder] if len(sweeps) == 1 else []  # the text names no folders of this machine
    with written(folder):
        files = result.save(folder)
        files.append(screen.save(lambda text: print_discovery(result, text, rest), folder, name))
    if result.peelings:
        import matplotlib as mpl

        from partnersim.language import current
        from partnersim.report.figures import canvas, peeling_trajectory

        title = sweeps[0].manifest["experiment"]["title"][current()]
        with mpl.rc_context(canvas.STYLE):  # type: ignore[arg-type]
            files += canvas.save(peeling_trajectory.draw(result, title), folder, name)
    Screen(console).files(folder, ", ".join(file.name for file in files))
