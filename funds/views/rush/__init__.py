"""Pages of unusual outlays before year end (NB-30)."""
