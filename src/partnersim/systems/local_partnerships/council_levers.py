"""What a scenario says of the council of a local partnership."""

from __future__ import annotations

from partnersim.declarations import Assumption, Group, Role, Shares, Source, Text, lever
from partnersim.systems.local_partnerships import PARTNERSHIP
from partnersim.systems.local_partnerships.names import RULES

COUNCIL = Group("council", Text("Council of a partnership"), (
    lever("size", 16, (0, 200), "seats", "Seats on the council",
        Source("bradford_andrew_2011", "Annex B, 2: 16 to 18 in Hamilton")),
    Shares(name="sectors", role=Role.LEVER, meaning=Text("Seats by sector"),
        default={"settlement": 0.40, "municipal": 0.15, "mainstream": 0.20, "business": 0.15,
                 "community_groups": 0.10, "newcomers": 0.0},
        evidence=Assumption(
            "all were to be broad; weights by sector are ours; newcomers sit in West Toronto alone",
            "Bradford and Andrew 2011, Part 1, Part 2 and Annex B: sectors in words, no shares")),
    lever("selection", "mix", ("interest", "invitation", "mix"), "how settlement seats are filled",
        "How members are chosen", Source("bradford_andrew_2011", "Annex B, 2: interest, invitation, mix")),
    lever("umbrella_delegates", 0.0, (0.0, 1.0), "share of settlement seats",
        "Seats held by delegates of umbrella tables",
        Source("bradford_andrew_2011", "Part 2, Transition 1 (Peel); share assumed")),
    lever("decides_by", "lead", RULES, "rule", "How the council decides what its plan puts first",
        Source("bradford_andrew_2011",
            "Part 2, table: consensus; municipal final say; majorities; Annex B, 5: a few leaders")),
    lever("meetings_a_year", 8.0, (0.0, 52.0), "meetings a year", "Meetings of the council",
        Source("bradford_andrew_2011", "Part 2, Transition 3: at best eight a year")),
    lever("stipend", 0.0, (0.0, 5000.0), "2020 dollars a meeting",
        "Paid to small organisations and groups for coming",
        Source("bradford_andrew_2011", "Part 2: stipends in Huron; amount assumed")),
), PARTNERSHIP)  # fmt: skip
