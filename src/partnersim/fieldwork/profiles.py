"""Profiles a page each, in the form of the thesis's chapter 4, in English or French.

Words stand in the templates, one a language; they follow the state, and where several ways of
saying the same exist, a draw of the organisation's own chooses, so that profiles do not read alike.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from partnersim.fieldwork.coding import place
from partnersim.fieldwork.fact_sheet import Facts, facts_of
from partnersim.fieldwork.guide import GUIDE
from partnersim.fieldwork.sampling import FRAMES, luck_of
from partnersim.language import current, numbers
from partnersim.outcomes.dimensions import DIMENSIONS, INDEXES

if TYPE_CHECKING:
    from partnersim.fieldwork.study import Interviewed, Study
    from partnersim.scenario.settings import Settings

_SPACES = re.compile(r"[ \t\n]+")
_PRIME = 104_729  # spreads one draw over the choices of a profile


def write_profiles(study: Study, settings: Settings) -> str:
    """The profiles of those interviewed in the first run, as Markdown in the language in use."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    language = current()
    environment = Environment(  # Markdown for a person: nothing to escape
        loader=PackageLoader("partnersim.fieldwork", "templates"),
        undefined=StrictUndefined,
    )
    environment.filters.update(paragraph=_paragraph, percent=_percent, dollars=_dollars)
    environment.globals.update(pick=pick)
    field = study.fields[0]
    text = environment.get_template(f"profiles.{language}.md.j2").render(
        **_of_the_study(study, settings, field, language),
        organizations=profiled(field),
        place=lambda score: place(score).in_language(language),
        dimension=lambda name: _dimension(name, language),
        funder=lambda name: (
            settings.funders[name].title.in_language(language) if name in settings.funders else name
        ),
    )
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def profiled(field: Interviewed) -> list[Facts]:
    """The facts of those interviewed, in the order of the interviews."""
    luck = luck_of(field.visit, 1, "fieldwork.words")[0]
    return [facts_of(field.visit, field.coded, i, float(luck[i])) for i in field.chosen]


def pick(who: Facts, key: int, *ways: str) -> str:
    """One of several ways of saying the same: its own for this organisation and place in the text."""
    return ways[int(who.luck * _PRIME * (key + 1)) % len(ways)]


def _of_the_study(
    study: Study, settings: Settings, field: Interviewed, language: str
) -> dict[str, Any]:
    return {
        "title": settings.title.in_language(language),
        "month": field.visit.month,
        "frame": FRAMES[study.plan.frame].title.in_language(language),
        "steps": [(step.filter.meaning.in_language(language), step.left) for step in field.steps],
        "letters": field.letters,
        "perception": study.plan.perception,
        "guide": [(question.number, question.words.in_language(language)) for question in GUIDE],
        "dimensions": [str(dimension) for dimension in DIMENSIONS],
    }


def _dimension(name: str, language: str) -> str:
    meaning = next(index.meaning for index in INDEXES if index.name == name)
    return meaning.in_language(language)


def _paragraph(text: str) -> str:
    """Sentences that stand on lines of a template, as one paragraph."""
    return _SPACES.sub(" ", text).strip()


def _percent(share: float) -> str:
    """A share as people say it: by fives above a tenth."""
    value = 100.0 * share
    return numbers.percent((5 * round(value / 5) if value >= 10 else round(value)) / 100.0)


def _dollars(amount: float) -> str:
    """An amount to two significant digits."""
    step = 10 ** max(0, len(str(int(abs(amount)))) - 2)
    return numbers.dollars(round(amount / step) * step)
