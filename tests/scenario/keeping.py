"""Files of the version that is installed, kept so that later ones are tested to read them.

python -m tests.scenario.keeping     before a release, with its version installed: earlier_versions/of_VERSION.zip
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
import zipfile
from importlib.metadata import version
from pathlib import Path

from click.testing import CliRunner

from partnersim.cli import main

KEPT = Path(__file__).with_name("earlier_versions")
SCENARIO = """\
title: {en: Mine, fr: Le mien}
question: {en: What does half of the money for the mission change?, fr: Que change la moitié de l'argent à la mission?}
extends: mifi_status_quo
ministries: {mifi: {split: {mission: 0.5, service_agreement: 0.3, project: 0.2}}}
"""
EXPERIMENT = """\
scenario: mifi_status_quo
years: 1
scale: 5000
levers: {ministries.mifi.accountability.burden: {}}
outcomes: [identity_mean]
design: {method: lhs, samples: 2}
"""
SMALL = ("--runs", "1", "--years", "1", "--scale", "5000", "--set", "population.organizations=12")
CALLS = (
    ("run", "scenario.yaml", *SMALL, "--out", "run"),
    ("sweep", "experiment.yaml", "--workers", "1", "--out", "sweep"),
)


def written() -> None:
    """A scenario, an experiment and what two commands make of them, in the folder one is in."""
    Path("scenario.yaml").write_text(SCENARIO, encoding="utf-8")
    Path("experiment.yaml").write_text(EXPERIMENT, encoding="utf-8")
    for words in CALLS:
        argv, sys.argv = sys.argv, ["partnersim", *words]  # which a manifest keeps
        try:
            done = CliRunner().invoke(main.cli, [*words, "--lang", "en"])
        finally:
            sys.argv = argv
        if done.exit_code:
            raise SystemExit(f"partnersim {' '.join(words)}: {done.output}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        written()
        files = sorted(
            path for path in Path().rglob("*") if path.is_file() and path.suffix != ".png"
        )
        with zipfile.ZipFile(
            KEPT / f"of_{version('partnersim')}.zip", "w", zipfile.ZIP_DEFLATED
        ) as packed:
            for path in files:
                packed.write(path)
