"""`partnersim archive`: one file of a study, for a journal or a colleague, that can be checked and run again."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from partnersim import plugins
from partnersim.analysis.runs.optional_packages import check_installed
from partnersim.archive.environment import needed_by, others_here
from partnersim.archive.wheels import package_of, wheels_of
from partnersim.archive.writing import Contents, zipped
from partnersim.cli.archived_command import ArchivedCommand, told_by
from partnersim.cli.new_file import write_new
from partnersim.language import UserError, current, say
from partnersim.language.paths import path_of
from partnersim.results import integrity


def execute(
    folders: tuple[str, ...], out: str, title: str | None, authors: tuple[str, ...]
) -> None:
    """Write the archive, once all of it is as it was when it was made."""
    check_installed("`partnersim archive`", "rocrate", extra="archive")
    results = _named([path_of(folder) for folder in folders])
    manifests = {name: _manifests_of(folder) for name, folder in results.items()}
    commands = {
        name: ArchivedCommand.of(results[name], told[0]) for name, told in manifests.items()
    }
    for name, command in commands.items():
        _check_unchanged(results[name], command, told_by(manifests[name]))
    files = {file for command in commands.values() for file in command.files()}
    inputs = _below_one_folder(files)
    questions = {name: _question_of(told) for name, told in manifests.items()}
    versions = _versions_of([told[0] for told in manifests.values()])
    wheels = wheels_of(versions, plugins.added())
    others = others_here(versions)
    contents = Contents(
        title=title or "; ".join(results),
        authors=authors,
        results=results,
        inputs=inputs,
        commands={name: command.words(inputs) for name, command in commands.items()},
        questions=questions,
        versions=versions if others else versions | needed_by(versions),
        wheels=wheels,
    )
    path = path_of(out)
    write_new(path, zipped(contents))
    click.echo(
        say(
            "Written: {path}. `python rerun.py` in it checks every file, runs all again and compares.",
            path=path,
        )
    )
    if others:
        click.echo(
            say(
                "Other versions are installed here than the results were made with ({names}); what packages need "
                "themselves is therefore not named in requirements.txt.",
                names=", ".join(others),
            )
        )
    own = [*sorted(inputs.values()), *(each for each in wheels if package_of(each) != "partnersim")]
    if own:
        click.echo(
            say(
                "Own files in it; make sure that you may share them: {names}.",
                names=", ".join(own),
            )
        )


def _named(folders: Sequence[Path]) -> dict[str, Path]:
    """Folders by names of their own; one that is named by its time, by the folder that it is in as well."""
    if len({folder.resolve() for folder in folders}) < len(folders):
        raise UserError("A folder is named twice: {folders}.", folders=", ".join(map(str, folders)))
    named: dict[str, Path] = {}
    for folder in folders:
        path, number = folder.resolve(), 1
        first = f"{path.parent.name}-{path.name}" if path.name[:1].isdigit() else path.name
        name = first
        while name in named:
            number += 1
            name = f"{first}-{number}"
        named[name] = folder
    return named


def _manifests_of(folder: Path) -> list[dict[str, Any]]:
    """The manifest of a folder, then those of the runs within it; every file that has a digest is looked at."""
    inner = sorted(path.parent for path in folder.glob(f"*/{integrity.MANIFEST}"))
    manifests = []
    for each in (folder, *inner):
        manifest = integrity.manifest_in(each)
        for name in manifest.get(integrity.DIGESTS, {}):
            if name != integrity.MANIFEST:
                integrity.check_digest(each, name, manifest)
        if manifest.get("interrupted"):
            raise UserError(
                "{folder} was interrupted: {done} of {asked} {asked|run|runs} are there. Make it "
                "again, whole, before it is "
                "archived.",
                folder=each,
                done=manifest["runs_done"],
                asked=manifest["runs_asked"],
            )
        manifests.append(manifest)
    return manifests


def _check_unchanged(
    folder: Path, command: ArchivedCommand, told: Sequence[Mapping[str, Any]]
) -> None:
    """Raise UserError where a scenario no longer resolves to what the results were made from."""
    try:
        scenarios = command.resolved()
    except UserError as error:
        raise UserError(
            "{folder}: what it was made from cannot be read. {problem} Call `partnersim archive` in the folder in "
            "which the command was called that made it.",
            folder=folder,
            problem=error,
        ) from None
    for now in scenarios:
        same_name = [each for each in told if each["name"] == now["name"]]
        if now in told:
            continue
        parts = sorted(
            key
            for each in same_name[:1]
            for key in now.keys() | each.keys()
            if now.get(key) != each.get(key)
        )
        raise UserError(
            "{folder} was made from another {scenario} than the one that is here now; what differs: {parts}. Make the "
            "results again, or archive them with the files and the plug-ins of then.",
            folder=folder,
            scenario=now["name"],
            parts=", ".join(parts) or say("its name"),
        )


def _below_one_folder(files: set[Path]) -> dict[Path, str]:
    """The user's files by their names below the folder that holds them all, so that they find each other."""
    if not files:
        return {}
    above = Path(os.path.commonpath([file.parent for file in files]))
    return {file: file.relative_to(above).as_posix() for file in sorted(files)}


def _question_of(told: Sequence[Mapping[str, Any]]) -> str:
    """What results are of, in the language in use: titles, and the question of the last."""
    experiment = told[0].get("experiment", {})
    asked = [experiment] if experiment.get("title") else told_by(told)
    titles = dict.fromkeys(each["title"][current()] for each in asked)
    question = asked[-1].get("question", {}).get(current(), "") if asked else ""
    return ": ".join(filter(None, (", ".join(titles), question)))


def _versions_of(manifests: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Packages and their versions. Raises UserError where results were made with different ones."""
    versions: dict[str, str] = {}
    for manifest in manifests:
        for name, version in manifest["versions"].items():
            if versions.setdefault(name, version) != version:
                raise UserError(
                    "The results were made with different versions of {name}: {one} and {other}. Make them again "
                    "with one, or archive them apart.",
                    name=name,
                    one=versions[name],
                    other=version,
                )
    return versions
