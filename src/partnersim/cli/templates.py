"""What `partnersim new` writes: a commented scenario, and a commented experiment, in both languages.

Braces of YAML are doubled: `{name}` is filled in.
"""

from __future__ import annotations

SCENARIO = {
    "en": """\
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
""",
    "fr": """\
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
""",
}
EXPERIMENT = {
    "en": """\
# {name}: an experiment of your own. See what it makes: partnersim sweep {name}.yaml --dry-run
# Run it: partnersim sweep {name}.yaml; then read it: partnersim sensitivity and discover, on its folder.
# `partnersim explain burden` says what a key means. A # begins a comment.
title: {{en: "{name}"}}
question:
  en: "What makes ... more likely, and which choices avoid it?"
scenario: mifi_status_quo    # what the rows below are laid on: a shipped scenario or a file beside this one

# What somebody decides, by path: a range (min, max), or choices.
levers:
  ministries.mifi.accountability.burden: {{min: 0.1, max: 0.9}}
  ministries.mifi.consultation.timing: {{choices: [before_draft, after_draft]}}
  # Take the # away to use a line.
  # ministries.mifi.split.mission: {{min: 0.05, max: 0.60}}

# What nobody knows exactly; left empty, a range is the prior that the parameter declares.
uncertainties:
  identity.doing:
  # hours.slack_to_mission_provider:
  # An end may depend on another factor: times x its value + plus.
  # hours.slack_to_mission_autonomous: {{min: {{parameter: hours.slack_to_mission_provider}}, max: 1.0}}

# Measures of the sector: the mean of the last year, or over: last_month, change (since the spin-up).
outcomes:
  - service_provider_share
  - {{name: identity_mean, over: change}}
  - need_after_24_months

# How rows of values are chosen. lhs, sobol_sequence: spread evenly; grid: every combination; morris,
# saltelli: for sensitivity; crossed: each of so many settings of the levers in the same worlds.
design: {{method: crossed, samples: 16, settings: 8, seed: 1}}
replicates: 2     # runs of each row, on the same seeds in every row
years: 10         # of each run, after the spin-up
scale: 500        # one simulated newcomer stands for so many people
# uncertainty: prior   # what is not varied here: point (default) as stated, prior or posterior drawn
""",
    "fr": """\
# {name} : votre propre expérience. Pour voir ce qu'elle fait : partnersim sweep {name}.yaml --dry-run --lang fr
# Pour la lancer : partnersim sweep {name}.yaml; pour la lire : partnersim sensitivity et discover, sur son dossier.
# `partnersim explain burden` dit ce que veut dire une clé. Un # commence un commentaire.
title: {{fr: "{name}"}}
question:
  fr: "Qu'est-ce qui rend … plus fréquent, et quels choix l'évitent?"
scenario: mifi_status_quo    # ce que les lignes modifient : un scénario livré ou un fichier à côté de celui-ci

# Ce que quelqu'un décide, par son chemin : une étendue (min, max) ou des choix.
levers:
  ministries.mifi.accountability.burden: {{min: 0.1, max: 0.9}}
  ministries.mifi.consultation.timing: {{choices: [before_draft, after_draft]}}
  # Enlevez le # pour utiliser une ligne.
  # ministries.mifi.split.mission: {{min: 0.05, max: 0.60}}

# Ce que personne ne sait exactement; sans valeur, l'étendue est celle que le paramètre déclare.
uncertainties:
  identity.doing:
  # hours.slack_to_mission_provider:
  # Un bout peut dépendre d'un autre facteur : times x sa valeur + plus.
  # hours.slack_to_mission_autonomous: {{min: {{parameter: hours.slack_to_mission_provider}}, max: 1.0}}

# Mesures du secteur : la moyenne de la dernière année, ou over: last_month, change (depuis la mise en route).
outcomes:
  - service_provider_share
  - {{name: identity_mean, over: change}}
  - need_after_24_months

# Comment sont choisies les lignes de valeurs. lhs, sobol_sequence : réparties également; grid : toutes les
# combinaisons; morris, saltelli : pour la sensibilité; crossed : tant de réglages des leviers dans les mêmes mondes.
design: {{method: crossed, samples: 16, settings: 8, seed: 1}}
replicates: 2     # simulations de chaque ligne, avec les mêmes germes à chaque ligne
years: 10         # de chaque simulation, après la mise en route
scale: 500        # une personne simulée en représente tant
# uncertainty: prior   # ce qui ne varie pas ici : point (par défaut) tel quel, prior ou posterior tiré au sort
""",
}
