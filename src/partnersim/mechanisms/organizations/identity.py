"""Orientation drifts: what is funded is done, what is done is what one becomes (M12).

identity, 0 service provider to 1 autonomous partner, relaxes each month towards a weighted mean of
pulls (the Friedkin-Johnsen family of social influence): what it does (mission hours), what it lives
on (the funder's vision, by dependence x conditionality), whom it sits with (by tie; a table where
advice is taken up pulls the other way than one where it is not), its peers, the largest contract
holders whom it may imitate (weights: the square of tied money), its community (members' part) and
its founding mission. Two of the four rival explanations of drift are switches here: adaptation and
imitation. A pull that is switched off keeps its weight and holds the organisation where it stands, so
that the others move it neither more nor less than before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from partnersim.declarations import (
    SHARE,
    Assumption,
    Column,
    Group,
    Parameter,
    Role,
    Source,
    Step,
    Text,
)
from partnersim.state.calendar import Phase
from partnersim.state.income import concentration, contested
from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from partnersim.state.world import Table, World


def _pull(
    name: str,
    default: float,
    en: str,
    evidence: Source | Assumption,
    drawn: bool = True,
) -> Parameter:
    return Parameter(
        name=name,
        default=default,
        unit="weight among the pulls",
        bounds=(0.0, 10.0),
        prior=(0.25 * default, 2.0 * default) if drawn else None,
        role=Role.UNCERTAINTY if drawn else Role.SETTING,
        meaning=Text(en),
        evidence=evidence,
    )


def _switch(name: str, en: str) -> Parameter:
    return Parameter(
        name=name,
        default=True,
        unit="yes or no",
        role=Role.SETTING,
        meaning=Text(en),
        evidence=Assumption(
            "a rival explanation that can be switched off", "DiMaggio, Powell 1983"
        ),
    )


GROUP = Group(
    "identity",
    Text("Pulls on orientation"),
    (
        Parameter(
            name="pace",
            default=0.03,
            unit="share of the distance a month",
            bounds=(0.0, 1.0),
            prior=(0.01, 0.06),
            role=Role.UNCERTAINTY,
            meaning=Text("How fast orientation moves"),
            evidence=Assumption(
                "drift is reported in years, not months", "B21 ch. 6; Côté and Simard 2012: no pace"
            ),
        ),
        _pull(
            "doing", 1.0, "Weight of what it does in an organisation's orientation",
            Source("cote_simard_2012", "117, cited in bruneau_2021 ch. 2; weight assumed"),
        ),
        _pull(
            "living", 1.0, "Weight of what it lives on in an organisation's orientation",
            Source("bruneau_2021", "ch. 1, 2 Funding, 6; weight assumed"),
        ),
        _pull(
            "sitting", 0.6, "Weight of those it sits with in an organisation's orientation",
            Source("bruneau_2021", "ch. 4 Differences; weight assumed"),
        ),
        _pull(
            "peers", 0.4, "Weight of its peers in an organisation's orientation",
            Assumption("the movement holds its members", "B21 ch. 5; no measure"), drawn=False,
        ),
        _pull(
            "models",
            0.4,
            "Weight of the largest contract holders, whom others may imitate, in an organisation's orientation",
            Source("dimaggio_powell_1983", "mimetic isomorphism; weight assumed"),
        ),
        _pull(
            "community", 1.0, "Weight of its community in an organisation's orientation",
            Source("bruneau_2021", "ch. 6 Citizen Participation; weight assumed"),
        ),
        _pull(
            "founding", 1.0, "Weight of its founding mission in an organisation's orientation",
            Assumption("stubbornness of Friedkin and Johnsen's model", "B21 ch. 6; no measure"),
        ),
        Parameter(
            name="full_mission",
            default=0.4,
            unit="share of hours at which doing pulls fully towards autonomy",
            bounds=(0.01, 1.0),
            role=Role.SETTING,
            meaning=Text("Mission work of an autonomous partner"),
            evidence=Source("bruneau_2021", "ch. 5 (A, C): advocacy weighs as much as services"),
        ),
        Parameter(
            name="competition",
            default=0.3,
            unit="strength added to what one lives on where all of it is contested; negative weakens",
            bounds=(-1.0, 1.0),
            role=Role.SETTING,
            meaning=Text("How much competing for money bends goals towards it"),
            evidence=Source(
                "iras_2020", "competition changes goals (X21); size assumed, the sign stays open"
            ),
        ),
        Parameter(
            name="diversity",
            default=0.3,
            unit="strength lost where income is spread over endless funders; negative adds",
            bounds=(-1.0, 1.0),
            role=Role.SETTING,
            meaning=Text("How much diverse income protects goals"),
            evidence=Source(
                "iras_2020", "diverse income protects (X21); size assumed, the sign stays open"
            ),
        ),
        _switch(
            "adaptation", "Incumbents change with their money, work and tables",
        ),
        _switch("imitation", "Peers copy the funded"),
    ),
)  # fmt: skip
COLUMNS = {
    "organizations": (
        Column("identity", "0 service provider to 1 autonomous", SHARE,
               Text("orientation"),
               several="managers bring their own orientation when they come"),
    ),
}  # fmt: skip


@kernel
def _strength(
    o: Any, relations: Table, contracts: Table, ending: NDArray[np.int64], i: int, p: Any
) -> float:
    """How hard what an organisation lives on pulls: 1 + competition s - diversity (1 - H), s the share
    of its income contested within a year, H the Herfindahl index of its receipts by funder."""
    income = max(12.0 * (o["unrestricted"] + o["restricted"]), 1.0)
    strength = 1.0 + p["competition"] * min(1.0, contested(contracts, ending, i) / income)
    spread = 1.0 - concentration(relations, max(o["yearly_income"], 1.0))
    strength -= p["diversity"] * spread
    return float(max(0.0, strength))


@kernel
def relax(
    organizations: Table,
    funders: Table,
    relations: Table,
    contracts: Table,
    instruments: Table,
    parameters: Table,
) -> None:
    """Move each orientation towards the weighted mean of its pulls."""
    p = parameters[0]
    members = 1e-9
    of_members = 0.0
    money = 1e-9
    of_money = 0.0
    for i in range(len(organizations)):
        o = organizations[i]
        if o["alive"]:
            money += o["restricted"] ** 2
            of_money += o["restricted"] ** 2 * o["identity"]
            if o["umbrella_member"]:
                members += 1.0
                of_members += o["identity"]
    before = organizations["identity"].copy()
    ending = np.flatnonzero(~instruments["recurrent"])
    restricted = np.flatnonzero(~instruments["unrestricted"])
    unrestricted = np.flatnonzero(instruments["unrestricted"])
    for i in range(len(organizations)):
        o = organizations[i]
        if not o["alive"]:
            continue
        weights = p["founding"]
        pulled = p["founding"] * o["founding_identity"]
        weights += p["community"] * o["participation"]
        pulled += p["community"] * o["participation"]
        peers = p["peers"] * (1.0 if o["umbrella_member"] else 0.4)
        weights += peers
        pulled += peers * of_members / members
        weights += p["models"]
        pulled += p["models"] * (of_money / money if p["imitation"] else before[i])
        weights_of_others, pulled_by_others = weights, pulled
        hours = o["hours_delivery"] + o["hours_reporting"] + o["hours_tables"]
        hours += o["hours_fundraising"] + o["hours_management"]
        mission = o["hours_associative_life"] + o["hours_advocacy"]
        does = min(1.0, mission / max(hours + mission, 1e-9) / p["full_mission"])
        weights += p["doing"]
        pulled += p["doing"] * does
        income = max(o["unrestricted"] + o["restricted"], 1.0)
        living = p["living"] * _strength(o, relations[i], contracts, ending, i, p)
        for f in range(len(funders)):
            tied = 0.0
            for m in restricted:
                tied += contracts[i, f, m]["amount"]
            for m in unrestricted:
                tied += contracts[i, f, m]["amount"] * funders[f]["conditionality"]
            weights += living * tied / 12.0 / income
            if relations[i, f]["seat"]:
                sits = p["sitting"] * relations[i, f]["tie"]
                weights += sits
                pulled += sits * funders[f]["uptake"]
        if not p["adaptation"]:
            pulled = pulled_by_others + (weights - weights_of_others) * before[i]
        o["identity"] = before[i] + p["pace"] * (pulled / weights - before[i])


def act(world: World) -> None:
    """Orientation moves."""
    relax(
        world.organizations,
        world.funders,
        world.relations,
        world.contracts,
        world.instruments,
        world.parameters["identity"],
    )


BEHAVIOUR = True
STEPS = {
    Phase.RELATIONS: Step(
        act,
        reads={
            "contracts": "amount months_left",
            "funders": "conditionality uptake",
            "organizations": (
                "alive founding_identity hours_advocacy hours_associative_life "
                "hours_delivery hours_fundraising hours_management hours_reporting "
                "hours_tables participation restricted umbrella_member unrestricted "
                "yearly_income"
            ),
            "relations": "seat tie yearly_income",
        },
        writes={"organizations": "identity"},
        after=("participation", "ties", "felt_burden"),
    )
}
