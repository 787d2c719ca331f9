"""The search for the use of free posts that is worth most to a board (`use_of_posts.py`)."""

from __future__ import annotations

from typing import Any

from partnersim.state.kernel import kernel
from partnersim.state.use_of_posts import (
    Means,
    Use,
    posts_without_pay,
    raising_posts,
    worth_of_the_rest,
)

_STEP, _SMALLEST_STEP = 0.2, 0.01


@kernel
def moved_by(use: Use, which: int, step: float) -> Any:
    """A use of posts with one of its shares moved, within 0 and 1.

    Parameters
    ----------
    use
        Before.
    which
        Number of the share.
    step
        Added to it.

    Returns
    -------
    use : Use
    """
    return Use(
        min(1.0, max(0.0, use.raising + (step if which == 0 else 0.0))),
        min(1.0, max(0.0, use.mission + (step if which == 1 else 0.0))),
        min(1.0, max(0.0, use.advocacy + (step if which == 2 else 0.0))),
        min(1.0, max(0.0, use.uncounted + (step if which == 3 else 0.0))),
    )


@kernel
def best_use(m: Means, before: Use) -> Any:
    """The use of posts that is worth most, found from last year's and from a coarse grid.

    Parameters
    ----------
    m
        Means of the year.
    before
        Last year's use.

    Returns
    -------
    use : Use

    Notes
    -----
    The best of a grid over mission and advocacy, or last year's; then each share in turn moves by steps
    that halve from 0.2 to 0.01. The loss against a full grid is stated in its test.
    """
    left = posts_without_pay(m, raising_posts(m, before.raising))
    best, highest = before, worth_of_the_rest(m, left, before)
    for n in range(1, 6):
        for k in range(3):
            use = Use(before.raising, 0.15 * n, 0.25 * k, before.uncounted)
            utility = worth_of_the_rest(m, left, use)
            if utility > highest:
                best, highest = use, utility
    step = _STEP
    while step >= _SMALLEST_STEP:
        n, refused = 0, 0
        while refused < 8:  # each share, up and down
            which = n // 2
            use = moved_by(best, which, step if n % 2 == 0 else -step)
            n, refused = (n + 1) % 8, refused + 1
            if use == best:  # at its bound
                continue
            remains = posts_without_pay(m, raising_posts(m, use.raising)) if which == 0 else left
            utility = worth_of_the_rest(m, remains, use)
            if utility > highest + 1e-9:
                best, highest, left, refused = use, utility, remains, 0
        step *= 0.5
    return best
