"""What people read of results: one screen and five figures. A report never runs a model."""
