"""Responses of each run that are measured when components of the model are removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studies.rivals.drift import Drift, drift_of

if TYPE_CHECKING:
    import numpy as np

    from partnersim.model import PartnershipModel

OF_SECTOR = ("soft_index", "service_provider_share", "need_after_24_months", "organizations_alive")
WITHIN = "identity_less_founding"  # the same of those that stand from first to last
RESPONSES = (*Drift._fields, WITHIN, *OF_SECTOR)


def respond(model: PartnershipModel) -> np.ndarray:
    """The responses of a finished run, in the order of RESPONSES; shares and indexes of the last year."""
    import numpy as np

    from partnersim.analysis.runs.pattern_measures import measure

    return np.concatenate([drift_of(model), measure(model, (WITHIN, *OF_SECTOR))])
