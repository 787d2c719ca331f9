"""Commands whose help is in the language in use."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Iterable
from typing import Any

import click

from partnersim.cli.options import arguments_of, commands, options_of
from partnersim.language import LANGUAGES, from_locale, say
from partnersim.language.words import heading


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
        ["--lang"],
        type=click.Choice(LANGUAGES),
        expose_value=False,
        help=say("Language: English or French. Without it, the machine's."),
    )


class LocalizedHelp:
    """The parts of a click command's help that click would write in English."""

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
            (record[0], _help_text(record[1], param))
            for param in params
            if isinstance(param, click.Option)
            and (record := param.get_help_record(ctx)) is not None
        ]
        with formatter.section(heading(say("Options"))):
            formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help` itself."""
        option: click.Option | None = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = say("Show this message and exit.")
        return option


def _help_text(text: str, option: click.Option) -> str:
    """The help of an option; click adds `required` in English."""
    ending = "required]"
    if option.required and text.endswith(ending):
        return text.removesuffix(ending) + say("required") + "]"
    return text


class Command(LocalizedHelp, click.Command):
    """One command, as its row in `commands.csv` says; its help is in the language in use.

    What it does is in the module of its name, which is loaded when it is called.
    """

    def __init__(self, name: str) -> None:
        row = commands()[name]
        super().__init__(
            name,
            callback=functools.partial(_execute, name),
            help=say(row["help"]),
            params=[*arguments_of(row), *options_of(name), lang_option()],
            options_metavar=say("[OPTIONS]"),
            context_settings={"max_content_width": 100},
        )
        self.allow_extra_args = True

    def get_short_help_str(self, limit: int = 0) -> str:  # noqa: ARG002
        """What it does, whole: the list of commands wraps it."""
        return self.help or ""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words after the command, and refuse one too many."""
        rest = super().parse_args(ctx, args)
        if ctx.args:
            raise click.UsageError(
                say(
                    "{words}: one word too many. A value with spaces stands between quotes.",
                    words=" ".join(ctx.args),
                ),
                ctx,
            )
        return rest


def _execute(name: str, /, **words: Any) -> None:
    importlib.import_module(f"partnersim.cli.{name}").execute(**words)
