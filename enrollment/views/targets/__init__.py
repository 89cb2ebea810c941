"""Targets of the counties: population, plans, the board."""
