"""What each column of the state may hold; tests hold every run to it."""

from __future__ import annotations

import numpy as np

from partnersim.state.columns import (
    CONDITIONS,
    CONTRACT,
    FUNDER,
    ORGANIZATION,
    PARTNERSHIP,
    RELATION,
)

_SHARE = (0.0, 1.0)
_FREE = (-np.inf, np.inf)
_POSITIVE = (0.0, np.inf)
_SHARES_OF_ORGANIZATION = [
    "founding_identity",
    "contention",
    "openness",
    "complexity",
    "delivery_plan",
    "mission_plan",
    "fundraising_plan",
    "founding_priorities",
    "chance_eligible",
    "chance_ineligible",
    "offer",
    "alternative",
    "real_burden",
    "burden_reference",
    "felt_burden",
    "priorities",
    "identity",
    "horizon",
    "self_perception",
    "used_to",
    "participation",
    "rootedness",
    "trust_in_peers",
    "attendance",
    "agreed_referral",
]
BOUNDS: dict[str, dict[str, tuple[float, float]]] = {
    "organizations": {
        name: _SHARE
        if name in _SHARES_OF_ORGANIZATION
        else _FREE
        if name in ("reserve", "founded_month", "moved_by_managers")
        else _POSITIVE
        for name in ORGANIZATION.names or ()
    },
    "relations": {
        name: _SHARE
        if name
        in (
            "tie",
            "legitimacy",
            "alignment",
            "knowledge",
            "performance",
            "sat",
            "sat_by_lot",
            "goals_apart",
        )
        else _POSITIVE
        for name in RELATION.names or ()
    },
    "partnerships": {
        name: (0.0, 4.0)
        if name == "stage"
        else _SHARE
        if name
        in (
            "renewal",
            "prior_collaboration",
            "outreach",
            "directive",
            "by_interest",
            "sectors",
            "umbrella_delegates",
            "certainty",
            "efficacy",
            "representativeness",
            "outreached",
            "trust",
            "planned",
            "done",
            "doors",
            "action",
            "attraction",
            "capacity",
            "coordination",
        )
        else _POSITIVE
        for name in PARTNERSHIP.names or ()
    },
    "contracts": {name: _FREE if name == "score" else _POSITIVE for name in CONTRACT.names or ()},
    "conditions": dict.fromkeys(CONDITIONS.names or (), _POSITIVE),
    "officers": {"funder": _POSITIVE, "months": _POSITIVE, "knowledge": _SHARE},
    "funders": {
        name: _SHARE
        if name
        in (
            "split",
            "burden",
            "access",
            "openness",
            "delegated",
            "before_draft",
            "responsiveness",
            "coverage",
            "base_share",
            "mission_conditionality",
            "overhead_cap",
            "eligible",
            "agenda",
            "priorities",
            "heard",
            "uptake",
            "concession",
            "pressure",
            "horizon",
            "shared_outcomes",
            "advocacy_recognised",
            "seats_kept",
            "seats_kept_by_lot",
        )
        else _POSITIVE
        for name in FUNDER.names or ()
    },
}
