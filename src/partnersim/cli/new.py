"""`partnersim new`: a scenario of one's own to start from, runnable as it is."""

from __future__ import annotations

import re
from pathlib import Path

import click

from partnersim.cli.files import write_new
from partnersim.cli.frame import Command
from partnersim.language import UserError, current, say

_ENGLISH = """\
# {name}: a scenario of your own. Run it with: partnersim run {name}.yaml
# What you do not state here comes from the parent; `partnersim show {name}.yaml --all` shows it,
# and `partnersim explain burden` says what a key means. A # begins a comment.
title: {{en: "{name}"}}
question:
  en: "What would change if ... ?"
extends: mifi_status_quo   # `partnersim list` shows the other parents
years: 10                  # after a spin-up under the status quo
scale: 50                  # one simulated newcomer stands for 50 people; 1 is slower and finer
ministries:
  mifi:
    # How heavy accountability is, 0 light to 1 heavy; 0.5 in the parent.
    accountability: {{burden: 0.5}}
    # Take the # away to use a line.
    # How its money is given; the three shares sum to 1:
    # split: {{mission: 0.30, service_agreement: 0.60, project: 0.10}}
    # Who is heard (0 nobody to 1 everyone), and whether before or after the draft:
    # consultation: {{access: 0.5, timing: before_draft}}
    # A value may carry its source:
    # envelope: {{value: 40.0e+6, source: "where the number comes from"}}
"""
_FRENCH = """\
# {name} : votre propre scénario. Pour le lancer : partnersim run {name}.yaml --lang fr
# Ce que vous n'écrivez pas ici vient du parent; `partnersim show {name}.yaml --all` le montre,
# et `partnersim explain burden` dit ce que veut dire une clé. Un # commence un commentaire.
title: {{fr: "{name}"}}
question:
  fr: "Qu'est-ce qui changerait si… ?"
extends: mifi_status_quo   # `partnersim list` montre les autres parents
years: 10                  # après une mise en route sous le statu quo
scale: 50                  # une personne simulée en représente 50; 1 est plus lent et plus fin
ministries:
  mifi:
    # Le poids de la reddition de comptes, de 0 léger à 1 lourd; 0.5 chez le parent.
    accountability: {{burden: 0.5}}
    # Enlevez le # pour utiliser une ligne.
    # Comment l'argent est versé; la somme des trois parts est 1 :
    # split: {{mission: 0.30, service_agreement: 0.60, project: 0.10}}
    # Qui est entendu (de 0 personne à 1 tout le monde), et avant ou après l'ébauche :
    # consultation: {{access: 0.5, timing: before_draft}}
    # Une valeur peut porter sa source :
    # envelope: {{value: 40.0e+6, source: "d'où vient le nombre"}}
"""


def command() -> click.Command:
    """Build the command in the language in use."""
    return Command(
        "new", callback=_new, params=[click.Argument(["name"], metavar=say("NAME"))],
        help=say("Write NAME.yaml here: a commented scenario of your own, ready to run."),
    )  # fmt: skip


def _new(name: str) -> None:
    from partnersim.scenario import library

    name = name.removesuffix(".yaml").removesuffix(".yml")
    if not re.fullmatch(r"\w[\w-]{0,99}", name):
        raise UserError(
            say("{name!r} cannot name a scenario: use letters, digits, _ and -.", name=name)
        )
    if name in library.shipped():
        raise UserError(
            say("{name!r} is the name of a shipped scenario. Choose another one.", name=name)
        )
    path = Path(f"{name}.yaml")
    template = _FRENCH if current() == "fr" else _ENGLISH
    write_new(path, template.format(name=name))
    click.echo(
        say("Written: {path}. Change it in any text editor, then: partnersim run {path}", path=path)
    )
