"""Working capital of institutions: proposed for a year, agreed, approved, lent, and settled at the year's end."""
