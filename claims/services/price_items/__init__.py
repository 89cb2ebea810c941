"""Applications for price items: one module per act, from the papers to the catalogue's row (JJ-19)."""
