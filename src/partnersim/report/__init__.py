"""What people read of results: screens, figures, pages and spreadsheets. A report never runs a model."""
