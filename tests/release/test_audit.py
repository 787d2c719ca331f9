"""An audit that could ask nobody says so: the tools themselves say "none", or fall over."""

from __future__ import annotations

import json

from tests.release import audit

ASKED = {"name": "click", "version": "8.5.1", "vulns": []}
FAULTY = {
    "name": "jinja2", "version": "3.1.0",
    "vulns": [{"id": "PYSEC-1", "fix_versions": ["3.1.6"]}],
}  # fmt: skip
SKIPPED = {"name": "numpy", "skip_reason": "Dependency not found on PyPI and could not be audited"}
NPM = {
    "auditReportVersion": 2, "metadata": {"dependencies": {"total": 82}},
    "vulnerabilities": {"esbuild": {"range": "<0.25", "severity": "moderate"}},
}  # fmt: skip


def told(*rows: dict) -> audit.Found:
    return audit.of_python(json.dumps({"dependencies": rows, "fixes": []}))


def test_what_was_skipped_is_not_clean() -> None:
    assert told(SKIPPED, SKIPPED) == (2, 0, [])
    assert "Nothing is known of any package" in audit.sentence("Python", told(SKIPPED, SKIPPED))
    assert audit.code([told(SKIPPED)], False) == audit.NOT_LOOKED_UP
    assert audit.code([told(ASKED, SKIPPED)], False) == audit.NOT_LOOKED_UP
    assert "Of 1 nothing is known" in audit.sentence("Python", told(ASKED, SKIPPED))


def test_a_fault_is_named_with_what_mends_it() -> None:
    found = told(ASKED, FAULTY)
    assert found.faults == ["jinja2 3.1.0: PYSEC-1, mended in 3.1.6"]
    assert audit.code([found], False) == audit.WRONG
    assert audit.of_npm(json.dumps(NPM)) == (82, 82, ["esbuild <0.25: moderate"])


def test_clean_is_when_all_were_looked_up_and_licences_are_as_wanted() -> None:
    npm = audit.of_npm(json.dumps(NPM | {"vulnerabilities": {}}))
    assert audit.code([told(ASKED), npm], False) == audit.CLEAN
    assert audit.code([told(ASKED), npm], True) == audit.WRONG


def test_licences_are_looked_at_whole() -> None:
    licences = {
        "numpy": "BSD-3-Clause", "one": "GNU GENERAL PUBLIC LICENSE\n   Version 3", "two": "UNKNOWN",
        "three": "MIT AND LGPL-2.1", "Platypus-Opt": "GPL",
    }  # fmt: skip
    rows = [{"Name": name, "Version": "1", "License": text} for name, text in licences.items()]
    wrong = audit.licences_not_wanted(json.dumps(rows))
    assert wrong == [
        "one 1: GNU GENERAL PUBLIC LICENSE",
        "two 1: UNKNOWN",
        "three 1: MIT AND LGPL-2.1",
    ]


def test_a_tool_that_falls_over_is_no_answer() -> None:
    refused = json.dumps({"message": "405 Method Not Allowed", "statusCode": 405})
    answers = [audit.of_npm(refused), audit.of_npm(""), *map(audit.of_python, ("Traceback", "[]"))]
    for found in answers:
        assert found == (0, 0, [])
        assert audit.code([found], False) == audit.NOT_LOOKED_UP
