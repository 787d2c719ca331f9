"""Where scenarios are: a path, or the name of one that ships with the package."""

from __future__ import annotations

import os
from pathlib import Path

from partnersim.language import UserError, did_you_mean
from partnersim.language.paths import path_of, shown
from partnersim.scenario.arguments import shown_briefly

_SUFFIXES = (".yaml", ".yml")


class MissingSystemError(UserError):
    """A scenario requires a system that is not installed."""


def shipped_folder(kind: str = "scenarios") -> Path:
    """Shipped files of a kind: inside the installed package, or beside the sources."""
    inside = Path(__file__).parents[1] / kind
    return inside if inside.is_dir() else Path(__file__).parents[3] / kind


def shipped() -> dict[str, Path]:
    """Name and file of each shipped scenario, by name."""
    return {path.stem: path for path in sorted(shipped_folder().glob("*.yaml"))}


def find(scenario: str | Path, child: Path | None = None) -> Path:  # noqa: C901 # one case a way to write it
    """The file a name or path stands for. Raises UserError with the nearest name.

    With a child, the file that names this parent, its folder is looked in first.
    """
    if not isinstance(scenario, str | os.PathLike):
        raise UserError(
            "{given}: a scenario is one name, one path, or a map of what its file would hold.",
            given=shown_briefly(scenario),
        )
    text = str(scenario)
    if not text.strip():
        raise UserError("{name!r} is not the name or the path of a scenario.", name=text)
    path = path_of(text)
    is_path = path.suffix in _SUFFIXES or "/" in text or "\\" in text
    for candidate in _beside(path, is_path, child):
        if candidate.exists():
            return candidate
    if is_path:
        if path.parts[:1] == ("scenarios",) and path.stem in shipped():
            return shipped()[path.stem]
        hint = did_you_mean(path.stem, shipped(), cutoff=0.8)
        raise UserError("{path}: there is no such file.{hint}", path=shown(path), hint=hint)
    if text in shipped():
        return shipped()[text]
    for suffix in _SUFFIXES:
        if Path(f"{text}{suffix}").is_file():
            return Path(f"{text}{suffix}")
    if path.exists():
        return path
    hint = did_you_mean(text, shipped())
    raise UserError(
        "There is no scenario named {name!r}.{hint} `partnersim list` shows them all.",
        name=shown(text),
        hint=hint,
    )


def _beside(path: Path, is_path: bool, child: Path | None) -> list[Path]:
    """Where to look before the shipped names: beside the child, then where the user stands."""
    if child is None:
        return [path] if is_path else []
    if is_path:
        return [path_of(child.parent / path), path]
    own = path_of(child.parent / f"{path}.yaml")
    itself = own.resolve() == child.resolve() and str(path) in shipped()
    return [] if itself else [own]
