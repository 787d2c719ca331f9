"""What is handed out: the wheel and the sources, what is in them, and that they work elsewhere."""
