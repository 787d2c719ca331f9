"""The table of docs/patterns.md and docs/constats.md: every part under the prior and after the fit.

Saved verdicts stand beside what the calibration saved of the same part: how the fit treated it, and
where it lies under the posterior.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from partnersim.language import current, numbers, say
from partnersim.report.formatting.verdicts import (
    case_of,
    command,
    figure,
    in_words,
    name_of,
    use_of,
    verdict_label,
)
from partnersim.report.screens.calibration import status_in_words
from studies.pages.markdown import table_of

if TYPE_CHECKING:
    from partnersim.analysis.validation.verdicts import PartVerdict


def anchor(verdict: PartVerdict) -> str:
    """The name of a part's row, the same in every language."""
    return re.sub(r"[^a-z0-9]+", "-", verdict.name.lower())


def link(verdict: PartVerdict, text: str = "") -> str:
    """A link to a part's row."""
    return f"[{text or name_of(verdict)}](#{anchor(verdict)})"


def fits() -> dict[str, dict[str, Any]]:
    """What the calibration saved of each `cal` part, by `P4.level`."""
    from studies.saved import values_of

    return {
        f"{value['pattern']}.{value['part']}": value for value in values_of("calibration_patterns")
    }


def posterior() -> dict[str, PartVerdict]:
    """The verdicts on `val` parts under the posterior, where it says something of the scenario."""
    from partnersim.analysis.validation.verdicts import saved
    from studies.saved import POSTERIOR_VERDICTS

    return {verdict.name: verdict for verdict in saved(POSTERIOR_VERDICTS)}


def caption() -> str:
    """Under what the numbers are, and the command that makes them again."""
    from partnersim.analysis.validation.verdicts import RUNS, SEED

    return say(
        "Numbers are under the prior, before any fit: {runs} paired runs of each case, seed {seed}, `{command}`. "
        "The last column but one is under the posterior, after the fit; a dash stands where the posterior says nothing "
        "of the scenario.", runs=RUNS, seed=SEED, command=command(),
    )  # fmt: skip


def table(judged: Sequence[PartVerdict]) -> str:
    """Every part, in the language in use."""
    fitted, later = fits(), posterior()
    heads = (
        say("pattern"), say("use, year"), say("measured"), say("expected"),
        say("mean [95 % interval]"), say("holds in"), say("after the fit: mean, holds in"),
        say("verdict"),
    )  # fmt: skip
    return table_of(
        heads,
        (
            (
                f'<a id="{anchor(verdict)}"></a>{name_of(verdict)}', f"{use_of(verdict.part)}, {verdict.part.year}",
                f"{verdict.part.what.in_language(current())} ({case_of(verdict.part)})",
                in_words(verdict.part.expected), estimate(verdict), share(verdict.holds),
                _after(verdict, fitted, later), treated(verdict, fitted),
            )
            for verdict in judged
        ),
    )  # fmt: skip


def estimate(verdict: PartVerdict) -> str:
    """The mean and its interval."""
    return f"{figure(verdict.mean)} [{figure(verdict.low)}; {figure(verdict.high)}]"


def share(holds: float) -> str:
    """In how many runs it holds."""
    return say("{share} % of runs", share=numbers.number(100 * holds, 0))


def _after(
    verdict: PartVerdict, fitted: dict[str, dict[str, Any]], later: dict[str, PartVerdict]
) -> str:
    if verdict.name in fitted:
        return after(fitted[verdict.name]["mean_after"], fitted[verdict.name]["holds_after"])
    if verdict.name not in later:
        return numbers.MISSING
    refit = later[verdict.name]
    text = after(refit.mean, refit.holds)
    if verdict_label(refit) == verdict_label(verdict):
        return text
    return say("{numbers}: {verdict}", numbers=text, verdict=verdict_label(refit))


def after(mean: float, holds: float) -> str:
    """A mean, and in how many runs it holds."""
    return say("{mean}, {share} %", mean=figure(mean), share=numbers.number(100 * holds, 0))


def treated(verdict: PartVerdict, fitted: dict[str, dict[str, Any]]) -> str:
    """The verdict, its star, and of a `cal` part what the fit made of it."""
    text = verdict_label(verdict) + " *" * verdict.part.written_in
    if verdict.name not in fitted:
        return text
    return f"{text}; {status_in_words(fitted[verdict.name]['status'])}"
