"""Mesa's collector with the sector's columns, which the recorder has measured anyway."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import mesa

from partnersim.outcomes.recorder import SECTOR_NAMES, unmeasured

if TYPE_CHECKING:
    from partnersim.outcomes.recorder import Recorder
    from partnersim.state.world import World


class SectorCollector(mesa.DataCollector):  # type: ignore[misc]
    """A row a month, from the first of the spin-up; `collect` takes over what is not here yet.

    It has no column of a system that is off. It costs nothing until it is read: `model.datacollector`
    collects when somebody asks for it.
    """

    def __init__(self, recorder: Recorder, world: World) -> None:
        off = unmeasured(world.systems)
        self._names = [name for name in SECTOR_NAMES if name not in off]
        super().__init__(model_reporters={name: name for name in ("phase", "month", *self._names)})
        self._recorder, self._calendar = recorder, world.calendar

    def collect(self, model: Any = None) -> None:  # noqa: ARG002 (Mesa's own signature)
        """Take over the months measured since; twice in one month is once."""
        calendar = self._calendar
        months = range(len(self._collection_steps), calendar.now)
        self._collection_steps.extend(float(month + 1) for month in months)
        self.model_vars["phase"].extend(map(calendar.phase, months))
        self.model_vars["month"].extend(str(calendar.first.plus(month)) for month in months)
        rows = self._recorder.sector[months.start : months.stop]
        for name in self._names:
            self.model_vars[name].extend(rows[name].tolist())
