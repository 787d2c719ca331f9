"""The teams of a game: what each decides, and what it privately aims at.

Three organisations are profiles that every population has (Bruneau 2021, ch. 4): C, popular education whose
reason to be is advocacy; F, several points of service that deliver; H, a wide range that would be a living space.
"""

from __future__ import annotations

from dataclasses import dataclass

from partnersim.declarations import Text
from partnersim.state.columns import NEEDS
from partnersim.state.issues import ISSUES


@dataclass(frozen=True, slots=True)
class Decision:
    """A lever that a team sets: a share from 0 to 1 (or `low` to `high`), or one of some words.

    `short`: its name once everybody reads what was decided. `column`: where a report says what its board did last year.
    """

    key: str
    path: str
    title: Text
    short: Text
    low: float = 0.0
    high: float = 1.0
    choices: tuple[tuple[str | int, Text], ...] = ()
    column: str = ""


@dataclass(frozen=True, slots=True)
class Aim:
    """A measure that a team would have high (or low): of the sector, or of its own organisation.

    `form`: share, index, number, money, months, or years (each a yes or a no).
    `stands`: read at the end; else over all years, as a mean.
    """

    column: str
    title: Text
    form: str = "number"
    higher: bool = True
    stands: bool = True


@dataclass(frozen=True, slots=True)
class Team:
    """Who plays: `organization` is the name of the one it plays, if it plays one."""

    name: str
    title: Text
    brief: Text
    decisions: tuple[Decision, ...]
    aims: tuple[Aim, ...]
    organization: str = ""


_NEED_WORDS = dict(
    zip(
        NEEDS,
        (Text("language"), Text("employment"), Text("housing"), Text("social ties"),
         Text("status and rights"), Text("inclusion")),
        strict=True,
    )
)  # fmt: skip
_ISSUE_WORDS = dict(
    zip(
        ISSUES,
        (
            Text("policy that starts from needs"),
            Text("lighter accountability"),
            Text("more mission funding"),
        ),
        strict=True,
    )
)
_MEMBERS = ("members", Text("what members agree on"))
MINISTRY = Team(
    "ministry",
    Text("The ministry"),
    Text(
        "You fund, set the terms of agreements, and open or close consultation. Newcomers are to be served within "
        "the envelope that the Treasury grants you, and the minister's office likes quiet."
    ),
    (
        Decision("mission", "ministries.{ministry}.split", Text("Mission grants, share of the budget"),
                 Text("mission grants")),
        Decision("burden", "ministries.{ministry}.accountability.burden", Text("Weight of accountability"),
                 Text("accountability")),
        Decision("access", "ministries.{ministry}.consultation.access", Text("Door to consultation"),
                 Text("door to consultation")),
        Decision(
            "term", "ministries.{ministry}.service_agreement.term_years", Text("Length of agreements"),
            Text("length of agreements"),
            choices=((1, Text("one year")), (3, Text("three years"))),
        ),
    ),
    (
        Aim("needs_met_eligible", Text("Needs met a year, eligible people"), stands=False),
        Aim("months_waited_eligible", Text("Months waited, eligible people"), "months",
            higher=False, stands=False),
        Aim("mobilized_share", Text("Organisations mobilised"), "share", higher=False, stands=False),
    ),
)  # fmt: skip
UMBRELLA = Team(
    "umbrella",
    Text("The umbrella organisation"),
    Text(
        "You speak for organisations that compete for the same funding. You carry one demand at a time, and an "
        "umbrella whose members are divided is not heard."
    ),
    (
        Decision(
            "presses_for", "umbrella.presses_for", Text("Your demand"), Text("demand"),
            choices=(_MEMBERS, *((name, words) for name, words in _ISSUE_WORDS.items())),
        ),
        Decision(
            "puts_first", "umbrella.puts_first", Text("The need you put forward"), Text("need put forward"),
            choices=(_MEMBERS, *((name, words) for name, words in _NEED_WORDS.items())),
        ),
        Decision(
            "call", "mobilization.call", Text("Mobilisation"), Text("mobilisation"),
            choices=(("members", Text("as each member decides")), ("street", Text("call to demonstrate")),
                     ("none", Text("no call"))),
        ),
    ),
    (
        Aim("concession", Text("Lighter accountability won by its demand"), "share", stands=False),
        Aim("mission_money_won", Text("Mission funding won by its demand"), "share", stands=False),
        Aim("unity", Text("Unity of members"), "share", stands=False),
    ),
)  # fmt: skip


def _organization(name: str, title: Text, brief: Text, aims: tuple[Aim, ...]) -> Team:
    path = f"organizations.{name}"
    return Team(
        f"organization_{name}",
        title,
        brief,
        (
            Decision("reception", f"{path}.applications.reception",
                     Text("Reception agreements: share to apply for"),
                     Text("reception agreements"), column="asked_reception"),
            Decision("francization", f"{path}.applications.francization",
                     Text("Francization agreements: share to apply for"),
                     Text("francization agreements"), column="asked_francization"),
            Decision("fundraising", f"{path}.fundraising",
                     Text("Free posts for fundraising"), Text("fundraising"), column="raising_share"),
            Decision("mission", f"{path}.mission",
                     Text("Of the other free posts, for the mission"), Text("mission"), column="mission_use"),
            Decision("advocacy", f"{path}.advocacy",
                     Text("Of mission posts, for public advocacy"), Text("public advocacy"), column="advocacy_use"),
            Decision("care", f"{path}.care",
                     Text("Of what is left, for people not eligible"),
                     Text("help for people not eligible"), column="uncounted_use"),
            Decision("sits", f"{path}.sits", Text("A seat on a ministry committee"), Text("seat at the ministry"),
                     choices=(("director", Text("let the director decide")), ("accept", Text("accept it")),
                              ("refuse", Text("refuse it")))),
        ),
        aims,
        name,
    )  # fmt: skip


TEAMS = (
    MINISTRY,
    UMBRELLA,
    _organization(
        "C",
        Text("Organisation C, popular education"),
        Text(
            "You are an invented organisation of the thesis's type C: rooted in a neighbourhood, older than the "
            "programmes. Advocacy is your reason to be, and you help people whether or not they are eligible for "
            "funded services."
        ),
        (
            Aim("posts_mission", Text("Mission posts"), stands=False),
            Aim("served_ineligible", Text("People not eligible served a month"), stands=False),
            Aim("members", Text("Active members")),
        ),
    ),
    _organization(
        "F",
        Text("Organisation F, several points of service"),
        Text(
            "You are an invented organisation of the thesis's type F. You deliver services, well and to many. Your "
            "staff have families to support, and next year's funding worries you."
        ),
        (
            Aim("staff", Text("Posts")),
            Aim("reserve", Text("Cash in hand"), "money"),
            Aim("served_eligible", Text("Eligible people served a month"), stands=False),
        ),
    ),
    _organization(
        "H",
        Text("Organisation H, a living space"),
        Text(
            "You are an invented organisation of the thesis's type H. You want to be a living space for newcomers, "
            "and to be heard at the ministry without becoming its counter."
        ),
        (
            Aim(
                "direct_access",
                Text("Years with direct access to the ministry"),
                "years",
                stands=False,
            ),
            Aim("identity", Text("Orientation, 0 provider to 1 partner"), "index"),
            Aim("members", Text("Active members")),
        ),
    ),
)


def team_of(name: str) -> Team | None:
    """The team of that name, if there is one."""
    return next((team for team in TEAMS if team.name == name), None)
