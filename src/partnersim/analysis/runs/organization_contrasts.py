"""What patterns P20 on compare: groups of organisations within one run."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from partnersim.analysis.runs.finished_run import FinishedRun

if TYPE_CHECKING:
    from partnersim.state.arrays import Numbers


def _critical(run: FinishedRun, by: Numbers) -> float:
    """How the third that is most critical sees itself (0 provider, 1 partner), less the rest."""
    return run.thirds_apart(by, run.organizations("self_perception"), rest=True)


def _granted_take_part(run: FinishedRun) -> float:
    """Members' part in decisions where the ministry supports the mission, less where it does not."""
    world = run.model.world
    amounts = world.amounts_by_instrument[run.standing][:, world.main_funder]
    granted = amounts[:, world.instrument("mission_grant")] > 0.0
    part = run.organizations("participation")
    if granted.all() or not granted.any():
        return float("nan")
    return float(part[granted].mean() - part[~granted].mean())


def dependence(run: FinishedRun) -> Numbers:
    """Share of a year's receipts that comes from governments."""
    world = run.model.world
    received = world.relations["yearly_income"][run.standing][:, world.funders["is_ministry"]]
    share: Numbers = received.sum(axis=1) / run.organizations("yearly_income").clip(min=1.0)
    return share


def _mission_work(run: FinishedRun) -> Numbers:
    """Share of the hours of services, advocacy and associative life that the latter two take."""
    mission = run.organizations("hours_advocacy") + run.organizations("hours_associative_life")
    share: Numbers = mission / (mission + run.organizations("hours_delivery")).clip(min=1e-9)
    return share


CONTRASTS: dict[str, Callable[[FinishedRun], float]] = {
    "opposed_see_themselves": lambda run: _critical(run, run.organizations("contention")),
    "unaligned_see_themselves": lambda run: _critical(run, -run.organizations("consent")),
    "granted_take_part": _granted_take_part,
    "independent_do_mission_work": lambda run: run.thirds_apart(
        -dependence(run), _mission_work(run)
    ),
    "independent_keep_orientation": lambda run: run.thirds_apart(
        -dependence(run), run.organizations("identity") - run.organizations("founding_identity")
    ),
}
