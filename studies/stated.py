"""Sizes that matter, stated before the first run: `stated_sizes.csv`, whose hash each page prints."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

FILE = Path("studies/stated_sizes.csv")


def sizes(study: str) -> dict[str, float]:
    """The smallest size that counts as a result, by measure of a study."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {
            row["measure"]: float(row["size"])
            for row in csv.DictReader(file)
            if row["study"] == study
        }


def fingerprint() -> str:
    """The first twelve digits of the file's SHA-256."""
    return hashlib.sha256(FILE.read_bytes()).hexdigest()[:12]
