"""Pages of what is watched: board, unit, warnings, reports, projection (JJ-01, JJ-10, JJ-18, ZY-19)."""
