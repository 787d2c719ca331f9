"""The state of a run: tables, ledgers, calendar, random draws, and what compiles rules."""
