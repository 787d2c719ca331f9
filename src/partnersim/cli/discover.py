"""`partnersim discover`: under which conditions something happens, and which choices avoid it."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from partnersim.analysis.discovery.sweep_analysis import discover
from partnersim.cli import screen
from partnersim.cli.result_folder import written
from partnersim.language import current
from partnersim.report.figures import by_choice, canvas, conditions
from partnersim.report.formatting import words
from partnersim.report.formatting.screen import Screen
from partnersim.report.screens.discovery import print_discovery
from partnersim.results.sweep_result import Sweep


def execute(
    results: tuple[str, ...],
    outcome: str,
    above: float | None,
    below: float | None,
    worst: float | None,
    highest: float | None,
    lowest: float | None,
    method: str,
) -> None:
    """Look for conditions in finished sweeps."""
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
    title = result.title[current()]
    plots = {
        name: lambda: conditions.draw(result, title),
        words.file_name(f"discover_{result.name}_by_choice"): lambda: by_choice.of_discovery(
            result, title
        ),
    }
    files += canvas.save_all(plots, folder)
    Screen(console).files(folder, ", ".join(file.name for file in files))
