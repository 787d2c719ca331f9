"""What fieldwork assumes of respondents and of the coder: declared here, read by `fieldwork`.

They stand on this floor so that the registry and its page hold them beside the model's own.
"""

from __future__ import annotations

from partnersim.declarations import Assumption, Group, Parameter, Role, Source, Text

GROUP = Group(
    "interview",
    Text("The interviews"),
    (
        Parameter(
            name="burden_as_felt",
            default=1.0,
            unit="share of the way from real to felt burden",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text(
                "How far an account of reporting gives what is felt rather than the hours"
            ),
            evidence=Source(
                "bruneau_2021",
                "ch. 5 Accountability, note 4: built into daily work, not extra work",
            ),
        ),
        Parameter(
            name="advice_by_closeness",
            default=0.5,
            unit="share added where both are full, taken off where both are nil",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text(
                "How much closeness and self-perception colour what it thinks became of its advice"
            ),
            evidence=Source(
                "bruneau_2021",
                "ch. 4 Differences: those who share the vision see few infringements; size assumed",
            ),
        ),
        Parameter(
            name="mission_as_reported",
            default=0.3,
            unit="share of the way from what it does to what it stands for",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text(
                "How far it gives its orientation rather than its hours when asked about advocacy"
            ),
            evidence=Source(
                "bruneau_2021", "ch. 5 Recognition: A and C call both roles equal; size assumed"
            ),
        ),
        Parameter(
            name="reserve_towards_funder",
            default=0.2,
            unit="share of opposition left unsaid at full dependence",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("How far dependence on the ministry mutes what is said of opposition"),
            evidence=Assumption(
                "social desirability towards a funder, small since answers were confidential",
                "Bruneau 2021 App. C; no measure of what was left unsaid",
            ),
        ),
        Parameter(
            name="recognition_by_contact",
            default=0.5,
            unit="share of the way from legitimacy to tie",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("How far it judges the ministry's recognition by the contact it has"),
            evidence=Source(
                "bruneau_2021", "ch. 4 (G, H): recognition described as access; size assumed"
            ),
        ),
        Parameter(
            name="imprecision",
            default=0.1,
            unit="standard deviation, share of the figure",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("How far figures given from memory are off"),
            evidence=Source("bruneau_2021", "App. C: answers without any look-up; size assumed"),
        ),
        Parameter(
            name="coder_levels",
            default=5,
            unit="levels from dependence to autonomy",
            bounds=(2, 11),
            role=Role.SETTING,
            meaning=Text("Levels of the coder's scale"),
            evidence=Assumption(
                "the summary speaks of close to a pole, mostly so, and in between",
                "Bruneau 2021 ch. 5 Summary: positions in words, no scale",
            ),
        ),
        Parameter(
            name="response_rate",
            default=10 / 24,
            unit="share of those written to",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("Share that grants an interview, above which the screen says so"),
            evidence=Source("bruneau_2021", "ch. 3 Sample (F3)"),
        ),
        Parameter(
            name="response_lean",
            default=0.0,
            unit="log-odds from a service provider to an autonomous partner",
            bounds=(-20.0, 20.0),
            role=Role.SETTING,
            meaning=Text("How much readier the more autonomous are to grant an interview"),
            evidence=Assumption(
                "equal readiness: nothing is known of the twelve who stayed silent (F3)",
                "Bruneau 2021 ch. 3 Sample",
            ),
        ),
        Parameter(
            name="lean_shown",
            default=4.0,
            unit="log-odds from a service provider to an autonomous partner",
            bounds=(-20.0, 20.0),
            role=Role.SETTING,
            meaning=Text("Lean of the response in the row that shows what one would do"),
            evidence=Assumption(
                "about twice the odds for a standard deviation of orientation",
                "Bruneau 2021 ch. 3 Sample: no trace of who stayed silent",
            ),
        ),
    ),
)
