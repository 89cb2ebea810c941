"""Budgets of the fund: the list, a paper with its lines and steps, acts on it, execution."""
