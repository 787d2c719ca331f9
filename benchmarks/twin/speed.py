"""How fast and how large both models are, in one session, by processor time."""

from __future__ import annotations

import time
import tracemalloc
from typing import Any

import partnersim

from .bare_loop import pace_and_size
from .inputs import OFF, read
from .model import Twin

CLASS, COARSE = 50.0, 500.0
FINE = {"twin": CLASS, "ours": 2.0}  # people enough for their share of the time to be seen
YEARS, OF_A_CLASS_RUN = 1, 10  # a year after the spin-up is clocked; a class lives ten


def run_twin(scale: float, years: int) -> tuple[float, float]:
    """Processor seconds of a run and person-months lived in it."""
    inputs = read("mifi_status_quo", seed=1, run=0, years=years, scale=scale)
    start = time.process_time()
    twin = Twin(inputs)
    for _ in range(inputs.spin_up + 12 * years):
        twin.step()
    return time.process_time() - start, float(twin.measures.person_months)


def run_ours(scale: float, years: int) -> tuple[float, float]:
    """The same of partnersim; rows of people from its own measure of who is present."""
    settings = partnersim.load("mifi_status_quo", years=years, scale=scale)
    laid = {**OFF, "years": years, "scale": scale}
    partnersim.PartnershipModel("mifi_status_quo", settings={**laid, "scale": 5000.0}, seed=1).run()
    taken = []
    for run in range(3):
        start = time.process_time()
        model = partnersim.PartnershipModel("mifi_status_quo", settings=laid, seed=1, run=run)
        model.run()
        taken.append(time.process_time() - start)
    months = model.datacollector.get_model_vars_dataframe()["newcomers_present"]
    lived = settings.spin_up_months + 12 * years
    return min(taken), float(months.mean()) * lived / scale


def bytes_of(scale: float, twin: bool) -> tuple[float, float]:
    """Bytes of a model before its first month, and people in it."""
    inputs = read("mifi_status_quo", seed=1, run=0, years=1, scale=scale)
    laid = {**OFF, "years": 1, "scale": scale}
    tracemalloc.start()
    model: Any = (
        Twin(inputs)
        if twin
        else partnersim.PartnershipModel("mifi_status_quo", settings=laid, seed=1)
    )
    size = float(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    people = model.present() if twin else model.world.newcomers.rows
    return size, float(people)


def speeds() -> dict[str, float]:
    """All figures of speed and size.

    Returns
    -------
    figures : dict
        By name: seconds a class run (ten years, at the pace of the first three), person-months a
        second (of a scale with many people less one with few, so that organisations count out),
        bytes a person, of both and of the limit, the barest loop, which has no organisations; and
        ratios.
    """
    found: dict[str, float] = {}
    lived = 0.0
    for name, rule in (("twin", run_twin), ("ours", run_ours)):
        seconds, months = rule(CLASS, YEARS)
        coarse, few = rule(COARSE, YEARS)
        whole = (2 + OF_A_CLASS_RUN) / (2 + YEARS)  # with the two years of spin-up
        lived = months * whole
        found[f"{name}: seconds a class run"] = round(seconds * whole, 4)
        found[f"{name}: seconds a run at scale 500"] = round(coarse * whole, 4)
        if FINE[name] < CLASS:
            seconds, months = rule(FINE[name], YEARS)
        found[f"{name}: person-months a second"] = round(
            (months - few) / max(1e-9, seconds - coarse)
        )
    for name, is_twin in (("twin", True), ("ours", False)):
        large, small = bytes_of(FINE[name], is_twin), bytes_of(COARSE, is_twin)
        found[f"{name}: bytes a person"] = round((large[0] - small[0]) / (large[1] - small[1]))
    pace, size = pace_and_size()
    found["limit: seconds a class run"] = round(lived / pace, 4)
    found["limit: person-months a second"] = round(pace)
    found["limit: bytes a person"] = round(size, 1)
    for what in ("seconds a class run", "person-months a second", "bytes a person"):
        for name, better in (("twin", "ours"), ("ours", "limit")):
            ratio = found[f"{name}: {what}"] / found[f"{better}: {what}"]
            more_is_better = what.startswith("person-months")
            found[f"{better} over {name}: {what}"] = round(
                1 / ratio if more_is_better else ratio, 1
            )
    return found
