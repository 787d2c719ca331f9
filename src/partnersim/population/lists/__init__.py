"""A user's own files: the list of organisations, and amounts by programme; CSV or a workbook."""
