"""What a parameter, a lever and an outcome are: plain data, nothing that runs.

A mechanism declares its parameters beside their use, in these words; the scenario
loader, the JSON Schema, `explain` and the report all read the same declaration.
"""

from partnersim.declarations.column import (
    ANY,
    POSITIVE,
    SHARE,
    Bounds,
    Column,
    column_name,
    lever_columns,
    yes_or_no,
)
from partnersim.declarations.duplicate_names import repeated
from partnersim.declarations.evidence import Assumption, Evidence, Source, evidence_in
from partnersim.declarations.instrument import Instrument
from partnersim.declarations.outcome import Anchors, Better, Dimension, Outcome
from partnersim.declarations.parameter import (
    Group,
    Parameter,
    Role,
    Shares,
    groups_in,
    lever,
    setting,
    uncertainty,
)
from partnersim.declarations.scope import Scope
from partnersim.declarations.step import Step
from partnersim.declarations.system import StateTable, System
from partnersim.declarations.typology import Axis, Kind, Typology
from partnersim.language.text import Text

__all__ = [
    "ANY",
    "POSITIVE",
    "SHARE",
    "Anchors",
    "Assumption",
    "Axis",
    "Better",
    "Bounds",
    "Column",
    "Dimension",
    "Evidence",
    "Group",
    "Instrument",
    "Kind",
    "Outcome",
    "Parameter",
    "Role",
    "Scope",
    "Shares",
    "Source",
    "StateTable",
    "Step",
    "System",
    "Text",
    "Typology",
    "column_name",
    "evidence_in",
    "groups_in",
    "lever",
    "lever_columns",
    "repeated",
    "setting",
    "uncertainty",
    "yes_or_no",
]
