"""What a profile says about one organisation: answers where a question was asked, the fact sheet otherwise.

A fact sheet is what its public page and its books say, as in the thesis: size, place, offer, money.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

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
type Strategy = Literal["voice", "diversify", "comply"]
type CalledItself = Literal["provider", "between", "partner"]


@dataclass(frozen=True, slots=True)
class Facts:
    """What templates read of one organisation: shares and scores from 0 to 1 where no unit is told."""

    name: str
    place: str
    years: int  # since it was founded
    founded_in_run: bool
    staff: float  # full-time posts
    budget: float  # 2020 dollars a year
    needs: tuple[str, str]
    focus: float  # share of the offer that goes to the first need
    own_offer: float
    advocacy: float  # as reported
    orientation: float
    moved: float  # orientation now less at founding
    from_community: float  # as reported: of its standing
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
    direct: bool  # has the ministry's ear without the table
    before_draft: bool  # when the ministry asks, if it asks
    effect_of_advice: float  # as reported
    members_decide: float  # as reported
    life: float  # as reported
    dependence: float  # as reported
    mission_grant: float  # 2020 dollars a year, as all amounts
    agreement: float
    project: float
    others: list[tuple[str, float]]  # the largest first
    own_money: float  # share of receipts
    unpaid_gap: bool  # free money does not fill what agreements leave
    calls: int
    calls_known: int  # as reported
    strategy: Strategy
    reporting: float  # as reported
    complex_contracts: float
    turnover: float
    others_served: float  # share of people served whom nobody pays for
    calls_itself: CalledItself
    codes: dict[str, float]
    luck: float  # in [0, 1), its own: chooses among ways of saying the same


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
    invited, known = bool(r["seat"] and not r["delegate"]), bool(r["direct_access"])
    view = float(o["self_perception"])
    called: CalledItself = "provider" if view < visit.provider_below else "between"
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
        invited=invited,
        delegate=bool(r["delegate"]),
        known_to_officer=known,
        direct=invited or known,
        before_draft=bool(visit.funder["timing"] > _HALF),
        effect_of_advice=answers["aid_to_decision"],
        members_decide=answers["power_of_members"],
        life=answers["life_with_members"],
        dependence=answers["dependence"],
        mission_grant=money["mission_grant"],
        agreement=money["service_agreement"],
        project=money["project"],
        others=sorted(others, key=lambda pair: (-pair[1], pair[0])),
        own_money=min(1.0, _MONTHS * float(o["earned"]) / income),
        unpaid_gap=bool(o["unrestricted"] <= o["gap"] > 0.0),
        calls=visit.calls,
        calls_known=round(answers["calls_known"]),
        strategy=_strategy(o),
        reporting=answers["light_reporting"],
        complex_contracts=float(o["complexity"]),
        turnover=float(o["turnover"]),
        others_served=float(o["served_ineligible"]) / served if served > 0.0 else 0.0,
        calls_itself="partner" if view > visit.partner_above else called,
        codes={str(d): float(coded.codes[n, i]) for n, d in enumerate(DIMENSIONS)}
        | {PROVIDERS: float(coded.provider[i])},
        luck=luck,
    )


def _strategy(o: Any) -> Strategy:
    """What the use of an organisation's hours says: voice, diversify or comply."""
    if o["hours_advocacy"] > _VOICE * all_hours(o):
        return "voice"
    return "diversify" if o["posts_raising"] > _DIVERSIFY * o["staff"] else "comply"
