"""Commands whose help and whose complaints about usage are in the language in use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from partnersim.cli.numbers import Whole
from partnersim.language import LANGUAGES, UserError, current, did_you_mean, from_locale, say

LEFT = 17  # columns that the label of a line takes


def language_of(arguments: Iterable[str]) -> str:
    """The language `--lang` names, wherever it stands, else the machine's."""
    chosen = from_locale()
    words = list(arguments)
    for i, word in enumerate(words):
        value = ""
        if word == "--":
            break
        if word == "--lang" and i + 1 < len(words):
            value = words[i + 1]
        elif word.startswith("--lang="):
            value = word.removeprefix("--lang=")
        chosen = value if value in LANGUAGES else chosen
    return chosen


def lang_option() -> click.Option:
    """`--lang`, on every command; it is read before anything else, see `language_of`."""
    return click.Option(
        ["--lang"], type=click.Choice(LANGUAGES), expose_value=False,
        help=say("Language: English or French. Without it, the machine's."),
    )  # fmt: skip


def heading(words: str) -> str:
    """A heading as French writes it: the colon that follows stands apart."""
    return f"{words}\u00a0" if current() == "fr" else words


def entry_line(label: str, text: str) -> str:
    """A line under an entry that is explained: a label, and what there is to say."""
    return f"  {heading(label) + ':':<{LEFT - 3}} {text}"


class InOurWords:
    """The parts of a click command that a person reads."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The first line of the help."""
        pieces = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=say("Usage: "))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the command takes."""
        self._write_options(ctx, formatter)

    def _write_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        params = self.get_params(ctx)  # type: ignore[attr-defined]
        records = [
            (record[0], _said(record[1], one))
            for one in params
            if isinstance(one, click.Option) and (record := one.get_help_record(ctx)) is not None
        ]
        with formatter.section(heading(say("Options"))):
            formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help` itself."""
        option: click.Option | None = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = say("Show this message and exit.")
        return option


def _said(text: str, option: click.Option) -> str:
    """The help of an option; click adds `required` in English."""
    ending = "required]"
    if option.required and text.endswith(ending):
        return text.removesuffix(ending) + say("required") + "]"
    return text


class Command(InOurWords, click.Command):
    """One command; its help is written when it is built, in the language in use."""

    def __init__(self, name: str, **attributes: Any) -> None:
        attributes["params"] = [*attributes.get("params", []), lang_option()]
        attributes.setdefault("options_metavar", say("[OPTIONS]"))
        attributes.setdefault("context_settings", {"max_content_width": 100})
        super().__init__(name, **attributes)
        self.allow_extra_args = True

    def get_short_help_str(self, limit: int = 0) -> str:  # noqa: ARG002
        """What it does, whole: the list of commands wraps it."""
        return self.help or ""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words after the command, and refuse one too many."""
        rest = super().parse_args(ctx, args)
        if ctx.args:
            raise click.UsageError(
                say("{words}: one word too many. A value with spaces stands between quotes.",
                    words=" ".join(ctx.args)), ctx
            )  # fmt: skip
        return rest


def sentence(error: click.ClickException) -> str:
    """What is wrong with the words of the command line, in the language in use."""
    text = _reason(error)
    context = getattr(error, "ctx", None)
    if context is not None:
        text += "\n" + say("`{command} --help` says what it takes.", command=context.command_path)
    return text


def _reason(error: click.ClickException) -> str:
    if isinstance(error, click.NoSuchOption):
        known = [] if error.ctx is None else [
            name for one in error.ctx.command.get_params(error.ctx) for name in one.opts
        ]  # fmt: skip
        hint = did_you_mean(error.option_name, known)
        return say("There is no option {name}.{hint}", name=error.option_name, hint=hint)
    if isinstance(error, click.MissingParameter):
        return say("{name} is missing.", name=_name(error.param))
    if isinstance(error, click.BadOptionUsage):
        return say("{name} needs a value, or takes none.", name=error.option_name)
    if isinstance(error, click.BadParameter) and error.param is not None:
        return say("{name}: that is not allowed; allowed: {allowed}.",
                   name=_name(error.param), allowed=_allowed(error.param.type))  # fmt: skip
    return error.message


def _name(param: click.Parameter | None) -> str:
    if param is None:
        return "?"
    return param.opts[-1] if isinstance(param, click.Option) else str(param.metavar or param.name)


def _allowed(kind: Any) -> str:
    if isinstance(kind, click.Choice):
        return ", ".join(str(one) for one in kind.choices)
    if isinstance(kind, click.IntRange):
        return say("{whole} from {low} to {high}",
                   whole=say("a whole number"), low=kind.min, high=kind.max)  # fmt: skip
    return say("a whole number") if isinstance(kind, Whole) else say("a number")


def no_such_command(name: str, known: Iterable[str]) -> UserError:
    """The error for a command that does not exist."""
    hint = did_you_mean(name, known)
    return UserError(
        say("There is no command {name!r}.{hint} `partnersim --help` shows them all.",
            name=name, hint=hint)
    )  # fmt: skip
