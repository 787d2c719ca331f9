"""`partnersim migrate`: a scenario or an experiment of an earlier version, in the keys of this one."""

from __future__ import annotations

from pathlib import Path

import click

from partnersim.cli.new_file import write_new
from partnersim.language import UserError, say
from partnersim.language.paths import path_of, text_of
from partnersim.results.integrity import manifest_in
from partnersim.scenario.migration import migrated

_LARGEST_FILE_BYTES = 200_000


def execute(file: str, out: str | None) -> None:
    """Write the file anew under another name, say what was replaced, and whether it can be used as it is."""
    path = path_of(file)
    if path.is_dir():
        raise _results(path)
    text, replaced = migrated(text_of(path, _LARGEST_FILE_BYTES), path)
    if not replaced:
        click.echo(say("{path} names no key of an earlier version; nothing is written.", path=path))
    else:
        new = path_of(out) if out else path.with_name(f"{path.stem}_migrated.yaml")
        write_new(new, text)
        for each in replaced:
            click.echo(f"- {each.in_words()}")
        click.echo(say("Written: {path}", path=new))
        path = new
    try:
        _check(path, text)
    except UserError as error:
        click.echo(say("Left to mend by hand: {problem}", problem=error))
    else:
        click.echo(say("{path} can be used.", path=path))


def _check(path: Path, text: str) -> None:
    """Load it as what it is: an experiment names the scenario that it varies."""
    from partnersim.analysis.sweeps.experiment_files import load_experiment
    from partnersim.scenario import reading
    from partnersim.scenario.loading import load

    if "design" in (reading.parse(text, path) or ()):
        load_experiment(path)
    else:
        load(path)


def _results(folder: Path) -> UserError:
    """Results are not rewritten: they are what the rules of their version made."""
    manifest = manifest_in(folder)
    command, made_of = manifest.get("command"), manifest.get("scenario")
    if isinstance(command, list):
        again = " ".join(map(str, command))
    elif isinstance(made_of, dict):  # of before a manifest held the command
        again = f"partnersim run {made_of.get('name')} …"
    else:
        return UserError("{path} holds no scenario and no experiment to migrate.", path=folder)
    return UserError(
        "{path} holds results, which are what the rules of their version made, and no rules of another. Migrate the "
        "file that they were made from, if it is your own, and make them again: {command}",
        path=folder,
        command=again,
    )
