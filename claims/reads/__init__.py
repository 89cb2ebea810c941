"""Reads that span tables: what pages ask of claims. They change nothing."""
