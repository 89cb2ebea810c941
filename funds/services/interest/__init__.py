"""Interest at agreed rates: rates entered and put in force, differences explained (JJ-05)."""
