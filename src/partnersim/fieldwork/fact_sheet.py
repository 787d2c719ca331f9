"""What a profile says about one organisation: answers where a question was asked, the fact sheet otherwise.

A fact sheet is what its public page and its books say, as in the thesis: size, place, offer, money.
"""

from __future__ import annotations

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
Facts = dict[str, Any]  # shares in [0, 1], dollars a year, counts; what templates read


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
    called = "provider" if view < visit.provider_below else "between"
    return {
        "name": visit.names[i],
        "place": visit.place_names[int(o["place"])],
        "years": int((visit.now - o["founded_month"]) // _MONTHS),
        "founded_in_run": bool(o["founded_month"] > 0),
        "staff": float(o["staff"]),
        "budget": income,
        "needs": (NEEDS[int(first)], NEEDS[int(second)]),
        "focus": float(o["offer"][first]),  # share of the offer that goes to the first need
        "own_offer": answers["own_offer"],
        "advocacy": answers["opposition"],  # as reported
        "orientation": float(o["identity"]),
        "moved": float(o["identity"] - o["founding_identity"]),  # orientation now less at founding
        "from_community": answers["legitimacy_from_community"],  # as reported: of its standing
        "member": bool(o["umbrella_member"]),
        "on_board": bool(o["on_board"]),
        "left_table": bool(o["left_table"]),
        "dissents": bool(o["dissents"]),
        "mobilised": bool(o["mobilised"]),
        "ready_to_oppose": float(o["contention"]),
        "trust_in_peers": float(o["trust_in_peers"]),
        "invited": invited,
        "delegate": bool(r["delegate"]),
        "known_to_officer": known,
        "direct": invited or known,  # has the ministry's ear without the table
        "before_draft": bool(visit.funder["timing"] > _HALF),  # when the ministry asks, if it asks
        "effect_of_advice": answers["aid_to_decision"],  # as reported
        "members_decide": answers["power_of_members"],  # as reported
        "life": answers["life_with_members"],  # as reported
        "dependence": answers["dependence"],  # as reported
        "mission_grant": money["mission_grant"],
        "agreement": money["service_agreement"],
        "project": money["project"],
        "others": sorted(others, key=lambda pair: (-pair[1], pair[0])),  # the largest first
        "own_money": min(1.0, _MONTHS * float(o["earned"]) / income),  # share of receipts
        # free money does not fill what agreements leave
        "unpaid_gap": bool(o["unrestricted"] <= o["gap"] > 0.0),
        "calls": visit.calls,
        "calls_known": round(answers["calls_known"]),  # as reported
        "strategy": _strategy(o),
        "reporting": answers["light_reporting"],  # as reported
        "complex_contracts": float(o["complexity"]),
        "turnover": float(o["turnover"]),
        # share of people served whom nobody pays for
        "others_served": float(o["served_ineligible"]) / served if served > 0.0 else 0.0,
        "calls_itself": "partner" if view > visit.partner_above else called,
        "codes": {str(d): float(coded.codes[n, i]) for n, d in enumerate(DIMENSIONS)}
        | {PROVIDERS: float(coded.provider[i])},
        "luck": luck,  # in [0, 1), its own: chooses among ways of saying the same
    }


def _strategy(o: Any) -> str:
    """What the use of an organisation's hours says: voice, diversify or comply."""
    if o["hours_advocacy"] > _VOICE * all_hours(o):
        return "voice"
    return "diversify" if o["posts_raising"] > _DIVERSIFY * o["staff"] else "comply"
