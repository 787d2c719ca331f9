"""A crisis as in 2020: closed borders, work that public services send, one-time money (M19)."""
