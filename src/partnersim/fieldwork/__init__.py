"""Virtual fieldwork: the method of Bruneau (2021, ch. 3 to 5) on a finished run, and what ten interviews miss."""
