"""A scenario, resolved: every value known, and where each came from."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from partnersim.declarations import Parameter, Role, Shares, Text
from partnersim.language import UserError, say
from partnersim.scenario import merging
from partnersim.scenario.checking import check
from partnersim.scenario.merging import Origin, Provenance
from partnersim.scenario.registry import funder_groups, model_groups
from partnersim.state.calendar import MONTHS_A_YEAR, Month

_DEFAULT = Origin("default")


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
        return self.spin_up_months + self.years * MONTHS_A_YEAR

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
            "spin_up": {"regime": self.spin_up_regime, "months": self.spin_up_months},
            "main_ministry": self.main_ministry,
            "funders": {
                one.name: {"is_ministry": one.is_ministry, **one.values}
                for one in self.funders.values()
            },
            "parameters": self.parameters,
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
    settings = _resolve(scenario, sets, overrides)
    regime = _resolve(settings.spin_up_regime, (), {})
    _check_start(settings, scenario)
    return Settings(
        **{
            name: getattr(settings, name)
            for name in Settings.__dataclass_fields__
            if name != "regime"
        },
        regime=regime,
    )


def _resolve(scenario: str | Path, sets: Sequence[str], overrides: dict[str, Any]) -> Settings:
    files = merging.chain(scenario)
    provenance: Provenance = {}
    content: dict[str, Any] = {}
    for path, part in files:
        content = merging.merge(content, part, path.stem, provenance)
        check_names(content, path, provenance)
    for setting in sets:
        over = merging.assign(setting)
        _check_funder(over, content)
        content = merging.merge(content, over, say("command line"), provenance)
    given = {key: value for key, value in overrides.items() if value is not None}
    content = merging.merge(content, given, say("command line"), provenance)
    own = files[-1][0]
    check(content, str(own), provenance)
    return _build(own, tuple(path.stem for path, _ in files), content, provenance)


def check_names(content: dict[str, Any], path: Path, provenance: Provenance) -> None:
    """Funders' names are plain words, since columns and paths are made of them."""
    for kind in ("ministries", "donors"):
        funders = content.get(kind) or {}
        if not isinstance(funders, dict):
            raise UserError(say("{path}: {key} holds a map of funders by name.", path=path, key=kind))
        for name in funders:
            if not str(name).isidentifier():
                raise UserError(
                    say("{path}: {key}: {name!r} is not a plain name (letters, digits and _).",
                        path=path, key=kind, name=name)
                )  # fmt: skip


def _check_funder(over: dict[str, Any], content: dict[str, Any]) -> None:
    for kind in ("ministries", "donors"):
        for name in over.get(kind) or {}:
            known = list(content.get(kind) or {})
            if name not in known:
                near = difflib.get_close_matches(str(name), known, n=1, cutoff=0.3)
                hint = say(" Did you mean {name!r}?", name=near[0]) if near else ""
                raise UserError(
                    say("--set {kind}.{name}: the scenario has no such funder; it has {known}.{hint}",
                        kind=kind, name=name, known=", ".join(known), hint=hint)
                )  # fmt: skip


def _check_start(settings: Settings, scenario: str | Path) -> None:
    if settings.start.fiscal_month % 3 != 0:
        raise UserError(
            say("{place}: start: {value} is not the first month of a fiscal quarter (January, "
                "April, July or October).", place=scenario, value=settings.start)
        )  # fmt: skip


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
                path=path, name=main, names=", ".join(ministries))
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
        start=_month(content.get("start", "2010-04"), path),
        years=int(content.get("years", 10)),
        scale=float(content.get("scale", 50.0)),
        spin_up_regime=str(spin_up.get("regime", "mifi_status_quo")),
        spin_up_months=int(spin_up.get("months", 24)),
        main_ministry=str(main),
        funders=funders,
        parameters=parameters,
        population_file=_beside(path, population.get("file")),
        credits_file=_beside(path, population.get("credits")),
        provenance=provenance,
        content=content,
        fixed=frozenset(drawn & set(provenance)),
    )


def _month(text: str, path: Path) -> Month:
    try:
        return Month.parse(text)
    except ValueError:
        raise UserError(
            say("{path}: start: {value!r} is not a month written YYYY-MM.", path=path, value=text)
        ) from None


def _beside(path: Path, name: str | None) -> Path | None:
    if name is None:
        return None
    given = Path(name).expanduser()
    return given if given.is_absolute() else path.parent / given
