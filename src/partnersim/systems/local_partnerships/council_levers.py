"""What a scenario says of the council of a local partnership."""

from __future__ import annotations

from partnersim.declarations import Assumption, Group, Parameter, Role, Shares, Source, Text
from partnersim.systems.local_partnerships import PARTNERSHIP
from partnersim.systems.local_partnerships.names import RULES

COUNCIL = Group(
    "council",
    Text("Council of a partnership"),
    (
        Parameter(
            name="size",
            default=16,
            unit="seats",
            bounds=(0, 200),
            role=Role.LEVER,
            meaning=Text("Seats on the council"),
            evidence=Source("bradford_andrew_2011", "Annex B, 2: 16 to 18 in Hamilton"),
        ),
        Shares(
            name="sectors",
            default={
                "settlement": 0.40,
                "municipal": 0.15,
                "mainstream": 0.20,
                "business": 0.15,
                "community_groups": 0.10,
                "newcomers": 0.0,
            },
            role=Role.LEVER,
            meaning=Text("Seats by sector"),
            evidence=Assumption(
                "all were to be broad; weights by sector are ours; newcomers sit in West Toronto alone",
                "Bradford and Andrew 2011, Part 1, Part 2 and Annex B: sectors in words, no shares",
            ),
        ),
        Parameter(
            name="selection",
            default="mix",
            unit="how settlement seats are filled",
            choices=("interest", "invitation", "mix"),
            role=Role.LEVER,
            meaning=Text("How members are chosen"),
            evidence=Source("bradford_andrew_2011", "Annex B, 2: interest, invitation, mix"),
        ),
        Parameter(
            name="umbrella_delegates",
            default=0.0,
            unit="share of settlement seats",
            bounds=(0.0, 1.0),
            role=Role.LEVER,
            meaning=Text("Seats held by delegates of umbrella tables"),
            evidence=Source("bradford_andrew_2011", "Part 2, Transition 1 (Peel); share assumed"),
        ),
        Parameter(
            name="decides_by",
            default="lead",
            unit="rule",
            choices=RULES,
            role=Role.LEVER,
            meaning=Text("How the council decides what its plan puts first"),
            evidence=Source(
                "bradford_andrew_2011",
                "Part 2, table: consensus; municipal final say; majorities; Annex B, 5: a few leaders",
            ),
        ),
        Parameter(
            name="meetings_a_year",
            default=8.0,
            unit="meetings a year",
            bounds=(0.0, 52.0),
            role=Role.LEVER,
            meaning=Text("Meetings of the council"),
            evidence=Source("bradford_andrew_2011", "Part 2, Transition 3: at best eight a year"),
        ),
        Parameter(
            name="stipend",
            default=0.0,
            unit="2020 dollars a meeting",
            bounds=(0.0, 5000.0),
            role=Role.LEVER,
            meaning=Text("Paid to small organisations and groups for coming"),
            evidence=Source("bradford_andrew_2011", "Part 2: stipends in Huron; amount assumed"),
        ),
    ),
    PARTNERSHIP,
)
