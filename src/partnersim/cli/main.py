"""The group `partnersim`: which commands there are, and what becomes of errors.

Commands are loaded, and their help is written, only once the language is known. Exit codes: 0 done,
1 a fault of ours or a screen that could not be written, 2 the user's input is wrong, 130 interrupted.
What a command printed to a pipe that was closed is lost, and nothing else: it is done all the same.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from partnersim import __version__
from partnersim.cli import input_warnings, result_folder, streams
from partnersim.cli.interruption import INTERRUPTED
from partnersim.cli.localized_command import Command, LocalizedHelp, lang_option, language_of
from partnersim.cli.options import commands
from partnersim.cli.usage_errors import no_such_command, usage_error
from partnersim.language import UserError, on_command_line, say, use
from partnersim.language.file_errors import why
from partnersim.language.words import heading

DONE, FAULT, WRONG_INPUT = 0, 1, 2


class Partnersim(LocalizedHelp, click.Group):
    """The group: commands found by name, errors turned into one sentence and an exit code."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """The commands, in the order in which one meets them."""
        return list(commands())

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command, built in the language in use."""
        return Command(cmd_name) if cmd_name in commands() else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command the first word names, or the nearest one in an error."""
        if args and args[0] not in commands() and not args[0].startswith("-"):
            raise no_such_command(args[0], commands())
        return super().resolve_command(ctx, args)

    def make_context(
        self, info_name: str | None, args: list[str], *rest: Any, **extra: Any
    ) -> click.Context:
        """Choose the language before a word is said."""
        use(language_of(args))
        self._speak()
        return super().make_context(info_name, args, *rest, **extra)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options, then commands with a line each."""
        self._write_options(ctx, formatter)
        rows = [
            (name, command.get_short_help_str(limit=100))
            for name in self.list_commands(ctx)
            if (command := self.get_command(ctx, name)) is not None
        ]
        with formatter.section(heading(say("Commands"))):
            formatter.write_dl(rows)

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        """Run, and leave with the exit code; one message on stderr when something is wrong."""
        extra["standalone_mode"] = False
        result_folder.forget()
        try:
            with on_command_line(), input_warnings.plain_input_warnings():
                code = super().main(args, *rest, **extra)
        except UserError as error:
            self._leave(_with_folders(str(error)), WRONG_INPUT)
        except click.Abort:
            message = say(
                "Interrupted." if result_folder.folders() else "Interrupted; nothing was kept."
            )
            self._leave(_with_folders(message), INTERRUPTED)
        except click.ClickException as error:
            self._leave(usage_error(error), WRONG_INPUT)
        except Exception as error:
            traceback.print_exc()
            self._leave(_with_folders(_fault(error), say("Nothing was kept.")), FAULT)
        sys.exit(code if isinstance(code, int) else DONE)

    def _leave(self, message: str, code: int) -> NoReturn:
        click.echo(message, err=True)
        sys.exit(code)

    def _speak(self) -> None:
        """Write the group's own words anew in the language in use."""
        self.help = say(
            "A laboratory for one question: when the state funds community organisations to serve "
            "newcomers, who do they become, and what does that do to newcomers?"
        )
        self.epilog = say("Begin with `partnersim list`, then `partnersim run NAME`.")
        self.options_metavar = say("[OPTIONS]")
        self.subcommand_metavar = say("COMMAND …")
        version = click.Option(
            ["--version"],
            help=say("Show the version and exit."),
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_version,
        )
        self.params = [lang_option(), version]


def _version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(f"partnersim {__version__}")
        ctx.exit()


def _welcome() -> None:
    context = click.get_current_context()
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


cli = Partnersim(
    "partnersim",
    callback=_welcome,
    invoke_without_command=True,
    context_settings={"max_content_width": 100},
)


def _with_folders(message: str, nothing: str = "") -> str:
    """A message, and in which folders the work done until then is."""
    folders = ", ".join(map(str, result_folder.folders()))
    last = say("What is finished is kept in {folder}.", folder=folders) if folders else nothing
    return f"{message} {last}".strip()


def main() -> None:
    """The command `partnersim`."""
    streams.bear()
    try:
        cli.main(prog_name="partnersim")
    except SystemExit as end:
        problem = streams.problem()
        if problem is None:
            raise
        message = say("The screen could not be written ({problem}).", problem=why(problem))
        click.echo(_with_folders(message), err=True)
        sys.exit(end.code or FAULT)


def _fault(error: Exception) -> str:
    """Whose fault an unexpected error is: ours, or with plug-ins perhaps theirs."""
    from partnersim import plugins

    kind = type(error).__name__
    try:
        added = {each.package for each in plugins.every()}
    except UserError:
        added = set()
    if added:
        return say(
            "This is a fault of partnersim or of what is installed beside it ({packages}), not yours ({kind}). Try "
            "again without; if it stays, please send the lines above to the authors of partnersim.",
            packages=", ".join(sorted(added)),
            kind=kind,
        )
    return say(
        "This is a fault of partnersim, not yours ({kind}). Please send the lines above to its authors.",
        kind=kind,
    )
