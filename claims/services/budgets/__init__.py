"""Payment budgets: drafted and capped by the city, negotiated and decided in the counties, adjusted in mid-year.

Lock order: the budget's row, then its county's, then shares. Every act takes the budget's row first.
"""
