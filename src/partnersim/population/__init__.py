"""The state as a run begins: organisations, newcomers and funders, drawn or of a user's own list."""
