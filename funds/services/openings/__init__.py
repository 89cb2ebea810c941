"""Balances from before pooling: entered, agreed, booked, used."""
