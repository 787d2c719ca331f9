"""The population's own parameters, and those of a place of one's own."""

from __future__ import annotations

from partnersim import jurisdictions
from partnersim.declarations import Assumption, Group, Parameter, Role, Scope, Source, Text

POPULATION = Group(
    "population",
    Text("The organisations"),
    (
        Parameter(
            name="jurisdiction",
            default=jurisdictions.DEFAULT,
            unit="name of the jurisdiction",
            choices=jurisdictions.known(),
            role=Role.SETTING,
            meaning=Text(
                "Whose statuses, places, profiles of organisations and yearly figures these are"
            ),
            evidence=Source("bruneau_2021", "ch. 3 and 4: Quebec"),
        ),
        Parameter(
            name="organizations",
            default=126,
            unit="organisations",
            bounds=(1, 5000),
            role=Role.SETTING,
            meaning=Text("Number of organisations"),
            evidence=Source("bruneau_2021", "ch. 3 Sample (F1)"),
        ),
        Parameter(
            name="in_montreal",
            default=0.4,
            unit="share of organisations",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("Organisations in Montreal"),
            evidence=Source("bruneau_2021", "ch. 3 Sample (F2)"),
        ),
        Parameter(
            name="size_spread",
            default=0.6,
            unit="standard deviation of the logarithm of staff",
            bounds=(0.0, 2.0),
            role=Role.SETTING,
            meaning=Text("Spread of size around the archetype"),
            evidence=Assumption(
                "from a few to over fifty employees within one kind", "Repères 2022: means only"
            ),
        ),
        Parameter(
            name="identity_shift",
            default=0.0,
            unit="added to every founding orientation",
            bounds=(-0.5, 0.5),
            prior=(-0.12, 0.12),
            role=Role.UNCERTAINTY,
            meaning=Text("Level of founding orientations"),
            evidence=Assumption(
                "ten interviews do not fix the level; it passes through to results",
                "Bruneau 2021 ch. 4",
            ),
        ),
        Parameter(
            name="identity_spread",
            default=0.15,
            unit="standard deviation around the archetype",
            bounds=(0.0, 0.5),
            prior=(0.08, 0.22),
            role=Role.UNCERTAINTY,
            meaning=Text("Spread of founding orientations"),
            evidence=Assumption(
                "ten interviews do not fix the spread; it is varied", "Bruneau 2021 ch. 4"
            ),
        ),
        Parameter(
            name="umbrella_members",
            default=0.85,
            unit="share of organisations",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("Members of the umbrella"),
            evidence=Assumption(
                "all ten interviewed know it; over 160 members, not all funded (F5)",
                "Bruneau 2021 ch. 3; the umbrella's page",
            ),
        ),
    ),
)

_EACH_STATES = "a scenario with places states them; round placeholders"
PLACE = Group(
    "place",
    Text("Places"),
    (
        Parameter(
            name="newcomers_a_year",
            default=1000.0,
            unit="people a year, all statuses, in Quebec's mix of the year",
            bounds=(0.0, 500_000.0),
            role=Role.SETTING,
            meaning=Text("People who arrive in the place"),
            evidence=Assumption(_EACH_STATES, "not applicable"),
        ),
        Parameter(
            name="organizations",
            default=1,
            unit="organisations",
            bounds=(0, 500),
            role=Role.SETTING,
            meaning=Text("Organisations of the place"),
            evidence=Assumption(_EACH_STATES, "not applicable"),
        ),
        Parameter(
            name="size",
            default=1.0,
            unit="multiple of the archetype's staff",
            bounds=(0.05, 5.0),
            role=Role.SETTING,
            meaning=Text("Size of its organisations against those of the archetypes"),
            evidence=Assumption(_EACH_STATES, "not applicable"),
        ),
    ),
    Scope.PLACE,
)
