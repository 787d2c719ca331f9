"""Local partnerships as agents: views on their rows."""

from __future__ import annotations

from typing import Any

from partnersim.agents.views import View
from partnersim.state.world import World
from partnersim.systems.local_partnerships.names import AIMS, STAGES


class LocalPartnership(View):
    """A local immigration partnership: who sits on its council, what it aims at, how far it comes."""

    @property
    def place(self) -> str:
        """The place it is of."""
        return str(self._world.places.names[int(self._table["place"][self._row])])

    @property
    def council(self) -> list[str]:
        """Names of the organisations that sit."""
        sitting = self._world.tables["councils"]["sits"][self._row]
        names = zip(self._world.organization_names, sitting, strict=True)
        return [name for name, sits in names if sits]

    @property
    def stage_name(self) -> str:
        """convening, council, plan, implementation or learning."""
        return STAGES[int(self._table["stage"][self._row])]

    @property
    def aim(self) -> str:
        """attraction, capacity or coordination."""
        return AIMS[int(self._table["kind"][self._row])]


def views(model: Any, world: World) -> list[LocalPartnership]:
    """A view of every partnership."""
    return [
        LocalPartnership(model, world.tables["partnerships"], n, name, world)
        for n, name in enumerate(world.row_names["partnerships"])
    ]
