"""The lexicon of a report: what each measure that it shows is, in a line."""

from __future__ import annotations

from collections.abc import Iterable

from partnersim.language import current
from partnersim.language.text import Text
from partnersim.report.formatting import words

MEANINGS = {
    "recognition": Text("an offer and a standing of their own rather than the state's"),
    "representation": Text("defence of rights, and members' share in the decisions of boards"),
    "participation": Text("a part in forming policy, and time for associative life"),
    "consultation": Text("advice asked for before the draft, taken up, and speaking for members"),
    "funding": Text("money of the state for the mission, and income that comes back each year"),
    "accountability": Text("light reports, free of targets, and answering to members"),
    "identity_mean": Text(
        "mean of two shares: posts in mission work (full at 40 % of posts) and seats of members and allies on the "
        "board (full at two thirds); 0: provider of services, 1: autonomous"
    ),
    "service_provider_share": Text("organisations that would say so of themselves"),
    "autonomous_partner_share": Text("organisations that would say so of themselves"),
    "autonomy_index": Text(
        "mean of the six dimensions (0: New Public Management, 1: autonomous community action), lowered where posts "
        "are too few to serve everyone"
    ),
    "direct_access_share": Text(
        "organisations with a seat at its table, or with two conversations a year"
    ),
    "reporting_share": Text("share of working hours that reports to funders take"),
    "mission_hours": Text("hours for associative life and the defence of rights"),
    "served_share": Text("share of the requests made that an organisation answers"),
    "ineligible_served_share": Text(
        "share answered of the requests of people whose services the ministry does not pay for, such as asylum seekers"
    ),
    "legitimacy_from_community": Text(
        "standing that comes from active members rather than from ties with the ministry"
    ),
    "policy_need_congruence": Text(
        "how far what the ministry puts first is what newcomers need most; 0: not at all, 1: wholly"
    ),
    "need_after_24_months": Text("mean over six kinds of need; 0: none, 1: whole"),
}
SIX = tuple(MEANINGS)[:6]
_ENDS = ("_change", "_last_month")  # of what a sweep measures


def lexicon(names: Iterable[str]) -> list[tuple[str, str]]:
    """The measures among these that have more to say than their name, in the order of the lexicon.

    Of a measure that the lexicon does not hold, what its declaration says after the colon.
    """
    own = list(dict.fromkeys(_measure(name) for name in names))
    found = [
        (words.label(name), meaning.in_language(current()))
        for name, meaning in MEANINGS.items()
        if name in own
    ]
    for name in own:
        if name not in MEANINGS:
            try:
                label, _, rest = words.meaning(name).partition(":")
            except KeyError:
                continue
            if rest.strip():
                found.append((label.strip(), rest.strip()))
    return found


def _measure(name: str) -> str:
    for end in _ENDS:
        name = name.removesuffix(end)
    return name
