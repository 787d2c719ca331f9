"""The chance of asking for help, read by those who count demand and by those who live it."""

from partnersim.state.kernel import kernel


@kernel
def hazard(total_need: float, rate: float) -> float:
    """Monthly chance x / (1 + x), x = local rate x sum of needs."""
    odds = rate * total_need
    return odds / (1.0 + odds)
