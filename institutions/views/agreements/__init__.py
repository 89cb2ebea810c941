"""Agreements with designated institutions: the board, one agreement and what is done with it, the city's texts."""
