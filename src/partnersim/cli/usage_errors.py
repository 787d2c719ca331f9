"""What is wrong with the words of a command line, in the language in use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from partnersim.cli.number_types import Whole
from partnersim.language import UserError, did_you_mean, say


def usage_error(error: click.ClickException) -> str:
    """What is wrong with the words of the command line, in the language in use."""
    text = _reason(error)
    context = getattr(error, "ctx", None)
    if context is not None:
        text += "\n" + say("`{command} --help` says what it takes.", command=context.command_path)
    return text


def _reason(error: click.ClickException) -> str:
    if isinstance(error, click.NoSuchOption):
        known = (
            []
            if error.ctx is None
            else [name for param in error.ctx.command.get_params(error.ctx) for name in param.opts]
        )
        hint = did_you_mean(error.option_name, known)
        return say("There is no option {name}.{hint}", name=error.option_name, hint=hint)
    if isinstance(error, click.MissingParameter):
        return say("{name} is missing.", name=_name(error.param))
    if isinstance(error, click.BadOptionUsage):
        return say("{name} needs a value, or takes none.", name=error.option_name)
    if isinstance(error, click.BadParameter) and error.param is not None:
        return say(
            "{name}: that is not allowed; allowed: {allowed}.",
            name=_name(error.param),
            allowed=_allowed(error.param.type),
        )
    return error.message


def _name(param: click.Parameter | None) -> str:
    if param is None:
        return "?"
    return param.opts[-1] if isinstance(param, click.Option) else str(param.metavar or param.name)


def _allowed(kind: Any) -> str:
    if isinstance(kind, click.Choice):
        return ", ".join(str(choice) for choice in kind.choices)
    if isinstance(kind, click.IntRange):
        return say(
            "{whole} from {low} to {high}", whole=say("a whole number"), low=kind.min, high=kind.max
        )
    return say("a whole number" if isinstance(kind, Whole) else "a number")


def no_such_command(name: str, known: Iterable[str]) -> UserError:
    """The error for a command that does not exist."""
    hint = did_you_mean(name, known)
    return UserError(
        "There is no command {name!r}.{hint} `partnersim --help` shows them all.",
        name=name,
        hint=hint,
    )
