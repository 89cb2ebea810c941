"""Spreadsheets are the front door: reading, checking, importing and writing them. Start at ``resources``."""
