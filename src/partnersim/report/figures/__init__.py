"""Pictures of what a scenario did, from saved results only; a crisis, a policy, a partnership add one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from partnersim.report.figures import canvas
from partnersim.report.words import speaking

if TYPE_CHECKING:
    from partnersim.results import Results
    from partnersim.scenario.settings import Settings


def write_figures(results: Results, settings: Settings, folder: Path, language: str) -> list[Path]:
    """Write each figure as PNG and SVG into the folder, in `en` or `fr`; return the files."""
    import matplotlib as mpl

    from partnersim.report import crisis as episodes
    from partnersim.report.figures import (
        closeness,
        crisis,
        hours,
        money,
        partnerships,
        policy,
        responses,
        six_dimensions,
    )

    draws = {
        "six_dimensions": six_dimensions.draw,
        "responses": responses.draw,
        "closeness_and_orientation": closeness.draw,
        "money_by_instrument": money.draw,
        "hours_by_activity": hours.draw,
    }
    if episodes.periods(settings):
        draws["crisis"] = crisis.draw
    if settings.parameters["framework_policy"]["proposed"]:
        draws["framework_policy"] = policy.draw
    if settings.partnerships and len(results.partnerships):
        draws["partnerships"] = partnerships.draw
    folder.mkdir(parents=True, exist_ok=True)
    with speaking(language), mpl.rc_context(canvas.STYLE):  # type: ignore[arg-type]
        return [
            file
            for name, draw in draws.items()
            for file in canvas.save(draw(results, settings), folder, name)
        ]
