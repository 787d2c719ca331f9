"""Reading an experiment file: strict, and what is wrong with it said with its key and what is allowed."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from graphlib import CycleError
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from partnersim import systems
from partnersim.analysis.runs.overlays import places
from partnersim.analysis.sweeps import design_validation
from partnersim.analysis.sweeps.experiment import Experiment, Measured
from partnersim.analysis.sweeps.factors import LEVER, UNCERTAINTY, Factor, order_of
from partnersim.analysis.sweeps.schema import ExperimentForm, OutcomeForm
from partnersim.declarations import Text
from partnersim.language import UserError, current, did_you_mean, say
from partnersim.language.paths import path_of, shown
from partnersim.outcomes.recorder import SECTOR_NAMES
from partnersim.scenario import former_keys, library, reading
from partnersim.scenario.arguments import shown_briefly
from partnersim.scenario.loading import load
from partnersim.scenario.merging import GIVEN
from partnersim.scenario.posterior import Uncertainty, chosen
from partnersim.scenario.validation_errors import validated, wrong

if TYPE_CHECKING:
    from partnersim.scenario.settings import Settings

_SUFFIXES = (".yaml", ".yml")
_NEAREST = 3  # outcomes that are suggested
_SETTINGS = 8  # of the levers, crossed with the worlds, where the file does not say


def shipped() -> dict[str, Path]:
    """The experiments that travel with the package, by name; each has a folder with its findings."""
    files = sorted(library.shipped_folder("experiments").glob("*/*.yaml"))
    return {path.stem: path for path in files}


def find(experiment: str | Path) -> Path:
    """The file a path or the name of a shipped experiment stands for."""
    if not isinstance(experiment, str | os.PathLike):
        raise UserError(
            "{given}: an experiment is one name, one path, or a map of what its file would hold.",
            given=shown_briefly(experiment),
        )
    text = str(experiment)
    if not text.strip():
        raise UserError("{name!r} is not the name or the path of an experiment.", name=text)
    path = path_of(text)
    if path.suffix in _SUFFIXES or len(path.parts) > 1 or path.is_file():
        return path
    if text in shipped():
        return shipped()[text]
    raise UserError(
        "There is no experiment named {name!r}.{hint} Name a file that ends in .yaml, or one of: {names}.",
        name=shown(text),
        hint=did_you_mean(text, shipped()),
        names=", ".join(shipped()) or "-",
    )


def load_experiment(
    experiment: str | Path | Mapping[str, Any], sets: tuple[str, ...] = ()
) -> Experiment:
    """The experiment in a file, or in a map of what a file would hold.

    Raises UserError, in words for a person, for anything wrong with it.
    """
    if isinstance(experiment, Mapping):
        from partnersim.scenario import reading

        place = Path(say("the experiment given"))
        content = reading.given(experiment, place)
        loaded = _Reader(place, validated(content, ExperimentForm, place), sets, GIVEN).experiment()
        return replace(loaded, given=content)
    path = find(experiment)
    form = validated(_content(path), ExperimentForm, path)
    return _Reader(path, form, sets, path.stem).experiment()


def _content(path: Path) -> dict[str, Any]:
    try:
        blank = path.is_file() and path.stat().st_size < 100 and not path.read_bytes().strip()
    except OSError:
        blank = False  # the reader says why
    if blank:
        raise UserError(
            "{path} is empty. An experiment holds scenario, levers or uncertainties, outcomes and design.",
            path=path,
        )
    return reading.read(path)


@dataclass(slots=True)
class _Reader:
    path: Path
    form: ExperimentForm
    sets: tuple[str, ...]
    name: str

    def experiment(self) -> Experiment:
        form = self.form
        settings = self._settings()
        factors = self._factors(settings)
        experiment = Experiment(
            name=self.name,
            title=self._text("title"),
            question=self._text("question"),
            settings=settings,
            factors=factors,
            outcomes=self._outcomes(settings, factors),
            method=form.design.method,
            samples=form.design.samples,
            seed=form.design.seed,
            replicates=form.replicates,
            uncertainty=self._uncertainty(settings),
            groups=self._groups([factor.path for factor in factors]),
            settings_crossed=(form.design.settings or _SETTINGS)
            * (form.design.method == "crossed"),
        )
        design_validation.check_design(experiment, self.path)
        return experiment

    def _wrong(self, key: str, message: str, **values: object) -> NoReturn:
        raise wrong(self.path, key, message, **values)

    def _measured(self, outcome: Any, key: str) -> Measured:
        """A name alone, or a map of name and over."""
        if isinstance(outcome, str):
            return Measured(outcome)
        if not isinstance(outcome, dict):
            self._wrong(key, "an outcome is a name, or a map of name and over.")
        form = validated(outcome, OutcomeForm, self.path, key)
        return Measured(form.name, form.over)

    def _text(self, key: str) -> Text:
        words = getattr(self.form, key)
        en = words.en or words.fr or self.name
        return Text(en, words.fr or en)

    def _settings(self) -> Settings:
        try:
            file = library.find(self.form.scenario, child=self.path)
            return load(file, self.sets, years=self.form.years, scale=self.form.scale)
        except UserError as error:
            self._wrong("scenario", str(error))

    def _uncertainty(self, settings: Settings) -> Uncertainty:
        """A path of a posterior stands beside the file that states it."""
        form, path = self.form, None
        try:
            if form.posterior is not None:
                path = path_of(self.path.parent / path_of(form.posterior))
            return chosen(form.uncertainty, path, [settings], form.posterior_elsewhere)
        except UserError as error:
            self._wrong("uncertainty" if form.posterior is None else "posterior", str(error))

    def _measures(self, name: str, key: str, settings: Settings, factors: Sequence[Factor]) -> None:
        """An outcome of a system is measured where the scenario, or a factor, switches it on."""
        system = systems.measuring(name)
        if not system or system in settings.systems:
            return
        declared = systems.packages()[system].SYSTEM
        if declared.switch not in [factor.path for factor in factors]:
            self._wrong(
                key,
                "{name} is not measured: {absence} in this scenario (see {switch}).",
                name=name,
                absence=declared.absence.in_language(current()),
                switch=declared.switch,
            )

    def _outcomes(self, settings: Settings, factors: Sequence[Factor]) -> tuple[Measured, ...]:
        outcomes: list[Measured] = []
        for n, outcome in enumerate(self.form.outcomes):
            key = f"outcomes.{n + 1}"
            measured = self._measured(outcome, key)
            if measured.name not in SECTOR_NAMES:
                former_keys.check(self.path, measured.name)
                self._wrong(
                    key,
                    "there is no outcome {name!r}.{hint} Outcomes are the columns of sector.csv, which `partnersim "
                    "run {scenario} --export csv` writes; `partnersim explain NAME` says what one means.",
                    name=measured.name,
                    hint=did_you_mean(measured.name, SECTOR_NAMES, _NEAREST),
                    scenario=self.form.scenario,
                )
            self._measures(measured.name, key, settings, factors)
            if measured.over == "change" and settings.spin_up_months == 0:
                self._wrong(key, "a change needs a spin-up to change from.")
            if measured in outcomes:
                self._wrong(key, "{name} stands twice.", name=measured.column)
            outcomes.append(measured)
        return tuple(outcomes)

    def _groups(self, paths: Sequence[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Groups that are exchanged together; a factor that no group names stands alone."""
        if not self.form.groups:
            return ()
        home: dict[str, str] = {}
        for name, members in self.form.groups.items():
            for path in members:
                if path not in paths:
                    former_keys.check(self.path, path)
                    self._wrong(
                        f"groups.{name}",
                        "{name!r} is not varied here.{hint}",
                        name=path,
                        hint=did_you_mean(path, paths),
                    )
                if path in home:
                    self._wrong(f"groups.{name}", "{name} stands twice.", name=path)
                home[path] = name
        names = dict.fromkeys(home.get(path, path) for path in paths)
        return tuple(
            (name, tuple(path for path in paths if home.get(path, path) == name)) for name in names
        )

    def _factors(self, settings: Settings) -> tuple[Factor, ...]:
        known = places(settings)
        stated = {
            **{path: (LEVER, form) for path, form in self.form.levers.items()},
            **{path: (UNCERTAINTY, form) for path, form in self.form.uncertainties.items()},
        }
        for path in self.form.levers.keys() & self.form.uncertainties.keys():
            self._wrong(f"uncertainties.{path}", "it stands among the levers too.")
        if not stated:
            self._wrong("levers", "an experiment varies something: levers or uncertainties.")
        heading = {LEVER: "levers", UNCERTAINTY: "uncertainties"}
        factors = tuple(
            design_validation.factor_of(
                path, kind, form, known, self.path, f"{heading[kind]}.{path}"
            )
            for path, (kind, form) in stated.items()
        )
        numbers = {factor.path for factor in factors if not factor.choices}
        for factor in factors:
            for relation in factor.relations:
                if relation.parameter not in numbers:
                    former_keys.check(self.path, relation.parameter)
                    self._wrong(
                        f"{heading[factor.kind]}.{factor.path}",
                        "its range depends on {name!r}, which is not a number varied here.{hint}",
                        name=relation.parameter,
                        hint=did_you_mean(relation.parameter, numbers - {factor.path}),
                    )
        try:
            order_of(factors)
        except CycleError:
            first = next(factor for factor in factors if factor.relations)
            self._wrong(
                f"{heading[first.kind]}.{first.path}", "ranges depend on one another in a circle."
            )
        return factors
