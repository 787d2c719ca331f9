"""What fieldwork assumes of respondents and of the coder: declared here, read by `fieldwork`.

They stand on this floor so that the registry and its page hold them beside the model's own.
"""

from __future__ import annotations

from partnersim.declarations import Group, Text
from partnersim.declarations.data_files import parameters_in

_PARAMETERS = parameters_in("partnersim.evidence.registry", "interviews.csv")
GROUP = Group("interview", Text("The interviews"), _PARAMETERS["interview"])
