"""Mesa agents: thin views on rows of the state."""

from partnersim.agents.views import (
    Donor,
    LocalPartnership,
    Ministry,
    Newcomer,
    Organization,
    UmbrellaTable,
)

__all__ = ["Donor", "LocalPartnership", "Ministry", "Newcomer", "Organization", "UmbrellaTable"]
