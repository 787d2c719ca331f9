"""An archive of a study: one file that says what it holds, and that can be run again and compared."""
