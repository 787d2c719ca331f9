"""Which factors move an outcome, how surely, and whether the sample was large enough."""
