"""Acts on personal accounts (NB-07): credits and interest in batches, sharing, transfers, paying out."""
