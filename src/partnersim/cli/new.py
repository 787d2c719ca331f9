"""`partnersim new`: a scenario or an experiment of one's own to start from, runnable as it is."""

from __future__ import annotations

import re
from pathlib import Path

import click

from partnersim.cli.new_file import write_new
from partnersim.language import UserError, current, say
from partnersim.language.words import N_

_TEMPLATES = Path(__file__).parent / "templates"  # {name} stands for the name of the file


def execute(name: str | None, experiment: bool) -> None:
    """Write the template under a name."""
    if name is None:
        if not experiment:
            context = click.get_current_context()
            raise click.MissingParameter(ctx=context, param=context.command.params[0])
        name = say("my_experiment")
    name = name.removesuffix(".yaml").removesuffix(".yml")
    if not re.fullmatch(r"\w[\w-]{0,99}", name):
        raise UserError("{name!r} cannot name a scenario: use letters, digits, _ and -.", name=name)
    path = Path(f"{name}.yaml")
    if experiment:
        from partnersim.analysis.sweeps.experiment_files import shipped

        kind = "experiment"
        taken = N_("{name!r} is the name of a shipped experiment. Choose another one.")
        written = N_(
            "Written: {path}. Change it in any text editor; `partnersim sweep {path} --dry-run` says "
            "what it makes."
        )
    else:
        from partnersim.scenario.library import shipped

        kind = "scenario"
        taken = N_("{name!r} is the name of a shipped scenario. Choose another one.")
        written = N_("Written: {path}. Change it in any text editor, then: partnersim run {path}")
    if name in shipped():
        raise UserError(taken, name=name)
    text = (_TEMPLATES / f"{kind}.{current()}.yaml").read_text(encoding="utf-8")
    write_new(path, text.replace("{name}", name))
    click.echo(say(written, path=path))
