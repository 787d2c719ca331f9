"""Tables that travel with the package, as CSV beside the code that reads them."""

from __future__ import annotations

import csv
from importlib.resources import files


def rows_in(package: str, name: str) -> list[dict[str, str]]:
    """The rows of a CSV file in a folder of the package: `rows_in("partnersim.evidence", "figures.csv")`."""
    text = (files(package) / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
