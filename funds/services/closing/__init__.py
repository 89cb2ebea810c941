"""Closing accounting months and years, and opening them again: asked by one person, decided by another."""
