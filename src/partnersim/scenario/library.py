"""Where scenarios are: a path, or the name of one that ships with the package."""

from __future__ import annotations

import difflib
from importlib.resources import files
from pathlib import Path

from partnersim.language import UserError, say


def shipped_folder() -> Path:
    """The shipped scenarios: inside the installed package, or beside the sources."""
    inside = Path(str(files("partnersim"))) / "scenarios"
    return inside if inside.is_dir() else Path(__file__).parents[3] / "scenarios"


def shipped() -> dict[str, Path]:
    """Name and file of each shipped scenario, by name."""
    return {path.stem: path for path in sorted(shipped_folder().glob("*.yaml"))}


def find(scenario: str | Path, beside: Path | None = None) -> Path:
    """The file a name or path stands for. Raises UserError with the nearest name."""
    text = str(scenario)
    path = Path(text).expanduser()
    if path.suffix in (".yaml", ".yml") or path.exists() or "/" in text or "\\" in text:
        if path.exists():
            return path
        if path.parts[:1] == ("scenarios",) and path.stem in shipped():
            return shipped()[path.stem]
        raise UserError(say("{path}: there is no such file.", path=path))
    if beside is not None and (beside / f"{text}.yaml").is_file():
        return beside / f"{text}.yaml"
    if text in shipped():
        return shipped()[text]
    near = difflib.get_close_matches(text, shipped(), n=1)
    hint = say(" Did you mean {name!r}?", name=near[0]) if near else ""
    raise UserError(
        say("There is no scenario named {name!r}.{hint} `partnersim list` shows them all.",
            name=text, hint=hint)
    )  # fmt: skip
