"""The tables of every shipped scenario, kept as digests: a change of structure changes no value.

python -m tests.baseline            which columns differ from what is kept
python -m tests.baseline update     keep what the rules give now; say in the commit why values changed

A digest is of one column of one table over three seeds. What was renamed since the digests were made
stands in renamed.yaml, new name first. Values are the same to the last bit on one kind of machine
with the same pins, so on another kind nothing is compared.
"""

from __future__ import annotations

import functools
import hashlib
import json
import platform
from pathlib import Path
from typing import Any

import numpy as np

FOLDER = Path(__file__).parent
KEPT, RENAMED = FOLDER / "digests.json", FOLDER / "renamed.yaml"
SEEDS = (1, 2, 3)
SCALE = 500.0

Digests = dict[str, dict[str, str]]  # of a scenario: table, column, digest


def machine() -> dict[str, str]:
    """What the last bit of a number depends on."""
    import numba
    from numpy._core._multiarray_umath import __cpu_features__

    return {  # numpy takes other forms of exp and log where there is AVX-512; the name does not matter
        "processor": "AVX-512" if __cpu_features__.get("AVX512_SKX") else platform.machine(),
        "library": " ".join(platform.libc_ver()),
        "numpy": np.__version__,
        "numba": numba.__version__,
    }


def kept() -> dict[str, Any]:
    """The machine and the digests of each scenario, as they were made."""
    manifest: dict[str, Any] = json.loads(KEPT.read_text(encoding="utf-8"))
    return manifest


@functools.cache
def renamed() -> dict[str, dict[str, str]]:
    """Table, today's name of a column, its name when the digests were made; `scenarios` likewise."""
    from ruamel.yaml import YAML

    return dict(YAML(typ="safe").load(RENAMED.read_text(encoding="utf-8")))


def digests(scenario: str) -> Digests:
    """Those of a scenario as the rules give them now, under the names of then."""
    from partnersim.analysis.runs.ensembles import run_one
    from partnersim.scenario.loading import load

    settings = load(scenario, scale=SCALE)
    runs = [run_one(settings, 0, seed=seed, uncertainty="prior").tables for seed in SEEDS]
    result: Digests = {}
    for table in runs[0]:
        then = renamed().get(table, {})
        result[table] = {
            then.get(name, name): digest([run[table][name] for run in runs])
            for name in runs[0][table].column_names
        }
    return result


def digest(columns: list[Any]) -> str:
    result = hashlib.sha256()
    for column in columns:
        values = column.to_numpy(zero_copy_only=False)
        if values.dtype.kind == "f":
            values = np.where(np.isnan(values), np.nan, values)  # one way to write what is missing
        if values.dtype.kind == "O":
            result.update("\n".join(map(str, values)).encode())
        else:
            result.update(np.ascontiguousarray(values).tobytes())
    return result.hexdigest()[:12]


def differences(scenario: str) -> list[str]:
    """Columns of a scenario that are not what they were, are new or are gone."""
    before = kept()["scenarios"].get(renamed().get("scenarios", {}).get(scenario, scenario))
    if before is None:
        return [f"{scenario}: a new scenario; `python -m tests.baseline update` keeps its values"]
    now = digests(scenario)
    names = {
        (table, name) for result in (before, now) for table in result for name in result[table]
    }
    return [
        f"{scenario}: {table}.{name}"
        for table, name in sorted(names)
        if before.get(table, {}).get(name) != now.get(table, {}).get(name)
    ]
