"""Where the files of each jurisdiction are, and what messages call them."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib.resources import files

from partnersim import plugins
from partnersim.declarations.data_files import rows_in
from partnersim.language import UserError, say

DEFAULT = "quebec"


@dataclass(frozen=True, slots=True)
class Folder:
    """Where the files of a jurisdiction are: in a folder here, or in the package of a plug-in."""

    name: str
    plug_in: plugins.PlugIn | None = None

    @property
    def label(self) -> str:
        """What messages call it."""
        if self.plug_in is None:
            return say("Jurisdiction {name}", name=self.name)
        return say("The plug-in {plug_in}", plug_in=self.plug_in)

    def rows(self, file: str) -> list[dict[str, str]]:
        """The rows of a file. Raises UserError where there is none."""
        try:
            if self.plug_in is None:
                return rows_in(__package__, f"{self.name}/{file}.csv")
            return rows_in(self.plug_in.module.__name__, f"{file}.csv")
        except (OSError, UnicodeDecodeError):
            raise self.error(file, say("the file is missing, or is not text in UTF-8")) from None

    def error(self, file: str, problem: str, line: int | None = None) -> UserError:
        """What is wrong in a file, for whoever wrote it."""
        if line is None:
            return UserError(
                "{jurisdiction}: {file}: {problem}.",
                jurisdiction=self.label,
                file=f"{file}.csv",
                problem=problem,
            )
        return UserError(
            "{jurisdiction}: {file}, line {line}: {problem}.",
            jurisdiction=self.label,
            file=f"{file}.csv",
            line=line,
            problem=problem,
        )


@functools.cache
def folders() -> dict[str, Folder]:
    """By name: the default, our others, those of plug-ins."""
    own = sorted(
        (file.name for file in files(__package__).iterdir() if (file / "statuses.csv").is_file()),
        key=lambda name: (name != DEFAULT, name),
    )
    by_name = {name: Folder(name) for name in own}
    for plug_in in plugins.plug_ins("jurisdictions"):
        folder = Folder(plug_in.name, plug_in)
        if plug_in.name in by_name:
            raise UserError(
                "{plug_in}: there is a jurisdiction {name} already. Rename the entry point.",
                plug_in=folder.label,
                name=plug_in.name,
            )
        by_name[plug_in.name] = folder
    return by_name
