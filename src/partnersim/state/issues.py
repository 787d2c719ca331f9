"""What the umbrella's table may press for: needs that policy should put first, lighter reports, mission support.

`needs` moves the ministry's priorities; each of the others, once won, moves a lever of it: `reports` lifts a
share of the burden; `mission_support` adds a share to mission money, out of the money of agreements, and as
large a share to the places, so that grants go to more organisations.
"""

from __future__ import annotations

from typing import Any

from partnersim.state.arrays import Table
from partnersim.state.kernel import kernel

ISSUES = ("needs", "reports", "mission_support")
POLICY, REPORTS, MISSION_SUPPORT = range(len(ISSUES))


@kernel
def openness(funder: Any, after_draft: float) -> Any:
    """How far a ministry can take up what it hears: by who decides, when, and the minister's attitude.

    Parameters
    ----------
    funder : row
        Responsiveness, timing of advice, attitude.
    after_draft
        Share of the effect that advice has after the draft.

    Returns
    -------
    share : float
    """
    timing = funder["timing"] + (1.0 - funder["timing"]) * after_draft
    return min(1.0, funder["responsiveness"] * timing * funder["attitude"])


@kernel
def voice_of_umbrella(
    organizations: Table, relations: Table, f: int, pressure: float, seats_of_pressure: float
) -> float:
    """The umbrella's voice at a ministry: its delegates, as far as they attend and are known, and pressure.

    Parameters
    ----------
    organizations : table (organisations,)
        Attendance.
    relations : table (organisations, funders)
        Seats, whether the umbrella's delegate holds them, ties.
    f
        The ministry.
    pressure, seats_of_pressure
        Of the sector; seats that full mobilisation is worth.

    Returns
    -------
    voice : seats
    """
    voice = seats_of_pressure * pressure
    for i in range(len(organizations)):
        r = relations[i, f]
        if r["seat"] and r["delegate"] and organizations[i]["alive"]:
            voice += organizations[i]["attendance"] * r["tie"]
    return voice


@kernel
def won_by(
    concession: float, open_to: float, voice: float, half_heard: float, alone: float
) -> float:
    """What an issue wins where policy goes, at this voice: a share of what could be conceded.

    Parameters
    ----------
    concession
        What an issue wins that is wholly taken up.
    open_to
        How far the ministry can take up what it hears.
    voice, half_heard
        Seats that press for it, and at which half of the possible effect is reached.
    alone
        Share taken up of what is brought outside these channels.

    Returns
    -------
    share : float
    """
    wins = concession * open_to * voice / (voice + half_heard)
    return wins + (concession - wins) * alone


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
