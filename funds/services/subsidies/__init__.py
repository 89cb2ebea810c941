"""Fiscal subsidies: received by two people into the books, dunned where they are short (NB-15)."""
