"""Ministries and donors: budgets, applications, reports, officeholders, consultation, policy."""
