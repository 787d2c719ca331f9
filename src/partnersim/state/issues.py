"""What the umbrella's table may press for: needs that policy should put first, lighter reports, mission support.

`needs` moves the ministry's priorities; each of the others, once won, moves a lever of it: `reports` lifts a
share of the burden; `mission_support` adds a share to mission money, out of the money of agreements, and as
large a share to the places, so that grants go to more organisations.
"""

from __future__ import annotations

from typing import Any

from partnersim.state.kernel import kernel

ISSUES = ("needs", "reports", "mission_support")
POLICY, REPORTS, MISSION_SUPPORT = range(len(ISSUES))


@kernel
def coverage_with(coverage: float, won: float) -> Any:
    """Share of organisations that a funder gives mission grants to, with what the umbrella won.

    Parameters
    ----------
    coverage, won
        The lever, and the share by which mission money grew.

    Returns
    -------
    share : float
        1 at most.
    """
    return min(1.0, coverage * (1.0 + won))
