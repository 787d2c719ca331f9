"""Mesa agents: thin views on rows of the state."""

from partnersim.agents.views import (
    Donor,
    Ministry,
    Newcomer,
    Organization,
    UmbrellaTable,
    table_views,
)

__all__ = ["Donor", "Ministry", "Newcomer", "Organization", "UmbrellaTable", "table_views"]
