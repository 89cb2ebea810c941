"""Contribution years and retirement at the counter."""
