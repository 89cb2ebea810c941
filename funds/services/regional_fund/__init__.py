"""Acts of the regional adjustment fund: levies, distributions, the money of both, letters about what is late."""
