"""Acts of the yearly assessment of counties."""
