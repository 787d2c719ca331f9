"""The own effect of each shipped scenario on a measure, in lines, as `studies/directness.py` saved it."""

from __future__ import annotations

from collections.abc import Iterator

from partnersim.cli.entry_lines import LEFT, entry_line
from partnersim.language import say


def lines_of(name: str) -> Iterator[str]:
    """The own effect of each shipped scenario, and how much of it the scenario sets, as saved."""
    from partnersim.evidence.directness import NEITHER, of_measure

    rows = of_measure(name)
    for row in rows:
        text = (
            f"{row.scenario}: {_signed(row.change)} "
            f"[{_signed(row.change_low)}; {_signed(row.change_high)}], {_label(row.label)}"
        )
        if row.label != NEITHER:
            text += f", {say('directness')} {_share(row.directness)} [{_share(row.low)}; {_share(row.high)}]"
        yield entry_line(say("own effect"), text)
    if rows:
        yield " " * LEFT + say(
            "difference from the scenario's starting regime in the last year [95 %]; directness: that with "
            "behaviour frozen over that in full [95 %]: 1 all of it; above 1 behaviour dampens it; below 0 "
            'it turns it round (`partnersim explain "Own effect"`)'
        )


def _signed(value: float) -> str:
    from partnersim.report.formatting.verdicts import figure

    text = figure(value)
    return f"+{text}" if value > 0 and any(digit in text for digit in "123456789") else text


def _share(value: float) -> str:
    from partnersim.language.numbers import number

    return number(value)


def _label(label: str) -> str:
    words = {
        "set by the scenario": say("set by the scenario"),
        "response": say("response"),
        "no change to tell apart": say("no change to tell apart"),
    }
    return words.get(label, label)
