"""Unusual outlays before year end: found month by month, explained by the unit, decided on by the city (NB-30)."""
