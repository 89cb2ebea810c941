"""Residents enrolled at a counter outside the annual window: late for a listed reason, or newborn (ZY-03)."""
