"""A sensitivity study on a screen: indices with their intervals, and how far to trust them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from partnersim.language import numbers, say
from partnersim.report.formatting import factors, words
from partnersim.report.formatting.assumptions import sentence_of_folder
from partnersim.report.screens.run import WIDTH

if TYPE_CHECKING:
    from rich.console import Console

    from partnersim.analysis.sensitivity.indices import Index, Study
    from partnersim.results.studied import Sensitivity

FIRST_SHOWN = {"sobol": "total", "emulator": "total", "morris": "mu_star", "lhs": "rank_regression",
               "pawn": "pawn", "delta": "delta"}  # fmt: skip
_LEAST_SHOWN = 0.01
_CELL = 19  # signs of an index with its interval


def kind_name(kind: str) -> str:
    """What an index is called."""
    names = {
        "total": say("Total effect"), "first_order": say("Alone"), "mu_star": say("Mean effect of a step"),
        "sigma": say("Spread of effects"), "rank_regression": say("Rank regression"),
        "pawn": "PAWN", "delta": "δ",
    }  # fmt: skip
    return names[kind]


def print_studies(found: Sensitivity, console: Console) -> None:
    """Each outcome: a table, largest first, and what the sample was worth."""
    from rich.text import Text

    width = min(WIDTH, console.width)
    for study in found.studies:
        console.print(Text(outcome_label(study.outcome), "bold"), width=width)
        _print_table(study, console, width)
        for sentence in trust(study):
            console.print(Text(sentence, "dim"), width=width)
        console.print()
    for problem in found.left_out.values():
        console.print(Text(say("Left out: {problem}", problem=problem), "bold"), width=width)
    about = found.sweep.frame("design").attrs
    for sentence in dependent_ranges(found.sweep.manifest["experiment"]["factors"]):
        console.print(Text(sentence, "dim"), width=width)
    varied = [name for name, role in about["roles"].items() if role != "key"]
    factors.print_meanings(about["meanings"], varied, console, width)
    if behind := sentence_of_folder(found.sweep.folder):
        console.print(Text(behind, "dim"), width=width)
    console.print(Text(words.not_a_forecast(), "bold"), width=width)


def outcome_label(name: str) -> str:
    """What an outcome of a sweep is called."""
    from partnersim.outcomes.recorder import SECTOR_NAMES

    for ending, text in (("_change", say("{name}, change over the scenario")),
                         ("_last_month", say("{name}, last month"))):  # fmt: skip
        if name not in SECTOR_NAMES and name.endswith(ending):
            return text.replace("{name}", words.label(name.removesuffix(ending)))
    return words.label(name)


def _print_table(study: Study, console: Console, width: int) -> None:
    from rich.table import Table
    from rich.text import Text

    kind = FIRST_SHOWN[study.method]
    beside = [one for one in ("first_order", "sigma") if study.of(one)]
    grid = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold", width=width)
    grid.add_column(say("Factor"), ratio=1, overflow="fold")
    grid.add_column(kind_name(kind), no_wrap=True)
    for one in beside:
        grid.add_column(kind_name(one), no_wrap=True)
    if study.of(kind, "variance"):
        grid.add_column(say("Of the spread by luck"), no_wrap=True)
    others = {one: {index.factor: index for index in study.of(one)} for one in beside}
    spread = {index.factor: index for index in study.of(kind, "variance")}
    for index in study.of(kind):
        cells = [_cell(index), *(_cell(others[one][index.factor]) for one in beside)]
        if spread:
            cells.append(_cell(spread[index.factor]))
        path = factors.in_lines(
            index.factor, min(40, width - max(_CELL, *map(len, cells)) * len(cells))
        )
        grid.add_row(Text(path), *cells)
    console.print(grid, width=width)


def dependent_ranges(factors: Sequence[Mapping[str, Any]]) -> list[str]:
    """What an index means where the range of a factor depends on another."""
    return [
        say("The range of {factor} depends on {other}: its index is that of its place in the range, and "
            "where {other} moves both do.", factor=one["path"], other=end["parameter"])
        for one in factors
        for end in (one.get("min"), one.get("max"))
        if isinstance(end, Mapping)
    ]  # fmt: skip


def _cell(index: Index) -> str:
    if index.detectable is False:
        return say("not detectable")
    unknown = numbers.NO_BREAK + "?" if index.detectable is None else ""
    if index.low >= 0.0 and index.high < _LEAST_SHOWN:
        return say("under {number}", number=numbers.number(_LEAST_SHOWN, 2)) + unknown
    return numbers.interval(index.value, index.low, index.high) + unknown


def trust(study: Study) -> list[str]:
    """Luck's share, the verdict on the size of the sample, and what a method cannot see."""
    from partnersim.analysis.sensitivity.sobol import WIDE

    found = []
    if study.replicates > 1:
        found.append(
            say("Luck alone makes {share} of the variance of single runs: {common} the same on every row, "
                "since all meet the same seeds, and so in no index; {own} another on each row. Replicates of "
                "each row: {replicates}.",
                share=numbers.percent(study.luck.luck_share), common=numbers.percent(study.luck.common_share),
                own=numbers.percent(study.luck.luck_share - study.luck.common_share),
                replicates=study.replicates)
        )  # fmt: skip
    else:
        found.append(say("One replicate of each row: what luck does to single runs is not known."))
    if any(one.detectable is None for one in study.indices):
        found.append(
            say(
                "?: one replicate of each row does not tell what luck alone would show, so whether a factor "
                "is detectable is not known. Take two replicates or more."
            )
        )
    if study.convergence:
        steps = "; ".join(
            f"{numbers.number(one.samples, 0)} (±{numbers.number(one.widest, 2)})"
            for one in study.convergence
        )
        if study.method == "sobol":
            found.append(say("Widest interval of a total index, by samples: {steps}.", steps=steps))
            wide = numbers.number(WIDE, 2)
            found.append(
                say("None is wider than ±{wide}: the sample is large enough.", wide=wide)
                if study.converged
                else say("For none wider than ±{wide} about {needed} samples are needed.", wide=wide,
                         needed=numbers.number(study.needed, 0))
            )  # fmt: skip
    if study.q2 == study.q2:
        share = numbers.number(study.q2, 2)
        found.append(
            say("Share of the variance of ranks that it explains: {share}.", share=share)
            if study.method == "lhs"
            else say("Share of the variance of unseen rows that the emulator predicts: {share}.",
                     share=share)
        )  # fmt: skip
    found.append(
        say("Not detectable: not above what luck or the chance of the design alone would show of the "
            "factor. Intervals: 95 % of resampled blocks or rows.")
    )  # fmt: skip
    return found
