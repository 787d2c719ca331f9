"""Making runs: alone, in pairs on the same seeds, on several processes; what is read of a finished run."""
