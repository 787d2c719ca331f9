"""The request to a command that runs scenarios: how many runs, which draws, how long, where to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from partnersim.language import UserError, did_you_mean
from partnersim.outcomes.recorder import SECTOR_NAMES
from partnersim.scenario.library import shipped
from partnersim.scenario.loading import load
from partnersim.scenario.posterior import chosen
from partnersim.scenario.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The words of the command line that such commands share, by the names of their options."""

    runs: int
    seed: int
    uncertainty: str
    posterior: str | None
    elsewhere: bool
    reading: str | None
    sets: tuple[str, ...]
    years: int | None
    scale: float | None
    out: str | None
    export: str | None = None
    full: bool = False
    quiet: bool = False
    as_json: bool = False

    def load(self, scenario: str, sets: Sequence[str] | None = None) -> Settings:
        """The scenario with what is laid over it; `sets` in place of all that were given."""
        settings = load(
            scenario,
            self.sets if sets is None else sets,
            reading=self.reading,
            years=self.years,
            scale=self.scale,
        )
        check_answered_by(settings)
        return settings

    def drawn(self, scenarios: Sequence[Settings]) -> dict[str, Any]:
        """Runs, seed and what is drawn, checked against the scenarios it is for."""
        draws = chosen(self.uncertainty, self.posterior, scenarios, self.elsewhere)
        return {"runs": self.runs, "seed": self.seed, "uncertainty": draws}


def check_answered_by(settings: Settings) -> None:
    """Raise UserError where a scenario of the user's says that its question is answered by no measure."""
    if settings.name in shipped():  # a system that one of these measures may be left out
        return
    for name in settings.answered_by:
        if name not in SECTOR_NAMES:
            raise UserError(
                "{place}: answered_by: {name!r} is no measure of the sector; sector.parquet has them as "
                "columns.{hint}",
                place=settings.origin("answered_by").in_message,
                name=name,
                hint=did_you_mean(name, SECTOR_NAMES),
            )
