"""Verdicts on the patterns, saved for the docs and for `partnersim explain`.

python -m studies.verdicts [runs]     judges every pattern, writes docs/data/patterns.csv and the pages
                                      about them, in both languages
python -m studies.verdicts P20 P21    judges these and keeps the saved verdicts of the others
python -m studies.verdicts saved      writes the pages anew from the saved verdicts
"""

from __future__ import annotations

import sys

from partnersim.analysis.validation.verdicts import RUNS, judge, merged, save, saved
from partnersim.evidence.patterns import patterns
from studies.pages import patterns as patterns_page
from studies.pages import patterns_summary
from studies.saved import PRIOR_VERDICTS


def main() -> None:
    """Judge, save, and write the pages."""
    asked = sys.argv[1:]
    if asked == ["saved"]:
        judged = saved(PRIOR_VERDICTS)
    elif asked and not asked[0].isdigit():
        new = judge([pattern for pattern in patterns() if pattern.id in asked], runs=RUNS)
        judged = merged(saved(PRIOR_VERDICTS), new)
        save(judged, PRIOR_VERDICTS)
    else:
        judged = judge(runs=int(asked[0]) if asked else RUNS)
        save(judged, PRIOR_VERDICTS)
    patterns_page.write(judged)
    patterns_summary.write(judged)


if __name__ == "__main__":
    main()
