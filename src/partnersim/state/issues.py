"""What the umbrella's table may press for: needs that policy should put first, lighter reports, mission support.

`needs` moves the ministry's priorities; each of the others, once won, moves a lever of it: `reports` lifts a
share of the burden, `mission_support` adds a share to mission money, out of the money of agreements.
"""

from __future__ import annotations

ISSUES = ("needs", "reports", "mission_support")
POLICY, REPORTS, MISSION_SUPPORT = range(len(ISSUES))
