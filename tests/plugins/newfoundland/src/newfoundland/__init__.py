"""A jurisdiction of three places, five statuses and two archetypes, with numbers that are examples."""
