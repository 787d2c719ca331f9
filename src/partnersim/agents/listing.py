"""Views for Mesa of all tables and of the living organisations, made when somebody first asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from partnersim.agents.views import Organization, table_views

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

    import mesa

    from partnersim.state.world import World


class Views:
    """The agents of a model: an organisation from its founding to its closing.

    of_systems: by name, the modules that make the views of a system's tables.
    """

    def __init__(
        self, model: mesa.Model, world: World, of_systems: Mapping[str, ModuleType]
    ) -> None:
        self._model = model
        self._world = world
        self.of_systems = of_systems
        self._tables: list[mesa.Agent] = []
        self._organizations: dict[int, Organization] = {}
        self._shown = False

    def show(self) -> None:
        """Views of all tables and of the organisations now alive, kept from now on."""
        model, world = self._model, self._world
        if not self._shown:
            self._shown = True
            self._tables = table_views(model, world)
            for system, module in self.of_systems.items():
                if system in world.systems:
                    self._tables.extend(module.views(model, world))
        alive = world.organizations["alive"]
        for i in [i for i in self._organizations if not alive[i]]:
            self._organizations.pop(i).remove()
        for i in map(int, np.flatnonzero(alive)):
            if i not in self._organizations:
                name = world.organization_names[i]
                view = Organization(model, world.organizations, i, name, world)
                self._organizations[i] = view

    def follow(self) -> None:
        """Bring the views up to date, once somebody has asked for them."""
        if self._shown:
            self.show()
