"""`partnersim report`: a few pages on a folder of results, for somebody who forwards them."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from partnersim.cli.new_file import write_new
from partnersim.language import UserError, say
from partnersim.language.paths import path_of

if TYPE_CHECKING:
    from partnersim.report.pages.parts import Report


def execute(folder: str, out: str | None) -> None:
    """Write the report beside the results, or where it is wanted."""
    from partnersim.report.formatting.words import file_name
    from partnersim.report.pages import parts

    results = path_of(folder)
    path = results / f"{file_name('report')}.html" if out is None else path_of(out)
    write_new(path, parts.text_of(report_of(results)))
    click.echo(say("Written: {path}", path=path))


def report_of(folder: Path) -> Report:
    """The report of a run, a comparison, a sweep or interviews, by what the folder's manifest holds.

    Raises UserError where it is none of them, or damaged.
    """
    from partnersim.report.pages import sweeps
    from partnersim.results import integrity

    if (folder / "sweep.json").exists():
        return sweeps.of_folder(folder)
    manifest = integrity.manifest_in(folder)
    try:
        return _of(manifest, folder)
    except (AttributeError, KeyError, TypeError):  # what that version did not write
        wrote, own = manifest.get("versions", {}).get("partnersim"), version("partnersim")
        if wrote == own:
            raise
        raise UserError(
            "{folder} was written by partnersim {wrote}, and {own}, which runs here, does not find all that it needs "
            "in it: run the scenario again, or make the report with {wrote}.",
            folder=folder,
            wrote=wrote,
            own=own,
        ) from None


def _of(manifest: dict[str, Any], folder: Path) -> Report:
    from partnersim.cli import fieldwork_shown
    from partnersim.report.pages import brief, interviews

    if "interview" in manifest:
        return interviews.of(fieldwork_shown.read(folder, manifest), manifest, folder)
    if "profiles" in manifest:
        raise UserError(
            "{folder} holds what `partnersim profiles` finds: read screen.txt, profiles.csv and profiles.png in it. "
            "Reports are of runs, comparisons, sweeps and interviews.",
            folder=folder,
        )
    return brief.of_folder(folder)
