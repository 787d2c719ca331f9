"""What ministries know, whom they invite and talk with, who hears of calls."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .funder import Funder
    from .model import Twin
    from .organization import Organization


def standardised(values: list[float]) -> list[float]:
    """Values less their mean, over their standard deviation."""
    mean = sum(values) / len(values)
    spread = math.sqrt(sum((value - mean) ** 2 for value in values) / len(values))
    return [(value - mean) / spread if spread > 1e-12 else 0.0 for value in values]


def conduct_shows(model: Twin) -> None:
    """In March: how little each advocated in the open last year, a post."""
    living = model.living()
    shares = [sum(o.opposition_last_year) / max(1, len(o.opposition_last_year)) for o in living]
    for one, share in zip(living, standardised(shares), strict=True):
        one.consent = -share
        one.opposition_last_year = []


def learn(model: Twin) -> None:
    """Contacts of the month teach; all that is known ages."""
    numbers = model.numbers.knowledge
    keep = 1 - numbers.ageing / 12
    for funder in model.ministries:
        visits = funder.value("accountability", "visits_a_year") / 12
        for one in model.living():
            relation = one.relations[funder.name]
            for name in (
                "file",
                "officer",
                "file_use",
                "file_consent",
                "officer_use",
                "officer_consent",
            ):
                setattr(relation, name, getattr(relation, name) * keep)
            held = [
                model.instrument(programme)
                for (payer, programme), contract in one.contracts.items()
                if payer == funder.name and contract.amount > 0
            ]
            agreements = held.count("service_agreement")
            contacts = visits * (agreements > 0) + (len(held) - agreements) / 12
            meetings = numbers.meetings_of_a_seat * relation.seat * one.attendance
            meetings += relation.talked + numbers.visit * contacts
            teach(one, funder, numbers.precision * meetings)


def teach(one: Organization, funder: Funder, x: float) -> None:
    """A signal of precision x of each trait; a part is written down."""
    if x <= 0:
        return
    relation, written = one.relations[funder.name], one.model.numbers.knowledge.written
    error = 1 / math.sqrt(x)
    use = x * (one.usefulness + one.random.gauss(0, error))
    consent = x * (one.consent + one.random.gauss(0, error))
    relation.file += written * x
    relation.officer += (1 - written) * x
    relation.file_use += written * use
    relation.officer_use += (1 - written) * use
    relation.file_consent += written * consent
    relation.officer_consent += (1 - written) * consent


def values(model: Twin) -> None:
    """Each quarter: who would come, who comes to mind, and what inviting each is worth."""
    numbers = model.numbers.invitations
    living = model.living()
    sizes = standardised([math.log(max(0.1, one.staff)) for one in living])
    for one in living:
        if one.random.random() < 1 - (1 - numbers.directors_leaving) ** 0.25:
            one.willing_draw = one.random.random()
        free = max(0.0, one.staff - one.posts_tied)
        would = free / (free + numbers.half_willing) * (1 - numbers.distance * one.contention)
        one.willing = one.willing_draw < would
    for funder in model.ministries:
        c = numbers.consent * funder.taste
        for one, size in zip(living, sizes, strict=True):
            relation = one.relations[funder.name]
            known = 1 + relation.file + relation.officer
            use = (relation.file_use + relation.officer_use) / known
            consent = (relation.file_consent + relation.officer_consent) / known
            doubt = numbers.doubt * math.sqrt((1 + c * c) * (1 - relation.tie))
            relation.value = numbers.size * size + use + c * consent - doubt
            relation.value += one.random.gauss(0, numbers.other_reasons)
            mind = 1 - (1 - numbers.named) * (1 - relation.tie)
            relation.invitable = one.willing and one.random.random() < mind


def sent(
    model: Twin,
    funder: Funder,  # noqa: ARG001
    board: list[Organization],
    number: int,
) -> list[Organization]:
    """Delegates of the umbrella to a ministry: by lot among its board."""
    chosen: list[Organization] = model.random.sample(board, min(number, len(board)))
    return chosen


def seats(model: Twin) -> None:
    """Each June: delegates of the umbrella, some by lot, the rest by value."""
    largest = max(funder.budget for funder in model.ministries)
    for funder in model.ministries:
        terms = funder.terms.values["consultation"]
        number = model.numbers.consultation.seats_at_full_access * terms["access"]
        number = round(number * funder.attitude * funder.budget / largest)
        living = model.living()
        for one in living:
            one.relations[funder.name].seat = one.relations[funder.name].delegate = False
        board = [one for one in living if one.on_board]
        delegates = sent(model, funder, board, int(terms["umbrella_share"] * number + 1e-9))
        for one in delegates:
            one.relations[funder.name].seat = one.relations[funder.name].delegate = True
        others = [o for o in living if o.relations[funder.name].invitable and o not in delegates]
        others.sort(key=lambda o: (-o.relations[funder.name].value, o.name))
        left = max(0, number - len(delegates))
        by_lot = round(terms["by_lot"] * left)
        for one in model.random.sample(others, min(by_lot, len(others))):
            one.relations[funder.name].seat = True
        for one in others:
            if left - by_lot <= 0:
                break
            if not one.relations[funder.name].seat:
                one.relations[funder.name].seat = True
                left -= 1


def talk(model: Twin) -> None:
    """Officers' conversations of the month, at most one with an organisation a quarter."""
    quarter = (model.month // 3) % 4
    for funder in model.ministries:
        for one in model.living():
            relation = one.relations[funder.name]
            relation.talked = False
            if model.month % 3 == 0:
                relation.talks[quarter] = 0.0
        for number, officer in enumerate(funder.officers):
            officer.due += model.numbers.conversations.a_year / 12 * funder.attitude
            ranked = [
                one
                for one in funder.portfolio(number)
                if one.relations[funder.name].invitable
                and not one.relations[funder.name].talks[quarter]
            ]
            ranked.sort(key=lambda o: (-o.relations[funder.name].value, o.name))
            for one in ranked[: int(officer.due)]:
                one.relations[funder.name].talked = True
                one.relations[funder.name].talks[quarter] = 1.0
                officer.due -= 1
            officer.due = min(officer.due, 3.0)
        for one in model.living():
            relation = one.relations[funder.name]
            own = relation.seat and not relation.delegate
            relation.direct_access = own or sum(relation.talks) >= 2


def news(model: Twin) -> None:
    """Who hears of each call; who holds what is called for hears of it."""
    numbers, umbrella = model.numbers.news, model.numbers.umbrella.news
    for funder in model.funders:
        inside = sum(
            one.relations[funder.name].seat and one.umbrella_member for one in model.living()
        )
        heard_there = 1 - (1 - numbers.by_access) ** inside
        for one in model.living():
            relation = one.relations[funder.name]
            near = relation.direct_access or relation.delegate
            chance = 1 - (1 - numbers.public) * (1 - numbers.by_access * near) * (
                1 - umbrella * one.attendance * heard_there * one.umbrella_member
            )
            for programme in funder.programmes_open():
                contract = one.contracts[funder.name, programme]
                contract.heard = contract.amount > 0 or one.random.random() < chance
