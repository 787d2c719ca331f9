"""Pages of the reference, written from declarations, the registry and the command line."""
