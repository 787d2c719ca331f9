"""The chance of asking for help, read by those who count demand and by those who live it."""

from partnersim.state.kernel import kernel

NEUTRAL_TRUST = 0.5  # of somebody who has not met an organisation yet


@kernel
def odds_of_asking(total_need: float, rate: float, trust: float) -> float:
    """Odds a month, x = local rate x sum of needs x trust / neutral trust; the chance is x / (1 + x)."""
    return rate * total_need * trust / NEUTRAL_TRUST
