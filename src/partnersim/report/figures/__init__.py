"""Pictures of what scenarios did and in what they differ, from saved results only.

A system has more of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from partnersim.report.figures import canvas

if TYPE_CHECKING:
    from partnersim.results import Results
    from partnersim.results.comparison_result import Comparison
    from partnersim.scenario.settings import Settings


def write_figures(results: Results, settings: Settings, folder: Path, language: str) -> list[Path]:
    """Write each figure as PNG and SVG into the folder, in `en` or `fr`; return the files."""
    from partnersim.report.figures.plots import draws_of

    folder.mkdir(parents=True, exist_ok=True)
    plots = {name: partial(draw, results, settings) for name, draw in draws_of(settings).items()}
    return canvas.save_all(plots, folder, language)


def write_comparison(
    result: Comparison, scenarios: Sequence[Settings], folder: Path, language: str
) -> list[Path]:
    """Write the figures of a comparison, a pair of them for each scenario beside the first."""
    from partnersim.report.figures import comparison, convergence

    settings = dict(zip(result.results, scenarios, strict=True))
    plots = {}
    for name in result.others:
        end = f"_{name}" if len(result.others) > 1 else ""
        plots[f"comparison{end}"] = partial(comparison.draw, result, [name], settings)
        plots[f"enough_runs{end}"] = partial(convergence.draw, result, name, settings)
    return canvas.save_all(plots, folder, language)
