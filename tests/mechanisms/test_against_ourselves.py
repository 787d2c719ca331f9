"""Where research contradicts the story the sign is a parameter: both cases do what they say.

Monitoring that raised efficiency (Bengtsson and Engström 2012); grants that displace private giving, much
in the US, little in Canada.
"""

from __future__ import annotations

import pytest

from partnersim.scenario.loading import load
from tests.conftest import paired_difference

QUICK = {"years": 4, "scale": 500.0}
BURDEN = "ministries.mifi.accountability.burden=0.9"


def difference(
    column: str, *sets: str, base: tuple[str, ...] = (), runs: int = 8
) -> tuple[float, float]:
    """The 95 % interval of what the settings change, over paired runs with drawn parameters."""
    first, other = (load("mifi_status_quo", [*base, *more], **QUICK) for more in ((), sets))
    _, low, high = paired_difference(first, other, column, runs=runs)
    return low, high


@pytest.mark.parametrize(("effect", "sign"), [(0.5, -1), (-0.5, 1)])
def test_monitoring_may_make_service_better_or_worse(effect: float, sign: int) -> None:
    low, high = difference(
        "need_after_24_months", f"delivery.monitoring_effect={effect}", base=(BURDEN,)
    )
    assert min(low * sign, high * sign) > 0.0, f"[{low:+.4f}, {high:+.4f}]"


def test_public_money_displaces_giving_much_or_hardly() -> None:
    """In dollars of all receipts, the share that comes from governments grows where giving is displaced."""
    low, _ = difference("dependence_mean", "fundraising.crowding_out=1.0",
                        base=("fundraising.crowding_out=0.0",), runs=6)  # fmt: skip
    assert low > 0.0
