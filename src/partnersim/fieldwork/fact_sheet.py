"""What a profile says about one organisation: answers where a question was asked, the fact sheet otherwise.

A fact sheet is what its public page and its books say, as in the thesis: size, place, offer, money.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from partnersim.fieldwork.coding import Coded
from partnersim.fieldwork.guide import ITEMS
from partnersim.fieldwork.visit import PROVIDERS, Visit
from partnersim.outcomes.dimensions import DIMENSIONS
from partnersim.state.activities import all_hours
from partnersim.state.columns import NEEDS

_VOICE = 0.05  # share of hours in advocacy above which a board is one that speaks up
_DIVERSIFY = 0.06  # share of posts that raise money, twice the ordinary
_MONTHS = 12.0
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Facts:
    """One organisation, in words' reach: shares in [0, 1], dollars a year, counts."""

    name: str
    place: str
    years: int
    founded_in_run: bool
    staff: float
    budget: float
    needs: tuple[str, str]
    focus: float  # share of the offer that goes to the first need
    own_offer: float
    advocacy: float  # as reported
    orientation: float
    moved: float  # orientation now less at founding
    from_community: float  # as reported: share of its standing
    member: bool
    on_board: bool
    left_table: bool
    dissents: bool
    mobilised: bool
    ready_to_oppose: float
    trust_in_peers: float
    invited: bool
    delegate: bool
    known_to_officer: bool
    before_draft: bool  # when the ministry asks, if it asks
    effect_of_advice: float  # as reported
    members_decide: float  # as reported
    life: float  # as reported
    dependence: float  # as reported
    mission_grant: float
    agreement: float
    project: float
    others: tuple[tuple[str, float], ...]  # other funders with their money, largest first
    own_money: float  # share of receipts
    unpaid_gap: bool  # free money does not fill what agreements leave
    calls: int
    calls_known: int  # as reported
    strategy: str
    reporting: float  # as reported
    real_reporting: float
    complex_contracts: float
    turnover: float
    others_served: float  # share of people served whom nobody pays for
    self_perception: float
    calls_itself: str  # provider, partner or between
    codes: Mapping[str, float]
    luck: float  # in [0, 1), its own: chooses among ways of saying the same

    @property
    def direct(self) -> bool:
        """Whether it has the ministry's ear without the table."""
        return self.invited or self.known_to_officer


def facts_of(visit: Visit, coded: Coded, i: int, luck: float) -> Facts:
    """The facts of the organisation at position i of a visit."""
    o, r = visit.organizations[i], visit.relations[i]
    answers = {item: float(coded.answers[n, i]) for n, item in enumerate(ITEMS)}
    first, second = np.argsort(-o["offer"], kind="stable")[:2]
    income = max(float(o["yearly_income"]), 1.0)
    served = float(o["served_eligible"] + o["served_ineligible"])
    money = dict(zip(visit.instrument_names, map(float, visit.amounts[i, visit.main]), strict=True))
    others = [
        (name, float(visit.amounts[i, f].sum()))
        for f, name in enumerate(visit.funder_names)
        if f != visit.main and visit.amounts[i, f].sum() > 0.0
    ]
    view = float(o["self_perception"])
    return Facts(
        name=visit.names[i],
        place=visit.place_names[int(o["place"])],
        years=int((visit.now - o["founded_month"]) // _MONTHS),
        founded_in_run=bool(o["founded_month"] > 0),
        staff=float(o["staff"]),
        budget=income,
        needs=(NEEDS[int(first)], NEEDS[int(second)]),
        focus=float(o["offer"][first]),
        own_offer=answers["own_offer"],
        advocacy=answers["opposition"],
        orientation=float(o["identity"]),
        moved=float(o["identity"] - o["founding_identity"]),
        from_community=answers["legitimacy_from_community"],
        member=bool(o["umbrella_member"]),
        on_board=bool(o["on_board"]),
        left_table=bool(o["left_table"]),
        dissents=bool(o["dissents"]),
        mobilised=bool(o["mobilised"]),
        ready_to_oppose=float(o["contention"]),
        trust_in_peers=float(o["trust_in_peers"]),
        invited=bool(r["seat"] and not r["delegate"]),
        delegate=bool(r["delegate"]),
        known_to_officer=bool(r["direct_access"]),
        before_draft=bool(visit.funder["timing"] > _HALF),
        effect_of_advice=answers["aid_to_decision"],
        members_decide=answers["power_of_members"],
        life=answers["life_with_members"],
        dependence=answers["dependence"],
        mission_grant=money["mission_grant"],
        agreement=money["service_agreement"],
        project=money["project"],
        others=tuple(sorted(others, key=lambda pair: (-pair[1], pair[0]))),
        own_money=min(1.0, _MONTHS * float(o["earned"]) / income),
        unpaid_gap=bool(o["unrestricted"] <= o["gap"] > 0.0),
        calls=visit.calls,
        calls_known=round(answers["calls_known"]),
        strategy=_strategy(o),
        reporting=answers["light_reporting"],
        real_reporting=float(o["real_burden"]),
        complex_contracts=float(o["complexity"]),
        turnover=float(o["turnover"]),
        others_served=float(o["served_ineligible"]) / served if served > 0.0 else 0.0,
        self_perception=view,
        calls_itself="provider"
        if view < visit.provider_below
        else "partner"
        if view > visit.partner_above
        else "between",
        codes={str(d): float(coded.codes[n, i]) for n, d in enumerate(DIMENSIONS)}
        | {PROVIDERS: float(coded.provider[i])},
        luck=luck,
    )


def _strategy(o: Any) -> str:
    """What the use of an organisation's hours says: voice, diversify or comply."""
    if o["hours_advocacy"] > _VOICE * all_hours(o):
        return "voice"
    return "diversify" if o["posts_raising"] > _DIVERSIFY * o["staff"] else "comply"
