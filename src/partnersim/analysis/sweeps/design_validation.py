"""Validation of an experiment: ranges within bounds, choices that exist, designs that can be made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partnersim.analysis.runs.overlays import Place, Value
from partnersim.analysis.sweeps import designs
from partnersim.analysis.sweeps.factors import LEVER, Factor, Relation, order_of, values_of
from partnersim.analysis.sweeps.schema import FactorForm
from partnersim.declarations import Parameter, Role, Shares, Text
from partnersim.language import UserError, decimal, did_you_mean, say
from partnersim.scenario import former_keys
from partnersim.scenario.arguments import shown_briefly
from partnersim.scenario.parameter_groups import model_groups
from partnersim.scenario.validation_errors import wrong

if TYPE_CHECKING:
    import numpy as np

    from partnersim.analysis.sweeps.experiment import Experiment

MOST_RUNS = 10_000_000
_SLACK = 1e-9


def factor_of(
    path: str,
    kind: str,
    form: FactorForm | None,
    known: Mapping[str, tuple[Place, Parameter | Shares]],
    file: Path,
    key: str,
) -> Factor:
    """A factor from what the file says and what the parameter declares."""
    if path not in known:
        former_keys.check(file, path)
        raise wrong(file, key, "there is no such parameter.{hint}", hint=_hint(path, known))
    place, entry = known[path]
    if kind == LEVER and entry.role is not Role.LEVER:
        raise wrong(file, key, "nobody chooses it; it belongs under {name}.", name="uncertainties")
    form = form or FactorForm()
    what: dict[str, Any] = {
        "path": path,
        "kind": kind,
        "place": place,
        "unit": entry.unit,
        "meaning": entry.meaning if place.share is None else _of_share(entry.meaning, place.share),
    }
    if not isinstance(entry, Parameter):
        return _ranged(what, (0.0, 1.0), (0.0, 1.0), False, form, file, key)
    if isinstance(entry.default, bool | str):
        every = (False, True) if isinstance(entry.default, bool) else entry.choices
        return Factor(**what, choices=_choices(form, every, file, key))
    assert entry.bounds is not None
    whole = isinstance(entry.default, int)
    if form.choices is not None:
        return Factor(**what, choices=_numbers(form, entry.bounds, whole, file, key))
    return _ranged(what, entry.bounds, entry.prior or entry.bounds, whole, form, file, key)


def _of_share(meaning: Text, share: str) -> Text:
    return Text.filled("{what}: {share}", what=meaning, share=share)


def _hint(path: str, known: Mapping[str, object]) -> str:
    last = path.rpartition(".")[2]
    homes = [home for home in known if home.rpartition(".")[2] == last]
    return did_you_mean(path, homes, cutoff=0.0) if homes else did_you_mean(path, known)


def _choices(form: FactorForm, every: Sequence[Value], file: Path, key: str) -> tuple[Value, ...]:
    if form.min is not None or form.max is not None:
        raise wrong(
            file,
            key,
            "it has no range; name its choices: {names}.",
            names=", ".join(map(_written, every)),
        )
    chosen = tuple(form.choices or every)
    for choice in chosen:
        if not any(choice == other and type(choice) is type(other) for other in every):
            raise wrong(
                file,
                f"{key}.choices",
                "{value} is not allowed; allowed: {allowed}.",
                value=shown_briefly(choice),
                allowed=", ".join(map(_written, every)),
            )
    return _different(chosen, file, key)


def _numbers(
    form: FactorForm, bounds: tuple[float, float], whole: bool, file: Path, key: str
) -> tuple[Value, ...]:
    if form.min is not None or form.max is not None:
        raise wrong(file, key, "a range or choices, not both.")
    chosen = []
    for choice in form.choices or []:
        _check_number(choice, bounds, whole, file, f"{key}.choices")
        chosen.append(choice if whole else float(choice))
    return _different(tuple(chosen), file, key)


def _different(chosen: tuple[Value, ...], file: Path, key: str) -> tuple[Value, ...]:
    if len(set(chosen)) < len(chosen):
        raise wrong(file, f"{key}.choices", "a choice stands twice.")
    return chosen


def _ranged(
    what: dict[str, Any],
    bounds: tuple[float, float],
    usual: tuple[float, float],
    whole: bool,
    form: FactorForm,
    file: Path,
    key: str,
) -> Factor:
    ends: list[float | Relation] = []
    for name, given, default in (("min", form.min, usual[0]), ("max", form.max, usual[1])):
        if given is None:
            ends.append(float(default))
        elif isinstance(given, int | float):
            _check_number(given, bounds, whole, file, f"{key}.{name}")
            ends.append(float(given))
        else:
            ends.append(Relation(given.parameter, given.times, given.plus))
    low, high = ends
    if not isinstance(low, Relation) and not isinstance(high, Relation) and low >= high:
        raise wrong(
            file,
            key,
            "min ({low}) must lie below max ({high}).",
            low=decimal(low),
            high=decimal(high),
        )
    return Factor(**what, low=low, high=high, bounds=bounds, whole=whole)


def _check_number(
    value: Value, bounds: tuple[float, float], whole: bool, file: Path, key: str
) -> None:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    right = number and (isinstance(value, int) or not whole or float(value).is_integer())
    if not right or not bounds[0] <= float(value) <= bounds[1]:
        kind = say("a whole number" if whole else "a number")
        allowed = say(
            "{whole} from {low} to {high}",
            whole=kind,
            low=decimal(bounds[0]),
            high=decimal(bounds[1]),
        )
        raise wrong(
            file,
            key,
            "{value} is out of bounds; allowed: {allowed}.",
            value=_written(value),
            allowed=allowed,
        )


def _written(value: Value) -> str:
    if isinstance(value, float):
        return decimal(value, "")
    return str(value).lower() if isinstance(value, bool) else str(value)


def check_design(experiment: Experiment, file: Path) -> None:
    """A design that can be made, of a size that can be run, with every value within bounds."""
    samples = experiment.samples
    if experiment.method in designs.POWERS_OF_TWO and samples & (samples - 1):
        below = 1 << (samples.bit_length() - 1)
        raise wrong(
            file,
            "design.samples",
            "{method} needs a power of two; {samples} is none. Near: {low} or {high}.",
            method=experiment.method,
            samples=samples,
            low=below,
            high=2 * below,
        )
    kinds = {factor.kind for factor in experiment.factors}
    if experiment.method == "crossed" and len(kinds) < 2:
        raise wrong(
            file,
            "design.method",
            "crossed lets every setting of the levers meet every world of the uncertainties; it needs both.",
        )
    if experiment.runs > MOST_RUNS:
        raise wrong(
            file,
            "design",
            "this makes {runs} {runs|run|runs}; at most {most} are made.",
            runs=experiment.runs,
            most=MOST_RUNS,
        )


def check_rows(experiment: Experiment, positions: np.ndarray) -> None:
    """Ranges that depend on another, shares of one map, and cut-offs in order: looked at row by row."""
    factors = experiment.factors
    dependent = [n for n, factor in enumerate(factors) if factor.relations]
    shares = [n for n, factor in enumerate(factors) if factor.place.share]
    ordered = _ordered(experiment)
    if not dependent and len(shares) < 2 and not ordered:
        return
    order = order_of(factors)
    for number, row in enumerate(positions):
        values = dict(
            zip((factor.path for factor in factors), values_of(factors, order, row), strict=True)
        )
        for n in dependent:
            _check_ends(factors[n], values, number)
        total: dict[str, float] = {}
        for n in shares:
            above = factors[n].path.rpartition(".")[0]
            total[above] = total.get(above, 0.0) + float(values[factors[n].path])
        for above, share in total.items():
            if share > 1.0 + _SLACK:
                raise UserError(
                    "{path}: in row {row} of the design its shares sum to {total}, more than 1. Narrow their ranges, "
                    "or let one depend on another: max: {{parameter: …, times: -1, plus: 1}}.",
                    path=above,
                    row=number,
                    total=decimal(share, ".3g"),
                )
        for paths, fixed in ordered:
            cuts = [float(values.get(path, own)) for path, own in zip(paths, fixed, strict=True)]
            for first, second, path in zip(cuts, cuts[1:], paths, strict=False):
                if first >= second:
                    raise UserError(
                        "{path}: in row {row} of the design it does not lie below the next "
                        "cut-off ({low}, {high}). Narrow the ranges.",
                        path=path,
                        row=number,
                        low=decimal(first, ".3g"),
                        high=decimal(second, ".3g"),
                    )


def _check_ends(factor: Factor, values: Mapping[str, Value], row: int) -> None:
    low, high = factor.ends(values)
    bounds = factor.bounds
    if low > high + _SLACK:
        raise UserError(
            "{path}: in row {row} of the design its range is empty (from {low} to {high}).",
            path=factor.path,
            row=row,
            low=decimal(low, ".3g"),
            high=decimal(high, ".3g"),
        )
    if low < bounds[0] - _SLACK or high > bounds[1] + _SLACK:
        raise UserError(
            "{path}: in row {row} of the design its range goes from {low} to {high}; "
            "its bounds are {least} to {most}.",
            path=factor.path,
            row=row,
            low=decimal(low, ".3g"),
            high=decimal(high, ".3g"),
            least=decimal(bounds[0]),
            most=decimal(bounds[1]),
        )


def _ordered(experiment: Experiment) -> list[tuple[list[str], list[float]]]:
    """Cut-offs that must increase and of which one at least is varied: paths and values as they are."""
    varied = {factor.path for factor in experiment.factors}
    groups = []
    for group in model_groups().values():
        for names in group.increasing:
            paths = [f"{group.name}.{name}" for name in names]
            if varied & set(paths) and any(True for _ in pairwise(paths)):
                own = experiment.settings.parameters[group.name]
                groups.append((paths, [float(own[name]) for name in names]))
    return groups
