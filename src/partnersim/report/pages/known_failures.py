"""What the documents say of the scenarios of a report and the model does not show, by the saved verdicts."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby, islice

from partnersim.analysis.validation.part_verdict import PartVerdict
from partnersim.analysis.validation.verdicts import saved
from partnersim.evidence.bibliography import cite
from partnersim.evidence.saved_verdicts import verdicts_file
from partnersim.language import current, say

_MOST = 3  # patterns: a report has four pages


def known_failures(scenarios: Collection[str]) -> list[str]:
    """A sentence for each pattern that fails in one of the scenarios; none where no verdicts are saved."""
    file = verdicts_file()
    if not file.is_file():
        return []
    failing = (
        verdict
        for verdict in saved(file)
        if verdict.said == "fails" and verdict.part.case.scenario in scenarios
    )
    return list(islice(_told(failing), _MOST))


def _told(failing: Iterator[PartVerdict]) -> Iterator[str]:
    for _, parts in groupby(failing, lambda verdict: verdict.pattern.id):
        pattern = next(parts).pattern
        yield say(
            "Told by {source}, and not shown in full by the model: {statement}",
            source=cite(pattern.source.key),
            statement=pattern.statement.in_language(current()),
        )
