"""Mesa agents: thin views on rows of the state."""

from partnersim.agents.listing import Views
from partnersim.agents.views import Donor, Ministry, Newcomer, Organization, UmbrellaTable

__all__ = ["Donor", "Ministry", "Newcomer", "Organization", "UmbrellaTable", "Views"]
