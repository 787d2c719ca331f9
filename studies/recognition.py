"""How many organisations each criterion of autonomous community action leaves out, and by who decides (M18).

`prsca_second_draft` in paired runs, at its end. A criterion is read alone, over a range of its cut-off, on
the organisations as they are then; the fourth with people of the public network on half of the seats of
professionals, or on all, where ministries pay all. Who decides is a run of its own: ministries that apply the
letter read criteria on paper, a secretariat all of them; at the usual cut-offs and at strict ones.

    python -m studies.recognition [runs]     writes docs/data/recognition.csv
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partnersim.analysis.runs.paired_runs import Interval, interval
from studies.saved import runs_asked, save

if TYPE_CHECKING:
    from partnersim.model import PartnershipModel
    from partnersim.scenario.settings import Settings

RUNS, SEED = 20, 45_100
SCENARIO = "prsca_second_draft"
DATA = Path("docs/data/recognition.csv")
GROUP = "framework_criteria"
OPEN = {"community_seats": 0.0, "community_participation": 0.0, "autonomous_participation": 0.0,
        "autonomous_identity": 0.0, "network_seats_at_most": 1.0, "network_on_boards": 0.0}  # fmt: skip
CUTS: dict[str, tuple[dict[str, float], ...]] = {
    "community initiative": tuple({"community_seats": cut} for cut in (0.0, 0.25, 0.5, 0.75)),
    "active citizenship": tuple({"autonomous_participation": cut} for cut in (0.1, 0.2, 0.3, 0.5)),
    "a mission of its own": tuple({"autonomous_identity": cut} for cut in (0.2, 0.4, 0.6, 0.8)),
    "board apart from the network": tuple(
        {"network_on_boards": on, "network_seats_at_most": cut}
        for on in (0.5, 1.0)
        for cut in (0.0, 0.1, 0.25, 0.5, 1.0)
    ),
}
STRICT = tuple(f"{GROUP}.{cut}" for cut in ("community_seats=0.5", "autonomous_participation=0.3",
                                            "autonomous_identity=0.8"))  # fmt: skip
EACH = f"{GROUP}.decided_by=each_ministry"
Told = dict[tuple[str, str], float]


def left_out(model: PartnershipModel, cut: dict[str, float]) -> float:
    """How many of 100 organisations do not meet one criterion, the others left open.

    By the rule of the system (`framework_criteria`), which a study does not import; a test holds them equal.
    """
    import numpy as np

    world, at = model.world, {**OPEN, **cut}
    alive = world.organizations["alive"].astype(bool)
    o, of_ministries = world.organizations[alive], world.relations["yearly_income"][alive]
    of_ministries = of_ministries[:, world.funders["is_ministry"].astype(bool)].sum(axis=1)
    seats = o["seats_members"] + o["seats_allies"] + o["seats_professionals"]
    network = at["network_on_boards"] * o["seats_professionals"] / np.maximum(seats, 1.0)
    network = network * np.minimum(1.0, of_ministries / np.maximum(o["yearly_income"], 1.0))
    part = o["participation"]
    meets = (
        (o["community_seats"] >= at["community_seats"])
        & (part >= at["community_participation"])
        & (part >= at["autonomous_participation"])
        & (o["identity"] >= at["autonomous_identity"])
        & (network <= at["network_seats_at_most"])
    )
    return 100.0 * float((~meets).mean())


def said(cut: dict[str, float]) -> str:
    """`autonomous_identity 0.4`."""
    return ", ".join(f"{name} {value:g}" for name, value in cut.items())


def _decided(model: PartnershipModel) -> Iterator[tuple[str, float]]:
    """What recognition makes of mission support at the main ministry."""
    world = model.world
    alive, main = world.organizations["alive"], world.main_funder
    mission = [int(m) for m in world.programmes_of("mission_grant")]
    contracts = world.contracts[:, main][alive][:, mission]
    yield "requests of organisations set aside, of 100", 100.0 * contracts["set_aside"].mean()
    yield "organisations with a grant", float((contracts["amount"] > 0.0).any(axis=1).sum())
    yield "orientation", float(world.organizations["identity"][alive].mean())


def _run(settings: Settings, run: int, seed: int) -> PartnershipModel:
    from partnersim.model import PartnershipModel

    model = PartnershipModel(settings, seed=seed, run=run, uncertainty="prior", check_ledgers=True)
    model.run()
    return model


def told(run: int, seed: int, **overrides: Any) -> Told:
    """One run: who is left out by each criterion, and what changes where each ministry decides."""
    from partnersim.scenario.loading import load

    usual = _run(load(SCENARIO, **overrides), run, seed)
    result: Told = {
        (f"{criterion}: left out of 100", said(cut)): left_out(usual, cut)
        for criterion, cuts in CUTS.items()
        for cut in cuts
    }
    for name, sets in (("usual cut-offs", ()), ("strict cut-offs", STRICT)):
        by_all = _run(load(SCENARIO, sets, **overrides), run, seed) if sets else usual
        by_each = dict(_decided(_run(load(SCENARIO, (*sets, EACH), **overrides), run, seed)))
        for measure, value in _decided(by_all):
            result[f"{name}: by a secretariat", measure] = value
            result[f"{name}: by each ministry, less by a secretariat", measure] = (
                by_each[measure] - value
            )
    return result


def measured(
    runs: int = RUNS, seed: int = SEED, **overrides: Any
) -> dict[str, dict[str, Interval]]:
    """By criterion and by who decides, over paired runs."""
    import numpy as np

    every = [told(run, seed, **overrides) for run in range(runs)]
    result: dict[str, dict[str, Interval]] = {}
    for case, measure in every[0]:
        values = np.array([each[case, measure] for each in every])
        result.setdefault(case, {})[measure] = interval(values)
    return result


def main() -> None:
    """Measure and write the table."""
    save(DATA, "case", measured(runs_asked(RUNS)))


if __name__ == "__main__":
    main()
