"""Results as a notebook shows them: what they are, an answer, and the picture that shows most."""

from __future__ import annotations

import base64
import io
from html import escape
from typing import TYPE_CHECKING, Any

from partnersim.language import UserError, current
from partnersim.report.pages import cases
from partnersim.results import Results
from partnersim.results.comparison_result import Comparison

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_DPI = 75  # of a screen


def html_of(results: Any) -> str:
    """A heading, sentences and an image; where nothing can be drawn, the heading alone."""
    if isinstance(results, Results):
        case = cases.of_run(results)
        return _shown(case.title, case.told.first, results.plot())
    if isinstance(results, Comparison):
        every = [(name, cases.of_comparison(results, name)) for name in results.others]
        return "".join(
            _shown(case.title, case.told.first, results.plot(name)) for name, case in every
        )
    try:
        figure = results.plot()
    except UserError as error:
        return f"<p>{escape(repr(results))}</p><p>{escape(str(error))}</p>"
    sweep = getattr(results, "sweep", results)
    title = results.title if hasattr(results, "title") else sweep.manifest["experiment"]["title"]
    return _shown(title[current()], "", figure)


def _shown(title: str, answer: str, figure: Figure) -> str:
    written = io.BytesIO()
    figure.savefig(written, format="png", dpi=_DPI, metadata={"Software": None})
    data = base64.b64encode(written.getvalue()).decode("ascii")
    image = f'<img src="data:image/png;base64,{data}" alt="{escape(title)}">'
    return f"<h4>{escape(title)}</h4><p>{escape(answer)}</p>{image}"
