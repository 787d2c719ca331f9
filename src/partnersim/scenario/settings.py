"""A scenario, resolved: every value known, and where each came from."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from partnersim.declarations import Parameter, Role, Shares, Text
from partnersim.language import UserError, say
from partnersim.scenario import library, merging
from partnersim.scenario.checking import check
from partnersim.scenario.merging import COMMAND_LINE, DEFAULT, Origin, Provenance
from partnersim.scenario.registry import funder_groups, model_groups
from partnersim.state.calendar import MONTHS_A_YEAR, Month

_DEFAULT = Origin(DEFAULT)
_ON_COMMAND_LINE = Origin(COMMAND_LINE)
_EARLIEST, _LATEST = 1950, 2100
_OF_ONE_FILE = ("title", "question", "changes")  # what a parent says of itself is not inherited


@dataclass(frozen=True, slots=True)
class Funder:
    """One ministry or donor: its name and, by group, the value of each parameter."""

    name: str
    is_ministry: bool
    title: Text
    values: dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run needs to know. `regime` holds the settings of the spin-up."""

    name: str
    title: Text
    question: Text
    changes: Text
    lineage: tuple[str, ...]
    start: Month
    years: int
    scale: float
    spin_up_regime: str
    spin_up_months: int
    main_ministry: str
    funders: dict[str, Funder]
    parameters: dict[str, dict[str, Any]]
    population_file: Path | None
    credits_file: Path | None
    provenance: Provenance
    content: dict[str, Any]
    regime: Settings | None = None
    fixed: frozenset[str] = field(default_factory=frozenset)

    @property
    def months(self) -> int:
        """Length of the run, spin-up included."""
        return self.spin_up_months + self.years * MONTHS_A_YEAR

    @property
    def as_shipped(self) -> bool:
        """Whether this is a shipped scenario with nothing changed but its length and its scale.

        A file of the user's that changes anything is not, whatever its name.
        """
        shipped = library.shipped()
        folder = library.shipped_folder().resolve()
        origins = [one for path, one in self.provenance.items() if path not in ("years", "scale")]
        return self.name in shipped and all(
            one.file is not None and one.file.resolve().parent == folder for one in origins
        )

    def resolved(self) -> dict[str, Any]:
        """Everything, as plain data for the manifest."""
        return {
            "name": self.name,
            "title": {"en": self.title.en, "fr": self.title.fr},
            "question": {"en": self.question.en, "fr": self.question.fr},
            "lineage": list(self.lineage),
            "start": str(self.start),
            "years": self.years,
            "scale": self.scale,
            "spin_up": {"regime": Path(self.spin_up_regime).stem, "months": self.spin_up_months},
            "main_ministry": self.main_ministry,
            "funders": {
                one.name: {"is_ministry": one.is_ministry, **one.values}
                for one in self.funders.values()
            },
            "parameters": self.parameters,
            "files": {
                key: path.name
                for key, path in (("file", self.population_file), ("credits", self.credits_file))
                if path is not None
            },
        }

    def origin(self, path: str) -> Origin:
        """Where the value at a path came from."""
        while path:
            if path in self.provenance:
                return self.provenance[path]
            path = path.rpartition(".")[0]
        return _DEFAULT


def load(scenario: str | Path, sets: Sequence[str] = (), **overrides: Any) -> Settings:
    """A scenario by name or path, with `--set` settings and overrides such as years=3 laid over.

    Raises UserError, in words for a person, for anything that is wrong with it.
    """
    settings = _resolve(library.find(scenario), sets, overrides)
    regime = _regime(settings)
    _check_files(settings, regime)
    return replace(settings, regime=regime)


def _regime(settings: Settings) -> Settings:
    origin = settings.origin("spin_up.regime")
    try:
        path = library.find(settings.spin_up_regime, child=origin.file)
    except UserError as error:
        raise UserError(
            say(
                "{place}: {path}: {problem}",
                place=origin.shown,
                path="spin_up.regime",
                problem=error,
            )
        ) from None
    return _resolve(path, (), {})


def _resolve(path: Path, sets: Sequence[str], overrides: dict[str, Any]) -> Settings:
    files = merging.chain(path)
    provenance: Provenance = {}
    content: dict[str, Any] = {}
    for file, part in files:
        for key in _OF_ONE_FILE:
            content.pop(key, None)
        for key in [one for one in provenance if one.partition(".")[0] in _OF_ONE_FILE]:
            del provenance[key]
        content = merging.merge(content, part, Origin(file.name, file=file), provenance)
        check_names(content, str(file))
    for setting in sets:
        over = merging.assign(setting)
        _check_funder(over, content)
        content = merging.merge(content, over, _ON_COMMAND_LINE, provenance)
    given = {key: value for key, value in overrides.items() if value is not None}
    content = merging.merge(content, given, _ON_COMMAND_LINE, provenance)
    check(content, str(path), provenance)
    return _build(path, tuple(file.stem for file, _ in files), content, provenance)


def check_names(content: dict[str, Any], place: str) -> None:
    """Funders' names are plain words, since columns and paths are made of them."""
    seen: dict[str, str] = {}
    for kind in ("ministries", "donors"):
        funders = content.get(kind, {})
        if not isinstance(funders, dict):
            raise UserError(
                say("{path}: {key} holds a map of funders by name.", path=place, key=kind)
            )
        for name in funders:
            if not name.isidentifier():
                raise UserError(
                    say("{path}: {key}: {name!r} is not a plain name (letters, digits and _).",
                        path=place, key=kind, name=name)
                )  # fmt: skip
            if name in seen:
                raise UserError(
                    say("{path}: {name!r} stands among the ministries and among the donors.",
                        path=place, name=name)
                )  # fmt: skip
            seen[name] = kind


