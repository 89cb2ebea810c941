"""Residents outside the annual window: enrolled at the counter, or given their contribution back."""
