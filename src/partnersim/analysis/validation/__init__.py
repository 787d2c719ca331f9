"""Patterns judged against the documents: verdicts, their record, and which can be judged under a posterior."""
