"""Funders' rows from a scenario's values, and their officers."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np

from partnersim.state.columns import APPLICATIONS, FUNDER, INSTRUMENTS, NEEDS, OFFICER, STATUSES
from partnersim.state.world import Table

_LEVERS = {
    "burden": ("accountability", "burden"),
    "reports_a_year": ("accountability", "reports_a_year"),
    "visits_a_year": ("accountability", "visits_a_year"),
    "record_time": ("accountability", "record_time"),
    "report_time": ("accountability", "report_time"),
    "targets": ("accountability", "targets"),
    "nominative_data": ("accountability", "nominative_data"),
    "access": ("consultation", "access"),
    "responsiveness": ("consultation", "responsiveness"),
    "delegated": ("consultation", "umbrella_share"),
    "coverage": ("mission_grant", "coverage"),
    "base_share": ("mission_grant", "base_share"),
    "mission_conditionality": ("mission_grant", "conditionality"),
    "price_per_client": ("service_agreement", "price_per_client"),
    "overhead_cap": ("service_agreement", "overhead_cap"),
    "payment_lag_months": ("service_agreement", "payment_lag_months"),
    "term_years": ("service_agreement", "term_years"),
    "shared_outcomes": ("goals", "shared_outcomes"),
    "programmes": ("goals", "programmes"),
    "incumbency": ("service_agreement", "incumbency"),
    "least_share": ("service_agreement", "least_share"),
    "clawback_tolerance": ("service_agreement", "clawback_tolerance"),
    "eligibility_months": ("eligibility", "window_months"),
    "project_amount": ("project", "amount"),
    "officers": ("officers", "number"),
    "officer_term_months": ("officers", "term_months"),
    "minister_term_months": ("minister", "term_months"),
    "minister_attitude": ("minister", "attitude"),
    "minister_spread": ("minister", "spread"),
    "envelope": ("funding", "envelope"),
}
_MADE = ("split", "before_draft", "eligible", "agenda", "weight", "application")
LEVER_COLUMNS = (*_LEVERS, *_MADE)
SPLIT_NAMES = ("mission", "service_agreement", "project")


class FunderValues(Protocol):
    """What this module reads of a scenario's funder."""

    @property
    def is_ministry(self) -> bool: ...
    @property
    def values(self) -> dict[str, dict[str, Any]]: ...


def funder_table(funders: dict[str, FunderValues], names: list[str], main: str) -> Table:
    """One row a name; a name the scenario does not have gets an empty envelope."""
    table = np.zeros(len(names), FUNDER)
    largest = max(1.0, funders[main].values["funding"]["envelope"]) if main in funders else 1.0
    for row, name in zip(table, names, strict=True):
        one = funders.get(name)
        if one is None:
            row["price_per_client"] = 340.0
            row["project_amount"] = 100000.0
            row["officers"] = 1
            row["officer_term_months"] = 18.0
            row["minister_term_months"] = 24.0
            row["agenda"] = 1.0 / len(NEEDS)
            row["term_years"] = 1
            row["programmes"] = 1
            row["least_share"] = 0.6
            continue
        row["is_ministry"] = one.is_ministry
        for column, (group, parameter) in _LEVERS.items():
            row[column] = one.values[group][parameter]
        funding = one.values["funding"]
        row["split"] = [funding["split"][key] for key in SPLIT_NAMES]
        row["agenda"] = [funding["agenda"][need] for need in NEEDS]
        row["eligible"] = [float(one.values["eligibility"][status]) for status in STATUSES]
        row["before_draft"] = float(one.values["consultation"]["timing"] == "before_draft")
        row["application"] = APPLICATIONS.index(one.values["framework"]["application"])
        row["weight"] = min(1.0, funding["envelope"] / largest)
        if not one.is_ministry:
            row["officers"] = 1
    assert len(SPLIT_NAMES) == len(INSTRUMENTS)
    return table


def lay_levers(table: Table, levers: Table) -> None:
    """Let the scenario's levers act; what has formed in the run stays.

    The minister in office stays until the next change, unless the scenario's typical attitude is
    another one: then the change comes with the scenario.
    """
    changed = table["minister_attitude"] != levers["minister_attitude"]
    for column in LEVER_COLUMNS:
        table[column] = levers[column]
    table["is_ministry"] = levers["is_ministry"] | table["is_ministry"]
    donors = ~table["is_ministry"]
    table["priorities"][donors] = levers["agenda"][donors]
    table["attitude"][changed] = levers["minister_attitude"][changed]
    table["minister_months"][changed] = 0


def officer_table(posts: np.ndarray, is_ministry: np.ndarray, knowledge: float) -> Table:
    """Each ministry's posts, funder by funder; a regime may leave some of them unfilled."""
    rows = [(f, 0, knowledge) for f in np.flatnonzero(is_ministry) for _ in range(int(posts[f]))]
    return np.array(rows, OFFICER)
