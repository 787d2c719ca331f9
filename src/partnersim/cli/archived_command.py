"""The command that made a folder of results, read again: what it ran, from which files, and how to run it elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from partnersim.archive import own_files
from partnersim.cli.localized_command import Command
from partnersim.language import UserError
from partnersim.language.paths import path_of
from partnersim.scenario import library
from partnersim.scenario.loading import load
from partnersim.scenario.posterior import ABOUT
from partnersim.scenario.settings import Settings

_OF_SCENARIOS = ("run", "compare", "interview", "profiles")
_OF_EXPERIMENTS = ("sweep", "sensitivity")
# where it was run, how it was shown, and what was exported change no table
_LEFT_OUT = (
    "out",
    "workers",
    "cluster",
    "resume",
    "quiet",
    "full",
    "as_json",
    "export",
    "check_ledgers",
)
_FILES_OF_SETS = ("population.file=", "population.credits=")


@dataclass(frozen=True, slots=True)
class ArchivedCommand:
    """A command that made results: its name and its words by the names of its parameters."""

    name: str
    values: Mapping[str, Any]

    @classmethod
    def of(cls, folder: Path, manifest: Mapping[str, Any]) -> ArchivedCommand:
        """The command that a manifest tells. Raises UserError where it cannot be run again."""
        words = [str(word) for word in manifest.get("command") or ()][1:]
        while words and words[0].startswith("--lang"):
            del words[: 1 if "=" in words[0] else 2]
        if not words or words[0] not in (*_OF_SCENARIOS, *_OF_EXPERIMENTS):
            raise UserError(
                "{folder} was not made by one of the commands that an archive runs again: {names}. Results from "
                "Python have no command.",
                folder=folder,
                names=", ".join((*_OF_SCENARIOS, *_OF_EXPERIMENTS)),
            )
        command = Command(words[0])
        context = command.make_context(words[0], words[1:], resilient_parsing=True)
        return cls(words[0], context.params)

    @property
    def of_experiment(self) -> bool:
        """Whether it runs an experiment."""
        return self.name in _OF_EXPERIMENTS

    def files(self) -> set[Path]:
        """The user's own files it was made from, those that its words name and those that these name."""
        found: set[Path] = set()
        if self.of_experiment:
            from partnersim.analysis.sweeps import experiment_files

            path = experiment_files.find(self.values["experiment"])
            found |= own_files.of_experiment(path, experiment_files.load_experiment(path))
        else:
            for given, settings in self._loaded():
                found |= own_files.of_scenario(library.find(given), settings)
        if self.values.get("posterior"):
            found |= own_files.of_folder(path_of(self.values["posterior"]))
        return found

    def resolved(self) -> list[dict[str, Any]]:
        """What its scenarios resolve to now, as a manifest holds it."""
        if self.of_experiment:
            from partnersim.analysis.sweeps.experiment_files import load_experiment

            settings = [load_experiment(self.values["experiment"]).settings]
        else:
            settings = [each for _, each in self._loaded()]
        return [json.loads(json.dumps(each.resolved(), default=str)) for each in settings]

    def _loaded(self) -> Iterator[tuple[str, Settings]]:
        """Its scenarios as they were given, and loaded."""
        given = self.values.get("scenarios") or (self.values["scenario"],)
        for each in given:
            laid_over = {name: self.values.get(name) for name in ("reading", "years", "scale")}
            yield each, load(each, self._sets(), **laid_over)

    def _sets(self) -> tuple[str, ...]:
        """What `--set` lays over a scenario; assumptions of interviews are no part of it."""
        return tuple(
            each for each in self.values.get("sets") or () if not each.startswith("interview.")
        )

    def words(self, placed: Mapping[Path, str]) -> list[str]:
        """The command for another place: each of the user's files by its name there, no place for results."""
        words = [self.name]
        for parameter in Command(self.name).params:
            name, value = str(parameter.name), self.values.get(str(parameter.name))
            if name in _LEFT_OUT or value in (None, False, ()):
                continue
            values = list(value) if isinstance(value, tuple) else [value]
            if isinstance(parameter, click.Argument):
                words += [_placed(str(each), placed) for each in values]
            elif isinstance(parameter, click.Option) and parameter.is_flag:
                words.append(parameter.opts[0])
            else:
                for each in values:
                    text = f"{each:g}" if isinstance(each, float) else str(each)
                    words += [parameter.opts[0], _of_option(name, text, placed)]
        return words


def _of_option(name: str, text: str, placed: Mapping[Path, str]) -> str:
    """The value of an option, with the place of a file in it."""
    if name == "posterior":
        return Path(placed[(path_of(text) / ABOUT).resolve()]).parent.as_posix()
    for start in _FILES_OF_SETS:
        if text.startswith(start):
            return start + _placed(text.removeprefix(start), placed)
    return text


def _placed(given: str, placed: Mapping[Path, str]) -> str:
    """A file by its name in the archive; a shipped name as it is."""
    for path in (Path(given), Path(f"{given}.yaml")):
        if path.exists() and path.resolve() in placed:
            return placed[path.resolve()]
    return Path(given).stem if len(Path(given).parts) > 1 else given


def told_by(manifests: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The scenarios that manifests tell of, resolved."""
    both = ((each.get("scenario"), each.get("identity", {}).get("scenario")) for each in manifests)
    return [scenario for pair in both for scenario in pair if isinstance(scenario, dict)]
