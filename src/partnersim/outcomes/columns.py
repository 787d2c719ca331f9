"""Columns of the sector and indicators of the six dimensions, as `columns.csv` and `indicators.csv` declare them.

What several formulas share stands in braces in these files: `SHARED` says what it is.
"""

from __future__ import annotations

from partnersim.declarations import Anchors, Better, Dimension, Outcome, Source, Text
from partnersim.declarations.data_files import columns_in, number, rows_in
from partnersim.instruments import declared
from partnersim.state.columns import ACTIVITIES


def _amounts(having: str = "", times: str = "", whose: str = "f") -> str:
    """What a funder awards by instruments that have a property, or by all of them."""
    chosen = [measure.name for measure in declared() if not having or getattr(measure, having)]
    return " + ".join(f"{times}amount[{whose}, {name}]" for name in chosen)


SHARED = {
    "awards": _amounts(),
    "awards_of_main": _amounts(whose="main"),
    "closeness": "1 - 0.5 * sum_k(|priorities[k] - heard[main, k]|)",
    "hours": "hours = " + " + ".join(f"hours_{activity}" for activity in ACTIVITIES),
    "income": "max(1, unrestricted + restricted)",
    "recurrent": (
        f"(earned + sum_f({_amounts('recurrent')}"
        f" + {_amounts('for_a_term', '(term_years[f] > 1) * ')}) / 12)"
    ),
    "members_part": "seats_members / max(1, seats_members + seats_allies + seats_professionals)",
    "restricted": _amounts("restricted"),
    "under_targets": _amounts("per_client", "quantitative_targets[f] * "),
    "unrestricted_of_ministries": _amounts("unrestricted", "is_ministry[f] * "),
    "voice": "max(seat[main], umbrella_member * umbrella_voice[main])",
}


def _indicator(row: dict[str, str]) -> Outcome:
    return Outcome(
        name=row["name"],
        unit="score, 0 to 1 between its two poles",
        meaning=Text(row["meaning"]),
        formula=row["formula"].format_map(SHARED),
        dimension=Dimension(row["dimension"]),
        better=Better.HIGHER,
        anchors=Anchors(
            unit=row["unit"],
            dependence=float(number(row["dependence"])),
            autonomy=float(number(row["autonomy"])),
            dependence_means=Text(row["dependence_means"]),
            autonomy_means=Text(row["autonomy_means"]),
            evidence=Source("bruneau_2021", row["evidence"]),
        ),
    )


GROUPS = columns_in("partnersim.outcomes", SHARED)
INDICATORS = tuple(_indicator(row) for row in rows_in("partnersim.outcomes", "indicators.csv"))
