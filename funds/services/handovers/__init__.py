"""Handover lists: made, closed to changes, signed by three."""
