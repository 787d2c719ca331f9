"""Verdicts on the patterns, saved for the docs and for `partnersim explain`.

python -m studies.verdicts [runs]     judges every pattern with its controls, measures which parts are written in
                                      (evidence/written_in.csv) or could hardly fail (evidence/could_fail.csv), writes
                                      docs/data/patterns.csv, docs/data/controls.json and the pages, in both languages
python -m studies.verdicts P20 P21    judges these and keeps the saved verdicts of the others, and the controls
python -m studies.verdicts saved      says saved verdicts anew, and writes the pages from them
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict

from partnersim.analysis.validation.controls import BY_LOT, Controls, controls_of, parted
from partnersim.analysis.validation.part_verdict import PartVerdict
from partnersim.analysis.validation.verdicts import RUNS, judge, save, saved
from partnersim.evidence.patterns import Pattern, patterns
from studies import could_fail, written_in
from studies.pages import patterns as patterns_page
from studies.pages import patterns_summary
from studies.saved import CONTROLS, POSTERIOR_VERDICTS, PRIOR_VERDICTS


def judge_and_save(which: Sequence[Pattern], runs: int) -> Controls:
    """Judge patterns, their controls and their parts without choices; save verdicts and what is written in."""
    controls, without = controls_of(which), written_in.without_choices(which)
    guiding = could_fail.guiding_by_lot(which)
    names = {BY_LOT, *(pattern.id for pattern in without)}
    every = judge([*which, *controls, *without, *guiding], runs=runs)
    still = [verdict for verdict in every if verdict.pattern.id in names]
    lots = [verdict for verdict in every if verdict.pattern.id == could_fail.GUIDING_BY_LOT]
    own, found = parted(
        [v for v in every if v.pattern.id not in {*names - {BY_LOT}, could_fail.GUIDING_BY_LOT}]
    )
    written_in.save(list(written_in.rows_of(own, still)))
    earlier = saved(PRIOR_VERDICTS)
    save(merged(earlier, own), PRIOR_VERDICTS)
    could_fail.save(saved(PRIOR_VERDICTS), lots)
    return found


def said_anew() -> None:
    """Saved verdicts as they are said now: by saved intervals and chances, what is written in and could fail."""
    could_fail.save(saved(PRIOR_VERDICTS))
    for path in (PRIOR_VERDICTS, POSTERIOR_VERDICTS):
        save(saved(path), path)


def merged(earlier: Sequence[PartVerdict], judged: Sequence[PartVerdict]) -> list[PartVerdict]:
    """New verdicts in the place of earlier ones, all in the order of the patterns."""
    by_name = {verdict.name: verdict for verdict in (*earlier, *judged)}
    names = (f"{pattern.id}.{part.id}" for pattern in patterns() for part in pattern.parts)
    return [by_name[name] for name in names if name in by_name]


def main() -> None:
    """Judge, save, and write the pages."""
    asked = sys.argv[1:]
    if asked and asked != ["saved"] and not asked[0].isdigit():
        judge_and_save([pattern for pattern in patterns() if pattern.id in asked], RUNS)
    elif asked != ["saved"]:
        found = judge_and_save(patterns(), int(asked[0]) if asked else RUNS)
        text = json.dumps(asdict(found), indent=1) + "\n"
        CONTROLS.write_text(text, encoding="utf-8")
    said_anew()
    judged = saved(PRIOR_VERDICTS)
    patterns_page.write(judged)
    patterns_summary.write(judged)


if __name__ == "__main__":
    main()
