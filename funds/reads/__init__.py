"""Reads that span tables: what pages, commands and checks ask of the funds. They change nothing."""
