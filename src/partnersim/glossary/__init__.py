"""`explain`: every number and word on a screen or a page, with its meaning, its measure and its source."""
