"""Three fixed runs, by whose digest the page's data know whether the core has moved on."""

from __future__ import annotations

import hashlib
import platform

import numpy as np

from partnersim.model import PartnershipModel
from partnersim.scenario.loading import load

_SCENARIOS = ("mifi_status_quo", "prsca_compliant", "npm_tightening")
_SCALE, _YEARS = 500.0, 3


def machine() -> dict[str, str]:
    """What the last bit of a number depends on; elsewhere nothing is compared."""
    import numba
    from numpy._core._multiarray_umath import __cpu_features__  # type: ignore[import-not-found]

    return {
        "processor": "AVX-512" if __cpu_features__.get("AVX512_SKX") else platform.machine(),
        "library": " ".join(platform.libc_ver()),
        "numpy": np.__version__,
        "numba": numba.__version__,
    }


def digest() -> str:
    """Of every monthly measure of the three runs."""
    result = hashlib.sha256()
    for name in _SCENARIOS:
        model = PartnershipModel(
            load(name, scale=_SCALE, years=_YEARS), seed=1, run=0, uncertainty="prior"
        )
        model.run()
        values = model.recorder.values
        there = values[:, ~np.isnan(values).all(axis=0)]  # columns of systems that are on
        result.update(np.where(np.isnan(there), np.nan, there).tobytes())
    return result.hexdigest()
