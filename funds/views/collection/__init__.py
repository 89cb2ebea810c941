"""Collection: the treasury's transfers, the four-way reconciliation, its differences and sign-offs."""
