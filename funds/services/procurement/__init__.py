"""Money out of central procurement: suppliers paid for institutions and set off, rewards paid (JJ-07)."""
