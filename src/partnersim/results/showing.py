"""What all results can do for a person: be drawn, and show themselves in a notebook."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def drawn(kind: str, *arguments: Any) -> Figure:
    """A figure; kind: which results. The report stands above results, so that it is found by its name."""
    plots = importlib.import_module("partnersim.report.figures.plots")
    figure: Figure = getattr(plots, f"of_{kind}")(*arguments)
    return figure


class Shown:
    """Results that a notebook shows as an answer and a picture."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        html: str = importlib.import_module("partnersim.report.pages.notebook").html_of(self)
        return html
