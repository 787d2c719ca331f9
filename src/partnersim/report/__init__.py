"""What people read of results: one screen and four figures. A report never runs a model."""
