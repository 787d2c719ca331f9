"""What rules are handed: a table of the state, a row for each of somebody, and plain numbers."""

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.void]
Numbers = NDArray[np.float64]
