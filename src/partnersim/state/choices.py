"""A choice handed in, in place of an organisation's board (`population/choices.py`)."""

from __future__ import annotations

from typing import Any

from partnersim.state.kernel import kernel

ITS_BOARD = -1.0  # the board decides
DIRECTOR, ACCEPT, REFUSE = range(3)  # whether it would come to a ministry's tables


@kernel
def chosen(handed_in: float, own: float) -> Any:
    """What was handed in, or the board's own choice.

    Parameters
    ----------
    handed_in, own
        Shares; below 0: nothing was handed in.

    Returns
    -------
    share : float
    """
    return own if handed_in < 0.0 else handed_in
