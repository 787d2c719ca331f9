"""Where organisations and the sector stand in every typology, a row each a year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from partnersim import typologies
from partnersim.outcomes import classification

if TYPE_CHECKING:
    from partnersim.model import PartnershipModel


def columns_of(model: PartnershipModel) -> dict[str, Any]:
    """Columns of the table but for its keys; the organisation is a row, the sector the last."""
    world = model.world
    first, sector = max(0, world.calendar.spin_up_months - 1), len(world.organization_names)
    parts: dict[str, list[np.ndarray]] = {}
    for at in model.recorder.positions:
        if at.now < first:
            continue
        when = {
            "month_number": at.now,
            "fiscal_year": world.calendar.first.plus(at.now).fiscal_year,
        }
        for typology in (typology.TYPOLOGY for typology in typologies.modules()):
            cuts = classification.cuts_of(typology, world.parameters)
            level = "dyad" if typology.of_dyads else "organization"
            units = [(level, at.rows, at.organizations[typology.name])]
            if typology.name in at.sector:
                units.append(("sector", np.array([sector]), at.sector[typology.name][:, None]))
            for what, rows, position in units:
                columns = _rows(classification.classify(typology, position, cuts))
                columns |= {**when, "typology": typology.name, "level": what, "organization": rows}
                for name, values in columns.items():
                    parts.setdefault(name, []).append(np.broadcast_to(values, len(rows)))
    return {name: np.concatenate(values) for name, values in parts.items()}


def _rows(classified: classification.Classified) -> dict[str, NDArray[Any] | Any]:
    kinds, each = classified.typology.kinds, np.arange(len(classified.kind))
    names = np.array([kind.name for kind in kinds])
    rest = classified.membership.copy()
    rest[each, classified.kind] = -1.0
    second = rest.argmax(axis=1)
    return {
        "kind": names[classified.kind],
        "membership": classified.membership[each, classified.kind],
        "second_kind": names[second],
        "second_membership": rest[each, second],
        "near_cut": classified.near_cut,
        "autonomy": np.array([kind.autonomy for kind in kinds])[classified.kind],
        "first_axis": classified.position[0],
        "second_axis": classified.position[1] if len(classified.position) > 1 else np.nan,
    }
