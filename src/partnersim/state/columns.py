"""Names of what columns hold, in the order of their numbers, and the columns of a payment.

A table of the state is a structured array, so that a rule takes one argument for all it may read, and
`organizations["identity"]` is the column of that attribute. Columns are declared in the files that own
them and gathered in `population/tables.py`. Shares lie in [0, 1], money is in constant 2020 dollars,
hours and people are per month unless the unit says otherwise.
"""

from __future__ import annotations

NEEDS = ("language", "employment", "housing", "social_ties", "status_and_rights", "inclusion")
KINDS = len(NEEDS)
STAGES = ("met", "unaware", "aware", "waiting", "in_service", "given_up")  # of a need
MET, UNAWARE, AWARE, WAITING, IN_SERVICE, GIVEN_UP = range(6)
NO_PROVIDER = -1
ACTIVITIES = (
    "delivery",
    "reporting",
    "associative_life",
    "advocacy",
    "tables",
    "fundraising",
    "management",
)
LONGEST_LAG_MONTHS = 24
HORIZONS_MONTHS = (12, 24, 36)
FIRST_ORGANIZATION = 1000
FIRST_ACCOUNT = 30000  # of systems' tables; most that a flow's columns hold is 32767
OUTSIDE = -1
UMBRELLA = -2
