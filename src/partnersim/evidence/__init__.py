"""Where numbers come from: sources, figures of the documents, patterns, grades, and the registry of them all."""
