"""Pages of the yearly assessment of counties and of the money that follows from it."""
