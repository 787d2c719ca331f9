"""Numbers, dates, words and short sentences as every screen, figure and page writes them."""
