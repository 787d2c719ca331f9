"""What is done with many runs: a room a method, from `runs` (making them) to `validation` (judging them)."""