def _check_funder(over: dict[str, Any], content: dict[str, Any]) -> None:
    for kind in ("ministries", "donors"):
        funders = over.get(kind, {})
        if not isinstance(funders, dict):
            raise UserError(
                say("--set {kind}: name the funder and the parameter, such as "
                    "ministries.mifi.accountability.burden=0.25", kind=kind)
            )  # fmt: skip
        for name in funders:
            known = list(content.get(kind) or {})
            if name not in known:
                near = difflib.get_close_matches(name, known, n=1, cutoff=0.3)
                hint = say(" Did you mean {name!r}?", name=near[0]) if near else ""
                raise UserError(
                    say("--set {kind}.{name}: the scenario has no such funder; it has "
                        "{known}.{hint}",
                        kind=kind, name=name, known=", ".join(known) or "-", hint=hint)
                )  # fmt: skip


def _check_files(settings: Settings, regime: Settings) -> None:
    """The user's own list and amounts are read before anything starts."""
    if settings.population_file is None and settings.credits_file is None:
        return
    from partnersim.population.own_list import amounts_of, organizations_of

    key = "population.file"
    try:
        if settings.population_file is None:
            key = "population.credits"
            raise UserError(say("amounts need a list of organisations, population.file."))
        names = [one.name for one in organizations_of(settings.population_file)]
        if settings.credits_file is not None:
            key = "population.credits"
            amounts_of(settings.credits_file, names, [*regime.funders, *settings.funders])
    except UserError as error:
        raise UserError(
            say(
                "{place}: {path}: {problem}",
                place=settings.origin(key).shown,
                path=key,
                problem=error,
            )
        ) from None


def _text(content: dict[str, Any], key: str, fallback: str) -> Text:
    words = content.get(key) or {}
    en = words.get("en") or words.get("fr") or fallback
    return Text(en, words.get("fr") or en)


def _values(groups: dict[str, Any], given: dict[str, Any]) -> dict[str, dict[str, Any]]:
    values: dict[str, dict[str, Any]] = {}
    for name, group in groups.items():
        inside = given if name == "funding" else given.get(name) or {}
        values[name] = {}
        for one in group:
            value = inside.get(one.name)
            if isinstance(one, Shares):
                shares = one.default if value is None else value
                values[name][one.name] = {key: float(shares.get(key, 0.0)) for key in one.default}
            elif value is None:
                values[name][one.name] = one.default
            elif isinstance(one.default, float):
                values[name][one.name] = float(value)
            else:
                values[name][one.name] = value
    return values


def _build(
    path: Path, lineage: tuple[str, ...], content: dict[str, Any], provenance: Provenance
) -> Settings:
    funders: dict[str, Funder] = {}
    for kind in ("ministries", "donors"):
        for name, given in (content.get(kind) or {}).items():
            title = _text(given, "title", name)
            funders[name] = Funder(
                name, kind == "ministries", title, _values(funder_groups(), given)
            )
    ministries = [name for name, one in funders.items() if one.is_ministry]
    if not ministries:
        raise UserError(say("{path}: a scenario needs at least one ministry.", path=path))
    main = content.get("main_ministry") or ministries[0]
    if main not in ministries:
        raise UserError(
            say("{path}: main_ministry: {name!r} is not among the ministries ({names}).",
                path=provenance.get("main_ministry", _DEFAULT).shown, name=main,
                names=", ".join(ministries))
        )  # fmt: skip
    parameters = _values(model_groups(), content)
    spin_up = content.get("spin_up") or {}
    population = content.get("population") or {}
    drawn = {
        f"{group.name}.{one.name}"
        for group in model_groups().values()
        for one in group
        if isinstance(one, Parameter) and one.role is Role.UNCERTAINTY
    }
    return Settings(
        name=path.stem,
        title=_text(content, "title", path.stem),
        question=_text(content, "question", path.stem),
        changes=_text(content, "changes", path.stem),
        lineage=lineage,
        start=_month(content.get("start", "2010-04"), provenance.get("start", _DEFAULT).shown),
        years=int(content.get("years", 10)),
        scale=float(content.get("scale", 50.0)),
        spin_up_regime=str(spin_up.get("regime", "mifi_status_quo")),
        spin_up_months=int(spin_up.get("months", 24)),
        main_ministry=str(main),
        funders=funders,
        parameters=parameters,
        population_file=_beside(provenance, population, "file"),
        credits_file=_beside(provenance, population, "credits"),
        provenance=provenance,
        content=content,
        fixed=frozenset(drawn & set(provenance)),
    )


def _month(text: str, place: str) -> Month:
    try:
        month = Month.parse(text)
    except ValueError:
        month = None
    if month is None or not _EARLIEST <= month.year <= _LATEST:
        raise UserError(
            say("{place}: start: {value!r} is not a month from {low} to {high} written YYYY-MM.",
                place=place, value=text, low=f"{_EARLIEST}-01", high=f"{_LATEST}-12")
        ) from None  # fmt: skip
    if month.fiscal_month % 3 != 0:
        raise UserError(
            say("{place}: start: {value} is not the first month of a fiscal quarter (January, "
                "April, July or October).", place=place, value=month)
        )  # fmt: skip
    return month


def _beside(provenance: Provenance, population: dict[str, Any], key: str) -> Path | None:
    """A path stands beside the file that states it; on the command line, where the user is."""
    name = population.get(key)
    if name is None:
        return None
    given = Path(name).expanduser()
    file = provenance[f"population.{key}"].file
    return given if file is None else file.parent / given
