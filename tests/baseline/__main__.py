"""See the package."""

from __future__ import annotations

import json
import sys

from partnersim.scenario.library import shipped
from tests import baseline


def main() -> int:
    """Compare, or keep anew."""
    if sys.argv[1:] == ["update"]:
        reported = {
            "machine": baseline.machine(),
            "scenarios": {name: baseline.digests(name) for name in shipped()},
        }
        text = json.dumps(reported, indent=0, sort_keys=True)
        baseline.KEPT.write_text(text + "\n", encoding="utf-8")
        baseline.RENAMED.write_text("{}\n", encoding="utf-8")
        return 0
    if (made_on := baseline.kept()["machine"]) != baseline.machine():
        print(f"made on another kind of machine: {made_on}")
    result = [line for name in shipped() for line in baseline.differences(name)]
    print("\n".join(result) or "every value is what it was")
    return bool(result)


sys.exit(main())
