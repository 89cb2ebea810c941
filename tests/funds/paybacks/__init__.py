"""Payments the bank sent back."""
