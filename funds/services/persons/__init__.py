"""Paying people what they are owed: fetched from claims, put into batches per payer and scheme, booked once paid."""
