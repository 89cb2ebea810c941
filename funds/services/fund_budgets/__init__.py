"""Budgets of the fund: first drafts, the budget, changes in mid-year, final accounts, each through its steps.

Lock order: the paper's row, then its steps, then its lines; a city's draft takes its own row before the counties'.
"""
