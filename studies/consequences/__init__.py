"""What follows from the core, and under which conditions it fails: one study a file, one page a study."""
