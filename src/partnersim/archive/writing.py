"""Writing an archive: a zip that is a research object crate (RO-Crate), with sums of all its files.

It holds the results as they are, the user's own files they were made from, the description of the model, a
script that checks, runs again and compares, and what is said of each in `ro-crate-metadata.json`.
"""

from __future__ import annotations

import hashlib
import io
import json
import mimetypes
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partnersim.archive import rerun
from partnersim.archive.wheels import compared, package_of
from partnersim.language import control_characters

if TYPE_CHECKING:
    from rocrate.rocrate import ROCrate

_TEMPLATES = Path(__file__).parent / "templates"
_DOCUMENTS = (
    "CITATION.cff",
    "LICENSE",
    "docs/ODD.md",
    "docs/ODD_fr.md",
    "docs/parameters.md",
    "docs/parametres.md",
)
_WHEELS = "wheels"
_LICENSE = "https://spdx.org/licenses/MIT"
_MEDIA_TYPES = {
    ".parquet": "application/vnd.apache.parquet",
    ".yaml": "application/yaml",
    ".md": "text/markdown",
    ".whl": "application/zip",
}


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into an archive.

    Attributes
    ----------
    title, authors
        Of the study.
    results
        Folders of results by their names in the archive.
    inputs
        The user's own files, with their names below `inputs`.
    commands
        By name of the results, the words that make them again.
    questions
        By name of the results, what they are of.
    versions
        Of partnersim, Python and the packages that the results were made with, and of what these need.
    wheels
        Partnersim and plug-ins as they are installed here, by file name.
    """

    title: str
    authors: Sequence[str]
    results: Mapping[str, Path]
    inputs: Mapping[Path, str]
    commands: Mapping[str, Sequence[str]]
    questions: Mapping[str, str]
    versions: Mapping[str, str]
    wheels: Mapping[str, bytes]


def zipped(contents: Contents) -> bytes:
    """An archive as a zip.

    Parameters
    ----------
    contents
        What it holds.

    Returns
    -------
    archive : bytes
    """
    file = io.BytesIO()
    with (
        tempfile.TemporaryDirectory() as made,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        stage = Path(made)
        _lay_out(contents, stage)
        for each in _files_in(stage):
            archive.write(each, each.relative_to(stage).as_posix())
    return file.getvalue()


def _lay_out(contents: Contents, stage: Path) -> None:
    """The archive as a folder."""
    _copy(contents, stage)
    plan = {
        "versions": dict(contents.versions),
        "results": {name: list(words) for name, words in contents.commands.items()},
    }
    (stage / rerun.PLAN).write_text(
        json.dumps(plan, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    _describe(contents, stage)
    sums = [f"{_sum_of(each)}  {each.relative_to(stage).as_posix()}\n" for each in _files_in(stage)]
    (stage / rerun.SUMS).write_text("".join(sums), encoding="utf-8")


def _copy(contents: Contents, stage: Path) -> None:
    """Results, inputs, documents, the script and what is to be read first."""
    for name, folder in contents.results.items():
        shutil.copytree(folder, stage / rerun.RESULTS / name)
    (stage / rerun.INPUTS).mkdir()
    for file, name in contents.inputs.items():
        place = stage / rerun.INPUTS / name
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, place)
    for document in _DOCUMENTS:
        shutil.copyfile(_document(document), stage / Path(document).name)
    shutil.copyfile(Path(rerun.__file__), stage / "rerun.py")
    (stage / _WHEELS).mkdir()
    for name, content in contents.wheels.items():
        (stage / _WHEELS / name).write_bytes(content)
    (stage / "requirements.txt").write_text("".join(_required(contents)), encoding="utf-8")
    for name in ("README.md", "LISEZMOI.md"):
        (stage / name).write_text(_read_first(name, contents), encoding="utf-8")


def _required(contents: Contents) -> Iterator[str]:
    """Lines of `requirements.txt`: a wheel of the archive, or else a version that a registry is asked for."""
    held = {package_of(wheel): wheel for wheel in contents.wheels}
    for name, version in contents.versions.items():
        wheel = held.get(compared(name))
        if wheel is not None:
            yield f"./{_WHEELS}/{wheel}\n"
        elif name != "python":
            yield f"{name}=={version}\n"


def _document(name: str) -> Path:
    """A document of the project: inside the installed package, or beside the sources."""
    inside = Path(__file__).parents[1] / "documents" / Path(name).name
    return inside if inside.exists() else Path(__file__).parents[3] / name


def _read_first(name: str, contents: Contents) -> str:
    """A template filled in."""
    import jinja2

    template = jinja2.Template(
        (_TEMPLATES / name).read_text(encoding="utf-8"), keep_trailing_newline=True
    )
    return str(
        template.render(
            title=control_characters.without_controls(contents.title),
            authors=", ".join(contents.authors),
            results=contents.questions,
            commands={name: " ".join(words) for name, words in contents.commands.items()},
            inputs=sorted(contents.inputs.values()),
            wheels=list(contents.wheels),
            version=contents.versions["partnersim"],
            python=contents.versions["python"],
        )
    )


def _describe(contents: Contents, stage: Path) -> None:
    """`ro-crate-metadata.json`: what each file is, who made it with what."""
    from rocrate.model.contextentity import ContextEntity
    from rocrate.model.person import Person
    from rocrate.rocrate import ROCrate

    crate = ROCrate()
    crate.name = contents.title
    crate.description = " ".join(contents.questions.values()) or contents.title
    crate.license = "See README.md: data use and licence"
    for author in contents.authors:
        person = crate.add(Person(crate, f"#{author}", properties={"name": author}))
        crate.root_dataset.append_to("author", person)
    software = crate.add(
        ContextEntity(
            crate,
            "#partnersim",
            properties={
                "@type": "SoftwareApplication",
                "name": "partnersim",
                "softwareVersion": contents.versions["partnersim"],
                "softwareRequirements": [
                    f"{name} {version}" for name, version in contents.versions.items()
                ],
                "license": _LICENSE,
            },
        )
    )
    inputs = [
        _file(crate, stage, Path(rerun.INPUTS) / name) for name in sorted(contents.inputs.values())
    ]
    for name, words in contents.commands.items():
        made = [
            _file(crate, stage, each.relative_to(stage))
            for each in _files_in(stage / rerun.RESULTS / name)
        ]
        crate.add_action(software, f"#{name}", object=inputs, result=made,
                         properties={"name": name, "description": contents.questions[name],
                                     "text": "partnersim " + " ".join(words)})  # fmt: skip
    for each in _files_in(stage):
        if each.relative_to(stage).parts[0] not in (rerun.INPUTS, rerun.RESULTS):
            _file(crate, stage, each.relative_to(stage))
    crate.metadata.write(stage)


def _file(crate: ROCrate, stage: Path, name: Path) -> Any:
    """A file of the crate: its name, kind, size and sum."""
    path = stage / name
    kind = _MEDIA_TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "text/plain"
    told = {
        "name": name.as_posix(),
        "encodingFormat": kind,
        "contentSize": str(path.stat().st_size),
        "sha256": _sum_of(path),
    }
    return crate.add_file(path, name.as_posix(), properties=told)


def _files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _sum_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
