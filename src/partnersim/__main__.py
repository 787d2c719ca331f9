"""`python -m partnersim`: the same as the command `partnersim`, where that is not on the path."""

from __future__ import annotations

from partnersim.cli.main import main

if __name__ == "__main__":
    main()
