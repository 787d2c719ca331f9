"""Instruments are gathered from what declares them; a plug-in that cannot be is named."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

import pytest

from partnersim import instruments, plugins
from partnersim.language import UserError


def test_a_usual_share_of_a_plug_in_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("budget.instrument")
    declared = instruments.declared()[-1]
    assert declared.usual_share
    module.INSTRUMENT = replace(declared, name="budget")  # type: ignore[attr-defined]
    monkeypatch.setattr(instruments, "modules", lambda: (module,))
    assert instruments.declared.__wrapped__() == (module.INSTRUMENT,)
    monkeypatch.setattr(plugins, "of", lambda _: "budget (civic-money 1.0)")
    with pytest.raises(
        UserError, match=r"budget \(civic-money 1\.0\) gives its instrument a usual share"
    ):
        instruments.declared.__wrapped__()
