"""Movements of reserves: proposed from the books, entered by one person, booked by another (NB-19 … NB-21, NM-06)."""
