"""partnersim: when the state funds community organisations to serve newcomers, who do they become,
and what does that do to newcomers?

`load`, `run`, `compare`, `sweep`, `sensitivity`, `discover`, `calibrate`, `explain`, what they return,
`PartnershipModel` and `Ablation` are the public names; heavy ones load on first use.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from partnersim.analysis.calibration.procedure import calibrate
    from partnersim.analysis.calibration.result import Calibration
    from partnersim.analysis.comparison.paired_comparison import compare
    from partnersim.analysis.discovery.sweep_analysis import discover
    from partnersim.analysis.runs.ensembles import run
    from partnersim.analysis.sensitivity.sweep_analysis import sensitivity
    from partnersim.analysis.sweeps.execution import sweep
    from partnersim.glossary.entry import Explanation
    from partnersim.glossary.lookup import explain
    from partnersim.language import InputWarning, UserError
    from partnersim.model import PartnershipModel
    from partnersim.results import Results
    from partnersim.results.comparison_result import Comparison
    from partnersim.results.sweep_result import Sweep
    from partnersim.scenario.loading import load
    from partnersim.scenario.posterior import Posterior
    from partnersim.schedule import Ablation

__version__ = "1.0.0"
__all__ = [
    "Ablation",
    "Calibration",
    "Comparison",
    "Explanation",
    "InputWarning",
    "PartnershipModel",
    "Posterior",
    "Results",
    "Sweep",
    "UserError",
    "calibrate",
    "compare",
    "discover",
    "explain",
    "load",
    "run",
    "sensitivity",
    "sweep",
]

_HOMES = {
    "Ablation": "partnersim.schedule",
    "Calibration": "partnersim.analysis.calibration.result",
    "Posterior": "partnersim.scenario.posterior",
    "calibrate": "partnersim.analysis.calibration.procedure",
    "Comparison": "partnersim.results.comparison_result",
    "Sweep": "partnersim.results.sweep_result",
    "compare": "partnersim.analysis.comparison.paired_comparison",
    "Explanation": "partnersim.glossary.entry",
    "explain": "partnersim.glossary.lookup",
    "discover": "partnersim.analysis.discovery.sweep_analysis",
    "sensitivity": "partnersim.analysis.sensitivity.sweep_analysis",
    "sweep": "partnersim.analysis.sweeps.execution",
    "PartnershipModel": "partnersim.model",
    "Results": "partnersim.results",
    "InputWarning": "partnersim.language",
    "UserError": "partnersim.language",
    "load": "partnersim.scenario.loading",
    "run": "partnersim.analysis.runs.ensembles",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"partnersim has no public name {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
