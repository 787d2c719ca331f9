"""What the umbrella and the tables beside it press for, of all issues (M8).

Each quarter members hold issues as shares of what they have at stake: posts that an issue brings each, less
what it costs, where that is more than nothing. The umbrella agrees by its own rule, advocacy groups with it;
the part of the core's issues is the core's (`sector/umbrella.py`), the rest of the voice goes to the others.
At every other table members have one vote each, as far as they attend, on its agenda.

    stake of i in j = max(0, brings - costs) / sum over issues

"Popular" issues are those that many can live with; whether those of small organisations fall silent follows
from stakes and rule.
"""

from __future__ import annotations

import numpy as np

from partnersim.declarations import (
    POSITIVE,
    SHARE,
    Assumption,
    Column,
    Group,
    Parameter,
    Step,
    Text,
    lever,
    setting,
)
from partnersim.state.calendar import Phase
from partnersim.state.deliberation import agree, alone
from partnersim.state.issues import ISSUES
from partnersim.state.world import Numbers, World
from partnersim.systems.sector_tables import TABLE
from partnersim.systems.sector_tables.agenda import FILES, NAMES, is_weighed, issues
from partnersim.systems.sector_tables.table_membership import AGENDA, RULES

_ALL = Assumption(
    "all issues, unless a scenario says otherwise", "Bruneau 2021 ch. 5: no list of issues"
)
ON_AGENDA = Group("deliberates", Text("What a table deliberates"), tuple(
    lever(f"on_{name}", True, None, "yes or no",
        Text.filled("On the agenda: {issue}", issue=issues()[name].title), _ALL)
    for name in AGENDA
), TABLE)  # fmt: skip
GROUP = Group("sector_issues", Text("Issues of the sector"), (
    setting("small_below", 8.0, (0.1, 1000.0), "full-time equivalents",
        "Below it an organisation counts as small, where issues are followed",
        Assumption("a cut-off of ours", "Bruneau 2021 ch. 4, 5 (F, J): smaller ones, no size given")),
    setting("critical_from", 0.5, (0.0, 1.0), "readiness to oppose in the open",
        "From it an organisation counts as critical, where issues are followed",
        Assumption("A, C, G, H and I of the ten", "Bruneau 2021 ch. 4, 5; a cut-off of ours")),
))  # fmt: skip
GROUPS = (ON_AGENDA, GROUP)
_ON = tuple(f"on_{name}" for name in AGENDA)
_OF = ("small", "others", "critical", "francization")
COLUMNS = {
    "sector_tables": (
        *(
            Column(on.name, "yes or no", None, on.meaning, lever=True)
            for on in ON_AGENDA.parameters
            if isinstance(on, Parameter)
        ),
        Column("presses", "shares by issue", SHARE, Text("what these tables press for"),
            shape=(len(NAMES),)),
        Column("heed", "share of the hours asked", SHARE, Text("what members give to these tables")),
    ),
    "sector_issues": (
        Column("asked", "share of the umbrella's voice", SHARE, Text("what the umbrella presses for")),
        *(
            Column(f"gain_of_{name}", "posts a member", POSITIVE,
                   Text("what it would bring to a member, on the mean"))
            for name in _OF
        ),
        Column("stake_of_small", "share", SHARE, Text("of what small members have at stake")),
        Column("stake_of_others", "share", SHARE, Text("of what other members have at stake")),
    ),
}  # fmt: skip


def shares_of(posts: Numbers) -> Numbers:
    """Shares of what each has at stake, by issue (organisations, issues).

    Parameters
    ----------
    posts : array (organisations, issues)
        What an issue brings less what it costs.

    Returns
    -------
    shares : array (organisations, issues)
        Nothing where nothing is at stake.
    """
    gains = np.maximum(0.0, posts)
    shares: Numbers = gains / np.maximum(gains.sum(axis=1, keepdims=True), 1e-9)
    return shares


