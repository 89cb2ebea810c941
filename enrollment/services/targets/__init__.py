"""A year's targets of the counties: from population to an approved plan, and what was reached month by month."""
