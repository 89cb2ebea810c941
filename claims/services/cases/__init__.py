"""Cases against institutions and insured persons; one module per act. Locks: the case, then what it opens or ends."""
