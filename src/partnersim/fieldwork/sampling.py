"""The sample: a frame as named filters with the count left at each, a response, then n interviews.

Everybody in the frame is written to. Readiness to grant an interview is drawn by organisation from
the run's seed, in sample s

    e[s, i] = -log(u[s, i]) / exp(lean x identity[i])

and the n readiest are interviewed: with no lean every set of n is equally likely; with lean,
organisations are drawn one after another in proportion to their weights (Efraimidis and Spirakis
2006). That the target of n is reached, as it was in the thesis after two rounds of letters, and
that readiness is equal are assumptions: of the fourteen of 24 who were not interviewed nothing is
known but that one withdrew, one declined and twelve were silent (F3).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from partnersim.declarations import Text
from partnersim.fieldwork.visit import Visit, paid_for
from partnersim.language import UserError, current, named, say
from partnersim.state.draws import Stream, uniform
from partnersim.state.kernel import kernel
from partnersim.state.world import Numbers

Mask = NDArray[np.bool_]
WITHOUT_INTERVIEW = {"withdrew": 1, "declined": 1, "silent": 12}  # F3


@dataclass(frozen=True, slots=True)
class Filter:
    """A step that narrows the list; `in_thesis` is what the thesis had left after it, if it says."""

    name: str
    meaning: Text
    keeps: Callable[[Visit], Mask]
    in_thesis: int | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """A named way of listing whom one may interview."""

    name: str
    title: Text
    filters: tuple[Filter, ...]


_LIVING = Filter("living", Text("in activity"), lambda v: np.ones(v.count, bool))
_PAID = Filter(
    "paid",
    Text("paid by the ministry for services"),
    lambda v: paid_for(v, "service_agreement", "project") > 0.0,
    in_thesis=126,
)
_MONTREAL = Filter(
    "montreal",
    Text("in Montreal"),
    lambda v: v.organizations["place"] == 0,  # the main place
    in_thesis=39,
)
_CORE = Filter(
    "core",
    Text("integration as core activity"),
    lambda v: v.organizations["core_activity"],
    in_thesis=24,
)
_MEMBER = Filter(
    "member", Text("members of the umbrella table"), lambda v: v.organizations["umbrella_member"]
)
FRAMES = {
    frame.name: frame
    for frame in (
        Frame("thesis", Text("the thesis's list"), (_LIVING, _PAID, _MONTREAL, _CORE)),
        Frame("province", Text("the same, all places"), (_LIVING, _PAID, _CORE)),
        Frame("members", Text("the umbrella's members"), (_LIVING, _MEMBER)),
        Frame("all", Text("all organisations"), (_LIVING,)),
    )
}


@dataclass(frozen=True, slots=True)
class Step:
    """How many are left once a filter has passed."""

    filter: Filter
    left: int


def narrow(visit: Visit, frame: Frame) -> tuple[NDArray[np.intp], tuple[Step, ...]]:
    """Positions in the visit of those in the frame, and the count left at each step."""
    mask = np.ones(visit.count, bool)
    steps = []
    for each in frame.filters:
        mask = mask & each.keeps(visit)
        steps.append(Step(each, int(mask.sum())))
    return np.flatnonzero(mask), tuple(steps)


def check_size(visit: Visit, frame: Frame, interviews: int) -> None:
    """Raise UserError when more are asked for than the frame holds."""
    inside, steps = narrow(visit, frame)
    if interviews <= len(inside):
        return

    language = current()
    left = "; ".join(f"{step.filter.meaning.in_language(language)}: {step.left}" for step in steps)
    wider = [name for name in FRAMES if len(narrow(visit, FRAMES[name])[0]) >= interviews]
    hint = " " + say("Wide enough: {names}.", names=", ".join(wider)) if wider else ""
    raise UserError(
        "{option} {n}: a sample cannot be larger than its frame. Frame {frame} holds {left} organisations "
        "in run {run} ({steps}).{hint}",
        option=named("--n", "interviews"),
        n=interviews,
        frame=frame.name,
        left=len(inside),
        run=visit.run,
        steps=left,
        hint=hint,
    )


@kernel
def draw_luck(stream: Stream, rows: NDArray[np.intp], luck: Numbers) -> None:
    """Draw a number in [0, 1) by sample and organisation.

    Parameters
    ----------
    stream
        Of the decision.
    rows : array (organisations,)
        Rows of the table of organisations.
    luck : array (samples, organisations)
        Written.
    """
    for s in range(luck.shape[0]):
        for n in range(len(rows)):
            luck[s, n] = uniform(stream, 0, s, rows[n])


def luck_of(visit: Visit, samples: int, decision: str = "fieldwork.readiness") -> Numbers:
    """Draws in [0, 1) (samples, o); sample 0 is the one that is interviewed."""
    luck = np.zeros((samples, visit.count))
    draw_luck(visit.draws.stream(decision), visit.rows, luck)
    return luck


def readiest(
    luck: Numbers, inside: NDArray[np.intp], interviews: int, lean: Numbers | None = None
) -> NDArray[np.intp]:
    """Positions of those interviewed (samples, n), from draws over all (samples, o).

    lean (o,): log-odds of readiness; none means that all are as ready.
    """
    waits = -np.log(np.maximum(luck[:, inside], 1e-300))
    if lean is not None:
        waits = waits * np.exp(-(lean[inside] - lean[inside].mean()))
    order = np.argsort(waits, axis=1, kind="stable")[:, :interviews]
    ready: NDArray[np.intp] = inside[order]
    return ready


def answers_to_letter(
    visit: Visit, inside: NDArray[np.intp], interviewed: NDArray[np.intp]
) -> dict[str, int]:
    """How many were interviewed, withdrew, declined or never answered."""
    others = np.setdiff1d(inside, interviewed)
    luck = luck_of(visit, 1, "fieldwork.letter")[0, others]
    counts = np.array(list(WITHOUT_INTERVIEW.values()))
    kind = np.searchsorted(np.cumsum(counts) / counts.sum(), luck, side="right")
    return {
        "interviewed": len(interviewed),
        **{name: int((kind == k).sum()) for k, name in enumerate(WITHOUT_INTERVIEW)},
    }