def act(world: World) -> None:
    """Deliberate, at the umbrella and beside it."""
    if not is_weighed(world):
        return
    posts = np.stack([world.tables["issue_stakes"][name] for name in NAMES], axis=1)
    shares = shares_of(posts)
    _at_the_umbrella(world, shares)
    _beside(world, shares)
    _of_whom(world, np.maximum(0.0, posts), shares)


def _at_the_umbrella(world: World, shares: Numbers) -> None:
    """Members agree, advocacy groups among them; a group's influence is its posts over those of members."""
    p, o, groups = (
        world.parameters["umbrella"],
        world.organizations,
        world.tables["advocacy_groups"],
    )
    gamma = float(p["gamma"][0])
    sits = o["alive"] & o["umbrella_member"]
    votes = np.where(sits, o["attendance"] * o["influence"] ** gamma, 0.0)
    influence = groups["posts"] / max(float(o["staff"][sits].sum()), 1e-9)
    of_groups = groups["groups"] * groups["attends"] * influence**gamma
    agreed = np.zeros(len(NAMES))
    agree(np.concatenate([shares, groups["agenda"]]), np.concatenate([votes, of_groups]), p, agreed)
    alone(agreed, p[0]["presses_for"])
    world.tables["sector_issues"]["asked"] = agreed
    world.umbrella.asked[:] = agreed[: len(ISSUES)]


def _beside(world: World, shares: Numbers) -> None:
    """Every table agrees on what is on its agenda; tables of a kind press for the mean of what each wants."""
    o, members = world.organizations, world.tables["table_members"]
    for n, table in enumerate(world.tables["sector_tables"]):
        of_table = members["sits"][n] & o["alive"]
        p = world.parameters["umbrella"].copy()
        p["consensus"], p["acceptance"] = (
            table["rule"] == RULES.index("consensus"),
            table["acceptance"],
        )
        on = np.array([False, *(table[name] for name in _ON)])
        here = shares_of(shares * on)
        table["presses"] = 0.0
        table["heed"] = 0.0
        numbers = np.unique(members["which"][n][of_table])
        for number in numbers:
            votes = o["attendance"] * (of_table & (members["which"][n] == number))
            agreed = np.zeros(len(NAMES))
            agree(here, votes, p, agreed)
            if (here * votes[:, None]).sum() > 0.0:  # else nobody wants anything there
                table["presses"] += agreed / len(numbers)
            table["heed"] += votes.sum() / max((votes > 0.0).sum(), 1) / len(numbers)


def _of_whom(world: World, gains: Numbers, shares: Numbers) -> None:
    """What issues would bring to small and other members, to the critical and to those who teach French."""
    o, p, issues = (
        world.organizations,
        world.parameters["sector_issues"],
        world.tables["sector_issues"],
    )
    members = o["alive"] & o["umbrella_member"]
    small = members & (o["staff"] < p["small_below"][0])
    critical = members & (o["contention"] >= p["critical_from"][0])
    classes = world.programmes["smallest_group"] > 0.0
    held = world.contracts["amount"][:, world.main_funder, classes].sum(axis=1)
    issues["gain_of_small"] = _mean(gains, small)
    issues["gain_of_others"] = _mean(gains, members & ~small)
    issues["gain_of_critical"] = _mean(gains, critical)
    issues["gain_of_francization"] = _mean(gains, members & (held > 0.0))
    issues["stake_of_small"] = _mean(shares, small)
    issues["stake_of_others"] = _mean(shares, members & ~small)


def _mean(values: Numbers, who: Numbers) -> Numbers:
    """By issue, over some organisations; nothing where there is none."""
    mean: Numbers = values[who].sum(axis=0) / max(int(who.sum()), 1)
    return mean


STEPS = {
    Phase.TABLES: Step(
        act,
        writes={
            "sector_issues": (
                f"asked stake_of_others stake_of_small {' '.join(f'gain_of_{name}' for name in _OF)}"
            ),
            "sector_tables": "heed presses",
            "umbrella": "asked",
        },
        after=("umbrella", "dissent", "table_membership", *FILES),
        before=("policy",),
    )
}
