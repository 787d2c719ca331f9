"""The form of an experiment file, and what is wrong with it in words for a person."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partnersim.language import UserError, did_you_mean, say

if TYPE_CHECKING:
    from partnersim.analysis.sweeps.experiment import Measured
    from partnersim.analysis.sweeps.schema import ExperimentForm


def wrong(path: Path, key: str, problem: str) -> UserError:
    """An error of a file: where, and what."""
    return UserError("{place}: {path}: {problem}", place=path, path=key, problem=problem)


def form_of(content: dict[str, Any], path: Path) -> ExperimentForm:
    """The file in its strict form."""
    from pydantic import ValidationError

    from partnersim.analysis.sweeps.schema import ExperimentForm

    try:
        return ExperimentForm.model_validate(content)
    except ValidationError as error:
        raise _sentence(error.errors(include_url=False), path) from None


def outcome_of(one: Any, path: Path, key: str) -> Measured:
    """A name alone, or a map of name and over."""
    from pydantic import ValidationError

    from partnersim.analysis.sweeps.experiment import Measured
    from partnersim.analysis.sweeps.schema import OutcomeForm

    if isinstance(one, str):
        return Measured(one)
    if not isinstance(one, dict):
        raise wrong(path, key, say("an outcome is a name, or a map of name and over."))
    try:
        form = OutcomeForm.model_validate(one)
    except ValidationError as error:
        raise _sentence(error.errors(include_url=False), path, key) from None
    return Measured(form.name, form.over)


def _sentence(errors: Sequence[Any], path: Path, above: str = "") -> UserError:
    """The first thing pydantic found, for a person; a key that does not exist goes before others."""
    from partnersim.scenario.arguments import shown_briefly

    error = next((one for one in errors if one["type"] == "extra_forbidden"), errors[0])
    parts = [str(part) for part in error["loc"] if part != "RelationForm"]
    parts = [one for one in parts if one not in ("float", "int", "bool", "str")]
    key = ".".join([*([above] if above else []), *parts])
    kind, value = error["type"], error.get("input")
    if kind == "extra_forbidden":
        known = _known(parts, above)
        hint = did_you_mean(parts[-1], known) or say(
            " Known here: {names}.", names=", ".join(known)
        )
        return wrong(path, key, say("there is no such key.{hint}", hint=hint))
    if kind == "missing":
        return wrong(path, key, say("it is missing."))
    allowed = _allowed(parts, error)
    if kind == "too_short":
        return wrong(
            path, key,
            say("the list is too short ({count}); allowed: {allowed}.",
                count=error["ctx"]["actual_length"], allowed=allowed),
        )  # fmt: skip
    return wrong(
        path, key,
        say("{value} is not allowed; allowed: {allowed}.", value=shown_briefly(value),
            allowed=allowed),
    )  # fmt: skip


def _known(parts: Sequence[str], above: str) -> list[str]:
    from partnersim.analysis.sweeps import schema

    if above:
        return list(schema.OutcomeForm.model_fields)
    if len(parts) == 1:
        return list(schema.ExperimentForm.model_fields)
    if parts[0] in ("levers", "uncertainties"):
        form = schema.RelationForm if {"min", "max"} & set(parts[:-1]) else schema.FactorForm
        return list(form.model_fields)
    return list(schema.DesignForm.model_fields) if parts[0] == "design" else ["en", "fr"]


def _allowed(parts: Sequence[str], error: Any) -> str:  # noqa: C901 # one case a key
    context = error.get("ctx", {})
    if error["type"] == "literal_error":
        return str(context["expected"]).replace("'", "").replace(" or ", ", ")
    last = parts[-1]
    if last in ("min", "max"):
        return say("a number, or a map of parameter, times and plus")
    if parts[0] == "groups":
        return say("a map") if len(parts) == 1 else say("a list of factors by path, at least one")
    if last in ("years", "replicates", "samples", "seed", "settings"):
        limits = {"years": (1, 100), "replicates": (1, 10_000), "samples": (1, 1_048_576),
                  "seed": (0, 2**32 - 2), "settings": (2, 10_000)}[last]  # fmt: skip
        return say("{whole} from {low} to {high}",
                   whole=say("a whole number"), low=limits[0], high=limits[1])  # fmt: skip
    if last == "scale":
        return say("a number from 1 to 10000 (people one simulated newcomer stands for)")
    if last == "outcomes":
        return say("a list of outcomes, at least one")
    if last == "choices":
        return say("a list of at least two values")
    if len(parts) == 1 and last in ("levers", "uncertainties"):
        return say("a map of parameters by path")
    if len(parts) == 2 and parts[0] in ("levers", "uncertainties"):
        return say("a map of {names}", names="min, max, choices")
    if last in ("times", "plus"):
        return say("a number")
    if last in ("title", "question"):
        return say("a text, or a map of {names}", names="en, fr")
    if last == "posterior_elsewhere":
        return say("true or false")
    return say("a map") if last == "design" else say("a text")
