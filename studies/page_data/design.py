"""Where the page's emulator is taught: points of the design around each scenario.

`POINTS` alone sets how long it takes: scenarios x points x runs, some 0.15 processor seconds a run at
any scale (a run at scale 400 takes as long as one at scale 50, since organisations are what costs), so
that the scenarios' own scale is kept and an estimate is of the runs that `partnersim run` makes.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from scipy.stats import qmc

from partnersim.page.levers import LEVERS, SEED

DATA = Path("src/partnersim/page/page_data.json")
POINTS = 24  # of the design around each scenario, beside its own


def unit(levers: Sequence[float]) -> tuple[float, ...]:
    """Levers as the emulator takes them, each between 0 and 1."""
    return tuple(
        ((value - lever.low) / (lever.high - lever.low)) ** lever.power
        for lever, value in zip(LEVERS, levers, strict=True)
    )


def points(number: int | None = None) -> list[tuple[float, ...]]:
    """Points that fill the space of the levers, ends included; the same for every scenario."""
    corners = [(0.0, 0.0, 0.0), (1.0, 1.0, 1.0), (0.0, 1.0, 0.0), (1.0, 0.0, 1.0),
               (1.0, 1.0, 0.0), (0.0, 0.0, 1.0), (0.0, 1.0, 1.0), (1.0, 0.0, 0.0)]  # fmt: skip
    number = POINTS if number is None else number
    inner = qmc.Sobol(len(LEVERS), rng=SEED).random(max(0, number - len(corners)))
    unit = [*corners[:number], *(tuple(row) for row in inner)]
    return [
        tuple(
            round(lever.low + share * (lever.high - lever.low), 3)
            for lever, share in zip(LEVERS, row, strict=True)
        )
        for row in unit
    ]


def write(path: Path, content: Any) -> None:
    """As JSON in one line, and say how large it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text + "\n", encoding="utf-8")
    print(f"{path}: {path.stat().st_size / 1000:.0f} kB")
