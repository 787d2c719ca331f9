"""Installed packages put into wheels again, so that an archive holds the model it was made with.

A wheel is a zip of a package's files, of what is said of it, and of the sums of both (PyPA, binary
distribution format). No project is asked for its sources: the files are those that are imported here.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import io
import re
import tomllib
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from importlib import metadata
from pathlib import Path

from packaging.utils import canonicalize_name

_OWN = "partnersim"
_OF_THIS_MACHINE = ("RECORD", "INSTALLER", "REQUESTED", "direct_url.json")


def wheels_of(versions: Mapping[str, str], plug_ins: Mapping[str, str]) -> dict[str, bytes]:
    """Wheels of partnersim and of plug-ins, where the version that results were made with is here.

    Parameters
    ----------
    versions
        Of the packages that results were made with.
    plug_ins
        Packages and versions of those that are installed here.

    Returns
    -------
    wheels : dict of bytes
        By file name, partnersim's first.
    """
    here = {_OWN: metadata.version(_OWN)} | dict(plug_ins)
    found = (_wheel(name) for name, version in here.items() if versions.get(name) == version)
    return dict(each for each in found if each is not None)


def package_of(wheel: str) -> str:
    """The package of a wheel by its file name, as names are compared: `training_voucher`."""
    return wheel.partition("-")[0]


def compared(name: str) -> str:
    """A package's name as names are compared."""
    return canonicalize_name(name).replace("-", "_")


def _wheel(name: str) -> tuple[str, bytes] | None:
    """File name and content; nothing for a package that was not installed from a wheel."""
    package = metadata.distribution(name)
    tags = re.findall(r"^Tag: (\S+)", package.read_text("WHEEL") or "", re.MULTILINE)
    if not tags:
        return None
    first = f"{compared(name)}-{package.version}"
    files = {place: path.read_bytes() for place, path in (*_code(package), *_about(package, first))}
    record = f"{first}.dist-info/RECORD"
    lines = [f"{place},{_sum(content)},{len(content)}\n" for place, content in files.items()]
    files[record] = "".join([*lines, f"{record},,\n"]).encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as wheel:
        for place, content in files.items():
            wheel.writestr(zipfile.ZipInfo(place), content, zipfile.ZIP_DEFLATED)  # of no date
    return f"{first}-{_tag(tags)}.whl", made.getvalue()


def _tag(tags: Sequence[str]) -> str:
    """Tags of a wheel as its file name has them: `py2-none-any` and `py3-none-any` are `py2.py3-none-any`."""
    parts = zip(*(tag.split("-") for tag in tags), strict=True)
    return "-".join(".".join(dict.fromkeys(part)) for part in parts)


def _code(package: metadata.Distribution) -> Iterator[tuple[str, Path]]:
    """Files of the modules that a package's entry points name, by their place in a wheel."""
    for top in sorted({entry.module.partition(".")[0] for entry in package.entry_points}):
        spec = importlib.util.find_spec(top)
        folders = list(spec.submodule_search_locations or ()) if spec else []
        for folder in map(Path, folders):
            yield from _below(folder, top)
            if top == _OWN and not (folder / "documents").exists():
                yield from _beside_sources(folder.parents[1])
        if spec and spec.origin and not folders:
            yield Path(spec.origin).name, Path(spec.origin)


def _beside_sources(project: Path) -> Iterator[tuple[str, Path]]:
    """What a wheel of partnersim holds of the folders beside `src`."""
    with (project / "pyproject.toml").open("rb") as file:
        targets = tomllib.load(file)["tool"]["hatch"]["build"]["targets"]
    for source, place in targets["wheel"]["force-include"].items():
        path = project / source
        yield from _below(path, place) if path.is_dir() else [(place, path)]


def _about(package: metadata.Distribution, first: str) -> Iterator[tuple[str, Path]]:
    """What is said of a package: its description, licences, entry points."""
    for file in package.files or ():
        if file.parts[0].endswith(".dist-info") and file.name not in _OF_THIS_MACHINE:
            yield "/".join((f"{first}.dist-info", *file.parts[1:])), Path(str(file.locate()))


def _below(folder: Path, place: str) -> Iterator[tuple[str, Path]]:
    """Files of a folder, without what Python and numba keep there."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and "__pycache__" not in name.parts:
            yield f"{place}/{name.as_posix()}", path


def _sum(content: bytes) -> str:
    """A sum as a record of a wheel holds it."""
    made = base64.urlsafe_b64encode(hashlib.sha256(content).digest())
    return f"sha256={made.rstrip(b'=').decode()}"
