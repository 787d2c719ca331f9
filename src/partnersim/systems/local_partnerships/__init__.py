"""Local immigration partnerships: a council of a place, its money, its plan, what comes of it (M20)."""
