"""How answers differ from the state: a few rules, each with its parameter and its evidence.

- Reporting is reported as it is felt: habit lowers it, complexity raises it.
- Advocacy is reported partly as what the organisation stands for: hours and orientation are mixed, an
  orientation of 1 being reported as "both alike"; dependence on the ministry lowers it.
- The ministry's recognition is judged by the access one has to it.
- What became of advice looks better from near and to those who see themselves as partners.
- Of calls, only those heard of are known.
- Figures come from memory: each is off by some share of itself, drawn by organisation.

Other answers are the state itself; with perception off, all are.
"""

from __future__ import annotations

import math

import numpy as np

from partnersim.fieldwork.guide import BESIDE, ITEMS, state_of
from partnersim.fieldwork.parameters import Values
from partnersim.fieldwork.sampling import luck_of
from partnersim.fieldwork.visit import Visit
from partnersim.state.world import Numbers

_BOTH_ALIKE = 0.5  # the pole of `opposition`: advocacy weighs as much as services
_EXACT = ("advice_before_draft", *BESIDE)  # a yes or no, a count, a word: nothing to misremember
_TRIANGLE = math.sqrt(6.0)  # two uniform draws, less one, times this: standard deviation 1


def answers(visit: Visit, values: Values, perception: bool) -> Numbers:
    """What organisations report (items, o), in the units of the state."""
    reported = state_of(visit)
    if not perception:
        return reported
    _replace(reported, "light_reporting", felt_reporting(visit, values))
    _replace(reported, "opposition", reported_opposition(visit, values))
    _replace(reported, "legitimacy_from_community", reported_legitimacy(visit, values))
    view = view_of_advice(visit, values)
    for item in ("aid_to_decision", "formulation"):
        _replace(reported, item, np.clip(reported[ITEMS.index(item)] * view, 0.0, 1.0))
    _replace(reported, "calls_known", visit.heard)
    return _from_memory(visit, reported, values["imprecision"])


def felt_reporting(visit: Visit, values: Values) -> Numbers:
    """Share of hours that reporting is said to take."""
    real: Numbers = visit.observed["light_reporting"]
    felt: Numbers = visit.organizations["felt_burden"]
    if not felt.any():  # how it is felt is not modelled
        return real
    return real + values["burden_as_felt"] * (felt - real)


def reported_opposition(visit: Visit, values: Values) -> Numbers:
    """Share that advocacy is said to have in advocacy and services."""
    done = visit.observed["opposition"]
    stands_for = _BOTH_ALIKE * visit.organizations["identity"]
    said = done + values["mission_as_reported"] * (stands_for - done)
    reported: Numbers = said * (1.0 - values["reserve_towards_funder"] * visit.dependence)
    return reported


def reported_legitimacy(visit: Visit, values: Values) -> Numbers:
    """Share of its standing that it thinks it owes to the community."""
    rooted, relation = visit.organizations["participation"], visit.relations
    by_contact = values["recognition_by_contact"] * (relation["direct_access"] - relation["tie"])
    recognised = relation["tie"] + by_contact
    reported: Numbers = rooted / np.maximum(rooted + recognised, 1e-9)
    return reported


def view_of_advice(visit: Visit, values: Values) -> Numbers:
    """What multiplies the effect of advice in its eyes: 1 where closeness and self-perception sum to 1."""
    near = visit.relations["tie"] + visit.organizations["self_perception"] - 1.0
    view: Numbers = 1.0 + values["advice_by_closeness"] * near
    return view


def _replace(reported: Numbers, item: str, value: Numbers) -> None:
    reported[ITEMS.index(item)] = value


def _from_memory(visit: Visit, reported: Numbers, imprecision: float) -> Numbers:
    """Figures off by a share of themselves; a nought stays a nought."""
    first = luck_of(visit, len(ITEMS), "fieldwork.memory.1")
    second = luck_of(visit, len(ITEMS), "fieldwork.memory.2")
    off = 1.0 + imprecision * _TRIANGLE * (first + second - 1.0)
    off[[ITEMS.index(item) for item in _EXACT]] = 1.0
    off[ITEMS.index("calls_known")] = 1.0
    numbers = reported * off
    shares = np.arange(len(ITEMS)) != ITEMS.index("calls_known")
    numbers[shares] = np.clip(numbers[shares], 0.0, 1.0)
    return numbers
