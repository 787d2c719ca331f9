"""Fitting the uncertain parameters to what the documents tell, and how far that can be trusted."""
