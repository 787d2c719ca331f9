"""The chance of asking for help, read by those who count demand and by those who live it."""

from typing import Any

import numpy as np

from partnersim.state.kernel import kernel

NEUTRAL_TRUST = 0.5  # of somebody who has not met an organisation yet


@kernel
def odds_of_asking(total_need: Any, rate: Any, trust: Any) -> Any:
    """Odds a month that a newcomer asks for help; the chance is x / (1 + x).

    Parameters
    ----------
    total_need
        Sum of the person's needs.
    rate
        Odds a month per full need, in the person's place.
    trust
        Of the person in organisations, 0 to 1.

    Returns
    -------
    odds : float32
        x = rate x total_need x trust / neutral trust; in single precision, as needs and trust are
        kept.
    """
    return rate * total_need * trust / np.float32(NEUTRAL_TRUST)
