"""Acts of the yearly assessment of institutions."""
