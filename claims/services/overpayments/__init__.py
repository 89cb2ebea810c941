"""Overpayments: found, confirmed, agreed, paid back or written off; one module per act.

Locks: the debt, then its payables. Whoever settles again or inspects calls :func:`record_overpayment`.
"""
