"""What a figure says as its title: from the saved intervals of a study, never typed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from partnersim.language import current, numbers, say
from studies.consequences.statements import DATA, yaml_of
from studies.saved import values_of

_FEW = 0.05  # a share below which whole per cents say too little
CLAUSES: dict[str, list[dict[str, Any]]] = yaml_of(Path(__file__).with_name("findings.yaml"))


def finding(study: str) -> str:
    """The clauses of a study in the language in use, each as its statement came out."""
    found = {str(row["statement"]): row for row in values_of(study, DATA)}
    return say("; ").join(_clause(clause, found[clause["statement"]]) for clause in CLAUSES[study])


def _clause(clause: Mapping[str, Any], found: Mapping[str, Any]) -> str:
    forms = (_side(found), "any")
    words = next(clause[form] for form in forms if form in clause)[current()]
    points = clause.get("unit") == "points"
    value = float(found["value"])
    return str(
        words.format(
            value=numbers.number(value, 2),
            size=numbers.number(abs(100 * value if points else value), 0 if points else 2),
            percent=numbers.percent(value, abs(value) < _FEW),
        )
    )


def _side(found: Mapping[str, Any]) -> str:
    """Where an interval lies beside zero."""
    return "above" if found["low"] > 0 else "below" if found["high"] < 0 else "neither"
