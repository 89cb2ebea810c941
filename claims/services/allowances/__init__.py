"""Maternity allowance: one module per act."""
