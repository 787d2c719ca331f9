"""The chance of asking for help, read by those who count demand and by those who live it."""

from typing import Any

import numpy as np

from partnersim.state.kernel import kernel

NEUTRAL_TRUST = 0.5  # of somebody who has not met an organisation yet


@kernel
def odds_of_asking(total_need: Any, rate: Any, trust: Any) -> Any:
    """Odds a month, x = local rate x sum of needs x trust / neutral trust; the chance is x / (1 + x).

    In single precision, as needs and trust are kept.
    """
    return rate * total_need * trust / np.float32(NEUTRAL_TRUST)
